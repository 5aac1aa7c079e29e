// Package searchtest makes corpora of memos and judged queries for them, always the same ones for the same seed, so that
// the search can be measured, and so that the readers of its index (Go's and the browser's) can be compared on hundreds of
// queries. Nothing in it is real; the shapes are: Japanese prose with loan words in several spellings, products, identifiers
// of three styles, transcripts with error messages, long tails of rare words, hexadecimal and numbers.
package searchtest

import (
	"fmt"
	"math/rand"
	"strings"

	"memo/build/search"
)

// Corpus is n memos of about 6.5 KB, the oldest first.
func Corpus(n int, seed int64) []search.Document {
	g := newWriter(seed)
	docs := make([]search.Document, n)
	for i := range docs {
		docs[i] = g.document(i, n)
	}
	if n >= 100 {
		plant(docs)
	}
	return docs
}

// writer makes one memo after the other.
type writer struct {
	vocabulary
	r           *rand.Rand
	zipf        map[int]*rand.Zipf
	identifiers []string   // those in use: most are met in several memos
	subject     []string   // what the memo at hand is about
	names       []string   // its own identifiers
	local       vocabulary // the few words of each kind that it uses
}

func newWriter(seed int64) *writer {
	r := rand.New(rand.NewSource(seed))
	g := &writer{vocabulary: newVocabulary(), r: r, zipf: map[int]*rand.Zipf{}}
	for _, list := range [][]string{g.loan, g.kanji, g.rare, g.products, g.english} {
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	g.english = append(g.english, g.coined()...)
	for range 4000 {
		g.identifiers = append(g.identifiers, g.identifier())
	}
	return g
}

func (g *writer) any(list []string) string { return list[g.r.Intn(len(list))] }

// often picks from a list as language does: the first words much more than the last.
func (g *writer) often(list []string) string {
	z := g.zipf[len(list)]
	if z == nil {
		z = rand.NewZipf(g.r, 1.1, 12, uint64(len(list)-1))
		g.zipf[len(list)] = z
	}
	return list[z.Uint64()]
}

func (g *writer) identifier() string {
	n := 2 + g.r.Intn(3)
	parts := make([]string, n)
	for i := range parts {
		parts[i] = g.any(g.english)
	}
	if g.r.Intn(6) == 0 {
		parts[n-1] = fmt.Sprintf("%s%d", parts[n-1], g.r.Intn(100))
	}
	switch g.r.Intn(5) {
	case 0:
		return strings.Join(parts, "-")
	case 1, 2:
		return strings.Join(parts, "_")
	case 3:
		return parts[0] + camel(parts[1:])
	}
	return camel(parts)
}

func camel(parts []string) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(strings.ToUpper(p[:1]) + p[1:])
	}
	return b.String()
}

// coined are words that no dictionary has, as names of tools are.
func (g *writer) coined() []string {
	var out []string
	for _, a := range words("micro hyper omni kube istio grav neo velo terra crypt lumen quant strato vec zeph holo dyna orbi plexi rift") {
		for _, b := range words("flux stash wright loom forge dock mesh gate vault ward lint scope pilot shift beam dex smith hub cast drift nest grid") {
			out = append(out, a+b)
		}
	}
	g.r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// some takes n words of a list, the first ones more often.
func (g *writer) some(list []string, n int) []string {
	out := make([]string, n)
	for i := range out {
		if out[i] = g.often(list); i%3 == 0 {
			out[i] = g.any(list)
		}
	}
	return out
}

// about chooses the words of the next memo.
func (g *writer) about() {
	g.local = vocabulary{loan: g.some(g.loan, 14), kanji: g.some(g.kanji, 18), english: g.some(g.english, 24), products: g.some(g.products, 4)}
	g.subject, g.names = g.subject[:0], g.names[:0]
	for range 2 + g.r.Intn(4) {
		g.subject = append(g.subject, g.term())
	}
	for range 4 + g.r.Intn(8) {
		if g.r.Intn(2) == 0 {
			g.names = append(g.names, g.identifier())
		} else {
			g.names = append(g.names, g.often(g.identifiers))
		}
	}
}

// prose is some sentences; now and then one in full or half width, as they are pasted from other systems.
func (g *writer) prose() string {
	var b strings.Builder
	for range 2 + g.r.Intn(5) {
		s := g.fill(g.any(sentences))
		if g.r.Intn(40) == 0 {
			s = Wide(s)
		} else if g.r.Intn(40) == 0 {
			s = Narrow(s)
		}
		b.WriteString(s)
	}
	return b.String()
}

func (g *writer) code() string {
	var b strings.Builder
	for range 2 + g.r.Intn(9) {
		lines := codeLines
		if g.r.Intn(3) == 0 {
			lines = errorLines
		}
		b.WriteString(g.fill(g.any(lines)) + "\n")
	}
	return b.String()
}

func (g *writer) document(i, n int) search.Document {
	g.about()
	product := g.local.products[0]
	d := search.Document{
		URL:   fmt.Sprintf("/posts/%d-%s/", i, strings.ToLower(g.any(g.english))),
		Path:  fmt.Sprintf("posts/%d.md", i),
		Title: g.title(product),
		Date:  fmt.Sprintf("%d-%02d-%02d", 2010+15*i/n, 1+g.r.Intn(12), 1+g.r.Intn(28)),
		Tags:  []string{product, g.any(g.local.products)},
	}
	line, anchor := 8, ""
	add := func(k search.Kind, level int, text string) {
		d.Blocks = append(d.Blocks, search.Block{Kind: k, Level: level, Anchor: anchor, Line: line, Text: text})
		line += strings.Count(text, "\n") + 2
	}
	add(search.Prose, 0, g.prose())
	for range 3 + g.r.Intn(7) {
		heading := g.heading(product)
		anchor = strings.ToLower(strings.ReplaceAll(heading, " ", "-"))
		add(search.Heading, 2, heading)
		for range 1 + g.r.Intn(4) {
			add(search.Prose, 0, g.prose())
		}
		if g.r.Intn(5) < 3 {
			add(search.Code, 0, g.code())
		}
	}
	return d
}

func (g *writer) title(product string) string {
	switch g.r.Intn(5) {
	case 0:
		return product + " の" + g.any(g.subject) + "を" + g.any(g.verbs)
	case 1:
		return product + "で" + g.any(g.subject) + "が" + g.compound() + "になったときのメモ"
	case 2:
		return g.any(g.subject) + "と" + g.any(g.subject) + "の違い"
	case 3:
		return g.any(g.names) + " の使い方"
	}
	return product + ": " + g.phrase() + " の" + g.any(g.local.kanji)
}

func (g *writer) heading(product string) string {
	switch g.r.Intn(4) {
	case 0:
		return g.any(g.subject) + "の" + g.any(g.local.kanji)
	case 1:
		return product + " の" + g.term()
	case 2:
		return g.any(words("原因 対処 まとめ 参考 環境 手順 結果 補足 背景 注意点"))
	}
	return g.any(g.names) + " とは"
}
