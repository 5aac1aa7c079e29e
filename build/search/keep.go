package search

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
)

// Hash names everything that the Tokens of d depend on: all but the lines and
// the path of its source.
func (d Document) Hash(o Options) (k [sha256.Size]byte) {
	h := sha256.New()
	for _, n := range []int{o.Title, o.Tag, o.Heading, o.Prose, o.Code, len(d.Tags)} {
		hashInt(h, n)
	}
	for _, s := range append([]string{d.URL, d.Title, d.Date}, d.Tags...) {
		hashString(h, s)
	}
	for _, b := range d.Blocks {
		hashInt(h, int(b.Kind))
		hashInt(h, b.Level)
		hashString(h, b.Anchor)
		hashString(h, b.Text)
	}
	h.Sum(k[:0])
	return k
}

func hashInt(h hash.Hash, n int) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], uint64(n))
	h.Write(b[:])
}

func hashString(h hash.Hash, s string) {
	hashInt(h, len(s))
	h.Write([]byte(s))
}

// Encode gives the tokens as bytes.
func (t *Tokens) Encode() []byte {
	b := binary.AppendVarint(nil, int64(t.year))
	b = binary.AppendUvarint(b, uint64(len(t.words)))
	for _, w := range t.words {
		b = appendString(b, w)
	}
	b = binary.AppendUvarint(b, uint64(len(t.segments)))
	for _, s := range t.segments {
		b = s.append(b)
	}
	return b
}

func (s *tokenized) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(s.grams)))
	last := uint64(0)
	for _, g := range s.grams {
		b = binary.AppendUvarint(b, g-last)
		last = g
	}
	b = appendString(b, s.words)
	b = binary.AppendUvarint(b, uint64(len(s.infos)))
	for _, i := range s.infos {
		b = binary.AppendUvarint(b, uint64(i))
	}
	b = binary.AppendUvarint(b, uint64(len(s.pieces)))
	for _, p := range s.pieces {
		b = appendString(b, string(p))
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// DecodeTokens reads what Encode wrote and keeps parts of it; false for
// anything that Encode does not write.
func DecodeTokens(b []byte) (*Tokens, bool) {
	r := kept{rest: b}
	t := &Tokens{year: int(r.signed())}
	for range r.count() {
		t.words = append(t.words, string(r.bytes()))
	}
	for range r.count() {
		t.segments = append(t.segments, r.segment())
	}
	return t, !r.bad && len(r.rest) == 0
}

// kept reads encoded tokens. After bytes that are none everything is empty.
type kept struct {
	rest []byte
	bad  bool
}

func (r *kept) segment() (s tokenized) {
	s.grams = make([]uint64, r.count())
	last := uint64(0)
	for i := range s.grams {
		last += r.unsigned()
		s.grams[i] = last
	}
	s.words = string(r.bytes())
	s.infos = make([]uint32, r.count())
	for i := range s.infos {
		s.infos[i] = uint32(r.unsigned())
	}
	for range r.count() {
		s.pieces = append(s.pieces, r.bytes())
	}
	return s
}

func (r *kept) unsigned() uint64 {
	n, w := binary.Uvarint(r.rest)
	return r.take(n, w)
}

func (r *kept) signed() int64 {
	n, w := binary.Varint(r.rest)
	return int64(r.take(uint64(n), w))
}

func (r *kept) take(n uint64, w int) uint64 {
	if w <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[w:]
	return n
}

// count reads how many things follow, each of a byte or more.
func (r *kept) count() int {
	n := r.unsigned()
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return 0
	}
	return int(n)
}

func (r *kept) bytes() []byte {
	n := r.count()
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}
