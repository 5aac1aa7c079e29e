package search

import "encoding/binary"

// list is what the index knows of one term.
type list struct {
	term     string
	df       int       // documents that have it
	postings []posting // all of them, or the best 512
	long     extent    // where all of them are, when postings are not all
}

// whole reports that no posting of the term is missing.
func (l *list) whole() bool { return len(l.postings) == l.df }

// readBlock decodes the terms of a block that want accepts. Terms are sorted by the bytes of their UTF-8.
func readBlock(b []byte, documents int, want func(term string) bool) ([]list, error) {
	n, b, ok := uvarint(b, len(b))
	if !ok {
		return nil, ErrDamaged
	}
	terms := make([]string, n)
	var term []byte
	for i := range terms {
		var shared, more int
		if shared, b, ok = uvarint(b, len(term)); !ok {
			return nil, ErrDamaged
		}
		if more, b, ok = uvarint(b, maxTermBytes); !ok || more > len(b) {
			return nil, ErrDamaged
		}
		term = append(term[:shared], b[:more]...)
		b = b[more:]
		terms[i] = string(term)
	}
	out := make([]list, n)
	lengths := make([]int, n)
	for i := range out {
		l := &out[i]
		l.term = terms[i]
		if l.df, b, ok = uvarint(b, documents); !ok {
			return nil, ErrDamaged
		}
		lengths[i] = l.df
		if l.df > inlineLimit {
			lengths[i] = inlineBest
			if l.long, b, ok = readLong(b); !ok {
				return nil, ErrDamaged
			}
		}
	}
	lists, err := readPostings(b, lengths, documents, func(i int) bool { return want(terms[i]) })
	if err != nil {
		return nil, err
	}
	kept := out[:0]
	for i, l := range out {
		if want(l.term) {
			l.postings = lists[i]
			kept = append(kept, l)
		}
	}
	return kept, nil
}

func readLong(b []byte) (extent, []byte, bool) {
	n, b, ok := uvarint(b, packSize)
	if !ok || n == 0 {
		return extent{}, b, ok
	}
	var id packID
	if copy(id[:], b) < len(id) {
		return extent{}, nil, false
	}
	off, b, ok := uvarint(b[len(id):], packSize)
	return extent{id.name(longPack), int64(off), int64(n)}, b, ok
}

// uvarint reads a number of at most limit.
func uvarint(b []byte, limit int) (int, []byte, bool) {
	v, n := binary.Uvarint(b)
	if n <= 0 || v > uint64(limit) {
		return 0, nil, false
	}
	return int(v), b[n:], true
}
