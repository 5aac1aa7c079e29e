package regex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2/syntax"
)

// read runs the instructions that look at the text in rarer ways.
func (m *Matcher) read(i *inst, pos int) (int32, int) {
	switch i.op {
	case opStringBack:
		if strings.HasSuffix(m.text[:pos], i.str) {
			return i.next, pos - len(i.str)
		}
	case opSetBack:
		if n := i.set.last(m.text, pos); n > 0 {
			return i.next, pos - n
		}
	case opRef:
		if n := m.repeated(i, pos); n >= 0 {
			return i.next, pos + n
		}
	default:
		if m.holds(i.op, pos) {
			return i.next, pos
		}
	}
	return fail, pos
}

// holds tells whether a condition on a place is met.
func (m *Matcher) holds(o op, pos int) bool {
	text := m.text
	switch o {
	case opLineStart:
		return pos == 0 || text[pos-1] == '\n'
	case opLineEnd:
		return pos == len(text) || text[pos] == '\n'
	case opTextStart:
		return pos == 0
	case opStart:
		return pos == m.start
	case opTextEnd:
		return pos == len(text)
	case opLastLineEnd:
		return pos == len(text) || pos == len(text)-1 && text[pos] == '\n'
	}
	after, _ := utf8.DecodeRuneInString(text[pos:])
	border := isWord(charBefore(text, pos)) != (pos < len(text) && isWord(after))
	return border == (o == opBorder)
}

// repeated gives the length of what a group held if it stands at a place again, else -1.
func (m *Matcher) repeated(i *inst, pos int) int {
	from, to := m.slots[i.slot], m.slots[i.slot+1]
	if from < 0 {
		return -1
	}
	held, rest := m.text[from:to], m.text[pos:]
	m.Left -= len(held) / 4
	if strings.HasPrefix(rest, held) {
		return len(held)
	}
	if !i.fold {
		return -1
	}
	at := 0
	for _, r := range held {
		c, n := utf8.DecodeRuneInString(rest[at:])
		if n == 0 || !sameLetter(r, c) {
			return -1
		}
		at += n
	}
	return at
}

func sameLetter(a, b rune) bool {
	if a < utf8.RuneSelf && b < utf8.RuneSelf {
		return unicode.ToLower(a) == unicode.ToLower(b)
	}
	return syntax.IsCaseEquivalent(a, b, 0)
}

// charBefore is the character before a place, -1 at the start of the text.
func charBefore(text string, at int) rune {
	if at == 0 {
		return -1
	}
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return r
}

// isWord tells characters of words, for their borders.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
	}
	return unicode.In(r, unicode.L, unicode.Mn, unicode.Nd, unicode.Pc) || r == 0x200C || r == 0x200D
}
