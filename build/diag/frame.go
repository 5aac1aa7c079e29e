package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Printer writes diagnostics as a terminal shows them.
type Printer struct {
	W     io.Writer
	Color bool // ANSI colours
	All   bool // each diagnostic by itself, however many there are
}

// maxFrame is how many columns of a source line a code frame shows; a longer
// line is cut around the offending text, so that a minified file does not
// flood the terminal.
const maxFrame = 120

// Print writes the diagnostics of l in the order of Sorted: position first
// (clickable in most terminals), then the code frame, then the hint. One
// message at many places is written once, with a count and the first of them,
// and of one kind no more is written than a person reads.
func (p Printer) Print(l List) error {
	l = l.Sorted()
	var b strings.Builder
	if p.All {
		for _, d := range l {
			b.WriteString(p.format(d))
		}
	} else {
		keys, l := takeKeys(l)
		groups, left, kinds := grouped(l)
		for _, g := range groups {
			b.WriteString(p.format(g.first) + g.others())
		}
		if len(keys) > 0 {
			b.WriteString(p.keys(keys))
		}
		for _, k := range kinds {
			fmt.Fprintf(&b, "and %d more [%s]; -v shows all\n", left[k], k)
		}
	}
	_, err := io.WriteString(p.W, b.String())
	return err
}

func (p Printer) format(d Diagnostic) string {
	var b strings.Builder
	if pos := d.Pos.String(); pos != "" {
		b.WriteString(p.paint("1", Printable(pos)+":") + " ")
	}
	hue := "33"
	if d.Severity == Error {
		hue = "31"
	}
	b.WriteString(Printable(d.Message) + " " + p.paint(hue, "["+kind(d)+"]") + "\n")
	b.WriteString(p.frame(d, hue))
	if d.Hint != "" {
		b.WriteString("  " + p.paint("36", "hint:") + " " + Printable(d.Hint) + "\n")
	}
	return b.String()
}

// kind is what stands in brackets behind the message: how bad, and its name.
func kind(d Diagnostic) string {
	return strings.TrimSpace(d.Severity.String() + " " + d.Code)
}

// Frame gives the two lines of d's code frame without colours, or "" when
// the source line is not known.
func Frame(d Diagnostic) string { return Printer{}.frame(d, "") }

func (p Printer) frame(d Diagnostic, hue string) string {
	if strings.TrimSpace(d.Source) == "" || d.Pos.Line <= 0 {
		return ""
	}
	text, col, n := window([]rune(d.Source), max(d.Col, 1), max(d.Len, 1))
	gutter := fmt.Sprintf("%4d | ", d.Pos.Line)
	pad := strings.Repeat(" ", len(gutter)-2) + "| " + strings.Repeat(" ", columns(text[:col-1]))
	under := strings.Repeat("^", max(columns(text[col-1:col-1+n]), 1))
	return p.paint("2", gutter) + Printable(string(text)) + "\n" + pad + p.paint(hue, under) + "\n"
}

// window cuts a long line so that column col (from 1) stays in view, and
// clips the underline to what is left of the line.
func window(line []rune, col, n int) ([]rune, int, int) {
	col = min(col, len(line)+1)
	if len(line) > maxFrame {
		from := max(0, min(col-1-maxFrame/3, len(line)-maxFrame))
		line, col = line[from:from+maxFrame], col-from
	}
	return line, col, min(n, len(line)-col+1)
}

// columns counts terminal columns: wide characters take two.
func columns(rs []rune) int {
	n := 0
	for _, r := range rs {
		switch k := width.LookupRune(r).Kind(); {
		case unicode.Is(unicode.Mn, r):
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

func (p Printer) paint(code, s string) string {
	if !p.Color || code == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
