package search

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// maxHints is how many words the list of suggestions holds: about 20 KB compressed, loaded when a word finds nothing.
const maxHints = 6000

// writeHints packs the words that most titles, tags and headings use, sorted, and gives the root's part about them: the
// pack and its length.
func writeHints(ts []*Tokens, packs *packer) []byte {
	count := map[string]int{}
	for _, t := range ts {
		for _, w := range t.words {
			count[w]++
		}
	}
	words := make([]string, 0, len(count))
	for w := range count {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	words = words[:min(len(words), maxHints)]
	slices.Sort(words)
	var raw []byte
	last := ""
	for _, w := range words {
		raw = appendKey(raw, last, w)
		raw = binary.AppendUvarint(raw, uint64(count[w]))
		last = w
	}
	var deflate deflater
	packed := deflate.bytes(raw)
	if len(words) == 0 {
		packed = nil
	}
	id := packID{}
	if len(packed) > 0 {
		id = packs.seal(hintPack, packed)
	}
	return binary.AppendUvarint(bytes.Clone(id[:]), uint64(len(packed)))
}
