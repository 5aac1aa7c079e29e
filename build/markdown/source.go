package markdown

import (
	"bytes"
	"regexp"
	"sort"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"memo/build/diag"
)

// source is a memo's text as the parser reads it, with the way back from a
// byte of it to a place in the author's file.
type source struct {
	body   []byte
	parsed []byte // body with addresses in the place of the tags that stand for them
	at     diag.Pos
	lines  []int // offset of each line's first byte

	counts []int // code points before each stretch of the body; empty until asked for
}

// countEvery is after how many bytes the code points are noted: a line may be a
// megabyte, and have as many places that are asked for.
const countEvery = 1024

// read takes in src, which begins at the given place of its file.
func (s *source) read(src []byte, at diag.Pos) {
	s.body, s.at = clean(src), at
	s.at.Line = max(1, at.Line)
	s.lines = append(s.lines, 0)
	for off := 0; ; {
		i := bytes.IndexByte(s.body[off:], '\n')
		if i < 0 {
			return
		}
		off += i + 1
		s.lines = append(s.lines, off)
	}
}

// line gives the file's line number of the byte at off.
func (s *source) line(off int) int { return s.at.Line + s.index(off) }

func (s *source) index(off int) int {
	return sort.Search(len(s.lines), func(i int) bool { return s.lines[i] > off }) - 1
}

// longLine is the length over which a line is not shown: nobody reads it, and
// a copy of it for every link in it would be dear.
const longLine = 4096

// place gives line and column of the byte at off, and the line's text.
func (s *source) place(off int) (line, column int, text string) {
	off = max(0, min(off, len(s.body)))
	i := s.index(off)
	start, end := s.lines[i], len(s.body)
	if i+1 < len(s.lines) {
		end = s.lines[i+1] - 1
	}
	col := 1 + s.runes(start, off)
	if i == 0 {
		col += max(0, s.at.Col-1)
	}
	if end-start > longLine {
		return s.at.Line + i, col, ""
	}
	return s.at.Line + i, col, s.view(s.body[start:end])
}

// view gives bytes of the source as a string without a copy: nobody writes to
// a source, and the page keeps it anyway.
func (s *source) view(b []byte) string { return util.BytesToReadOnlyString(b) }

// warning is a diagnostic for the bytes from off to end.
func (s *source) warning(off, end int, code, message, hint string) diag.Diagnostic {
	line, col, text := s.place(off)
	return diag.Diagnostic{
		Pos: diag.Pos{File: s.at.File, Line: line, Col: col}, Severity: diag.Warning,
		Code: code, Message: message, Hint: hint, Source: text, Len: s.runes(off, end),
	}
}

// offset finds where b, when it is a piece of the text and no copy, begins.
func (s *source) offset(b []byte) (int, bool) {
	off := cap(s.body) - cap(b)
	if len(b) == 0 || off < 0 || off >= len(s.body) {
		return 0, false
	}
	return off, &s.body[off] == &b[0] || &s.parsed[off] == &b[0]
}

// Clean gives a text as its Doc counts lines and columns.
func Clean(src []byte) []byte { return clean(src) }

// clean gives text that HTML can hold: line ends become \n, a byte order mark
// and control characters, which editors do not show and slides leave behind,
// go, and bytes that are no UTF-8 become U+FFFD. Columns count what is left.
// Clean text is not copied.
func clean(src []byte) []byte {
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	if !dirty(src) {
		return src[:len(src):len(src)]
	}
	out := make([]byte, 0, len(src)+len(src)/32)
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		i += size
		if r == 0x1B {
			i += len(escape.Find(src[i:]))
		}
		if r == '\r' && i < len(src) && src[i] == '\n' {
			continue
		}
		if r = permitted(r); r != noRune {
			out = utf8.AppendRune(out, r)
		}
	}
	return out[:len(out):len(out)]
}

// dirty tells whether clean has anything to do.
func dirty(src []byte) bool {
	if !utf8.Valid(src) {
		return true
	}
	for i, c := range src {
		if !suspicious[c] {
			continue
		}
		if r, _ := utf8.DecodeRune(src[i:]); permitted(r) != r {
			return true
		}
	}
	return false
}

// suspicious are the bytes that may begin a code point which HTML forbids:
// controls, C1 controls (C2), and what lies at the end of a plane.
var suspicious = func() (set [256]bool) {
	for c := range set {
		set[c] = c < ' ' && c != '\n' && c != '\t' || c == 0x7F || c == 0xC2 || c >= 0xEF
	}
	return set
}()

// escape is what follows ESC where a terminal takes it for colours and
// movements: a log that was pasted still holds them.
var escape = regexp.MustCompile(`^(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\))`)

// noRune is what permitted gives for a character that stays out.
const noRune rune = -1

// permitted gives r, or what stands for it where HTML forbids it.
func permitted(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r >= ' ' && r < 0x7F:
		return r
	case r == '\r' || r == '\f':
		return '\n'
	case r < ' ' || r >= 0x7F && r < 0xA0 || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE:
		return noRune
	}
	return r
}

// later tells whether mark stands behind off. What was not there is not looked
// for again, so that a thousand openings without an end are no work.
func (s *sheet) later(mark string, off int) bool {
	if s.missing[mark] {
		return false
	}
	if bytes.Contains(s.body[off:], []byte(mark)) {
		return true
	}
	if s.missing == nil {
		s.missing = map[string]bool{}
	}
	s.missing[mark] = true
	return false
}

// runes counts the code points from off to end.
func (s *source) runes(off, end int) int {
	off = max(0, min(off, len(s.body)))
	end = max(off, min(end, len(s.body)))
	if end-off < countEvery {
		return utf8.RuneCount(s.body[off:end])
	}
	return s.runesTo(end) - s.runesTo(off)
}

// runesTo counts the code points before end.
func (s *source) runesTo(end int) int {
	if len(s.counts) == 0 {
		s.counts = append(s.counts, 0)
		for at := 0; at+countEvery <= len(s.body); at += countEvery {
			s.counts = append(s.counts, s.counts[len(s.counts)-1]+heads(s.body[at:at+countEvery]))
		}
	}
	i := end / countEvery
	return s.counts[i] + heads(s.body[i*countEvery:end])
}

// heads counts the bytes that begin a code point.
func heads(b []byte) int {
	n := 0
	for _, c := range b {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}
