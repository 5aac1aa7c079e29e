package search

import "math/bits"

// tally is what one document says about one term.
type tally struct {
	weight uint32 // occurrences, weighted by field, in tenths
	title  bool   // in the title or in a tag
	loc    uint8  // mask of the eighths of the text it starts in
	next   uint16 // mask of the classes of the letters after it
}

// averageLength is the length in characters at which a document is neither favoured nor punished. It is a constant, not
// the corpus's mean, so that what a memo gives depends on that memo alone.
const averageLength = 2500

// infoBits is the size of an info: impact (4), loc (8), next (9).
const infoBits = 21

// info packs a tally. The impact's high bit says "in the title or a tag";
// the low three are the saturated weight, w/(w+norm) in eighths, norm growing with the length of the text. Integers
// only: two machines must write the same bytes.
func (t tally) info(length int) uint32 {
	norm := uint32(6 + 12*min(length, 8*averageLength)/averageLength)
	level := t.weight * 8 / (t.weight + norm)
	if t.title {
		level |= 8
	}
	return level<<17 | uint32(t.loc)<<9 | packNext(t.next)
}

// severalNext marks the info of a term that letters of several classes follow.
const severalNext = 1 << 8

// packNext keeps a single class as it is; of several it keeps which there are modulo eight.
func packNext(next uint16) uint32 {
	if bits.OnesCount16(next) == 1 {
		return uint32(bits.TrailingZeros16(next))
	}
	return severalNext | uint32(uint8(next)|uint8(next>>8))
}
