package site

import (
	"cmp"
	"math"
	"slices"
)

// linked is what a link between two memos weighs: as much as sharing a tag
// that 1 memo in 32 bears.
const linked = 5 * scale

const scale = 256

// mostMet is how many memos are looked at for what they share with one, those
// with the rarest tags first, and of a tag the newest: when every memo bears
// every tag, 10,000 of them would otherwise be looked at 10,000 times for each.
const mostMet = 16_384

// Related gives the n pages nearest to e, best first: pages that share tags,
// rare tags counting more, and pages that link to it or that it links to. The
// other parts of its series are left out, they have a list of their own. Of
// equals the newer comes first.
func (s *Site) Related(e *Entry, n int) []*Entry {
	if e.rank < 0 || n <= 0 {
		return nil
	}
	m := s.newMarks()
	defer s.forget(m)
	s.meet(e, m)
	s.dropOwn(e, m)
	return s.best(m.score, m.met, n)
}

// meet gives every memo near e its score.
func (s *Site) meet(e *Entry, m *marks) {
	left := mostMet
	for _, t := range rarestFirst(e.Tags) {
		weight := rarity(len(s.all), len(t.Entries))
		met := t.Entries[:min(left, len(t.Entries))]
		for _, other := range met {
			m.add(other, weight)
		}
		left -= len(met)
	}
	for i := range e.Links {
		m.add(e.Links[i].Entry, linked)
	}
	for _, other := range e.Backlinks {
		m.add(other, linked)
	}
}

// rarestFirst gives tags in the order of how much they tell.
func rarestFirst(tags []*Tag) []*Tag {
	return slices.SortedStableFunc(slices.Values(tags), func(x, y *Tag) int { return cmp.Compare(len(x.Entries), len(y.Entries)) })
}

// marks is what one Related writes on. It is used again by the next, because
// clearing the few pages met takes less than a new table of all of them.
type marks struct {
	score []int32 // by rank; all zero between two uses
	met   []int32 // ranks with a score
}

func (s *Site) newMarks() *marks {
	if m, ok := s.marks.Get().(*marks); ok {
		return m
	}
	return &marks{score: make([]int32, len(s.all))}
}

func (s *Site) forget(m *marks) {
	for _, r := range m.met {
		m.score[r] = 0
	}
	m.met = m.met[:0]
	s.marks.Put(m)
}

func (m *marks) add(other *Entry, weight int32) {
	if other == nil || !other.Memo || other.Unlisted {
		return // a page like "about" is no memo, nor is the text of a section
	}
	if m.score[other.rank] == 0 {
		m.met = append(m.met, other.rank)
	}
	m.score[other.rank] += weight
}

// rarity is the weight of a tag that k of n pages bear: the bits of
// information in bearing it, at least a little.
func rarity(n, k int) int32 {
	return max(1, int32(math.Round(scale*math.Log2(float64(n)/float64(max(k, 1))))))
}

// dropOwn takes the score from pages that are shown near e anyway.
func (s *Site) dropOwn(e *Entry, m *marks) {
	m.score[e.rank] = 0
	for _, r := range m.met {
		if slices.ContainsFunc(e.Series, s.all[r].isPartOf) {
			m.score[r] = 0
		}
	}
}

// isPartOf tells whether an entry is in the series of a place.
func (e *Entry) isPartOf(p Place) bool {
	return slices.ContainsFunc(e.Series, func(own Place) bool { return own.Series == p.Series })
}

// best gives the n entries of met with the highest scores above zero.
func (s *Site) best(score, met []int32, n int) []*Entry {
	better := func(x, y int32) int { return cmp.Or(cmp.Compare(score[y], score[x]), cmp.Compare(x, y)) }
	top := make([]int32, 0, n+1)
	for _, r := range met {
		if score[r] == 0 || len(top) == n && better(r, top[n-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, r, better)
		top = slices.Insert(top, at, r)
		top = top[:min(len(top), n)]
	}
	var out []*Entry
	for _, r := range top {
		out = append(out, s.all[r])
	}
	return out
}
