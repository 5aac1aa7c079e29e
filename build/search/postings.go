package search

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// posting is one document's entry in a term's list.
type posting struct {
	doc    int32
	impact uint8 // 0 to 15
	loc    uint8 // eighths of the text that the term starts in
	next   uint8 // classes of the letters that follow it
}

// postingWriter holds the postings of a block as streams of one kind each, which compress better than records and need
// no bit twiddling to read: gaps as varints; impacts and masks as half bytes; masks of several bits as bytes at the end.
type postingWriter struct {
	gaps                []byte
	impacts, locs, next []byte // half bytes, one in each byte
	locMore, nextMore   []byte
}

func (w *postingWriter) reset() {
	w.gaps, w.impacts, w.locs, w.next = w.gaps[:0], w.impacts[:0], w.locs[:0], w.next[:0]
	w.locMore, w.nextMore = w.locMore[:0], w.nextMore[:0]
}

// add appends a list: docs ascending, info as of tally.info.
func (w *postingWriter) add(docs, infos []uint32) {
	last := -1
	for i, doc := range docs {
		w.gaps = binary.AppendUvarint(w.gaps, uint64(int(doc)-last-1))
		last = int(doc)
		w.impacts = append(w.impacts, byte(infos[i]>>16))
		w.locs, w.locMore = appendMask(w.locs, w.locMore, uint8(infos[i]>>8))
		w.next, w.nextMore = appendMask(w.next, w.nextMore, uint8(infos[i]))
	}
}

// severalBits is the half byte of a mask that stands in the stream of whole bytes.
const severalBits = 8

func appendMask(halves, more []byte, mask uint8) ([]byte, []byte) {
	if bits.OnesCount8(mask) == 1 {
		return append(halves, byte(bits.TrailingZeros8(mask))), more
	}
	return append(halves, severalBits), append(more, mask)
}

func (w *postingWriter) size() int {
	return len(w.gaps) + 3*((len(w.impacts)+1)/2) + len(w.locMore) + len(w.nextMore)
}

func (w *postingWriter) appendTo(b []byte) []byte {
	b = append(b, w.gaps...)
	for _, halves := range [][]byte{w.impacts, w.locs, w.next} {
		for i := 0; i < len(halves); i += 2 {
			pair := halves[i] << 4
			if i+1 < len(halves) {
				pair |= halves[i+1]
			}
			b = append(b, pair)
		}
	}
	return append(append(b, w.locMore...), w.nextMore...)
}

var errCorrupt = errors.New("search index is damaged")

// readPostings decodes lists of the given lengths, which follow one another in b and fill it. keep says which of them
// are wanted; the others are nil. No more is allocated than b can hold.
func readPostings(b []byte, lengths []int, documents int, keep func(list int) bool) ([][]posting, error) {
	total := 0
	for _, n := range lengths {
		if n < 0 || n > len(b)-total {
			return nil, errCorrupt
		}
		total += n
	}
	lists := make([][]posting, len(lengths))
	for i, n := range lengths {
		if keep(i) {
			lists[i] = make([]posting, n)
		}
		doc := int64(-1)
		for k := range n {
			gap, size := binary.Uvarint(b)
			if size <= 0 || gap >= uint64(documents) {
				return nil, errCorrupt
			}
			b = b[size:]
			if doc += int64(gap) + 1; doc >= int64(documents) {
				return nil, errCorrupt
			}
			if lists[i] != nil {
				lists[i][k].doc = int32(doc)
			}
		}
	}
	half := (total + 1) / 2
	if len(b) < 3*half {
		return nil, errCorrupt
	}
	locMore := b[3*half:]
	several := 0
	for k := range total {
		if nibble(b[half:], k) >= severalBits {
			several++
		}
	}
	if several > len(locMore) {
		return nil, errCorrupt
	}
	nextMore := locMore[several:]
	var ok1, ok2 bool
	k := 0
	for i, n := range lengths {
		for j := range n {
			loc, next := nibble(b[half:], k), nibble(b[2*half:], k)
			loc, locMore, ok1 = mask(loc, locMore)
			next, nextMore, ok2 = mask(next, nextMore)
			if !ok1 || !ok2 {
				return nil, errCorrupt
			}
			if lists[i] != nil {
				p := &lists[i][j]
				p.impact, p.loc, p.next = nibble(b, k), loc, next
			}
			k++
		}
	}
	return lists, nil
}

func nibble(b []byte, k int) uint8 {
	if k%2 == 0 {
		return b[k/2] >> 4
	}
	return b[k/2] & 15
}

func mask(half uint8, more []byte) (uint8, []byte, bool) {
	if half < severalBits {
		return 1 << half, more, true
	}
	if len(more) == 0 {
		return 0, nil, false
	}
	return more[0], more[1:], true
}
