package site

import (
	"fmt"
	"math/rand"
	"testing"
	"time"

	"memo/build/markdown"
	"memo/build/page"
)

// corpus makes n pages like those of a large memo site: dates, one to four of
// 300 tags, one or two links to other memos, as addresses or as files. Kinds:
// "ascii", "japanese" (names that need escaping), "wiki" (links by name).
func corpus(n int, kind string) []*page.Page {
	r := rand.New(rand.NewSource(1))
	zipf := rand.NewZipf(r, 1.2, 2, 299)
	name := func(i int) string {
		if kind == "japanese" {
			return fmt.Sprintf("エンドポイントの設定-%06d", i)
		}
		return fmt.Sprintf("memo-%06d", i)
	}
	pages := make([]*page.Page, n)
	for i := range pages {
		p := page.Page{Path: fmt.Sprintf("posts/%04d/%s.md", 2005+i*20/n, name(i)), Title: fmt.Sprintf("STS の設定を確認する方法 (%d)", i)}
		p.File = "content/" + p.Path
		p.Date = time.Date(2005, 1, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(r.Intn(20*365*24)) * time.Hour)
		p.Lastmod = p.Date.Add(240 * time.Hour)
		for range 1 + r.Intn(4) {
			p.Front.Tags = append(p.Front.Tags, fmt.Sprintf("tag-%d", zipf.Uint64()))
		}
		for range 1 + r.Intn(2) {
			to := r.Intn(n)
			year := 2005 + to*20/n
			l := markdown.Link{Text: "別のメモ", Target: fmt.Sprintf("/posts/%04d/%s/", year, name(to))}
			if r.Intn(4) == 0 {
				l.Target = fmt.Sprintf("../%04d/%s.md", year, name(to))
			}
			if kind == "wiki" {
				l.Kind, l.Target = markdown.Wiki, name(to)
			}
			p.Doc.Links = append(p.Doc.Links, l)
		}
		if r.Intn(10) == 0 {
			p.Front.Series = []string{fmt.Sprintf("series %d", r.Intn(n/20+1))}
		}
		pages[i] = page.New(p)
	}
	return pages
}

func benchOptions() Options {
	tokyo := time.FixedZone("JST", 9*3600)
	return Options{BaseURL: "https://memo.example.com/notes/", Location: tokyo, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, tokyo)}
}

func BenchmarkAssemble(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		for _, kind := range []string{"ascii", "japanese", "wiki"} {
			b.Run(fmt.Sprintf("%s/%d", kind, n), func(b *testing.B) {
				pages, o := corpus(n, kind), benchOptions()
				b.ReportAllocs()
				for b.Loop() {
					if _, diags := Assemble(pages, nil, o); len(diags) > 0 {
						b.Fatal(diags[0])
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/page")
			})
		}
	}
}

func BenchmarkRelated(b *testing.B) {
	s, _ := Assemble(corpus(10000, "ascii"), nil, benchOptions())
	i := 0
	for b.Loop() {
		s.Related(s.Entries[i%len(s.Entries)], 5)
		i++
	}
}

func BenchmarkBrokenLinks(b *testing.B) {
	pages := corpus(10000, "ascii")
	for i := range 200 {
		pages[i] = page.New(page.Page{Path: pages[i].Path, Doc: markdown.Doc{Links: []markdown.Link{{Target: fmt.Sprintf("meno-%06d.md", i)}}}})
	}
	for b.Loop() {
		if _, diags := Assemble(pages, nil, benchOptions()); len(diags) != 200 {
			b.Fatal(len(diags))
		}
	}
}
