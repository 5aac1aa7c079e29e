package search

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"

	"memo/build/store"
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
	r := store.NewReader(b)
	t := &Tokens{year: int(r.Signed())}
	for range r.Count() {
		t.words = append(t.words, string(r.Bytes()))
	}
	for range r.Count() {
		t.segments = append(t.segments, readTokenized(r))
	}
	return t, r.Whole()
}

func readTokenized(r *store.Reader) (s tokenized) {
	s.grams = make([]uint64, r.Count())
	last := uint64(0)
	for i := range s.grams {
		last += r.Unsigned()
		s.grams[i] = last
	}
	s.words = string(r.Bytes())
	s.infos = make([]uint32, r.Count())
	for i := range s.infos {
		s.infos[i] = uint32(r.Unsigned())
	}
	for range r.Count() {
		s.pieces = append(s.pieces, r.Bytes())
	}
	return s
}
