package search

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
)

// candidate is a document that may match, as far as the postings say.
type candidate struct {
	doc    int32
	strict bool    // nothing that is known speaks against it
	base   int     // 0 to 1010
	locs   []uint8 // for each unit looked up, the eighths it is in
	proved []bool  // for each chunk: it is a single term, and the document has it
}

const (
	firstUnits = 4  // terms looked up at first
	moreUnits  = 2  // and then at a time
	maxUnits   = 8  // and at most
	fewEnough  = 15 // strict candidates that need no more terms
	longBudget = 32 << 10
	manyStrict = 60 // strict candidates that are worth reading long lists for
	softShare  = 55 // percent of the weight that a document must have when not all terms are there
)

// plan is the work on one query.
type plan struct {
	r     *Reader
	query *query
	allow func(doc int32) bool
	found []found
}

// candidates looks terms up, the rarest first, until few enough documents are left, and orders those.
func (p *plan) candidates(ctx context.Context) ([]candidate, error) {
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
		if take <= 0 || strictCount(cs) <= fewEnough {
			break
		}
	}
	if strictCount(cs) > manyStrict && len(p.found) > 1 {
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
		us := slices.Clone(c.units)
		slices.SortStableFunc(us, rarer)
		if len(us) > 0 {
			first, others = append(first, us[0]), append(others, us[1:]...)
		}
	}
	slices.SortStableFunc(first, rarer)
	slices.SortStableFunc(others, rarer)
	return append(first, others...)
}

func strictCount(cs []candidate) int {
	n := 0
	for _, c := range cs {
		if c.strict {
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
		switch {
		case a.strict != b.strict:
			if a.strict {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.base, a.base), cmp.Compare(b.doc, a.doc))
	})
	return out
}

// scale is what a document's postings are measured against.
type scale struct {
	p       *plan
	idf     []int
	total   int     // of idf
	chunks  [][]int // found indexes by chunk, in the order of the text
	perUnit []int
}

func (p *plan) scale() scale {
	s := scale{p: p, chunks: make([][]int, len(p.query.chunks))}
	for i, f := range p.found {
		idf := max(8, log2(p.r.documents)-log2(max(1, f.df))+16)
		s.idf = append(s.idf, idf)
		s.total += idf
		s.chunks[f.unit.chunk] = append(s.chunks[f.unit.chunk], i)
	}
	return s
}

// Weights of an impact's parts: a term that is there at all, each level of its saturated frequency, the title.
const (
	presence  = 4
	titleGain = 10
	fullGain  = presence + 7 + titleGain
	unknown   = 2 // for a document that may be in the part of a list that was not read
)

func (s *scale) score(doc int32, row []*posting) (candidate, bool) {
	c := candidate{doc: doc, strict: true, locs: make([]uint8, len(row)), proved: make([]bool, len(s.chunks))}
	sum, has := 0, 0
	for k, members := range s.chunks {
		impact, locs, agree := 15, uint8(0xff), true
		idf, seen := 0, 0
		for _, i := range members {
			f, post := &s.p.found[i], row[i]
			if post == nil {
				if f.whole {
					c.strict = false
				} else {
					sum += s.idf[i] * unknown
					has += s.idf[i]
				}
				continue
			}
			c.locs[i] = post.loc
			seen++
			idf += s.idf[i]
			has += s.idf[i]
			impact = min(impact&7, int(post.impact&7)) | impact&int(post.impact)&8
			locs &= post.loc
			if n := f.unit.next; n != noNext && post.next>>n&1 == 0 && f.fixed == "" {
				agree = agree && f.unit.soft
			}
		}
		if seen == 0 {
			continue
		}
		gain := presence + impact&7
		if impact&8 != 0 {
			gain += titleGain
		}
		if seen > 1 && locs == 0 || !agree {
			c.strict = false
			gain /= 2
		}
		sum += idf * gain
		c.proved[k] = seen == 1 && len(s.p.query.chunks[k].units) == 1 && s.p.found[members[0]].fixed == ""
	}
	if 100*has < softShare*s.total {
		return c, false
	}
	c.base = 1000*sum/(s.total*fullGain) + 10*int(doc)/s.p.r.documents
	if !c.strict {
		c.base /= 2
	}
	return c, true
}

// log2 is the logarithm of n in sixteenths, linear between powers of two: integers, so that every reader agrees.
func log2(n int) int {
	e := bits.Len(uint(n)) - 1
	return 16*e + (n<<4>>e)&15
}
