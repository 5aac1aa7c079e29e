package search_test

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"memo/build/effort"
	"memo/build/search"
	"memo/build/search/searchtest"
)

// bucket serves an index from memory and counts what is fetched from it.
type bucket struct {
	files    map[string][]byte
	bytes    int
	requests int
	kinds    map[byte]int // bytes by the first letter of the file's name
}

func (b *bucket) fetch(_ context.Context, name string, off, n int64) ([]byte, error) {
	f, ok := b.files[name]
	if !ok {
		return nil, fmt.Errorf("%s: no such file", name)
	}
	if n < 0 {
		off, n = 0, int64(len(f))
	}
	b.bytes += int(n)
	b.kinds[name[0]] += int(n)
	b.requests++
	return f[off : off+n], nil
}

// measures are the rows of the table for one corpus.
type measures struct {
	documents, text                   int
	root, terms, long, texts, records int
	files                             int
	postings                          int
	tokenize, encode                  time.Duration
	tokenBytes, peakBytes             uint64
	warm, more, requests              []int
	cpu                               []int // microseconds
	recall, mrr                       map[byte]float64
	warmBy                            map[byte][]int
	kindsBy                           map[byte]map[byte]int
	recallAll, mrrAll                 float64
	misses                            []string
}

func build(docs []search.Document) (measures, *bucket) {
	m, _, b := buildTokens(docs)
	return m, b
}

func buildTokens(docs []search.Document) (measures, []*search.Tokens, *bucket) {
	m := measures{documents: len(docs)}
	for _, d := range docs {
		m.text += len(d.Title)
		for _, b := range d.Blocks {
			m.text += len(b.Text)
		}
	}
	start := effort.CPUTime()
	tz := search.NewTokenizer(search.DefaultOptions())
	ts := make([]*search.Tokens, len(docs))
	for i, d := range docs {
		ts[i] = tz.Tokenize(d)
		size, postings := ts[i].Size()
		m.tokenBytes += uint64(size)
		m.postings += postings
	}
	m.tokenize = effort.CPUTime() - start
	start = effort.CPUTime()
	files := search.Encode(ts, search.DefaultOptions())
	m.encode = effort.CPUTime() - start
	b := &bucket{files: map[string][]byte{}, kinds: map[byte]int{}}
	m.files = len(files)
	for _, f := range files {
		b.files[f.Name] = f.Bytes
		switch f.Name[:2] {
		case "ro":
			m.root += len(f.Bytes)
		case "b-", "k-", "s-":
			m.terms += len(f.Bytes)
		case "l-":
			m.long += len(f.Bytes)
		case "d-":
			m.records += len(f.Bytes)
		case "t-":
			m.texts += len(f.Bytes)
		}
	}
	return m, ts, b
}

// encodePeak is how far the heap grows while ts are encoded once more, garbage collected early, the files that are the
// result included.
func encodePeak(ts []*search.Tokens) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(5))
	read := func() uint64 {
		var s runtime.MemStats
		runtime.ReadMemStats(&s)
		return s.HeapAlloc
	}
	runtime.GC()
	before, most := read(), uint64(0)
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
				most = max(most, read())
			}
		}
	}()
	files := search.Encode(ts, search.DefaultOptions())
	close(stop)
	<-done
	most = max(most, read()) - before
	runtime.KeepAlive(files)
	return most
}

func (m *measures) ask(tb testing.TB, b *bucket, queries []searchtest.Query) {
	ctx := context.Background()
	m.warm, m.more, m.requests, m.cpu, m.misses, m.recallAll, m.mrrAll = nil, nil, nil, nil, nil, 0, 0
	m.recall, m.mrr, m.warmBy = map[byte]float64{}, map[byte]float64{}, map[byte][]int{}
	m.kindsBy = map[byte]map[byte]int{}
	count := map[byte]int{}
	for _, q := range queries {
		r, err := search.Open(ctx, b.fetch)
		if err != nil {
			tb.Fatal(err)
		}
		b.bytes, b.requests = 0, 0
		clear(b.kinds)
		if _, err := r.Search(ctx, q.Text, 5); err != nil {
			tb.Fatalf("%q: %v", q.Text, err)
		}
		m.warm = append(m.warm, b.bytes)
		m.warmBy[q.Class] = append(m.warmBy[q.Class], b.bytes)
		m.requests = append(m.requests, b.requests)
		if m.kindsBy[q.Class] == nil {
			m.kindsBy[q.Class] = map[byte]int{}
		}
		for k, n := range b.kinds {
			m.kindsBy[q.Class][k] += n
		}
		start := time.Now()
		res, err := r.Search(ctx, q.Text, 10)
		if err != nil {
			tb.Fatalf("%q: %v", q.Text, err)
		}
		m.cpu = append(m.cpu, int(time.Since(start).Microseconds()))
		m.more = append(m.more, b.bytes)
		if len(q.Relevant) == 0 {
			continue
		}
		var urls []string
		for _, h := range res.Hits {
			urls = append(urls, h.URL)
		}
		recall, first := q.Judge(urls)
		m.recall[q.Class] += recall
		m.mrr[q.Class] += first
		m.recallAll += recall
		m.mrrAll += first
		count[q.Class]++
		if recall < 1 || first < 1 {
			m.misses = append(m.misses, fmt.Sprintf("%c %q: recall %.2f, first %.2f (%d relevant)", q.Class, q.Text, recall, first, len(q.Relevant)))
		}
	}
	total := 0
	for c, n := range count {
		m.recall[c] /= float64(n)
		m.mrr[c] /= float64(n)
		total += n
	}
	m.recallAll /= float64(max(1, total))
	m.mrrAll /= float64(max(1, total))
}

func percentile(values []int, p int) int {
	if len(values) == 0 {
		return 0
	}
	v := slices.Sorted(slices.Values(values))
	return v[min(len(v)-1, len(v)*p/100)]
}

func (m *measures) print(log func(format string, args ...any)) {
	text := float64(m.text)
	seconds := (m.tokenize + m.encode).Seconds()
	log("documents %d, text %.1f MB, postings %.2f M, files %d", m.documents, text/1e6, float64(m.postings)/1e6, m.files)
	log("index: root %d B, terms %.2f MB, long lists %.2f MB, records %.2f MB, texts %.2f MB; terms/text %.3f, all/text %.3f",
		m.root, float64(m.terms)/1e6, float64(m.long)/1e6, float64(m.records)/1e6, float64(m.texts)/1e6,
		float64(m.terms+m.long)/text, float64(m.root+m.terms+m.long+m.records+m.texts)/text)
	log("build: %.1f MB/s a core (tokenize %.1f, encode %.1f), %.1f B of tokens a posting, heap grows by %.1f while encoding (0: not measured)", text/1e6/seconds,
		text/1e6/m.tokenize.Seconds(), text/1e6/m.encode.Seconds(), float64(m.tokenBytes)/float64(max(1, m.postings)), float64(m.peakBytes)/float64(max(1, m.postings)))
	log("bytes to 5 results after the root: p50 %.1f KB, p95 %.1f, max %.1f; to 10: p50 %.1f, p95 %.1f",
		kb(m.warm, 50), kb(m.warm, 95), kb(m.warm, 100), kb(m.more, 50), kb(m.more, 95))
	log("requests p50 %d, p95 %d; CPU a warm query p50 %d us, p95 %d", percentile(m.requests, 50), percentile(m.requests, 95),
		percentile(m.cpu, 50), percentile(m.cpu, 95))
	if len(m.recall) == 0 {
		return
	}
	log("recall@10 %.3f, MRR %.3f", m.recallAll, m.mrrAll)
	for _, c := range searchtest.Classes {
		log("  %c %-34s recall %.3f MRR %.3f  bytes p50 %.1f p95 %.1f max %.1f", c.Letter, c.Name, m.recall[c.Letter], m.mrr[c.Letter],
			kb(m.warmBy[c.Letter], 50), kb(m.warmBy[c.Letter], 95), kb(m.warmBy[c.Letter], 100))
		n := float64(len(m.warmBy[c.Letter])) * 1000
		k := m.kindsBy[c.Letter]
		log("      mean KB: directory %.1f, blocks %.1f, long %.1f, records %.1f, texts %.1f, suggestions %.1f",
			float64(k['k'])/n, float64(k['b'])/n, float64(k['l'])/n, float64(k['d'])/n, float64(k['t'])/n, float64(k['s'])/n)
	}
}

func kb(values []int, p int) float64 { return float64(percentile(values, p)) / 1000 }

// TestSearchMeetsItsTargets holds the encoder and the ranking to what was measured to be possible: on 3,000 memos the queries
// of the memos written by hand find theirs first, those taken from the texts nearly so, for some tens of kilobytes. The fewer
// memos, the less they share: of few the index may be a little larger for its text.
func TestSearchMeetsItsTargets(t *testing.T) {
	docs := searchtest.Corpus(effort.Of(800, 3000), 1)
	m, b := build(docs)
	m.ask(t, b, searchtest.Handmade(docs))
	m.print(t.Logf)
	logMisses(t, m.misses)
	for _, c := range searchtest.Classes {
		least := 0.99
		if c.Letter == 'i' {
			least = 0.93
		}
		atLeast(t, "by hand, recall of "+c.Name, m.recall[c.Letter], least)
	}
	atLeast(t, "by hand, MRR", m.mrrAll, 0.98)

	m.ask(t, b, searchtest.Queries(docs, effort.Of(8, 40), 2))
	m.print(t.Logf)
	logMisses(t, m.misses)
	atLeast(t, "recall", m.recallAll, 0.96)
	atLeast(t, "MRR", m.mrrAll, 0.96)
	atLeast(t, "recall of parts of words", m.recall['c'], 0.98)
	atLeast(t, "recall of quotes", m.recall['q'], 0.97)
	atMost(t, "bytes to 5 results, p50", percentile(m.warm, 50), 22_000)
	atMost(t, "bytes to 5 results, p95", percentile(m.warm, 95), 35_000)
	atMost(t, "bytes to 5 results, max", percentile(m.warm, 100), 50_000)
	atMost(t, "root", m.root, 2_000)
	atMost(t, "terms, percent of the text", 100*(m.terms+m.long)/m.text, 33)
	atMost(t, "index, percent of the text", 100*(m.root+m.terms+m.long+m.records+m.texts)/m.text, effort.Of(90, 85))
	atMost(t, "bytes of tokens for 10 postings", int(10*m.tokenBytes)/m.postings, 120)
	atMost(t, "files", m.files, 8+(m.terms+m.long+m.records+m.texts)*5/4/(256<<10))
	for name, f := range b.files {
		atMost(t, name, len(f), 256<<10)
	}
}

func logMisses(t *testing.T, misses []string) {
	slices.Sort(misses)
	for _, s := range misses {
		t.Log(s)
	}
}

func atLeast(t *testing.T, what string, got, want float64) {
	t.Helper()
	if got < want {
		t.Errorf("%s: %.3f, want at least %.3f", what, got, want)
	}
}

func atMost(t *testing.T, what string, got, want int) {
	t.Helper()
	if got > want {
		t.Errorf("%s: %d, want at most %d", what, got, want)
	}
}

// BenchmarkTable prints the whole table for 3,000 memos, and bytes and speed for larger sites of the plainer shape that
// benchmarks of the build use. -benchtime 1x is enough; 100,000 memos take some minutes and 4 GB: -bench Table/100000.
func BenchmarkTable(b *testing.B) {
	for _, n := range []int{3000, 10000, 100000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				docs := searchtest.Plain(n, 1)
				queries := searchtest.PlainQueries(docs, 30, 2)
				if n == 3000 {
					docs = searchtest.Corpus(n, 1)
					queries = searchtest.Queries(docs, 100, 3)
				}
				m, ts, bk := buildTokens(docs)
				m.peakBytes = encodePeak(ts)
				m.ask(b, bk, queries)
				m.print(b.Logf)
				b.ReportMetric(float64(m.text)/1e6/(m.tokenize+m.encode).Seconds(), "MB/s")
				b.ReportMetric(float64(m.peakBytes)/float64(m.postings), "B/posting")
			}
		})
	}
}
