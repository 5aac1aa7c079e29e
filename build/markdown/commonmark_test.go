package markdown

import (
	"bufio"
	"encoding/json"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark/util"

	"memo/build/diag"
	"memo/build/highlight"
)

var commonmarkOptions = Options{Dialect: "memo", LineBreaks: "keep", UnsafeHTML: true, Title: "none"}

// plainCode is a code block as CommonMark writes it.
func plainCode(b highlight.Block) []byte {
	lang := ""
	if b.Lang != "" {
		lang = ` class="language-` + html.EscapeString(b.Lang) + `"`
	}
	return []byte("<pre><code" + lang + ">" + string(util.EscapeHTML([]byte(b.Code))) + "</code></pre>")
}

// House additions that are taken off before an example is compared: anchors
// and ids of headings, the classes of short code and of links that show their
// address, the frame around a lone picture, the loading of pictures. Levels of headings are compared after
// leveled has put those of the example below a page's H1.
var additions = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile(`<a class="anchor"[^>]*></a>`), ""},
	{regexp.MustCompile(`<(h[1-6]) id="[^"]*">`), "<$1>"},
	{regexp.MustCompile(`<code class="nb">`), "<code>"},
	{regexp.MustCompile(`<a class="url"`), "<a"},
	{regexp.MustCompile(` (?:fetchpriority="high"|loading="lazy" decoding="async")>`), " />"},
	{regexp.MustCompile(`<figure class="image">(.*?) />(.*)<figcaption>(.*)</figcaption></figure>`), `<p>$1 title="$3" />$2</p>`},
	{regexp.MustCompile(`<figure class="image">(.*?)</figure>`), "<p>$1</p>"},
	{regexp.MustCompile(`<(br|hr)>`), "<$1 />"},
	{regexp.MustCompile(`<wbr>`), ""},
}

// leveled renumbers the headings of an example: the first is an h2, a deeper
// one is one deeper than the heading it belongs to.
func leveled(page string) string {
	var above []byte
	return heading1to6.ReplaceAllStringFunc(page, func(tag string) string {
		if tag[1] != '/' {
			for len(above) > 0 && above[len(above)-1] >= tag[2] {
				above = above[:len(above)-1]
			}
			above = append(above, tag[2])
		}
		n := strconv.Itoa(min(6, 1+len(above)))
		return tag[:len(tag)-2] + n + ">"
	})
}

var heading1to6 = regexp.MustCompile(`</?h[1-6]>`)

func normalise(doc Doc) string {
	out := filled(doc, func(l Link, h Hole) string {
		dest := l.Target
		if l.Fragment != "" || strings.HasSuffix(l.Target, "#") {
			dest += "#" + l.Fragment
		}
		dest = string(util.EscapeHTML(util.URLEscape([]byte(dest), false)))
		switch {
		case h == Text:
			return html.EscapeString(l.Text)
		case l.Kind == Image || l.Kind == WikiImage:
			return ` src="` + dest + `"`
		}
		return ` href="` + dest + `"`
	})
	for _, a := range additions {
		out = a.pattern.ReplaceAllString(out, a.with)
	}
	return out
}

// filled writes a Doc's body with its holes filled.
func filled(doc Doc, link func(Link, Hole) string) string {
	return filledWith(doc, plainCode, link)
}

func filledWith(doc Doc, code func(highlight.Block) []byte, link func(Link, Hole) string) string {
	var b strings.Builder
	for _, p := range doc.Body {
		b.Write(p.HTML)
		switch {
		case p.Ref < 0:
		case p.Hole == Window:
			b.Write(code(doc.Code[p.Ref].Block))
		default:
			b.WriteString(link(doc.Links[p.Ref], p.Hole))
		}
	}
	return b.String()
}

type example struct {
	Markdown, HTML, Section string
	Example                 int
}

func commonmarkExamples(t *testing.T) []example {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []example
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func listedDifferences(t *testing.T) map[int]string {
	f, err := os.Open("testdata/commonmark-differences.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list := map[int]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		number, reason, ok := strings.Cut(lines.Text(), " ")
		if strings.HasPrefix(number, "#") || number == "" {
			continue
		}
		n, err := strconv.Atoi(number)
		if err != nil || !ok {
			t.Fatalf("commonmark-differences.txt: %q", lines.Text())
		}
		list[n] = reason
	}
	return list
}

// TestCommonMarkExamplesPass holds that what differs from CommonMark is
// listed with a reason, and that nothing is listed that does not differ.
func TestCommonMarkExamplesPass(t *testing.T) {
	differences := listedDifferences(t)
	list := commonmarkExamples(t)
	if len(list) != 652 {
		t.Errorf("%d examples, want 652", len(list))
	}
	renderer := New(commonmarkOptions)
	for _, e := range list {
		doc, _ := renderer.Render([]byte(e.Markdown), diag.Pos{}, "none")
		got, want := normalise(doc), leveled(e.HTML)
		reason, listed := differences[e.Example]
		switch {
		case got != want && !listed:
			t.Errorf("example %d (%s)\n%s\ngot:\n%s\nwant:\n%s", e.Example, e.Section, e.Markdown, got, want)
		case got == want && listed:
			t.Errorf("example %d does not differ any more: %s", e.Example, reason)
		}
	}
}
