package main

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"memo/build/browser"
	"memo/build/search/searchtest"
)

// engine is one search on the site, with what was measured of it.
type engine struct {
	name   string
	folder string  // of its index
	open   string  // JavaScript that makes ask(query, n), which gives the URLs of the first n results
	speed  float64 // MB of text in a second of one core

	index, files                     int
	cold, warm, coldAsked, warmAsked []int // bytes and requests by query
	queries, recalls, reciprocals    map[byte]float64
}

// BenchmarkSearchBesidePagefind prints a table of memo's search and Pagefind's, on the same pages, for the same judged
// queries, each with its own program in a real browser. It takes some minutes:
//
//	MEMO_NODE_MODULES=… go test ./cmd/memo -run '^$' -bench Pagefind -benchtime 1x -timeout 60m
func BenchmarkSearchBesidePagefind(b *testing.B) {
	pagefind := filepath.Join(browser.NodeModules(b), ".bin", "pagefind")
	if _, err := os.Stat(pagefind); err != nil {
		b.Skip("npm's pagefind is not in $MEMO_NODE_MODULES")
	}
	docs := searchtest.Corpus(3000, 1)
	dir := b.TempDir()
	public := filepath.Join(dir, "public")
	megabytes := writeSite(b, dir, docs)
	built := cpuOf(b, "memo", "-C", dir, "build", "--no-cache")
	for _, d := range docs {
		holdsText(b, string(read(b, public, d.URL+"index.html")), d)
	}
	indexed := cpuOf(b, pagefind, "--site", public, "--quiet")

	ours := &engine{name: "memo", folder: "_memo/search", speed: megabytes / built.Seconds(), open: `
		const memo = await import(new URL("_memo/` + script(b, public) + `", location))
		const index = await memo.openIndex(new URL("_memo/search/", location).href)
		window.ask = async (q, n) => (await memo.search(index, q, n)).hits.map((h) => h.url)`}
	theirs := &engine{name: "Pagefind", folder: "pagefind", speed: megabytes / indexed.Seconds(), open: `
		const pagefind = await import(new URL("pagefind/pagefind.js", location))
		await pagefind.options({ baseUrl: "/" })
		await pagefind.init()
		window.ask = async (q, n) => {
			const { results } = await pagefind.search(q)
			return (await Promise.all(results.slice(0, n).map((r) => r.data()))).map((d) => d.url)
		}`}
	queries := append(searchtest.Handmade(docs), searchtest.Queries(docs, 20, 3)...)
	rand.New(rand.NewSource(4)).Shuffle(len(queries), func(i, j int) { queries[i], queries[j] = queries[j], queries[i] })
	site := &host{dir: public}
	url := browser.Serve(b, site)
	for _, e := range []*engine{ours, theirs} {
		e.index, e.files = sizeOf(b, filepath.Join(public, filepath.FromSlash(e.folder)))
		e.measure(b, site, url, queries)
	}
	fmt.Printf("| %d memos, %.1f MB of text, %d queries | memo | Pagefind |\n| --- | ---: | ---: |\n", len(docs), megabytes, len(queries))
	for i, row := range ours.rows(megabytes) {
		fmt.Printf("| %s | %s | %s |\n", row[0], row[1], theirs.rows(megabytes)[i][1])
	}
}

// script is the file name of memo's search program.
func script(b *testing.B, public string) string {
	b.Helper()
	found, err := filepath.Glob(filepath.Join(public, "_memo", "search.*.js"))
	if err != nil || len(found) != 1 {
		b.Fatalf("the site has no one script for search: %v", found)
	}
	return filepath.Base(found[0])
}

// measure asks every query twice: as the first one of a visit, where the program and all of the index have yet to come,
// and as the second of another visit. A tab is used for 25 visits, each to a folder of its own.
func (e *engine) measure(b *testing.B, site *host, url string, queries []searchtest.Query) {
	e.queries, e.recalls, e.reciprocals = map[byte]float64{}, map[byte]float64{}, map[byte]float64{}
	chromium := browser.Start(b)
	var tab *browser.Tab
	ask := func(before, query string, n int) []string {
		return browser.Eval[[]string](tab, fmt.Sprintf("(async () => { %s; return ask(%q, %d) })()", before, query, n))
	}
	for i, first := range queries {
		if i%25 == 0 {
			tab = chromium.Tab(b, 1000, 800)
		}
		tab.Go(fmt.Sprintf("%s/%s-%d/", url, e.name, i))
		site.taken()
		ask(e.open, first.Text, 5)
		size, asked := site.taken()
		e.cold, e.coldAsked = append(e.cold, size), append(e.coldAsked, asked)

		second := queries[(i+1)%len(queries)]
		ask("", second.Text, 5)
		size, asked = site.taken()
		e.warm, e.warmAsked = append(e.warm, size), append(e.warmAsked, asked)
		recall, reciprocal := second.Judge(ask("", second.Text, 10))
		for _, class := range []byte{second.Class, 0} {
			e.queries[class]++
			e.recalls[class] += recall
			e.reciprocals[class] += reciprocal
		}
	}
}

// rows are the lines of the table: what was measured, and how much.
func (e *engine) rows(megabytes float64) [][2]string {
	quality := func(class byte) string {
		return fmt.Sprintf("%.2f / %.2f", e.recalls[class]/e.queries[class], e.reciprocals[class]/e.queries[class])
	}
	out := [][2]string{{"recall@10 / MRR of all queries", quality(0)}}
	for _, c := range searchtest.Classes {
		out = append(out, [2]string{"… " + c.Name, quality(c.Letter)})
	}
	kb := func(values []int, p int) int { return (percentile(values, p) + 500) / 1000 }
	return append(out,
		[2]string{"KB to 5 results, first query: p50 / p95", fmt.Sprintf("%d / %d", kb(e.cold, 50), kb(e.cold, 95))},
		[2]string{"KB to 5 results, next query: p50 / p95 / max", fmt.Sprintf("%d / %d / %d", kb(e.warm, 50), kb(e.warm, 95), kb(e.warm, 100))},
		[2]string{"requests, first / next query: p50", fmt.Sprintf("%d / %d", percentile(e.coldAsked, 50), percentile(e.warmAsked, 50))},
		[2]string{"index, share of the text", fmt.Sprintf("%.2f", float64(e.index)/1e6/megabytes)},
		[2]string{"index, files", fmt.Sprint(e.files)},
		[2]string{"build, MB of text in a second of one core", fmt.Sprintf("%.1f", e.speed)})
}

func percentile(values []int, p int) int {
	v := slices.Sorted(slices.Values(values))
	return v[min(len(v)-1, len(v)*p/100)]
}
