package search

import (
	"context"
	"slices"
	"testing"
)

// TestEveryTermLeadsBackToItsMemo looks every term of every memo up by way of root, directory and block.
func TestEveryTermLeadsBackToItsMemo(t *testing.T) {
	r := index(t, few...)
	doc := int32(0)
	for _, d := range few {
		for _, s := range Tokenize(d, DefaultOptions()).segments {
			i := 0
			for b := s.words; b != ""; b = b[1+b[0]:] {
				checkPosting(t, r, b[1:1+b[0]], doc, s.infos[i])
				i++
			}
			for _, g := range s.grams {
				checkPosting(t, r, gramTerm(g>>infoBits), doc, uint32(g&(1<<infoBits-1)))
			}
			doc++
		}
	}
	if int(doc) != r.documents || r.documents <= len(few) {
		t.Errorf("%d documents, %d in the index", doc, r.documents)
	}
}

func checkPosting(t *testing.T, r *Reader, term string, doc int32, info uint32) {
	t.Helper()
	ps, err := r.all(context.Background(), term)
	if err != nil {
		t.Fatalf("%q: %v", term, err)
	}
	i, ok := slices.BinarySearchFunc(ps, doc, func(p posting, doc int32) int { return int(p.doc - doc) })
	if !ok {
		t.Fatalf("%q is not in document %d: %v", term, doc, ps)
	}
	want := posting{doc: doc, impact: uint8(info >> 17), loc: uint8(info >> 9)}
	if next := info & (2*severalNext - 1); next < classes {
		want.next = 1 << next
	} else {
		want.next = uint16(uint8(next)) * 0x101
	}
	if ps[i] != want {
		t.Fatalf("%q in document %d: %+v, want %+v", term, doc, ps[i], want)
	}
}

// TestLongListIsWhole writes a term that more documents have than a block takes.
func TestLongListIsWhole(t *testing.T) {
	const n = 3000
	docs, infos := make([]uint32, n), make([]uint32, n)
	for i := range docs {
		docs[i], infos[i] = uint32(3*i), uint32(i%16)<<17|1<<9|uint32(i%classes)
	}
	packs := &packer{taken: map[string]bool{}}
	w := &blockWriter{documents: 10 * n, packs: packs}
	w.add("あ", docs[:5], infos[:5])
	w.add("い", docs, infos)
	w.add("う", docs[:5], infos[:5])
	var found []list
	for _, b := range w.finish() {
		raw, err := inflate(b.bytes)
		if err != nil {
			t.Fatal(err)
		}
		ls, err := readBlock(raw, 10*n, func(string) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, ls...)
	}
	l := found[1]
	if l.term != "い" || l.df != n || len(l.postings) != inlineBest || l.long.n == 0 {
		t.Fatalf("%q: df %d, %d postings, %+v", l.term, l.df, len(l.postings), l.long)
	}
	least := uint8(15)
	for _, p := range l.postings {
		least = min(least, p.impact)
	}
	if least < 13 {
		t.Errorf("the best postings have impacts down to %d", least)
	}
	f := newFolder(packs.files)
	raw, err := inflate(f.files[l.long.name][l.long.off : l.long.off+l.long.n])
	if err != nil {
		t.Fatal(err)
	}
	all, err := readPostings(raw, []int{n}, 10*n, func(int) bool { return true })
	if err != nil || len(all[0]) != n || all[0][n-1].doc != 3*(n-1) {
		t.Fatalf("%v, %d postings", err, len(all[0]))
	}
}
