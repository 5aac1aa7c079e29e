package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"os"
	"slices"
)

// The end of a file: magic, whose digit is the version of the layout, the
// version of the values, the SHA-256 of the index, and the index's place.
const (
	magic    = "memo-store-1\n"
	footSize = len(magic) + 2*sha256.Size + 8
	rowSize  = sha256.Size + 16
)

// encode lays out the index and the end. Of values Put twice one stays.
func (s *Store) encode() []byte {
	slices.SortStableFunc(s.made, func(a, b entry) int { return bytes.Compare(a.key[:], b.key[:]) })
	s.made = slices.CompactFunc(s.made, func(a, b entry) bool { return a.key == b.key })
	out := make([]byte, 0, len(s.made)*rowSize+footSize)
	for _, e := range s.made {
		out = append(out, e.key[:]...)
		out = binary.LittleEndian.AppendUint64(out, uint64(e.at))
		out = binary.LittleEndian.AppendUint32(out, e.size)
		out = binary.LittleEndian.AppendUint32(out, e.sum)
	}
	sum := sha256.Sum256(out)
	out = append(append(append(out, magic...), s.version[:]...), sum[:]...)
	return binary.LittleEndian.AppendUint64(out, uint64(s.size))
}

// open reads the index of the old file; of anything else, nothing.
func (s *Store) open() (*os.File, []entry) {
	f, err := os.Open(s.path)
	if err != nil {
		return nil, nil
	}
	index, ok := s.decode(f)
	if !ok {
		_ = f.Close()
		return nil, nil
	}
	return f, index
}

func (s *Store) decode(f *os.File) ([]entry, bool) {
	info, err := f.Stat()
	if err != nil || info.Size() < int64(footSize) {
		return nil, false
	}
	foot := make([]byte, footSize)
	if _, err := f.ReadAt(foot, info.Size()-int64(footSize)); err != nil {
		return nil, false
	}
	version, sum := foot[len(magic):len(magic)+sha256.Size], foot[len(magic)+sha256.Size:footSize-8]
	at := int64(binary.LittleEndian.Uint64(foot[footSize-8:]))
	size := info.Size() - int64(footSize) - at
	if string(foot[:len(magic)]) != magic || !bytes.Equal(version, s.version[:]) || at < 0 || size < 0 || size%int64(rowSize) > 0 {
		return nil, false
	}
	rows := make([]byte, size)
	if _, err := io.ReadFull(io.NewSectionReader(f, at, size), rows); err != nil {
		return nil, false
	}
	if have := sha256.Sum256(rows); !bytes.Equal(have[:], sum) {
		return nil, false
	}
	index := make([]entry, 0, len(rows)/rowSize)
	for ; len(rows) > 0; rows = rows[rowSize:] {
		e := entry{key: Key(rows), at: int64(binary.LittleEndian.Uint64(rows[32:]))}
		e.size, e.sum = binary.LittleEndian.Uint32(rows[40:]), binary.LittleEndian.Uint32(rows[44:])
		index = append(index, e)
	}
	return index, true
}
