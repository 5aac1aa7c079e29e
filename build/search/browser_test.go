package search_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"math/rand"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"memo/build/browser"
	"memo/build/effort"
	"memo/build/search"
	"memo/build/search/searchtest"
	"memo/build/theme"
	"memo/themes"
)

// site is a host with pages of the default theme and an index, under a path prefix and a strict policy.
type site struct {
	theme    *theme.Theme
	mu       sync.Mutex
	files    map[string][]byte // of the index
	once     map[string][]byte // what files are answered with the first time
	noRanges bool
	body     int            // bytes of answers of the index
	asked    map[string]int // requests by file
}

const prefix = "/notes/"

func newSite(t testing.TB, files map[string][]byte) (*site, string) {
	t.Helper()
	th, list, err := theme.Load([]theme.Layer{{Name: "default", FS: themes.Default()}}, theme.Options{Language: "ja", Prefix: prefix})
	if err != nil || len(list) > 0 {
		t.Fatal(err, list)
	}
	s := &site{theme: th, files: files, asked: map[string]int{}}
	return s, browser.Serve(t, s) + prefix
}

// change sets what the site serves, and forgets what was counted.
func (s *site) change(files, once map[string][]byte, noRanges bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files, s.once, s.noRanges, s.body, s.asked = files, once, noRanges, 0, map[string]int{}
}

func (s *site) counted() (body, requests int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range s.asked {
		requests += n
	}
	return s.body, requests
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Security-Policy", "default-src 'self'")
	path, _ := strings.CutPrefix(r.URL.Path, prefix)
	if name, ok := strings.CutPrefix(path, "_memo/search/"); ok {
		s.serveIndex(w, r, name)
		return
	}
	for _, a := range s.theme.Assets {
		if a.Path == path {
			http.ServeContent(w, r, a.Name, time.Time{}, bytes.NewReader(a.Bytes))
			return
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(s.page(path))
}

// page is the search page, or a page with the header that any page has.
func (s *site) page(path string) []byte {
	view := &theme.SiteView{Title: "覚え書き", Language: "ja", BaseURL: "https://memo.example.com" + prefix, HomeURL: prefix,
		TagsURL: prefix + "tags/", ArchiveURL: prefix + "archive/", SearchURL: prefix + "search/", SearchIndex: prefix + "_memo/search/"}
	frame := theme.Frame{Site: view, Head: theme.Head{Title: "検索"}}
	if path == "search/" {
		b, _ := s.theme.Render("search", theme.SearchView{Frame: frame, Rows: []*theme.Row{{URL: prefix + "posts/new/", Title: "新しいメモ"}}})
		return b
	}
	b, _ := s.theme.Render("tags", theme.TagsView{Frame: frame})
	return b
}

func (s *site) serveIndex(w http.ResponseWriter, r *http.Request, name string) {
	s.mu.Lock()
	b, ok := s.once[name]
	if ok {
		delete(s.once, name)
	} else {
		b, ok = s.files[name]
	}
	s.asked[name]++
	noRanges := s.noRanges
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	if noRanges {
		r.Header.Del("Range")
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	http.ServeContent(&counting{w, s}, r, "", time.Time{}, bytes.NewReader(b))
}

type counting struct {
	http.ResponseWriter
	site *site
}

func (c *counting) Write(b []byte) (int, error) {
	c.site.mu.Lock()
	c.site.body += len(b)
	c.site.mu.Unlock()
	return c.ResponseWriter.Write(b)
}

// script is the published search.js, as small as a reader gets it.
func (s *site) script() theme.Asset {
	for _, a := range s.theme.Assets {
		if a.Name == "search.js" {
			return a
		}
	}
	return theme.Asset{}
}

// open goes to a page and makes the functions of search.js known as memo there.
func (s *site) open(t testing.TB, tab *browser.Tab, url string) {
	t.Helper()
	tab.Go(url)
	browser.Eval[bool](tab, "import("+quote(s.script().URL)+").then((m) => { window.memo = m; return true })")
}

func quote(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func encode(docs []search.Document) map[string][]byte {
	_, b := build(docs)
	return b.files
}

// answer is a result in the form in which both readers' are compared.
type answer struct {
	Hits  []answered
	Total int
	Meant string
}

type answered struct {
	URL, Title, Date, Anchor, Snippet string
	Tags, Matches, TitleMatches       []string
	Path, Missing                     []string
	Score                             int
}

// ask runs a query in the browser, on an index opened anew when the page has none.
const ask = `async (query, n) => {
	window.index ??= await memo.openIndex(new URL("_memo/search/", location).href)
	const r = await memo.search(index, query, n)
	const cut = (s, places) => places.map(([a, b]) => s.slice(a, b))
	return { Total: r.total, Meant: r.meant, Hits: r.hits.map((h) => ({ URL: h.url, Title: h.title, Date: h.date, Anchor: h.anchor, Snippet: h.snippet,
		Tags: h.tags, Matches: cut(h.snippet, h.matches), TitleMatches: cut(h.title, h.titleMatches), Path: h.path, Missing: h.missing, Score: h.score })) }
}`

func inBrowser(tab *browser.Tab, query string, n int) answer {
	return browser.Eval[answer](tab, "("+ask+")("+quote(query)+","+quote(n)+")")
}

func inGo(t testing.TB, r *search.Reader, query string, n int) answer {
	t.Helper()
	res, err := r.Search(context.Background(), query, n)
	if err != nil {
		t.Fatalf("%q: %v", query, err)
	}
	cut := func(s string, places [][2]int) []string {
		out := []string{}
		for _, p := range places {
			out = append(out, s[p[0]:p[1]])
		}
		return out
	}
	a := answer{Hits: []answered{}, Total: res.Total, Meant: res.DidYouMean}
	for _, h := range res.Hits {
		a.Hits = append(a.Hits, answered{h.URL, h.Title, h.Date, h.Anchor, h.Snippet, append([]string{}, h.Tags...), cut(h.Snippet, h.Matches), cut(h.Title, h.TitleMatches),
			append([]string{}, h.Path...), append([]string{}, h.Missing...), h.Score})
	}
	return a
}

// Both readers do the same arithmetic on the same bytes: places, scores, snippets and marks are equal, and the browser
// fetches no more than the reader in Go does.
func TestBrowserAnswersAsGoDoes(t *testing.T) {
	docs := searchtest.Corpus(effort.Of(100, 500), 4)
	_, b := build(docs)
	s, url := newSite(t, b.files)
	tab := browser.Start(t).Tab(t, 1000, 800)
	s.open(t, tab, url)
	var goBytes, bytes, requests, cpu []int
	for i, q := range searchtest.Queries(docs, effort.Of(2, 12), 5) {
		n := 5 + i%2*5
		r, err := search.Open(context.Background(), b.fetch)
		if err != nil {
			t.Fatal(err)
		}
		b.bytes = 0
		want := inGo(t, r, q.Text, n)
		goBytes = append(goBytes, b.bytes)
		s.change(b.files, nil, false)
		got := browser.Eval[timed](tab, "("+cold+")("+quote(q.Text)+","+quote(n)+")")
		body, count := s.counted()
		bytes, requests, cpu = append(bytes, body-len(b.files["root"])), append(requests, count-1), append(cpu, got.Warm)
		if quote(got.answer) != quote(want) {
			t.Errorf("%c %q: the browser says\n%s\nGo says\n%s", q.Class, q.Text, quote(got.answer), quote(want))
		}
		silent(t, tab)
	}
	t.Logf("%d queries: %.1f KB p50, %.1f p95, %.1f max (Go %.1f, %.1f); requests %d p50, %d p95; warm %.1f ms p50, %.1f p95", len(bytes),
		kb(bytes, 50), kb(bytes, 95), kb(bytes, 100), kb(goBytes, 50), kb(goBytes, 95), percentile(requests, 50), percentile(requests, 95),
		kb(cpu, 50), kb(cpu, 95))
	if kb(bytes, 95) > kb(goBytes, 95)+1 {
		t.Errorf("the browser fetches %.1f KB at the 95th percentile, Go %.1f", kb(bytes, 95), kb(goBytes, 95))
	}
}

// timed is an answer, and how many microseconds it takes when all that it needs was fetched.
type timed struct {
	answer
	Warm int
}

const cold = `async (query, n) => {
	window.index = undefined
	const r = await (` + ask + `)(query, n)
	const start = performance.now()
	await memo.search(index, query, n)
	return { ...r, Warm: Math.round(1000 * (performance.now() - start)) }
}`

// silent fails for anything that the page wrote to its console.
func silent(t testing.TB, tab *browser.Tab) {
	t.Helper()
	for _, line := range tab.Console() {
		t.Error(line)
	}
}

func TestBrowserReadsTheVectors(t *testing.T) {
	raw, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors struct{ Index map[string][]byte }
	if err := json.Unmarshal(raw, &vectors); err != nil {
		t.Fatal(err)
	}
	s, url := newSite(t, vectors.Index)
	tab := browser.Start(t).Tab(t, 1000, 800)
	s.open(t, tab, url)
	for _, wrong := range browser.Eval[[]string](tab, "("+readVectors+")("+string(raw)+")") {
		t.Error(wrong)
	}
	silent(t, tab)
}

// readVectors compares what search.js makes of the vectors with what they say; it gives the differences.
const readVectors = `async (v) => {
	const wrong = []
	const same = (what, got, want) => {
		if (JSON.stringify(got) !== JSON.stringify(want)) wrong.push(what + ": got " + JSON.stringify(got) + ", want " + JSON.stringify(want))
	}
	const size = (s) => new TextEncoder().encode(s).length
	const utf8 = (s) => new TextDecoder().decode(Uint8Array.from(s, (c) => c.charCodeAt()))
	for (const { text, lower, at } of v.fold) {
		const f = memo.fold(text)
		same("fold " + text, [f.lower.join(""), f.at.map((i) => size(text.slice(0, i)))], [lower, at ?? []])
	}
	for (const [text, want] of v.canonical) same("canonical " + text, memo.canonical([...text]).out.join(""), want)
	for (const { text, after } of v.borders) same("borders " + text, [...text].map((_, i, chars) => memo.border(chars, i)), after)
	const unit = (u) => [u.parts ?? [], u.guess, u.next ?? -1, !!u.soft, !!u.prefix]
	const chunks = (list) => (list ?? []).map((c) => [c.text, !!c.quoted, c.units.map((u) => [u.term, ...unit(u)])])
	const ours = (list) => list.map((c) => [c.text, c.exact, c.units.map((u) => [utf8(u.term), ...unit({ ...u, parts: u.parts?.map(utf8) })])])
	for (const q of v.queries) {
		const p = memo.parse(q.text)
		same("parse " + q.text, [ours(p.chunks), ours(p.without), p.tags.map(utf8), p.notTags.map(utf8), p.year],
			[chunks(q.chunks), chunks(q.excluded), q.tags ?? [], q.notTags ?? [], q.year ?? 0])
	}
	const index = await memo.openIndex(new URL("_memo/search/", location).href)
	for (const s of v.searches) {
		const r = await memo.search(index, s.query, 10)
		same("search " + s.query,
			[r.hits.map((h) => [h.url, h.anchor, h.score, h.snippet, h.matches.map(([a, b]) => h.snippet.slice(a, b)), h.path, h.missing]), r.meant],
			[s.hits.map((h) => [h.url, h.anchor ?? "", h.score, h.snippet, h.matches, h.path ?? [], h.missing ?? []]), s.didYouMean ?? ""])
	}
	return wrong
}`

func TestBrowserReadsHostsWithoutRanges(t *testing.T) {
	docs := searchtest.Corpus(100, 6)
	files := encode(docs)
	s, url := newSite(t, files)
	tab := browser.Start(t).Tab(t, 1000, 800)
	s.open(t, tab, url)
	queries := searchtest.Queries(docs, effort.Of(1, 2), 7)
	var want []answer
	for _, q := range queries {
		want = append(want, inBrowser(tab, q.Text, 10))
	}
	s.open(t, tab, url)
	s.change(files, nil, true)
	for i, q := range queries {
		if got := inBrowser(tab, q.Text, 10); quote(got) != quote(want[i]) {
			t.Errorf("%q: %s with ranges, %s without", q.Text, quote(want[i]), quote(got))
		}
	}
	for name, n := range s.asked {
		if n > 1 {
			t.Errorf("%s was fetched %d times whole", name, n)
		}
	}
	silent(t, tab)
}

// Whatever happens to the files of an index, a query has an answer or fails in order: nothing hangs, and a page can say so.
func TestBrowserSurvivesDamage(t *testing.T) {
	docs := searchtest.Corpus(60, 8)
	files := encode(docs)
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	s, url := newSite(t, files)
	tab := browser.Start(t).Tab(t, 1000, 800)
	s.open(t, tab, url)
	r := rand.New(rand.NewSource(9))
	outcomes := map[string]int{}
	for range effort.Of(25, 50) {
		damaged := map[string][]byte{}
		for k, v := range files {
			damaged[k] = v
		}
		name := names[r.Intn(len(names))]
		damaged[name] = harm(r, files[name])
		s.change(damaged, nil, r.Intn(4) == 0)
		got := browser.Eval[string](tab, `Promise.race([
			(async () => {
				const i = await memo.openIndex(new URL("_memo/search/", location).href)
				for (const q of ["サーバー timeout", "svv_user_grnts", "接続 -エラー tag:aws"]) await memo.search(i, q, 10)
				return "answered"
			})().catch((e) => "failed"),
			new Promise((go) => setTimeout(go, 5000, "hung")),
		])`)
		outcomes[got]++
		if got == "hung" {
			t.Errorf("%s: no answer", name)
		}
	}
	t.Log(outcomes)
	if outcomes["failed"] == 0 || outcomes["answered"] == 0 {
		t.Error("the damage was always or never noticed: the test tests nothing")
	}
	for _, line := range tab.Console() {
		if strings.Contains(line, "exception") {
			t.Error(line)
		}
	}
}

// harm cuts, changes or empties a file.
func harm(r *rand.Rand, b []byte) []byte {
	b = bytes.Clone(b)
	switch r.Intn(4) {
	case 0:
		return b[:r.Intn(len(b))]
	case 1:
		return nil
	case 2:
		for range 1 + r.Intn(20) {
			b[r.Intn(len(b))] ^= byte(1 << r.Intn(8))
		}
	default:
		r.Read(b)
	}
	return b
}

func TestScriptIsAtMostElevenKilobytes(t *testing.T) {
	s, _ := newSite(t, nil)
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a valid one
	fmt.Fprintf(w, "%s", s.script().Bytes)
	w.Close()
	t.Logf("search.js: %d bytes, %d with gzip", len(s.script().Bytes), b.Len())
	if b.Len() > 11<<10 {
		t.Errorf("search.js takes %d bytes with gzip", b.Len())
	}
}
