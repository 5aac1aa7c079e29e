package diag

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// Text turns byte offsets of one source file into places. Build it once per
// file that has something to report; it keeps src and must not outlive it.
type Text struct {
	File string
	src  []byte
	seen *seen
}

// seen is what a Text knows of its lines. Files with thousands of mistakes, or
// with all of them on one long line, are read once and not for each of them.
type seen struct {
	starts []int // of lines; nil until one is asked for
	line   int   // the last one asked for
	text   string
}

// NewText names src.
func NewText(file string, src []byte) Text { return Text{File: file, src: src, seen: &seen{}} }

// starts gives the offsets of the lines.
func (t Text) starts() []int {
	if t.seen.starts == nil {
		t.seen.starts = []int{0}
		for i, c := range t.src {
			if c == '\n' {
				t.seen.starts = append(t.seen.starts, i+1)
			}
		}
	}
	return t.seen.starts
}

// Pos gives the place of byte offset off (clamped to the file).
func (t Text) Pos(off int) Pos {
	off = max(0, min(off, len(t.src)))
	starts := t.starts()
	line := sort.SearchInts(starts, off+1)
	return Pos{File: t.File, Line: line, Col: utf8.RuneCount(t.src[starts[line-1]:off]) + 1}
}

// Line gives the text of line n (from 1) without its line end, "" past the end.
func (t Text) Line(n int) string {
	starts := t.starts()
	if n = max(n, 1); n > len(starts) {
		return ""
	}
	if t.seen.line != n {
		line, _, _ := bytes.Cut(t.src[starts[n-1]:], []byte("\n"))
		t.seen.line, t.seen.text = n, string(bytes.ToValidUTF8(bytes.TrimSuffix(line, []byte("\r")), []byte("\uFFFD")))
	}
	return t.seen.text
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
