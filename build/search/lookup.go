package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

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
