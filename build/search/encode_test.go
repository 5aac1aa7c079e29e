package search_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"memo/build/effort"
	"memo/build/search"
	"memo/build/search/searchtest"
)

func tokens(docs []search.Document) []*search.Tokens {
	tz := search.NewTokenizer(search.DefaultOptions())
	ts := make([]*search.Tokens, len(docs))
	for i, d := range docs {
		ts[i] = tz.Tokenize(d)
	}
	return ts
}

func sameFiles(a, b []search.File) bool {
	return slices.EqualFunc(a, b, func(a, b search.File) bool {
		return a.Name == b.Name && a.Immutable == b.Immutable && bytes.Equal(a.Bytes, b.Bytes)
	})
}

func TestSameInputGivesSameBytes(t *testing.T) {
	docs := searchtest.Corpus(150, 4)
	first := search.Encode(tokens(docs), search.DefaultOptions())
	if !sameFiles(first, search.Encode(tokens(docs), search.DefaultOptions())) {
		t.Error("a second run differs")
	}
	slices.Reverse(docs) // other memos before this one must not matter to what it gives
	ts := tokens(docs)
	slices.Reverse(ts)
	if !sameFiles(first, search.Encode(ts, search.DefaultOptions())) {
		t.Error("the order of tokenizing matters")
	}
	slices.Reverse(docs)
	one := make([]*search.Tokens, len(docs))
	for i, d := range docs {
		one[i] = search.Tokenize(d, search.DefaultOptions())
	}
	if !sameFiles(first, search.Encode(one, search.DefaultOptions())) {
		t.Error("a fresh tokenizer for each memo differs")
	}
}

// TestNewMemoLeavesOldTextsAlone: what a deployment uploads again after a memo more, and after one was changed.
func TestNewMemoLeavesOldTextsAlone(t *testing.T) {
	docs := searchtest.Corpus(effort.Of(150, 600), 5)
	old := docs[:len(docs)-1]
	before := texts(search.Encode(tokens(old), search.DefaultOptions()))
	if n := fresh(before, texts(search.Encode(tokens(docs), search.DefaultOptions()))); n > 1 {
		t.Errorf("a memo more: %d of %d packs of text are new", n, len(before))
	}
	docs[50].Blocks = append(docs[50].Blocks, search.Block{Kind: search.Prose, Line: 1, Text: strings.Repeat("追記した。", 100)})
	if n := fresh(before, texts(search.Encode(tokens(old), search.DefaultOptions()))); n > len(before)*2/3 {
		t.Errorf("a memo changed: %d of %d packs of text are new", n, len(before))
	}
}

func texts(files []search.File) map[string]bool {
	out := map[string]bool{}
	for _, f := range files {
		if strings.HasPrefix(f.Name, "t-") {
			out[f.Name] = true
		}
	}
	return out
}

func fresh(before, after map[string]bool) int {
	n := 0
	for name := range after {
		if !before[name] {
			n++
		}
	}
	return n
}

// TestEveryTitleLeadsToItsMemo: a memo is found by its own title, also when hundreds of others are similar.
func TestEveryTitleLeadsToItsMemo(t *testing.T) {
	docs := searchtest.Corpus(effort.Of(100, 400), 6)
	_, b := build(docs)
	r, err := search.Open(context.Background(), b.fetch)
	if err != nil {
		t.Fatal(err)
	}
	if r.Len() != len(docs) {
		t.Errorf("%d memos", r.Len())
	}
	for _, d := range docs {
		res, err := r.Search(context.Background(), d.Title, 5)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(res.Hits, func(h search.Hit) bool { return h.Title == d.Title }) {
			t.Errorf("%q is not among %v", d.Title, res.Hits)
		}
	}
}

// TestFiltersLeaveNothingElse: every hit of a filtered query is what the filter says.
func TestFiltersLeaveNothingElse(t *testing.T) {
	docs := searchtest.Corpus(effort.Of(120, 400), 7)
	_, b := build(docs)
	r, err := search.Open(context.Background(), b.fetch)
	if err != nil {
		t.Fatal(err)
	}
	byURL := map[string]search.Document{}
	for _, d := range docs {
		byURL[d.URL] = d
	}
	for _, d := range docs[:100] {
		tag, year := d.Tags[0], d.Date[:4]
		for _, q := range []string{"tag:" + tag, "year:" + year, fmt.Sprintf("tag:%s year:%s 設定", tag, year)} {
			res, err := r.Search(context.Background(), q, 10)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range res.Hits {
				found := byURL[h.URL]
				hasTag := slices.ContainsFunc(found.Tags, func(s string) bool { return strings.EqualFold(s, tag) })
				if strings.Contains(q, "tag:") && !hasTag || strings.Contains(q, "year:") && found.Date[:4] != year {
					t.Errorf("%s: %s of %s with %v", q, h.URL, found.Date, found.Tags)
				}
			}
			if !strings.Contains(q, " ") && len(res.Hits) == 0 {
				t.Errorf("%s: nothing", q)
			}
		}
	}
}

func TestOptionsCanBeAKey(t *testing.T) {
	seen := map[search.Options]bool{search.DefaultOptions(): true}
	if !seen[search.DefaultOptions()] {
		t.Error("options are not equal to themselves")
	}
}
