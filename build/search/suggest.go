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

// maxHints is how many words the suggestions are: about 20 KB compressed, of which a word that finds nothing takes the lists
// of nearly its own length.
const maxHints = 6000

// writeHints packs the most used words, those of titles, tags and headings before others, in a sorted list for each length,
// and gives the root's part about them: the pack, and the lists' packed lengths for words of 4 to 20 characters. count
// holds the words of the texts.
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
	var lists [maxTerm + 1][]string
	for _, w := range words[:min(len(words), maxHints)] {
		if n := runeLen(w); n <= maxTerm {
			lists[n] = append(lists[n], w)
		}
	}
	var pack, lengths []byte
	var deflate deflater
	for _, list := range lists[minTypo:] {
		packed := packHints(list, count, &deflate)
		lengths = binary.AppendUvarint(lengths, uint64(len(packed)))
		pack = append(pack, packed...)
	}
	id := packs.seal(hintPack, pack)
	return append(bytes.Clone(id[:]), lengths...)
}

func packHints(words []string, count map[string]int, deflate *deflater) []byte {
	if len(words) == 0 {
		return nil
	}
	slices.Sort(words)
	var raw []byte
	last := ""
	for _, w := range words {
		raw = appendKey(raw, last, w)
		raw = binary.AppendUvarint(raw, uint64(count[w]))
		last = w
	}
	return deflate.bytes(raw)
}

// hints are the words of f worth correcting a typo to: of four to twenty letters, Latin or katakana.
func (sc *scanner) hints(f *folded) []string {
	var out []string
	add := func(lo, hi int) {
		if hi-lo >= 4 && hi-lo <= maxTerm {
			out = append(out, string(f.lower[lo:hi]))
		}
	}
	for i := 0; ; {
		s, ok := nextSpan(f.lower, i)
		if !ok {
			return out
		}
		i = s.end
		if !s.gram {
			sc.atoms = atoms(sc.atoms, f.lower, s)
			for _, a := range sc.atoms {
				add(a.start, a.end)
			}
			continue
		}
		for lo := s.start; lo < s.end; lo++ {
			hi := lo
			for hi < s.end && isKatakana(f.lower[hi]) {
				hi++
			}
			add(lo, hi)
			lo = max(lo, hi)
		}
	}
}
