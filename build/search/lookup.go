package search

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"
)

// place is where a term's block is, and the blocks beside it.
type place struct {
	before, at, after extent // before is empty for the first block of a directory page
	afterKey          string // what terms of the block after it are not less than; "" when there is none
}

// continues reports that the block after a term's own also holds terms that begin with it.
func (p place) continues(term string) bool {
	return p.after.n > 0 && strings.HasPrefix(p.afterKey, term)
}

// places finds the blocks of terms by way of the directory.
func (r *Reader) places(ctx context.Context, terms []string) ([]place, error) {
	if len(r.pages) == 0 {
		return make([]place, len(terms)), nil
	}
	index := make([]int, len(terms))
	pages := make([]extent, len(terms))
	for i, t := range terms {
		index[i] = max(0, sort.Search(len(r.pages), func(k int) bool { return r.pages[k].key > t })-1)
		pages[i] = r.pages[index[i]].at
	}
	raw, err := r.load(ctx, pages, true)
	if err != nil {
		return nil, err
	}
	out := make([]place, len(terms))
	for i, t := range terms {
		p, ok := placeIn(raw[i], t)
		if !ok {
			return nil, ErrDamaged
		}
		if next := index[i] + 1; p.after.n == 0 && next < len(r.pages) && strings.HasPrefix(r.pages[next].key, t) {
			if p.after, err = r.firstBlock(ctx, r.pages[next]); err != nil {
				return nil, err
			}
			p.afterKey = r.pages[next].key
		}
		out[i] = p
	}
	return out, nil
}

func (r *Reader) firstBlock(ctx context.Context, p page) (extent, error) {
	raw, err := r.load(ctx, []extent{p.at}, true)
	if err != nil {
		return extent{}, err
	}
	first, ok := placeIn(raw[0], p.key)
	if !ok {
		return extent{}, ErrDamaged
	}
	return first.at, nil
}

// placeIn finds a term's block on a directory page. Blocks beside it on other pages are left empty.
func placeIn(b []byte, term string) (place, bool) {
	id, b, ok := readID(b)
	if !ok {
		return place{}, false
	}
	off, b, ok := uvarint(b, packSize)
	if !ok {
		return place{}, false
	}
	n, b, ok := uvarint(b, len(b))
	if !ok {
		return place{}, false
	}
	var p place
	key := ""
	for i := range n {
		var size int
		if key, b, ok = readKey(b, key); !ok {
			return place{}, false
		}
		if size, b, ok = uvarint(b, packSize); !ok {
			return place{}, false
		}
		e := extent{id.name(blockPack), int64(off), int64(size)}
		off += size
		if i > 0 && key > term {
			p.after, p.afterKey = e, key
			break
		}
		p.before, p.at = p.at, e
	}
	return p, true
}

// found is what a unit stands for in the index: one term's list, or the union of several.
type found struct {
	unit     *unit
	df       int
	postings []posting
	whole    bool
	long     extent
	fixed    string // the word that a typo was corrected to
	loose    bool   // some postings are of documents that have the parts of an identifier, perhaps not side by side
}

// lookup fetches the lists of units, in one wave of blocks for all of them, and completes or corrects words where they
// are not found as they stand.
func (r *Reader) lookup(ctx context.Context, us []*unit) ([]found, error) {
	terms := make([]string, len(us))
	for i, u := range us {
		terms[i] = u.term
	}
	places, blocks, err := r.blocks(ctx, terms)
	if err != nil {
		return nil, err
	}
	out := make([]found, len(us))
	for i, u := range us {
		if out[i], err = r.resolve(ctx, u, places[i], blocks[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (r *Reader) blocks(ctx context.Context, terms []string) ([]place, [][]byte, error) {
	places, err := r.places(ctx, terms)
	if err != nil {
		return nil, nil, err
	}
	var es []extent
	for _, p := range places {
		if p.at.n > 0 {
			es = append(es, p.at)
		}
	}
	loaded, err := r.load(ctx, es, true)
	if err != nil {
		return nil, nil, err
	}
	blocks := make([][]byte, len(terms))
	k := 0
	for i, p := range places {
		if p.at.n > 0 {
			blocks[i] = loaded[k]
			k++
		}
	}
	return places, blocks, nil
}

// completeBelow is how few documents may have a word as it stands for its completions to be taken too.
const completeBelow = 5

func (r *Reader) resolve(ctx context.Context, u *unit, p place, block []byte) (found, error) {
	f := found{unit: u, whole: true}
	if block == nil {
		return f, nil
	}
	complete := u.word && runeLen(u.term) >= 2
	lists, err := readBlock(block, r.documents, func(t string) bool {
		return t == u.term || complete && strings.HasPrefix(t, u.term)
	})
	if err != nil {
		return f, err
	}
	if len(lists) > 0 && lists[0].term == u.term {
		f.take(lists[0])
		lists = lists[1:]
	}
	identifier := len(u.parts) > 0
	if !u.word || f.df >= completeBelow && !(identifier && u.prefix) || f.df > 0 && !u.prefix && !identifier {
		return f, nil
	}
	if complete = complete && (u.prefix || f.df == 0); complete && p.continues(u.term) {
		more, err := r.listsOf(ctx, p.after, func(t string) bool { return strings.HasPrefix(t, u.term) })
		if err != nil {
			return f, err
		}
		lists = append(lists, more...)
	}
	if complete {
		f.complete(lists)
	}
	if identifier && f.df < completeBelow {
		if err := r.together(ctx, &f); err != nil {
			return f, err
		}
	}
	if f.df > 0 {
		return f, nil
	}
	return r.correct(ctx, u, p)
}

func (r *Reader) listsOf(ctx context.Context, e extent, want func(string) bool) ([]list, error) {
	b, err := r.load(ctx, []extent{e}, true)
	if err != nil {
		return nil, err
	}
	return readBlock(b[0], r.documents, want)
}

func (f *found) take(l list) {
	f.df, f.postings, f.whole, f.long = l.df, l.postings, l.whole(), l.long
}

// maxCompletions is how many words a beginning is completed to.
const maxCompletions = 24

// complete adds the lists of words that begin as the unit does, the most frequent ones. Where the word itself is in the
// index they count less than it.
func (f *found) complete(ls []list) {
	slices.SortStableFunc(ls, func(a, b list) int { return cmp.Compare(b.df, a.df) })
	exact := f.df > 0 && len(f.unit.parts) == 0
	for _, l := range ls[:min(len(ls), maxCompletions)] {
		f.union(l, exact)
	}
}

func (f *found) union(l list, weaken bool) {
	ps := l.postings
	if weaken {
		ps = slices.Clone(ps)
		for i := range ps {
			ps[i].impact = ps[i].impact & 7 / 2
		}
	}
	f.postings = unite(f.postings, ps)
	f.whole = f.whole && l.whole()
	f.df = max(len(f.postings), l.df)
	f.long = extent{}
}

// unite merges two lists; a document in both has the higher impact and both masks.
func unite(a, b []posting) []posting {
	out := make([]posting, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].doc < b[0].doc:
			out, a = append(out, a[0]), a[1:]
		case a[0].doc > b[0].doc:
			out, b = append(out, b[0]), b[1:]
		default:
			p := a[0]
			p.impact = max(p.impact, b[0].impact)
			p.loc |= b[0].loc
			p.next |= b[0].next
			out, a, b = append(out, p), a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// together adds the documents that hold all parts of an identifier in one eighth of the text: it may be a part of a
// longer one there.
func (r *Reader) together(ctx context.Context, f *found) error {
	u := f.unit
	parts := slices.Compact(slices.Sorted(slices.Values(u.parts)))
	places, blocks, err := r.blocks(ctx, parts)
	if err != nil {
		return err
	}
	var all []posting
	whole := f.whole
	for i, part := range parts {
		if blocks[i] == nil {
			return nil
		}
		last := part == u.parts[len(u.parts)-1] && u.prefix
		ls, err := readBlock(blocks[i], r.documents, func(t string) bool {
			return t == part || last && strings.HasPrefix(t, part)
		})
		if err != nil {
			return err
		}
		if last && places[i].continues(part) {
			more, err := r.listsOf(ctx, places[i].after, func(t string) bool { return strings.HasPrefix(t, part) })
			if err != nil {
				return err
			}
			ls = append(ls, more...)
		}
		g := found{whole: true}
		for _, l := range ls {
			g.union(l, false)
		}
		if whole = whole && g.whole; i == 0 {
			all = g.postings
		} else {
			all = intersect(all, g.postings)
		}
	}
	f.union(list{df: len(all), postings: all}, f.df > 0)
	f.whole, f.loose = whole, len(all) > 0
	return nil
}

func intersect(a, b []posting) []posting {
	var out []posting
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].doc < b[0].doc:
			a = a[1:]
		case a[0].doc > b[0].doc:
			b = b[1:]
		default:
			if p := a[0]; p.loc&b[0].loc != 0 {
				p.impact = min(p.impact, b[0].impact)
				p.loc &= b[0].loc
				p.next |= b[0].next
				out = append(out, p)
			}
			a, b = a[1:], b[1:]
		}
	}
	return out
}
