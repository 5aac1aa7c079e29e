package highlight

import (
	"fmt"
	"strconv"
	"strings"
)

// rows hands out the lines of a block that shows each line as an element.
type rows struct {
	lines   []string // of the code; a last empty one is left out
	next    int
	started bool // the element of line next-1 is open
	first   int
	numbers bool
	marked  []lineRange
	diff    bool
}

// row is one line's element: its class, number, sign of a diff, and a diff's header line whole.
type row struct {
	class, sign, header string
	number              int
}

type lineRange struct{ from, to int }

func newRows(b Block) *rows {
	marked, _ := parseLines(b.Lines)
	first := b.First
	if first == 0 {
		first = 1
	}
	return &rows{lines: splitLines(b.Code), first: first, numbers: b.Numbers, marked: marked, diff: b.Diff}
}

// start begins the next line.
func (r *rows) start() row {
	n := r.next
	r.next++
	r.started = true
	out := row{class: "line", number: r.first + n}
	if r.diff && n < len(r.lines) {
		switch line := r.lines[n]; {
		case isDiffHeader(r.lines, n):
			out.class, out.header = "line gu", line
		case strings.HasPrefix(line, "+"):
			out.class, out.sign = "line gi", "+"
		case strings.HasPrefix(line, "-"):
			out.class, out.sign = "line gd", "-"
		case strings.HasPrefix(line, " "):
			out.sign = " "
		}
	}
	for _, m := range r.marked {
		if n+1 >= m.from && n+1 <= m.to {
			out.class += " hl"
			break
		}
	}
	return out
}

// pending reports whether a line is left that has not begun.
func (r *rows) pending() bool { return r.next < len(r.lines) }

// splitLines cuts text at \n; the end of the last line begins no further line.
func splitLines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// isDiffHeader tells lines about the change from lines of it. "--- x" is one only before "+++ y":
// elsewhere it is a deleted SQL comment or a deleted YAML separator.
func isDiffHeader(lines []string, n int) bool {
	line := lines[n]
	switch {
	case strings.HasPrefix(line, "@@"), strings.HasPrefix(line, "diff --git "), strings.HasPrefix(line, "index "):
		return true
	case strings.HasPrefix(line, "--- "):
		return n+1 < len(lines) && strings.HasPrefix(lines[n+1], "+++ ")
	case strings.HasPrefix(line, "+++ "):
		return n > 0 && strings.HasPrefix(lines[n-1], "--- ")
	}
	return false
}

// withoutSigns gives the text of a diff as its language is to see it: no signs, header lines empty.
func withoutSigns(code string) string {
	lines := splitLines(code)
	var out strings.Builder
	for n, line := range lines {
		switch {
		case isDiffHeader(lines, n):
		case line != "" && strings.IndexByte("+- ", line[0]) >= 0:
			out.WriteString(line[1:])
		default:
			out.WriteString(line)
		}
		if n+1 < len(lines) || strings.HasSuffix(code, "\n") {
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// CheckLines reports what is wrong with the value of Block.Lines, or nil. Render takes the ranges that
// are right and leaves the others out.
func CheckLines(s string) error {
	_, err := parseLines(s)
	return err
}

// parseLines reads "2 4-6" and "2,4-6". The error names the first wrong range.
func parseLines(s string) (ranges []lineRange, err error) {
	for _, field := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' }) {
		from, to, isRange := strings.Cut(field, "-")
		if !isRange {
			to = from
		}
		a, errA := strconv.ParseUint(from, 10, 31)
		b, errB := strconv.ParseUint(to, 10, 31)
		if errA != nil || errB != nil || a == 0 || b < a {
			if err == nil {
				err = fmt.Errorf("not a line or a range of lines: %q", field)
			}
			continue
		}
		ranges = append(ranges, lineRange{int(a), int(b)})
	}
	return ranges, err
}
