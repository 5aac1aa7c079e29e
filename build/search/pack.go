package search

import (
	"crypto/sha256"
	"encoding/hex"
)

// packSize is the most that a file of the index holds.
const packSize = 256 << 10

// packID is what the index stores of a pack's name.
type packID [5]byte

// Letters before the id in a pack's name, one for each kind of content.
const (
	blockPack     = 'b'
	longPack      = 'l'
	textPack      = 't'
	documentPack  = 'd'
	directoryPack = 'k'
	hintPack      = 's'
)

func (id packID) name(kind byte) string {
	return string(kind) + "-" + hex.EncodeToString(id[:]) + ".bin"
}

// packer names the files of an index by their content.
type packer struct {
	files []File
	taken map[string]bool
}

// seal makes a file of b, which it keeps, and gives its id. Two packs of different content whose short hashes agree are
// told apart by hashing once more; two of the same content are one file.
func (p *packer) seal(kind byte, b []byte) packID {
	for salt := byte(0); ; salt++ {
		h := sha256.New()
		h.Write([]byte{kind, salt})
		h.Write(b)
		id := packID(h.Sum(nil)[:5])
		name := id.name(kind)
		if !p.taken[name] {
			p.taken[name] = true
			p.files = append(p.files, File{Name: name, Bytes: b, Immutable: true})
			return id
		}
		for _, f := range p.files {
			if f.Name == name && string(f.Bytes) == string(b) {
				return id
			}
		}
	}
}
