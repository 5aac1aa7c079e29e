// Package decode reads the three notations of settings, YAML, TOML and JSON,
// into one tree of positioned values, and asks that tree for typed answers.
//
// In go the bytes of a front matter block or of memo.toml; out come a Value
// in which every key and value knows its place in the original file, and
// diagnostics for everything that is wrong with the notation: all that can be
// found in one pass, not the first alone. Reader then turns the tree into Go
// values and reports wrong types and unknown keys in the same voice for both.
//
// It refuses to know what a key means. It is the only package that knows the
// YAML and TOML libraries, because both read untrusted text and both have
// traps (alias bombs, stacks as deep as the input) that are disarmed here once.
package decode

import (
	"fmt"
	"math"
	"unicode/utf8"

	"memo/build/diag"
)

// Format is the notation of a document.
type Format uint8

// The notations; front matter tells them by its first line.
const (
	YAML Format = iota
	TOML
	JSON
)

// String gives the usual spelling of the name.
func (f Format) String() string { return [...]string{"YAML", "TOML", "JSON"}[f] }

// Kind is the type of a Value.
type Kind uint8

// The kinds. Time is a bare date or time of YAML or TOML; a quoted one is a String.
const (
	Null Kind = iota
	Bool
	Int
	Float
	String
	Time
	List
	Map
)

// Place is where a key or value stands in the original file: line and column
// from 1, column and length in code points.
type Place struct{ Line, Col, Len int }

// Value is one node of a document. Only the fields of its Kind are set.
type Value struct {
	Kind  Kind
	Text  string // String: its characters; other scalars: as the source spells them
	Bool  bool
	Int   int64
	Float float64
	Keys  []Key   // Map: in source order, each name once
	List  []Value // List: the items
	Place Place
}

// Key is one entry of a Map.
type Key struct {
	Name  string
	Place Place // of the name
	Value Value
}

// Get finds the entry called name, nil when there is none.
func (v Value) Get(name string) *Key {
	for i := range v.Keys {
		if v.Keys[i].Name == name {
			return &v.Keys[i]
		}
	}
	return nil
}

// Any gives v as plain Go data: nil, bool, int64, float64, string, []any and
// map[string]any. Times keep their text, so that nothing is lost and nothing
// depends on a zone.
func (v Value) Any() any {
	switch v.Kind {
	case Bool:
		return v.Bool
	case Int:
		return v.Int
	case Float:
		return v.Float
	case String, Time:
		return v.Text
	case List:
		items := make([]any, len(v.List))
		for i, item := range v.List {
			items[i] = item.Any()
		}
		return items
	case Map:
		m := make(map[string]any, len(v.Keys))
		for _, k := range v.Keys {
			m[k.Name] = k.Value.Any()
		}
		return m
	}
	return nil
}

const (
	maxBytes = 256 << 10 // of a document; the largest real front matter is some kB
	maxDepth = 100       // of lists and maps in each other
	maxNodes = 100_000   // after YAML aliases are expanded
	maxDiags = 50        // of a document: who has more mistakes than that fixes the first ones first
)

// Parse reads a document whose top level is a map. src begins at line at.Line
// of whole, the text of the file at.File, from which the source lines of
// diagnostics are taken. The value holds what could be read even when there
// are errors, so that a caller can go on looking for more.
func Parse(f Format, src []byte, at diag.Pos, whole diag.Text) (Value, diag.List) {
	d := newDocument(f, src, at, whole)
	if !d.readable() {
		return Value{Kind: Map}, d.diags
	}
	var v Value
	switch f {
	case TOML:
		v = d.toml()
	case JSON:
		v = d.json()
	default:
		v = d.yaml()
	}
	if v.Kind != Map {
		if v.Kind != Null && len(d.diags) == 0 && (f != YAML || d.slipped(len(d.starts)) == 0) {
			d.report(v.Place, "bad-syntax", f.String()+" here must be a set of keys with values, found "+describe(v), "")
		}
		v = Value{Kind: Map, Place: v.Place}
	}
	return v, d.diags
}

// document is one Parse under way.
type document struct {
	format Format
	src    []byte
	starts []int // byte offsets of the lines of src
	first  int   // the line of the file that src starts on
	whole  diag.Text
	diags  diag.List
	nodes  int
	seen   cursor
}

func newDocument(f Format, src []byte, at diag.Pos, whole diag.Text) *document {
	d := &document{format: f, src: src, first: max(at.Line, 1), whole: whole, seen: cursor{col: 1}}
	d.starts = append(d.starts, 0)
	for i, c := range src {
		if c == '\n' {
			d.starts = append(d.starts, i+1)
		}
	}
	return d
}

// readable reports what no notation allows: too much text, bytes that are
// not UTF-8, control characters.
func (d *document) readable() bool {
	if len(d.src) > maxBytes {
		d.report(Place{Line: d.first, Col: 1}, "too-large", fmt.Sprintf("%s of %d bytes, over the limit of %d", d.format, len(d.src), maxBytes), "")
		return false
	}
	for i := 0; i < len(d.src); {
		r, n := utf8.DecodeRune(d.src[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			d.report(d.place(i, 1), "invalid-utf8", "not valid UTF-8", "save the file as UTF-8")
			return false
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0x7f:
			d.report(d.place(i, n), "bad-syntax", fmt.Sprintf("control character U+%04X", r), "delete it")
			return false
		}
		i += n
	}
	return true
}

// place turns n bytes at offset off of src into a place in the file.
func (d *document) place(off, n int) Place {
	off = max(0, min(off, len(d.src)))
	lo, hi := 0, len(d.starts)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; d.starts[mid] <= off {
			lo = mid
		} else {
			hi = mid
		}
	}
	if d.seen.start != d.starts[lo] || d.seen.off > off {
		d.seen = cursor{start: d.starts[lo], off: d.starts[lo], col: 1}
	}
	d.seen.col += utf8.RuneCount(d.src[d.seen.off:off])
	d.seen.off = off
	return Place{Line: d.first + lo, Col: d.seen.col, Len: utf8.RuneCount(d.src[off:min(off+n, len(d.src))])}
}

// cursor remembers the last column counted, so that a document of one long
// line is counted once and not once per value.
type cursor struct{ start, off, col int }

// line gives line n of src (from 1) without its line end.
func (d *document) line(n int) []byte {
	if n < 1 || n > len(d.starts) {
		return nil
	}
	end := len(d.src)
	if n < len(d.starts) {
		end = d.starts[n]
	}
	l := d.src[d.starts[n-1]:end]
	for len(l) > 0 && (l[len(l)-1] == '\n' || l[len(l)-1] == '\r') {
		l = l[:len(l)-1]
	}
	return l
}

func (d *document) report(p Place, code, message, hint string) {
	if len(d.diags) >= maxDiags {
		return
	}
	d.diags.Add(d.whole.AtLine(p.Line, p.Col, p.Len, diag.Error, code, message, hint))
}

// grow counts one more value and reports a document that nests or expands
// beyond all reason; false means: go no further.
func (d *document) grow(p Place, depth int) bool {
	d.nodes++
	switch {
	case d.nodes == maxNodes:
		d.report(p, "too-large", fmt.Sprintf("more than %d values", maxNodes), "")
	case depth == maxDepth && d.nodes < maxNodes:
		d.report(p, "too-deep", fmt.Sprintf("nested more than %d levels deep", maxDepth), "")
	}
	return d.nodes < maxNodes && depth < maxDepth
}

// repeated reports a key that is set a second time in its map.
func (d *document) repeated(name string, at, before Place) {
	d.report(at, "duplicate-key", "key set twice: "+name, fmt.Sprintf("it is first set on line %d", before.Line))
}

// finite keeps values out that no later arithmetic or JSON output can take.
func finite(f float64) bool { return !math.IsInf(f, 0) && !math.IsNaN(f) }
