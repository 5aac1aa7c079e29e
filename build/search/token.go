package search

// span is a stretch of the folded text that is indexed as one: a run of gram characters, or an identifier (words joined
// by "_", "-" or ".").
type span struct {
	start, end int
	gram       bool
}

// nextSpan is the first span of f that starts at or after i; ok is false when there is none.
func nextSpan(lower []rune, i int) (span, bool) {
	for ; i < len(lower); i++ {
		switch r := lower[i]; {
		case isGram(r):
			j := i + 1
			for j < len(lower) && isGram(lower[j]) {
				j++
			}
			return span{i, j, true}, true
		case isWord(r):
			return span{i, identifierEnd(lower, i), false}, true
		}
	}
	return span{}, false
}

// identifierEnd is the end of the identifier that starts at i: atoms of word characters, between two of them any
// number of "_" or one "-" or ".".
func identifierEnd(lower []rune, i int) int {
	for {
		for i < len(lower) && isWord(lower[i]) {
			i++
		}
		j := i
		for j < len(lower) && lower[j] == '_' {
			j++
		}
		if j == i && j < len(lower) && (lower[j] == '-' || lower[j] == '.') {
			j++
		}
		if j == i || j >= len(lower) || !isWord(lower[j]) {
			return i
		}
		i = j
	}
}

// atom is one word of an identifier, [start, end) in the folded text.
type atom struct{ start, end int }

func atoms(dst []atom, lower []rune, s span) []atom {
	dst = dst[:0]
	for i := s.start; i < s.end; {
		if !isWord(lower[i]) {
			i++
			continue
		}
		j := i + 1
		for j < s.end && isWord(lower[j]) {
			j++
		}
		dst = append(dst, atom{i, j})
		i = j
	}
	return dst
}

// humps cuts an atom where its case says so: connect|Timeout, HTTP|Server, S3|Bucket.
func humps(dst []atom, f *folded, a atom) []atom {
	dst = dst[:0]
	start := a.start
	for i := a.start + 1; i < a.end; i++ {
		before, here := isUpper(f, i-1), isUpper(f, i)
		if here && (!before && isLetterBefore(f, i) || i+1 < a.end && isLower(f, i+1)) {
			dst = append(dst, atom{start, i})
			start = i
		}
	}
	return append(dst, atom{start, a.end})
}

func isUpper(f *folded, i int) bool { return f.cased[i] != f.lower[i] }

// isLower is meant of ASCII: the humps of other scripts do not exist.
func isLower(f *folded, i int) bool { return f.cased[i] >= 'a' && f.cased[i] <= 'z' }

func isLetterBefore(f *folded, i int) bool {
	r := f.lower[i-1]
	return r < '0' || r > '9'
}

const (
	maxTerm      = 20  // characters of a term; what is longer is cut
	maxTermBytes = 240 // of a tag's term, which has no limit in characters
	maxAtoms     = 6   // atoms of an identifier that its squashed form joins
)

// squash is an identifier without its joiners, cut to maxTerm characters.
func squash(dst []rune, lower []rune, as []atom) []rune {
	dst = dst[:0]
	for _, a := range as[:min(len(as), maxAtoms)] {
		dst = append(dst, lower[a.start:a.end]...)
	}
	return dst[:min(len(dst), maxTerm)]
}

// signed is the end of c#, f# or c++ when the atom is such a name, else 0.
func signed(lower []rune, a atom) int {
	if a.end-a.start != 1 || a.end >= len(lower) || lower[a.start] < 'a' || lower[a.start] > 'z' {
		return 0
	}
	end := 0
	switch {
	case lower[a.end] == '#':
		end = a.end + 1
	case a.end+1 < len(lower) && lower[a.end] == '+' && lower[a.end+1] == '+':
		end = a.end + 2
	}
	if end == 0 || end < len(lower) && isWord(lower[end]) {
		return 0
	}
	return end
}

// follower is the class of the first letter at or after i, 0 at the end of the text.
func follower(lower []rune, i int) uint8 {
	for ; i < len(lower); i++ {
		if r := lower[i]; isGram(r) || isWord(r) {
			return class(r)
		}
	}
	return 0
}

// classes is how many kinds of following letters the index tells apart: as many as half a byte holds beside an escape.
const classes = 15

// class is the kind of a letter, by a multiplicative hash.
func class(r rune) uint8 { return uint8(uint32(r) * 0x9E3779B1 >> 16 % classes) }

func cut(term []rune) []rune { return term[:min(len(term), maxTerm)] }
