package markdown

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"memo/build/diag"
)

// FuzzRender holds that no text makes Render panic and that, with raw HTML
// off, nothing in the page runs or loads by the text's own doing, and the
// browser sees the tree that was written.
func FuzzRender(f *testing.F) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		f.Fatal(err)
	}
	for i, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src, uint8(i))
		for _, block := range strings.Split(string(src), "\n\n") {
			f.Add([]byte(block), uint8(i))
		}
	}
	f.Fuzz(func(t *testing.T, src []byte, mode uint8) {
		all := Dialects()
		o := Options{Dialect: all[int(mode)%len(all)], LineBreaks: []string{"join", "keep", "br"}[mode>>2&3%3],
			Math: mode&16 != 0, Mermaid: mode&32 != 0, Words: japaneseWords}
		if mode&128 != 0 {
			o.Title = "題名"
		}
		doc, list := New(o).Render(src, diag.Pos{File: "a.md", Line: 1}, o.Title)
		page := filled(doc, func(l Link, h Hole) string {
			switch {
			case h == Text:
				return html.EscapeString(l.Text)
			case l.Kind == Image || l.Kind == WikiImage:
				return ` src="/x.png"`
			}
			return ` href="/x"`
		})
		checkHarmless(t, page)
		for _, h := range doc.Outline {
			checkHarmless(t, h.HTML)
		}
		checkLinks(t, doc)
		lines := strings.Count(string(clean(src)), "\n") + 1
		for _, d := range list {
			if d.Pos.Line < 1 || d.Pos.Line > lines || d.Col < 1 {
				t.Errorf("warning outside the file: %+v", d)
			}
		}
	})
}

var (
	allowedNames = strings.Fields("a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption " +
		"figure h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup " +
		"table tbody td tfoot th thead time tr u ul var wbr")
	allowedAttributes = strings.Fields("alt aria-describedby aria-hidden aria-label checked cite class colspan datetime decoding dir disabled " +
		"fetchpriority height hidden href id lang loading open reversed role rowspan scope span src start tabindex title type value width")
	unclosable = strings.Fields("br wbr hr img input col")
)

// checkHarmless reads page as a browser does.
func checkHarmless(t *testing.T, page string) {
	t.Helper()
	var open, written []string
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := z.Token()
		switch kind {
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("a comment or a doctype: %q\n%s", token.Data, page)
		case html.StartTagToken, html.SelfClosingTagToken:
			written = append(written, token.Data)
			checkTag(t, token, page)
			if !slices.Contains(unclosable, token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> where %v are open\n%s", token.Data, open, page)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("never closed: %v\n%s", open, page)
	}
	if seen := elements(t, page); !slices.Equal(seen, written) {
		t.Errorf("written as %v\nseen as %v\n%s", written, seen, page)
	}
}

var shareOfALine = regexp.MustCompile(`^width:(100|[1-9][0-9]?)%$`)

func checkTag(t *testing.T, token html.Token, page string) {
	t.Helper()
	if !slices.Contains(allowedNames, token.Data) {
		t.Errorf("element %s\n%s", token.Data, page)
	}
	names := map[string]bool{}
	for _, a := range token.Attr {
		share := a.Key == "style" && token.Data == "img" && shareOfALine.MatchString(a.Val)
		if !share && !slices.Contains(allowedAttributes, a.Key) || names[a.Key] {
			t.Errorf("attribute %s\n%s", a.Key, page)
		}
		names[a.Key] = true
		if (a.Key == "href" || a.Key == "src" || a.Key == "cite") && dangerous(a.Val) {
			t.Errorf("%s=%q\n%s", a.Key, a.Val, page)
		}
	}
}

func dangerous(address string) bool {
	address = strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, address))
	return strings.HasPrefix(address, "javascript:") || strings.HasPrefix(address, "vbscript:") || strings.HasPrefix(address, "data:")
}

// elements gives the elements that a browser makes of page, in order.
func elements(t *testing.T, page string) []string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(page), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, root := range nodes {
		if root.Type == html.ElementNode {
			list = append(list, root.Data)
		}
		for n := range root.Descendants() {
			if n.Type == html.ElementNode {
				list = append(list, n.Data)
			}
		}
	}
	return list
}

func checkLinks(t *testing.T, doc Doc) {
	t.Helper()
	used := map[int]bool{}
	for _, p := range doc.Body {
		switch {
		case p.Ref < 0:
		case p.Hole == Window:
			for _, inc := range doc.Code[p.Ref].Includes {
				used[inc.Ref] = true
			}
		default:
			used[p.Ref] = true
		}
	}
	for i, l := range doc.Links {
		if dangerous(l.Target) {
			t.Errorf("link to %q", l.Target)
		}
		if !used[i] {
			t.Errorf("no hole for %+v", l)
		}
		if l.Line < 1 || l.Col < 1 || l.Source != "" && l.Col-1+l.Len > len([]rune(l.Source)) {
			t.Errorf("outside its line: %+v", l)
		}
	}
	ids := map[string]bool{}
	for _, h := range doc.Outline {
		if h.ID == "" || ids[h.ID] || h.Level < 2 || h.Level > 6 {
			t.Errorf("heading %+v", h)
		}
		ids[h.ID] = true
	}
}
