package regex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2/syntax"
)

// set is a set of characters, looked at from UTF-8. A set that holds all characters beyond ASCII or none, as
// most do, is told by the bytes alone.
type set struct {
	bytes [4]uint64
	mixed func(rune) bool // for what is beyond ASCII, nil when bytes say it
	stop  int             // the one byte that is not in it, -1 when there are more or less
	first first           // what its characters begin with
}

func (s *set) has(c byte) bool { return s.bytes[c>>6]>>(c&63)&1 != 0 }

// setOf is the set of a node that reads single characters.
func (s *Compiler) setOf(n *syntax.RegexNode) *set {
	key := "1" + string(n.Ch)
	switch {
	case n.IsNotoneFamily():
		key = "0" + string(n.Ch)
	case n.IsSetFamily():
		key = "s" + string(n.Set.Hash())
	}
	if s.sets[key] == nil {
		s.sets[key] = newSet(n)
	}
	return s.sets[key]
}

func newSet(n *syntax.RegexNode) *set {
	var has func(rune) bool
	all, none := false, false
	switch {
	case n.IsSetFamily():
		has = n.Set.Contains
		all, none = beyond(n.Set)
	case n.IsNotoneFamily():
		has = func(c rune) bool { return c != n.Ch }
		all = n.Ch < utf8.RuneSelf
	default:
		has = func(c rune) bool { return c == n.Ch }
		none = n.Ch < utf8.RuneSelf
	}
	s := &set{stop: -1}
	missing := 0
	for c := range 256 {
		if c < utf8.RuneSelf && has(rune(c)) || c >= utf8.RuneSelf && all {
			s.bytes[c>>6] |= 1 << (c & 63)
			continue
		}
		s.stop = c
		missing++
	}
	if missing != 1 {
		s.stop = -1
	}
	s.first.bytes = s.bytes
	if !all && !none {
		s.mixed = has
		s.begin(n)
	}
	return s
}

// begin tells the bytes that the characters of a mixed set begin with: all, when they are many.
func (s *set) begin(n *syntax.RegexNode) {
	chars := []rune{n.Ch}
	if n.IsSetFamily() {
		chars = charsOf(n.Set)
	}
	if len(chars) == 0 || n.IsNotoneFamily() {
		s.first.bytes[2], s.first.bytes[3] = ^uint64(0), ^uint64(0)
	}
	for _, c := range chars {
		s.first.add(string(c)[0])
	}
}

// beyond tells whether a set holds all characters beyond ASCII, or none, where that is plain to see.
func beyond(s *syntax.CharSet) (all, none bool) {
	if s.IsAnything() && !s.IsNegated() && !s.HasSubtraction() {
		return true, false
	}
	for n := 1; n < 64; n++ {
		ranges := s.GetIfNRanges(n)
		if ranges == nil {
			continue
		}
		last := ranges[n-1]
		full := last.First <= utf8.RuneSelf && last.Last >= unicode.MaxRune
		switch {
		case last.Last < utf8.RuneSelf:
			return s.IsNegated(), !s.IsNegated()
		case full:
			return !s.IsNegated(), s.IsNegated()
		}
		return false, false
	}
	return false, false
}

// next is the length of the character at a place if the set holds it, else 0.
func (s *set) next(text string, at int) int {
	if at >= len(text) {
		return 0
	}
	c := text[at]
	if c < utf8.RuneSelf {
		if s.has(c) {
			return 1
		}
		return 0
	}
	r, n := utf8.DecodeRuneInString(text[at:])
	if s.has(c) || s.mixed != nil && s.mixed(r) {
		return n
	}
	return 0
}

// last is the length of the character before a place if the set holds it, else 0.
func (s *set) last(text string, at int) int {
	if at == 0 {
		return 0
	}
	r, n := utf8.DecodeLastRuneInString(text[:at])
	if s.has(text[at-n]) || n > 1 && s.mixed != nil && s.mixed(r) {
		return n
	}
	return 0
}

// run gives the end of the longest run from a place.
func (s *set) run(text string, at int) int {
	if s.stop >= 0 {
		if n := strings.IndexByte(text[at:], byte(s.stop)); n >= 0 {
			return at + n
		}
		return len(text)
	}
	for {
		for at < len(text) && s.has(text[at]) {
			at++
		}
		n := 0
		if s.mixed != nil {
			n = s.next(text, at)
		}
		if n == 0 {
			return at
		}
		at += n
	}
}

// take gives the end of least to most characters, -1 when there are fewer.
func (s *set) take(text string, at int, least, most int32) int {
	for ; least > 0; least-- {
		n := s.next(text, at)
		if n == 0 {
			return -1
		}
		at += n
		if most != endless {
			most--
		}
	}
	if most == endless {
		return s.run(text, at)
	}
	for ; most > 0; most-- {
		n := s.next(text, at)
		if n == 0 {
			return at
		}
		at += n
	}
	return at
}
