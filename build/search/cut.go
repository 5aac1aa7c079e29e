package search

import (
	"strings"
	"unicode"
)

const (
	ellipsis      = "…"
	snippetBefore = 30  // characters of a snippet before the match, twice as many in a long word
	snippetLength = 130 // and in all; a longer match is shown up to twice as many
	snippetMore   = 40  // more or less, for the sake of its end
)

// window is the stretch of text around [from, to) to show, in bytes. Where it does not begin or end with a line or the
// text, it does so at the best border within reach.
func window(text string, from, to int) (lo, hi int) {
	rs, at := []rune(nil), []int(nil)
	for i, r := range text {
		rs, at = append(rs, r), append(at, i)
	}
	at = append(at, len(text))
	a := runeLen(text[:from])
	z := a + runeLen(text[from:to])
	first := max(0, a-snippetBefore)
	if i := lastIndex(rs[first:max(first, a-snippetBefore/2-1)], '\n'); i >= 0 {
		first += i + 1
	} else if first > 0 && rs[first-1] != '\n' {
		first = bestBorder(rs, first, a, first-snippetBefore)
		for first < a && isBlank(rs[first]) {
			first++
		}
	}
	last := min(len(rs), first+max(snippetLength, min(2*snippetLength, z-first)))
	if last < len(rs) {
		last = bestBorder(rs, last, max(min(z, last), last-snippetMore), last+snippetMore)
		for last > z && isBlank(rs[last-1]) {
			last--
		}
	}
	return at[first], at[last]
}

func lastIndex(rs []rune, r rune) int {
	for i := len(rs) - 1; i >= 0; i-- {
		if rs[i] == r {
			return i
		}
	}
	return -1
}

// bestBorder is the first of the best borders on the way from one place to another, then to a third on the other side.
func bestBorder(rs []rune, from, to, far int) int {
	at, most := from, -1
	look := func(to int) {
		step := 1
		if to < from {
			step = -1
		}
		for i := from; i != to+step; i += step {
			if b := border(rs, i); b > most {
				at, most = i, b
			}
		}
	}
	look(to)
	look(min(max(0, far), len(rs)))
	return at
}

// border says how good it is to cut before character i: 3 between phrases, 2 between words, 1 inside a word, 0 inside what
// is seen as one character.
func border(rs []rune, i int) int {
	if i == 0 || i >= len(rs) {
		return 3
	}
	a, b := rs[i-1], rs[i]
	switch {
	case a == joiner || b == joiner || unicode.IsMark(b) || isTone(b) || isRegional(a) && isRegional(b):
		return 0
	case inWord(a) && inWord(b) || isKatakana(a) && isKatakana(b):
		return 1
	case isBlank(a) || isBlank(b):
		return 3
	case unicode.In(b, unicode.Pe, unicode.Pf, unicode.Po) || unicode.In(a, unicode.Ps, unicode.Pi):
		return 1
	case unicode.IsPunct(a) || isHiragana(a) && !isHiragana(b):
		return 3
	}
	return 2
}

const joiner = '\u200d'

// isRegional reports half of a flag, isTone the tone of what stands before it.
func isRegional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }
func isTone(r rune) bool     { return r >= 0x1f3fb && r <= 0x1f3ff }

func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\u3000' }

// inWord reports a character of a word or an identifier, also of one in the other width.
func inWord(r rune) bool {
	return isWord(r) || strings.ContainsRune("_.'’-", r) ||
		r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' || r >= 'ｦ' && r <= 'ﾟ'
}
