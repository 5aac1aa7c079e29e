package search

// tally is what one document says about one term.
type tally struct {
	weight    uint32 // occurrences, weighted by field, in tenths
	title     bool   // in the title or in a tag
	loc, next uint8  // masks: eighths of the text it starts in, classes of the letters after it
}

// averageLength is the length in characters at which a document is neither favoured nor punished. It is a constant, not
// the corpus's mean, so that what a memo gives depends on that memo alone.
const averageLength = 2500

// info packs a tally into 20 bits: impact (4), loc (8), next (8). The impact's high bit says "in the title or a tag";
// the low three are the saturated weight, w/(w+norm) in eighths, norm growing with the length of the text. Integers
// only: two machines must write the same bytes.
func (t tally) info(length int) uint32 {
	norm := uint32(6 + 12*min(length, 8*averageLength)/averageLength)
	level := t.weight * 8 / (t.weight + norm)
	if t.title {
		level |= 8
	}
	return level<<16 | uint32(t.loc)<<8 | uint32(t.next)
}
