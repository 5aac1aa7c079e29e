package regex

// first tells what the text may have at a place for a match to go on from there: which byte, and whether it
// may end. It may allow too much, and never too little.
type first struct {
	bytes [4]uint64
	end   bool
}

var anything = first{[4]uint64{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}, true}

func (f *first) has(c byte) bool { return f.bytes[c>>6]>>(c&63)&1 != 0 }

func (f *first) add(c byte) { f.bytes[c>>6] |= 1 << (c & 63) }

// allows tells whether a match may go on at a place.
func (f *first) allows(text string, at int) bool {
	if f == nil {
		return true
	}
	if at >= len(text) {
		return f.end
	}
	return f.has(text[at])
}

func (f first) or(g first) first {
	for n := range f.bytes {
		f.bytes[n] |= g.bytes[n]
	}
	f.end = f.end || g.end
	return f
}

func (f first) and(g first) first {
	for n := range f.bytes {
		f.bytes[n] &= g.bytes[n]
	}
	f.end = f.end && g.end
	return f
}

func (f first) empty() bool { return f.bytes == [4]uint64{} }

// intern gives one pointer for what is the same, and nil for what allows anything.
func (s *Compiler) intern(f first) *first {
	if f == anything {
		return nil
	}
	if s.firsts[f] == nil {
		s.firsts[f] = &f
	}
	return s.firsts[f]
}
