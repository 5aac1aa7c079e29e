package format

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"memo/build/output"
	"memo/build/page"
	"memo/build/site"
	"memo/build/theme"
)

// manyPages is a seeded site of n memos of about 8 kB of HTML with links,
// tags, headings and a series now and then.
func manyPages(n int) []*page.Page {
	pages := []*page.Page{memoAt("_index.md", "", "", "ようこそ。", page.Front{}), memoAt("about.md", "この覚え書きについて", "2024-01-05", "書いている人。", page.Front{})}
	filler := strings.Repeat("エンドポイントのタイムアウトを切り分けるため、接続数と待機イベントを計測する。`connect timeout` のときは経路を見る。\n", 30)
	for i := range n {
		front := page.Front{Tags: []string{fmt.Sprint("タグ", i%40), fmt.Sprint("tag", i%7), fmt.Sprint("T", i%90)}}
		if i%50 < 4 {
			front.Series = []string{fmt.Sprint("連載", i/50)}
		}
		text := fmt.Sprintf("## 概要\n[前](m%05d.md) と [図](a.png) 。\n## 原因\n%s## 対処\n[次](m%05d.md#概要) を見る。\n## 確認\n以上。", max(0, i-1), filler, min(n-1, i+7))
		date := time.Date(2015, 1, 1, 0, 0, 0, 0, tokyo).AddDate(0, 0, i%3500).Format("2006-01-02")
		pages = append(pages, memoAt(fmt.Sprintf("posts/m%05d.md", i), fmt.Sprintf("Redshift のワークロードキューを設定する その %d", i), date, text, front))
	}
	return pages
}

func manySite(b *testing.B, n int) *site.Site {
	s, list := site.Assemble(manyPages(n), []site.Resource{{Path: "posts/a.png", Out: "posts/a.png", Width: 10, Height: 10}},
		site.Options{Title: "覚え書き", Description: "調べたこと", Language: "ja", Author: "書き手", BaseURL: "https://host/", Location: tokyo, Now: day("2025-12-01")})
	if list.HasErrors() {
		b.Fatal(list)
	}
	return s
}

// BenchmarkHTML draws all pages of a site with the default theme.
func BenchmarkHTML(b *testing.B) {
	benchmark(b, HTML)
}

// BenchmarkAll makes every output but the search index.
func BenchmarkAll(b *testing.B) {
	benchmark(b, Outputs)
}

func benchmark(b *testing.B, f func(*site.Site, *theme.Theme, Options) []output.Output) {
	const n = 10_000
	s := manySite(b, n)
	th := themeFrom(b, defaultTheme(), "/")
	b.ReportAllocs()
	for b.Loop() {
		pages, bytes := 0, 0
		start := time.Now()
		outs := f(s, th, options())
		promised := time.Since(start)
		for _, o := range outs {
			text, list := o.Render(context.Background())
			if list != nil {
				b.Fatal(list)
			}
			pages++
			bytes += len(text)
		}
		b.ReportMetric(float64(promised.Microseconds())/1000, "ms-promise")
		b.ReportMetric(float64(pages)/time.Since(start).Seconds(), "pages/s")
		b.ReportMetric(float64(bytes)/float64(pages), "B/page")
	}
}
