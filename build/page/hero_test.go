package page

import (
	"strings"
	"testing"

	"memo/build/source"
)

func TestAFrontPageShowsItsHero(t *testing.T) {
	for name, front := range map[string]string{
		"VitePress": "layout: home\nhero:\n  name: 道具箱\n  text: 手順の\n    置き場\n  tagline: 速く引く\n  actions:\n    - {theme: brand, text: 始める, link: guide/start.md}\n",
		"Starlight": "template: splash\nhero:\n  title: 道具箱\n  text: 手順の 置き場\n  tagline: 速く引く\n  actions:\n    - text: 始める\n      link: guide/start.md\n      icon: right-arrow\n",
	} {
		front += "features:\n  - title: 検索\n    details: 日本語で\n    link: https://example.com/\n  - title: 印刷\n"
		src := "---\n" + front + "---\n本文の [道](gone.md)\n"
		p, diags := NewParser(Options{}, nil).Parse(source.File{Path: "index.md", Bytes: []byte(src)})
		if len(diags) > 0 || p.Title != "道具箱" {
			t.Errorf("%s: title %q, %v", name, p.Title, diags)
		}
		const want = "# 道具箱\n\n**手順の 置き場**\n\n速く引く\n\n- [始める](<guide/start.md>)\n\n* **[検索](<https://example.com/>)**: 日本語で\n* 印刷\n\n本文の [道](gone.md)\n"
		if string(p.Source) != want {
			t.Errorf("%s: %s", name, p.Source)
		}
		last := p.Doc.Links[len(p.Doc.Links)-1]
		if line := strings.Count(src, "\n"); last.Target != "gone.md" || last.Line != line {
			t.Errorf("%s: %s is at line %d, want %d", name, last.Target, last.Line, line)
		}
	}
}
