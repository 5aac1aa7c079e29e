package format

import (
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"memo/build/markdown"
	"memo/build/output"
	"memo/build/page"
	"memo/build/site"
	"memo/build/theme"
)

// tokyo is the zone of the test site.
var tokyo = time.FixedZone("JST", 9*60*60)

func day(s string) time.Time {
	d, err := time.ParseInLocation("2006-01-02", s, tokyo)
	if err != nil {
		panic(err)
	}
	return d
}

// memoAt gives a page as parsing would: text is its Markdown as well as its
// HTML, and [x](y) in it is a link.
func memoAt(path, title, date, text string, front page.Front) *page.Page {
	front.Title = title
	p := page.Page{Path: path, File: "content/" + path, Front: front, Source: []byte(text), Line: 4}
	if date != "" {
		p.Date = day(date)
		p.Lastmod = p.Date
	}
	if !front.Lastmod.IsZero() {
		p.Lastmod = front.Lastmod
	}
	p.Doc = docOf(text)
	return page.New(p)
}

// docOf splits text at its links, as Markdown would.
func docOf(text string) markdown.Doc {
	d := markdown.Doc{Summary: "要約です。", Chars: 1200, Words: 80}
	for n, line := range strings.Split(text, "\n") {
		if h, ok := strings.CutPrefix(line, "## "); ok {
			d.Outline = append(d.Outline, markdown.Heading{Level: 2, ID: h, Text: h, HTML: h})
			d.Body = append(d.Body, markdown.Piece{HTML: []byte(`<h2 id="` + h + `">` + h + `<a class="anchor" href="#` + h + `" aria-label="「` + h + `」へのリンク"></a></h2>` + "\n"), Ref: -1})
			continue
		}
		col := 1
		for {
			before, rest, ok := strings.Cut(line, "[")
			name, rest, _ := strings.Cut(rest, "](")
			target, after, _ := strings.Cut(rest, ")")
			if !ok {
				d.Body = append(d.Body, markdown.Piece{HTML: []byte("<p>" + line + "</p>\n"), Ref: -1})
				break
			}
			col += len([]rune(before)) + 1 + len([]rune(name)) + 2
			l := markdown.Link{Target: target, Text: name, Line: 4 + n, Col: col, Len: len([]rune(target))}
			l.Target, l.Fragment, _ = strings.Cut(target, "#")
			d.Body = append(d.Body, markdown.Piece{HTML: []byte(before + "<a"), Ref: -1},
				markdown.Piece{Ref: len(d.Links), Hole: markdown.Attributes}, markdown.Piece{HTML: []byte(">" + name + "</a>"), Ref: -1})
			d.Links = append(d.Links, l)
			col += len([]rune(target)) + 1
			line = after
		}
	}
	return d
}

// pages is a small site with everything in it.
func pagesOfTest() []*page.Page {
	yes := true
	return []*page.Page{
		memoAt("_index.md", "", "", "ようこそ。", page.Front{}),
		memoAt("about.md", "この覚え書きについて", "2024-01-05", "書いている人。", page.Front{}),
		memoAt("posts/_index.md", "メモ", "", "新しい順。", page.Front{Description: "メモの一覧"}),
		memoAt("posts/sts.md", "STS の設定を変える", "2024-08-01", "## 概要\n詳細は [S3](s3.md#概要) と [図](a.png) と [外](https://example.com/) 。\n## 手順\n以上。",
			page.Front{Tags: []string{"AWS", "STS"}, Series: []string{"認証"}, Aliases: []string{"/old/sts/"}, Description: `"引用" </script> & <b>`}),
		memoAt("posts/s3.md", "S3 のタイムアウト", "2024-09-01", "## 概要\n[STS](sts.md) を見る。", page.Front{Tags: []string{"aws", "筋トレ"}, Series: []string{"認証"}, TOC: &yes}),
		memoAt("posts/old.md", "古いメモ", "2019-05-01", "古い。", page.Front{Tags: []string{"AWS"}, NoSearch: true, Image: "a.png", Lastmod: day("2020-01-01")}),
		memoAt("posts/draft.md", "下書き", "2024-10-01", "まだ。", page.Front{Draft: true, Tags: []string{"AWS"}}),
	}
}

// assemble makes the test site at a base URL.
func assemble(t testing.TB, base string, drafts bool) *site.Site {
	t.Helper()
	s, list := site.Assemble(pagesOfTest(), []site.Resource{{Path: "posts/a.png", Out: "posts/a.png", Width: 10, Height: 10}},
		site.Options{Title: "覚え書き", Description: "調べたこと", Language: "ja", Author: "書き手", BaseURL: base, Location: tokyo,
			Now: day("2024-12-01"), Drafts: drafts, Sections: map[string]site.Layout{"posts": {PerPage: 2}}})
	if list.HasErrors() {
		t.Fatal(list)
	}
	return s
}

func options() Options {
	return Options{FeedItems: 20, FeedText: true, StaleAfter: site.Age{Years: 3}}
}

func plainTheme(t testing.TB, prefix string) *theme.Theme {
	return themeFrom(t, os.DirFS("testdata/theme"), prefix)
}

func defaultTheme() fs.FS { return os.DirFS("../../themes/default") }

func themeFrom(t testing.TB, files fs.FS, prefix string) *theme.Theme {
	t.Helper()
	th, list, err := theme.Load([]theme.Layer{{Name: "theme", FS: files}}, theme.Options{Language: "ja", Prefix: prefix})
	if err != nil || list != nil {
		t.Fatal(err, list)
	}
	return th
}

// publish renders everything. The picture stands for what package build adds.
func publish(t testing.TB, outs []output.Output) map[string]string {
	t.Helper()
	files := map[string]string{"posts/a.png": "png"}
	for _, o := range outs {
		b, list := o.Render(context.Background())
		if list != nil {
			t.Fatalf("%s: %v", o.Path, list)
		}
		if _, twice := files[o.Path]; twice {
			t.Errorf("two outputs at %s", o.Path)
		}
		files[o.Path] = string(b)
	}
	return files
}

// site publishes the test site with the plain theme.
func siteOfTest(t testing.TB, base, prefix string) map[string]string {
	t.Helper()
	return publish(t, Outputs(assemble(t, base, false), plainTheme(t, prefix), options()))
}

// mainOf is what stands in <main>.
func mainOf(html string) string {
	_, rest, _ := strings.Cut(html, "<main")
	_, rest, _ = strings.Cut(rest, ">")
	inner, _, _ := strings.Cut(rest, "</main>")
	return strings.TrimSpace(inner)
}
