package build

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"strconv"

	"memo/build/cache"
	"memo/build/highlight"
)

// blockKey names everything highlight.Render reads of a block; the code of
// Render itself is named by the cache's version.
func blockKey(b highlight.Block) cache.Key {
	return keyOf("code", b.Lang, b.File, strconv.FormatBool(b.Diff), strconv.FormatBool(b.Numbers),
		strconv.Itoa(b.First), b.Lines, b.Code)
}

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
