package search

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// counter is the sink of one segment: it adds up what the scanner finds.
type counter struct {
	grams   gramTable
	words   wordTable
	folded  *folded
	seg     *segment // nil while the title and the tags are counted
	options Options
	passage int
	eighth  int
	weight  int
}

func (c *counter) reset(bytes int) {
	c.grams.reset(bytes / 4)
	c.words.reset(bytes / 16)
}

// title says that f, a title or a tag, is scanned next.
func (c *counter) title(f *folded, weight int) { c.folded, c.seg, c.weight = f, nil, weight }

// body says that f, the text of s, is scanned next.
func (c *counter) body(f *folded, s *segment, o Options) {
	c.folded, c.seg, c.options, c.passage, c.eighth = f, s, o, 0, 0
}

func (c *counter) gram(a, b rune, at int, next uint8, variant bool) {
	c.add(c.grams.at(uint64(a)<<21|uint64(b)), at, next, variant)
}

func (c *counter) word(term []rune, at int, next uint8, variant bool) {
	c.add(c.words.at(term), at, next, variant)
}

// add counts one occurrence. Occurrences come nearly in the order of the text, so the place is found by walking on.
func (c *counter) add(t *tally, at int, next uint8, variant bool) {
	t.next |= 1 << next
	if c.seg == nil {
		t.loc |= 1
		t.title = true
		if !variant {
			t.weight += uint32(c.weight)
		}
		return
	}
	pos := int(c.folded.at[at])
	c.eighth = walk(c.seg.cuts[:eighths], c.eighth, pos)
	t.loc |= 1 << c.eighth
	if variant {
		return
	}
	c.passage = walk(c.seg.starts, c.passage, pos)
	switch c.seg.passages[c.passage].Kind {
	case Heading:
		t.weight += uint32(c.options.Heading)
	case Code:
		t.weight += uint32(c.options.Code)
	default:
		t.weight += uint32(c.options.Prose)
	}
}

// walk is the last i with starts[i] <= pos, looked for from i on.
func walk(starts []int, i, pos int) int {
	for i+1 < len(starts) && pos >= starts[i+1] {
		i++
	}
	for i > 0 && pos < starts[i] {
		i--
	}
	return i
}

// gramTable is an open-addressed table from pairs of characters to tallies, filled and emptied once for each memo.
type gramTable struct {
	keys   []uint64 // 0 is free: no character is 0
	values []tally
	used   []uint32
}

func (t *gramTable) reset(capacity int) {
	if size := tableSize(capacity); len(t.keys) < size || len(t.keys) > 8*size {
		t.keys, t.values = make([]uint64, size), make([]tally, size)
	} else {
		clear(t.keys)
		clear(t.values)
	}
	t.used = t.used[:0]
}

func (t *gramTable) at(k uint64) *tally {
	if 4*len(t.used) >= 3*len(t.keys) {
		keys, values, used := t.keys, t.values, t.used
		t.keys, t.values, t.used = make([]uint64, 2*len(keys)), make([]tally, 2*len(keys)), make([]uint32, 0, 2*len(used))
		for _, i := range used {
			*t.at(keys[i]) = values[i]
		}
	}
	mask := uint32(len(t.keys) - 1)
	for i := uint32(k*0x9E3779B97F4A7C15>>40) & mask; ; i = (i + 1) & mask {
		switch t.keys[i] {
		case k:
			return &t.values[i]
		case 0:
			t.keys[i] = k
			t.used = append(t.used, i)
			return &t.values[i]
		}
	}
}

func (t *gramTable) sorted(length int) []uint64 {
	out := make([]uint64, len(t.used))
	for i, slot := range t.used {
		out[i] = t.keys[slot]<<infoBits | uint64(t.values[slot].info(length))
	}
	slices.Sort(out)
	return out
}

// wordTable is the same for words.
type wordTable struct {
	slots   []uint32 // index in entries, plus one
	entries []wordEntry
	spelled []byte // the words met, one after the other
}

type wordEntry struct {
	tally
	hash, off, n uint32
}

func (t *wordTable) reset(capacity int) {
	if size := tableSize(capacity); len(t.slots) < size || len(t.slots) > 8*size {
		t.slots = make([]uint32, size)
	} else {
		clear(t.slots)
	}
	t.entries, t.spelled = t.entries[:0], t.spelled[:0]
}

func (t *wordTable) at(term []rune) *tally {
	off := len(t.spelled)
	hash := uint32(2166136261)
	for _, r := range term {
		if len(t.spelled)-off > maxTermBytes-utf8.UTFMax {
			break
		}
		t.spelled = utf8.AppendRune(t.spelled, r)
		hash = (hash ^ uint32(r)) * 16777619
	}
	word := t.spelled[off:]
	mask := uint32(len(t.slots) - 1)
	i := (hash ^ hash>>15) & mask
	for ; t.slots[i] != 0; i = (i + 1) & mask {
		if e := &t.entries[t.slots[i]-1]; e.hash == hash && bytes.Equal(t.spelling(e), word) {
			t.spelled = t.spelled[:off]
			return &e.tally
		}
	}
	t.entries = append(t.entries, wordEntry{hash: hash, off: uint32(off), n: uint32(len(word))})
	t.slots[i] = uint32(len(t.entries))
	if 4*len(t.entries) >= 3*len(t.slots) {
		t.grow()
	}
	return &t.entries[len(t.entries)-1].tally
}

func (t *wordTable) grow() {
	t.slots = make([]uint32, 2*len(t.slots))
	mask := uint32(len(t.slots) - 1)
	for n, e := range t.entries {
		i := (e.hash ^ e.hash>>15) & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = uint32(n + 1)
	}
}

func (t *wordTable) spelling(e *wordEntry) []byte { return t.spelled[e.off : e.off+e.n] }

// sorted gives the words, each behind a byte with its length, and the info of each.
func (t *wordTable) sorted(length int) (string, []uint32) {
	slices.SortFunc(t.entries, func(a, b wordEntry) int { return bytes.Compare(t.spelling(&a), t.spelling(&b)) })
	size := 0
	for _, e := range t.entries {
		size += 1 + int(e.n)
	}
	terms, infos := make([]byte, 0, size), make([]uint32, len(t.entries))
	for i := range t.entries {
		w := t.spelling(&t.entries[i])
		terms = append(append(terms, byte(len(w))), w...)
		infos[i] = t.entries[i].info(length)
	}
	return string(terms), infos
}

func tableSize(capacity int) int {
	size := 64
	for size < 2*capacity {
		size *= 2
	}
	return size
}
