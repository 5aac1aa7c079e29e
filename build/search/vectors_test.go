package search

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata/vectors.json")

// vectors are what every reader of the index must agree on. testdata/vectors.json is their written form, which the
// browser's tests run too.
type vectors struct {
	Fold      []foldVector      `json:"fold"`
	Canonical [][2]string       `json:"canonical"`
	Terms     []termsVector     `json:"terms"`
	Queries   []queryVector     `json:"queries"`
	Borders   []borderVector    `json:"borders"`
	Corpus    []Document        `json:"corpus"`
	Searches  []searchVector    `json:"searches"`
	Index     map[string][]byte `json:"index"` // of Corpus: the files by name, in base64
}

type foldVector struct {
	Text  string  `json:"text"`
	Cased string  `json:"cased"`
	Lower string  `json:"lower"`
	At    []int32 `json:"at"` // byte of the text from which each character came
}

type borderVector struct {
	Text  string `json:"text"`
	After []int  `json:"after"` // how good it is to cut before each character
}

type termsVector struct {
	Text  string   `json:"text"`
	Terms []string `json:"terms"` // in the order in which the scanner finds them; variants in brackets
}

type queryVector struct {
	Text     string        `json:"text"`
	Chunks   []chunkVector `json:"chunks"`
	Excluded []chunkVector `json:"excluded,omitempty"`
	Tags     []string      `json:"tags,omitempty"`
	NotTags  []string      `json:"notTags,omitempty"`
	Year     int           `json:"year,omitempty"`
}

type chunkVector struct {
	Text   string       `json:"text"`
	Quoted bool         `json:"quoted,omitempty"`
	Units  []unitVector `json:"units"`
}

type unitVector struct {
	Term   string   `json:"term"`
	Parts  []string `json:"parts,omitempty"`
	Guess  int      `json:"guess"`
	Next   int      `json:"next"`
	Soft   bool     `json:"soft,omitempty"`
	Prefix bool     `json:"prefix,omitempty"`
}

type searchVector struct {
	Query      string      `json:"query"`
	Hits       []hitVector `json:"hits"`
	DidYouMean string      `json:"didYouMean,omitempty"`
}

type hitVector struct {
	URL     string   `json:"url"`
	Anchor  string   `json:"anchor,omitempty"`
	Score   int      `json:"score"`
	Block   int      `json:"block"`
	Snippet string   `json:"snippet"`
	Matches []string `json:"matches"` // the stretches of Snippet
	Path    []string `json:"path,omitempty"`
	Missing []string `json:"missing,omitempty"`
}

// listener is a sink that writes down what it is told.
type listener struct{ terms []string }

func (l *listener) gram(a, b rune, _ int, _ uint8, variant bool) {
	s := string(a)
	if b != 0 {
		s += string(b)
	}
	l.tell(s, variant)
}

func (l *listener) word(term []rune, _ int, _ uint8, variant bool) { l.tell(string(term), variant) }

func (l *listener) tell(s string, variant bool) {
	if variant {
		s = "[" + s + "]"
	}
	l.terms = append(l.terms, s)
}

func makeVectors(t *testing.T) vectors {
	var v vectors
	for _, s := range someTexts {
		f := fold(s)
		v.Fold = append(v.Fold, foldVector{s, string(f.cased), string(f.lower), f.at})
		var sc scanner
		var l listener
		sc.scan(&f, &l)
		v.Terms = append(v.Terms, termsVector{s, l.terms})
	}
	for _, s := range append(someMixed, someTexts...) {
		rs := []rune(s)
		b := borderVector{s, []int{}}
		for i := range rs {
			b.After = append(b.After, border(rs, i))
		}
		v.Borders = append(v.Borders, b)
	}
	for _, s := range someLoanWords {
		c, _ := canonical(nil, []rune(s), nil)
		v.Canonical = append(v.Canonical, [2]string{s, string(c)})
	}
	for _, s := range someQueries {
		q := parseQuery(s)
		v.Queries = append(v.Queries, queryVector{s, chunkVectors(q.chunks), chunkVectors(q.excluded), q.tags, q.notTags, q.year})
	}
	v.Corpus = few
	var ts []*Tokens
	for _, d := range few {
		ts = append(ts, Tokenize(d, DefaultOptions()))
	}
	v.Index = map[string][]byte{}
	for _, f := range Encode(ts, DefaultOptions()) {
		v.Index[f.Name] = f.Bytes
	}
	r := index(t, few...)
	for _, s := range someQueries {
		v.Searches = append(v.Searches, searchOf(t, r, s))
	}
	return v
}

func chunkVectors(cs []chunk) []chunkVector {
	out := []chunkVector{}
	for _, c := range cs {
		v := chunkVector{Text: string(c.lower), Quoted: c.quoted, Units: []unitVector{}}
		for _, u := range c.units {
			v.Units = append(v.Units, unitVector{u.term, u.parts, u.guess, u.next, u.soft, u.prefix})
		}
		out = append(out, v)
	}
	return out
}

func searchOf(t *testing.T, r *Reader, query string) searchVector {
	res, err := r.Search(context.Background(), query, 10)
	if err != nil {
		t.Fatalf("%q: %v", query, err)
	}
	v := searchVector{Query: query, Hits: []hitVector{}, DidYouMean: res.DidYouMean}
	for _, h := range res.Hits {
		hv := hitVector{URL: h.URL, Anchor: h.Anchor, Score: h.Score, Block: h.Block, Snippet: h.Snippet, Matches: []string{}, Path: h.Path, Missing: h.Missing}
		for _, m := range h.Matches {
			hv.Matches = append(hv.Matches, h.Snippet[m[0]:m[1]])
		}
		v.Hits = append(v.Hits, hv)
	}
	return v
}

// linesOf breaks JSON where lists of objects do, so that a change shows in a diff.
func linesOf(raw []byte) []byte {
	for _, s := range []string{`},{`, `],[`} {
		raw = bytes.ReplaceAll(raw, []byte(s), []byte(s[:2]+"\n"+s[2:]))
	}
	return append(raw, '\n')
}

func TestReadersAgreeOnVectors(t *testing.T) {
	raw, err := json.Marshal(makeVectors(t))
	if err != nil {
		t.Fatal(err)
	}
	got := linesOf(raw)
	if *update {
		if err := os.WriteFile("testdata/vectors.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("testdata/vectors.json is not what this reader says; if the change is meant, run with -update and tell the browser's half")
	}
}
