package search

import "slices"

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

// sink is told every term of a text. at is the index in the folded text where the term starts, next the class of the
// letter after it; variant marks another spelling of what was told before, which must not count twice.
type sink interface {
	gram(a, b rune, at int, next uint8, variant bool)
	word(term []rune, at int, next uint8, variant bool)
}

// scanner finds the terms of folded texts. It owns nothing but buffers.
type scanner struct {
	atoms, humps []atom
	runes        []rune
	from         []int32
}

func (sc *scanner) scan(f *folded, to sink) {
	for i := 0; ; {
		s, ok := nextSpan(f.lower, i)
		if !ok {
			return
		}
		if s.gram {
			sc.grams(f, s, to)
		} else {
			sc.words(f, s, to)
		}
		i = s.end
	}
}

func (sc *scanner) grams(f *folded, s span, to sink) {
	run, after := f.lower[s.start:s.end], follower(f.lower, s.end)
	for i, r := range run {
		next := after
		if i+1 < len(run) {
			next = class(run[i+1])
		}
		if len(run) == 1 || isHan(r) {
			to.gram(r, 0, s.start+i, next, false)
		}
		if i+1 < len(run) {
			next = after
			if i+2 < len(run) {
				next = class(run[i+2])
			}
			to.gram(r, run[i+1], s.start+i, next, false)
		}
	}
	sc.runes, sc.from = canonical(sc.runes, run, sc.from)
	if slices.Equal(sc.runes, run) {
		return
	}
	run = sc.runes
	for i := 0; i+1 < len(run); i++ {
		next := after
		if i+2 < len(run) {
			next = class(run[i+2])
		}
		to.gram(run[i], run[i+1], s.start+int(sc.from[i]), next, true)
	}
}

func (sc *scanner) words(f *folded, s span, to sink) {
	sc.atoms = atoms(sc.atoms, f.lower, s)
	after := follower(f.lower, s.end)
	for i, a := range sc.atoms {
		next := after
		if i+1 < len(sc.atoms) {
			next = class(f.lower[sc.atoms[i+1].start])
		}
		sc.humps = humps(sc.humps, f, a)
		if len(sc.humps) > 1 {
			for _, h := range sc.humps {
				n := next
				if h.end < a.end {
					n = class(f.lower[h.end])
				}
				to.word(cut(f.lower[h.start:h.end]), h.start, n, false)
			}
		}
		to.word(cut(f.lower[a.start:a.end]), a.start, next, len(sc.humps) > 1)
		if end := signed(f.lower, a); end > 0 {
			to.word(f.lower[a.start:end], a.start, next, false)
		}
	}
	if len(sc.atoms) > 1 {
		sc.runes = squash(sc.runes, f.lower, sc.atoms)
		to.word(sc.runes, s.start, after, true)
	}
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

func cut(term []rune) []rune { return term[:min(len(term), maxTerm)] }
