// Package diag is the language in which every stage speaks to the author: a
// place in a source file, what is wrong there, and what to try.
//
// In go facts (file, line, column, the offending text); out come values that
// sort, compare and print. It refuses to know what found the mistake, whether
// the run goes on, and where the text is shown: a stage collects diagnostics
// and returns them next to its result, and only the command decides what they
// mean for the exit status.
//
// The world's failures (disk, network) are ordinary errors, not diagnostics.
package diag

import (
	"cmp"
	"slices"
	"strconv"
)

// Pos is a place in a source file, counted in the original file with front
// matter included. Line and Col start at 1, Col counts code points; zero
// means unknown.
type Pos struct {
	File string
	Line int
	Col  int
}

// String gives file:line:col without the parts that are not known.
func (p Pos) String() string {
	s := p.File
	if p.Line > 0 {
		s += ":" + strconv.Itoa(p.Line)
		if p.Col > 0 {
			s += ":" + strconv.Itoa(p.Col)
		}
	}
	return s
}

// Severity tells whether a diagnostic stops the output from being written.
type Severity uint8

// Warning lets the build go on; Error does not.
const (
	Warning Severity = iota
	Error
)

// String gives the lower-case English word.
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Diagnostic is one mistake of the author's. It is a comparable value that
// holds everything needed to print it, so that a cached one prints the same.
type Diagnostic struct {
	Pos
	Severity Severity
	Code     string // stable, kebab-case name of the kind: "unknown-key"
	Message  string // lower case, no full stop
	Hint     string // what to try, or ""
	Source   string // text of the source line, for the code frame, or ""
	Len      int    // code points underlined from Pos.Col, 0 = one
}

// List is a run's diagnostics in the order found; Sorted puts them in order.
type List []Diagnostic

// Add appends d.
func (l *List) Add(d Diagnostic) { *l = append(*l, d) }

// HasErrors tells whether anything in l forbids writing.
func (l List) HasErrors() bool { return l.Count(Error) > 0 }

// Count gives the number of diagnostics of one severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Counted is "1 error", "2 errors".
func Counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// Sorted gives a copy in order of file, line, column and message, each
// diagnostic once.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Col, b.Col), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(out)
}
