package search

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// posting is one document's entry in a term's list.
type posting struct {
	doc    int32
	impact uint8  // 0 to 15
	loc    uint8  // eighths of the text that the term starts in
	next   uint16 // classes of the letters that follow it
}

// postingWriter holds the postings of a block as streams of one kind each, which compress better than records and need
// no bit twiddling to read: gaps as varints; impacts and masks as half bytes; masks that half a byte cannot say as bytes at
// the end.
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
		w.impacts = append(w.impacts, byte(infos[i]>>17))
		half, whole := halfLoc(uint8(infos[i] >> 9))
		if w.locs = append(w.locs, half); half == escape {
			w.locMore = append(w.locMore, whole)
		}
		if next := infos[i] & (2*severalNext - 1); next < escape {
			w.next = append(w.next, byte(next))
		} else {
			w.next, w.nextMore = append(w.next, escape), append(w.nextMore, byte(next))
		}
	}
}

// escape is the half byte of a mask that stands in the stream of whole bytes.
const escape = 15

// halfLoc is a mask of eighths in half a byte: 0 to 7 for a single one, 8 to 14 for one and the one after it.
func halfLoc(loc uint8) (half, whole uint8) {
	first := bits.TrailingZeros8(loc)
	switch loc >> first {
	case 1:
		return uint8(first), 0
	case 3:
		return uint8(8 + first), 0
	}
	return escape, loc
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

// ErrDamaged is wrapped by the errors of an index that is not one, or not whole. A file that is missing is the fetcher's error:
// most often the root is older than the rest, and opening the index anew helps.
var ErrDamaged = errors.New("damaged")

// readPostings decodes lists of the given lengths, which follow one another in b and fill it. keep says which of them
// are wanted; the others are nil. No more is allocated than b can hold.
func readPostings(b []byte, lengths []int, documents int, keep func(list int) bool) ([][]posting, error) {
	total := 0
	for _, n := range lengths {
		if n < 0 || n > len(b)-total {
			return nil, ErrDamaged
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
				return nil, ErrDamaged
			}
			b = b[size:]
			if doc += int64(gap) + 1; doc >= int64(documents) {
				return nil, ErrDamaged
			}
			if lists[i] != nil {
				lists[i][k].doc = int32(doc)
			}
		}
	}
	half := (total + 1) / 2
	if len(b) < 3*half {
		return nil, ErrDamaged
	}
	locMore := b[3*half:]
	several := 0
	for k := range total {
		if nibble(b[half:], k) == escape {
			several++
		}
	}
	if several > len(locMore) {
		return nil, ErrDamaged
	}
	masks := maskReader{locs: b[half:], next: b[2*half:], locMore: locMore[:several], nextMore: locMore[several:]}
	k := 0
	for i, n := range lengths {
		for j := range n {
			loc, next, ok := masks.read(k)
			if !ok {
				return nil, ErrDamaged
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

// maskReader reads the masks of postings, one after the other.
type maskReader struct {
	locs, next, locMore, nextMore []byte
}

func (m *maskReader) read(k int) (loc uint8, next uint16, ok bool) {
	switch half := nibble(m.locs, k); {
	case half < 8:
		loc = 1 << half
	case half < escape:
		loc = 3 << (half - 8)
	case len(m.locMore) == 0:
		return 0, 0, false
	default:
		loc, m.locMore = m.locMore[0], m.locMore[1:]
	}
	half := nibble(m.next, k)
	if half < escape {
		return loc, 1 << half, true
	}
	if len(m.nextMore) == 0 {
		return 0, 0, false
	}
	next = uint16(m.nextMore[0])
	m.nextMore = m.nextMore[1:]
	return loc, next | next<<8, true
}
