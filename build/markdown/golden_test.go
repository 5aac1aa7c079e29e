package markdown

import (
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"memo/build/diag"
	"memo/build/highlight"
)

var update = flag.Bool("update", false, "rewrite testdata/*.html")

// japaneseWords are the words of the interface as a Japanese site has them.
var japaneseWords = Words{Note: "補足", Tip: "ヒント", Important: "重要", Warning: "注意", Caution: "警告", Details: "詳細",
	Footnotes: "脚注", Footnote: "脚注 %s", BackToText: "本文の %s へ戻る", HeadingLink: "「%s」へのリンク", Done: "完了", Open: "未完了"}

// optionsOf reads the options of a case from its first line: a comment of
// words like "dialect=zenn math br".
func optionsOf(src string) Options {
	o := Options{Dialect: "memo", LineBreaks: "join", Words: japaneseWords, Title: "題名"}
	first, _, _ := strings.Cut(src, "\n")
	if !strings.HasPrefix(first, "<!-- options") {
		return o
	}
	for _, word := range strings.Fields(first) {
		switch key, value, _ := strings.Cut(word, "="); key {
		case "dialect":
			o.Dialect = value
		case "keep", "br":
			o.LineBreaks = key
		case "math":
			o.Math = true
		case "mermaid":
			o.Mermaid = true
		case "unsafe":
			o.UnsafeHTML = true
		case "untitled":
			o.Title = ""
		}
	}
	return o
}

// show writes a Doc for a person to read: the HTML with the links filled in
// where they stand, then what else was found.
func show(doc Doc, list diag.List) string {
	var b strings.Builder
	b.WriteString(filledWith(doc, blockCode, func(l Link, h Hole) string {
		if h != Attributes {
			return "{" + l.Text + "}"
		}
		dest := html.EscapeString(l.Target)
		if l.Fragment != "" {
			dest += "#" + html.EscapeString(l.Fragment)
		}
		kind := [...]string{"href", "wiki", "src", "wikisrc", "card"}[l.Kind]
		size := ""
		if l.Width+l.Height > 0 {
			size = fmt.Sprintf(" %dx%d", l.Width, l.Height)
		}
		return fmt.Sprintf(` %s="%s"%s`, kind, dest, size)
	}))
	if doc.Title != "" {
		fmt.Fprintf(&b, "\n-- title: %s\n", doc.Title)
	}
	for _, d := range list.Sorted() {
		fmt.Fprintf(&b, "-- %d:%d+%d %s: %s\n", d.Pos.Line, d.Col, d.Len, d.Code, d.Message)
	}
	return b.String()
}

// blockCode shows what package highlight is asked for.
func blockCode(b highlight.Block) []byte {
	html := plainCode(b)
	b.Code = ""
	return fmt.Appendf(html, "\n%+v", b)
}

func TestGoldens(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no cases")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".md"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, list := New(optionsOf(string(src))).Render(src, diag.Pos{File: file, Line: 1}, optionsOf(string(src)).Title)
			got := show(doc, list)
			golden := strings.TrimSuffix(file, ".md") + ".html"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("differs from %s\ngot:\n%s\nwant:\n%s", golden, got, want)
			}
		})
	}
}
