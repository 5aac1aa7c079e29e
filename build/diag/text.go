package diag

import (
	"bytes"
	"unicode/utf8"
)

// Text turns byte offsets of one source file into places. Build it once per
// file that has something to report; it keeps src and must not outlive it.
type Text struct {
	File string
	src  []byte
}

// NewText names src.
func NewText(file string, src []byte) Text { return Text{File: file, src: src} }

// Pos gives the place of byte offset off (clamped to the file).
func (t Text) Pos(off int) Pos {
	off = max(0, min(off, len(t.src)))
	start := bytes.LastIndexByte(t.src[:off], '\n') + 1
	return Pos{File: t.File, Line: bytes.Count(t.src[:start], []byte("\n")) + 1,
		Col: utf8.RuneCount(t.src[start:off]) + 1}
}

// Line gives the text of line n (from 1) without its line end, "" past the end.
func (t Text) Line(n int) string {
	rest := t.src
	for ; n > 1 && len(rest) > 0; n-- {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			return ""
		}
		rest = rest[i+1:]
	}
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return string(bytes.ToValidUTF8(bytes.TrimSuffix(rest, []byte("\r")), []byte("\uFFFD")))
}

// At is a diagnostic for the n bytes from off, its source line filled in.
func (t Text) At(off, n int, s Severity, code, message, hint string) Diagnostic {
	off = max(0, min(off, len(t.src)))
	p := t.Pos(off)
	end := max(off, min(off+n, len(t.src)))
	return Diagnostic{Pos: p, Severity: s, Code: code, Message: message, Hint: hint,
		Source: t.Line(p.Line), Len: utf8.RuneCount(t.src[off:end])}
}

// AtLine is a diagnostic for a place given as line and column in code points.
func (t Text) AtLine(line, col, n int, s Severity, code, message, hint string) Diagnostic {
	return Diagnostic{Pos: Pos{File: t.File, Line: line, Col: col}, Severity: s, Code: code,
		Message: message, Hint: hint, Source: t.Line(line), Len: n}
}
