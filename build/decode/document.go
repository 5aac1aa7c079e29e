package decode

import (
	"fmt"
	"math"
	"unicode/utf8"

	"memo/build/diag"
)

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
	src = withoutControls(src)
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
// not UTF-8, NUL, which only a binary file has.
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
		case r == 0:
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
	d.add(diag.Error, p, code, message, hint)
}

func (d *document) add(s diag.Severity, p Place, code, message, hint string) {
	if len(d.diags) < maxDiags {
		d.diags.Add(d.whole.AtLine(p.Line, p.Col, p.Len, s, code, message, hint))
	}
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

// repeated reports a key that is set a second time in its map, which TOML
// forbids.
func (d *document) repeated(name string, at, before Place) {
	d.report(at, "duplicate-key", "key set twice: "+name, fmt.Sprintf("it is first set on line %d", before.Line))
}

// put adds an entry to the map v, whose names and their indexes are in seen.
// Of a key that YAML or JSON sets twice the last value stands, as it does in
// the tools that such files come from.
func (d *document) put(v *Value, seen map[string]int, k Key) {
	i, twice := seen[k.Name]
	if !twice {
		seen[k.Name] = len(v.Keys)
		v.Keys = append(v.Keys, k)
		return
	}
	d.add(diag.Warning, k.Place, "duplicate-key", "key set twice: "+k.Name, fmt.Sprintf("this one is taken; line %d sets it, too", v.Keys[i].Place.Line))
	v.Keys[i] = k
}

// finite keeps values out that no later arithmetic or JSON output can take.
func finite(f float64) bool { return !math.IsInf(f, 0) && !math.IsNaN(f) }
