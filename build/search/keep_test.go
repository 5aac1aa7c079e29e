package search_test

import (
	"bytes"
	"math/rand"
	"testing"

	"memo/build/search"
	"memo/build/search/searchtest"
)

// Tokens that were kept give the index that they gave; bytes that are none give nothing, and end.
func TestTokensAreKeptWhole(t *testing.T) {
	docs := append(searchtest.Corpus(60, 11), search.Document{}, search.Document{Date: "-123-01-01", Title: "題"})
	var fresh, kept []*search.Tokens
	r := rand.New(rand.NewSource(1))
	for _, d := range docs {
		tokens := search.Tokenize(d, search.DefaultOptions())
		b := tokens.Encode()
		again, ok := search.DecodeTokens(b)
		if !ok || !bytes.Equal(again.Encode(), b) {
			t.Fatalf("%s: %v", d.URL, ok)
		}
		fresh, kept = append(fresh, tokens), append(kept, again)
		for range 20 {
			if n := r.Intn(len(b)); n < len(b) {
				if _, ok := search.DecodeTokens(b[:n]); ok {
					t.Errorf("%s: %d of %d bytes are taken for tokens", d.URL, n, len(b))
				}
			}
			spoiled := bytes.Clone(b)
			spoiled[r.Intn(len(b))] ^= byte(1 << r.Intn(8))
			search.DecodeTokens(spoiled)
		}
	}
	one, two := search.Encode(fresh, search.DefaultOptions()), search.Encode(kept, search.DefaultOptions())
	for i := range one {
		if one[i].Name != two[i].Name || !bytes.Equal(one[i].Bytes, two[i].Bytes) {
			t.Errorf("%s differs", one[i].Name)
		}
	}
}

// The hash of a document is another one where its tokens are.
func TestHashNamesWhatTokensDependOn(t *testing.T) {
	d := func() search.Document {
		return search.Document{URL: "/a/", Path: "a.md", Title: "t", Date: "2024-01-01", Tags: []string{"x", "y"},
			Blocks: []search.Block{{Kind: search.Heading, Level: 2, Anchor: "b", Line: 3, Text: "b"}, {Kind: search.Prose, Text: "c"}}}
	}
	o := search.DefaultOptions()
	seen := map[[32]byte]int{d().Hash(o): -1}
	for i, change := range []func(*search.Document){
		func(d *search.Document) { d.URL = "/b/" },
		func(d *search.Document) { d.Title = "" },
		func(d *search.Document) { d.Date = "" },
		func(d *search.Document) { d.Tags = []string{"xy"} },
		func(d *search.Document) { d.Tags = nil },
		func(d *search.Document) { d.Blocks = d.Blocks[:1] },
		func(d *search.Document) { d.Blocks[0].Kind = search.Prose },
		func(d *search.Document) { d.Blocks[0].Level = 3 },
		func(d *search.Document) { d.Blocks[0].Anchor = "c" },
		func(d *search.Document) { d.Blocks[0].Text, d.Blocks[1].Text = "", "bc" },
	} {
		changed := d()
		change(&changed)
		k := changed.Hash(o)
		if j, ok := seen[k]; ok {
			t.Errorf("change %d has the hash of %d", i, j)
		}
		seen[k] = i
	}
	moved := d()
	moved.Path, moved.Blocks[0].Line = "b.md", 9
	if moved.Hash(o) != d().Hash(o) || !bytes.Equal(search.Tokenize(moved, o).Encode(), search.Tokenize(d(), o).Encode()) {
		t.Error("the place of the source counts")
	}
	for i, weights := range []search.Options{{Title: 41, Tag: 30, Heading: 25, Prose: 10, Code: 8}, {Title: 40, Tag: 30, Heading: 25, Prose: 10, Code: 9}} {
		if d().Hash(weights) == d().Hash(o) {
			t.Errorf("weights %d do not count", i)
		}
	}
}
