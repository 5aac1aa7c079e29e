package search

import (
	"cmp"
	"context"
	"slices"
)

// candidate is a document that may match, as far as the postings say.
type candidate struct {
	doc    int32
	tier   int     // one of the tiers
	base   int     // what the postings are worth, about 0 to 1500
	locs   []uint8 // for each chunk, the eighths it seems to be in
	proved []bool  // for each chunk: it is a single term, and the document has it
	pieces uint8   // mask of the pieces of its text that were read
	unread uint8   // mask of the eighths in the other pieces
	more   bool    // a piece that was not read promises as much as the last one that was
}

// Tiers of candidates.
const (
	partly   = iota // some terms are not there, or not where they should be
	possibly        // nothing speaks against it, but lists that were not read whole may
	fully           // all terms looked up are there and agree
)

const (
	firstUnits = 4  // terms looked up at first
	moreUnits  = 2  // and then at a time
	maxUnits   = 6  // and at most
	fewEnough  = 15 // candidates above partly that need no more terms
	manyFully  = 10 // candidates in the first tier that make reading long lists useless
	longBudget = 32 << 10
	softShare  = 50 // percent of the weight that a document must have when not all terms are there
)

// plan is the work on one query.
type plan struct {
	r     *Reader
	query *query
	allow func(doc int32) bool
	found []found

	longRead int // packed bytes of long lists
}

// candidates looks terms up, the rarest first, until few enough documents are left, and orders those.
func (p *plan) candidates(ctx context.Context) ([]candidate, error) {
	p.found, p.longRead = nil, 0
	rest := p.order()
	take := min(firstUnits, len(rest))
	var cs []candidate
	for {
		fs, err := p.r.lookup(ctx, rest[:take])
		if err != nil {
			return nil, err
		}
		p.found = append(p.found, fs...)
		rest = rest[take:]
		cs = p.evaluate()
		take = min(moreUnits, len(rest), maxUnits-len(p.found))
		if n := count(cs, possibly); take <= 0 || n > 0 && n <= fewEnough {
			break
		}
	}
	if n := count(cs, fully); n < manyFully && count(cs, possibly)-n > fewEnough {
		read, err := p.readLong(ctx)
		if err != nil {
			return nil, err
		}
		if read {
			cs = p.evaluate()
		}
	}
	return cs, nil
}

// order is the order in which units are looked up: the one that looks rarest of each chunk, then the others.
func (p *plan) order() []*unit {
	rarer := func(a, b *unit) int { return cmp.Compare(b.guess, a.guess) }
	var first, others []*unit
	for _, c := range p.query.chunks {
		us := spread(c.units)
		if len(us) > 0 {
			first, others = append(first, us[0]), append(others, us[1:]...)
		}
	}
	slices.SortStableFunc(first, rarer)
	slices.SortStableFunc(others, rarer)
	return append(first, others...)
}

// overlap is what a unit beside one that is looked up already loses of its guess: they say much the same.
const overlap = 12

// spread orders the units of a chunk so that each next one looks rare and is not next to those before it.
func spread(units []*unit) []*unit {
	left := make([]int, len(units))
	for i, u := range units {
		left[i] = u.guess
	}
	var out []*unit
	for range units {
		best := -1
		for i, g := range left {
			if g != taken && (best < 0 || g > left[best]) {
				best = i
			}
		}
		u := units[best]
		u.guess = left[best]
		out = append(out, u)
		left[best] = taken
		for _, i := range []int{best - 1, best + 1} {
			if i >= 0 && i < len(left) && left[i] != taken {
				left[i] -= overlap
			}
		}
	}
	return out
}

const taken = -1000

// count is how many candidates are of a tier or a better one.
func count(cs []candidate, tier int) int {
	n := 0
	for _, c := range cs {
		if c.tier >= tier {
			n++
		}
	}
	return n
}

// readLong completes lists of which only the best postings are here, the shortest first, as far as the budget goes.
func (p *plan) readLong(ctx context.Context) (bool, error) {
	var cut []*found
	for i := range p.found {
		if f := &p.found[i]; !f.whole && f.long.n > 0 {
			cut = append(cut, f)
		}
	}
	slices.SortStableFunc(cut, func(a, b *found) int { return cmp.Compare(a.long.n, b.long.n) })
	budget, read := int64(longBudget), false
	for _, f := range cut {
		if budget -= f.long.n; budget < 0 {
			break
		}
		b, err := p.r.load(ctx, []extent{f.long}, true)
		if err != nil {
			return read, err
		}
		lists, err := readPostings(b[0], []int{f.df}, p.r.documents, func(int) bool { return true })
		if err != nil {
			return read, err
		}
		f.postings, f.whole, read = lists[0], true, true
		p.longRead += int(f.long.n)
	}
	return read, nil
}

// evaluate scores every document of the lists that are here.
func (p *plan) evaluate() []candidate {
	rows := map[int32][]*posting{}
	for i := range p.found {
		for k := range p.found[i].postings {
			post := &p.found[i].postings[k]
			if p.allow != nil && !p.allow(post.doc) {
				continue
			}
			row := rows[post.doc]
			if row == nil {
				row = make([]*posting, len(p.found))
				rows[post.doc] = row
			}
			row[i] = post
		}
	}
	s := p.scale()
	out := make([]candidate, 0, len(rows))
	for doc, row := range rows {
		if c, ok := s.score(doc, row); ok {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.tier, a.tier), cmp.Compare(b.base, a.base), cmp.Compare(b.doc, a.doc))
	})
	return out
}
