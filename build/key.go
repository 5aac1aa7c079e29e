package build

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
)

// keyOf hashes parts with their lengths, so that no two lists of parts give
// the same key.
func keyOf(parts ...string) (k [sha256.Size]byte) {
	h := sha256.New()
	for _, p := range parts {
		writePart(h, p)
	}
	h.Sum(k[:0])
	return k
}

func writePart(h hash.Hash, p string) {
	var n [8]byte
	binary.LittleEndian.PutUint64(n[:], uint64(len(p)))
	h.Write(n[:])
	h.Write([]byte(p))
}
