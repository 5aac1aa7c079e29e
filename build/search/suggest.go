package search

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// headingHint is how many documents with a word in their text weigh as much as one with it in a title, tag or heading.
const headingHint = 4

// minHint is how many documents must have a word for it to be suggested, when no title, tag or heading has it.
const minHint = 3

// isHint reports the Latin words of four letters and more, without digits.
func isHint(term string) bool {
	for _, r := range term {
		if r >= '0' && r <= '9' || r == '#' {
			return false
		}
	}
	return runeLen(term) >= minTypo
}

// maxHints is how many words the list of suggestions holds: about 20 KB compressed, loaded when a word finds nothing.
const maxHints = 6000

// writeHints packs the most used words, those of titles, tags and headings before others, sorted, and gives the root's part
// about them: the pack and its length. count holds the words of the texts.
func writeHints(ts []*Tokens, count map[string]int, packs *packer) []byte {
	for _, t := range ts {
		for _, w := range t.words {
			count[w] += headingHint
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
