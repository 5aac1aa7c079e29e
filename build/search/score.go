package search

import "math/bits"

// scale is what a document's postings are measured against.
type scale struct {
	p      *plan
	idf    []int   // of each list found
	share  []int   // what its absence costs: the pairs of one chunk weigh alike
	total  int     // of idf
	shares int     // of share
	chunks [][]int // lists found for each chunk, in the order of look-up
}

func (p *plan) scale() scale {
	s := scale{p: p, chunks: make([][]int, len(p.query.chunks))}
	for i, f := range p.found {
		s.idf = append(s.idf, max(8, log2(p.r.documents)-log2(max(1, f.df))+16))
		s.total += s.idf[i]
		s.chunks[f.unit.chunk] = append(s.chunks[f.unit.chunk], i)
	}
	s.share = make([]int, len(s.idf))
	for _, members := range s.chunks {
		least := 1 << 20
		for _, i := range members {
			if !p.found[i].unit.word {
				least = min(least, s.idf[i])
			}
		}
		for _, i := range members {
			s.share[i] = s.idf[i]
			if !p.found[i].unit.word {
				s.share[i] = least
			}
			s.shares += s.share[i]
		}
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

// evidence is what a document's postings say of one chunk.
type evidence struct {
	seen   int    // lists that have the document
	idf    int    // of these
	impact int    // the lowest level of them, and bit 3 if all have it
	locs   uint8  // eighths that all are in
	wide   uint8  // eighths that all are in or beside
	some   uint8  // eighths that any is in
	agree  bool   // the letters that follow are the query's
	last   uint16 // what follows the chunk's last term, 0 if that was not looked up
}

func (s *scale) score(doc int32, row []*posting) (candidate, bool) {
	c := candidate{doc: doc, tier: fully, locs: make([]uint8, len(s.chunks)), proved: make([]bool, len(s.chunks))}
	sum, has, seen, adjacent := 0, 0, 0, 0
	near := uint8(0xff)
	for k, members := range s.chunks {
		e := evidence{impact: 15, locs: 0xff, wide: 0xff, agree: true}
		for _, i := range members {
			switch post := row[i]; {
			case post != nil:
				has += s.share[i]
				e.add(&s.p.found[i], post, s.idf[i])
			case s.p.found[i].whole:
				c.tier = partly
			default:
				c.tier = min(c.tier, possibly)
				has += s.share[i]
				sum += s.idf[i] * unknown
			}
		}
		if e.seen == 0 {
			continue
		}
		gain := presence + e.impact&7 + e.impact>>3*titleGain
		switch c.locs[k] = e.locs; {
		case !e.agree || e.wide == 0:
			c.tier, c.locs[k] = partly, e.some
			gain /= 2
		case e.locs == 0: // it may stand on a border between eighths
			c.tier, c.locs[k] = min(c.tier, possibly), e.wide
			gain /= 2
		}
		sum += e.idf * gain
		seen++
		near &= c.locs[k]
		if k+1 < len(s.chunks) && e.last>>s.p.query.follower(k)&1 != 0 {
			adjacent++
		}
		c.proved[k] = s.proves(k, members)
	}
	if 100*has < softShare*s.shares {
		return c, false
	}
	c.base = 1000 * sum / (s.total * fullGain)
	if seen > 1 {
		if near != 0 {
			c.base += c.base / 4
		}
		c.base += c.base * adjacent / (2 * (seen - 1))
	}
	c.base += 10 * int(doc) / s.p.r.documents
	return c, true
}

func (e *evidence) add(f *found, post *posting, idf int) {
	e.seen++
	e.idf += idf
	e.impact = min(e.impact&7, int(post.impact&7)) | e.impact&int(post.impact)&8
	e.locs &= post.loc
	e.wide &= post.loc | post.loc<<1 | post.loc>>1
	e.some |= post.loc
	switch n := f.unit.next; {
	case n == noNext:
		e.last = post.next
	case post.next>>n&1 == 0 && f.fixed == "" && !f.unit.soft:
		e.agree = false
	}
}

// proves reports that a document in the lists of chunk k surely has the chunk, whatever piece of its text is read.
func (s *scale) proves(k int, members []int) bool {
	if len(s.p.query.chunks[k].units) != 1 {
		return false
	}
	f := &s.p.found[members[0]]
	return f.fixed == "" && !f.loose && !f.unit.soft
}

// log2 is the logarithm of n in sixteenths, linear between powers of two: integers, so that every reader agrees.
func log2(n int) int {
	e := bits.Len(uint(n)) - 1
	return 16*e + (n<<4>>e)&15
}
