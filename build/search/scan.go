package search

import "slices"

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
