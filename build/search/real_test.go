package search_test

import (
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"testing"

	"memo/build/search"
	"memo/build/search/searchtest"
)

func TestReal(t *testing.T) {
	b, err := os.ReadFile("testdata/corpus.json")
	if err != nil {
		t.Skip()
	}
	var raw []struct {
		URL, Title string
		Tags       []string
		Blocks     [][3]any
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		t.Fatal(err)
	}
	var docs []search.Document
	for _, r := range raw {
		d := search.Document{URL: r.URL, Title: r.Title, Tags: r.Tags, Date: "2020-01-01"}
		for _, x := range r.Blocks {
			d.Blocks = append(d.Blocks, search.Block{Kind: search.Kind(x[0].(float64)), Level: 2, Anchor: x[1].(string), Text: x[2].(string)})
		}
		docs = append(docs, d)
	}
	n, _ := strconv.Atoi(os.Getenv("Q"))
	if n == 0 {
		n = 40
	}
	m, bk := build(docs)
	m.ask(t, bk, searchtest.Queries(docs, n, 3))
	m.print(t.Logf)
	slices.Sort(m.misses)
	for _, s := range m.misses {
		t.Log(s)
	}
}
