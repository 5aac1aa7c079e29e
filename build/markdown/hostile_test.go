//go:build unix

package markdown

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"memo/build/diag"
)

// hostile are texts of about n bytes that nobody writes, each of which took
// quadratic time once or easily could.
var hostile = map[string]func(n int) string{
	"tags never closed":    repeated("<b>"),
	"tags in tags":         func(n int) string { return repeated("<b>")(n/2) + repeated("</b>")(n/2) },
	"tags crossed":         repeated("<b><i>a</b></i>"),
	"tags without an end":  func(n int) string { return "<div>\n" + repeated("<a ")(n) },
	"quotes without end":   func(n int) string { return "<div>\n" + repeated(`<a "`)(n) },
	"placeholders":         repeated("<foo> "),
	"notes never closed":   repeated("^["),
	"quotations":           repeated("> "),
	"lists":                repeated("- "),
	"brackets":             repeated("["),
	"links not closed":     repeated("[a]("),
	"pairs of brackets":    func(n int) string { return repeated("[")(n/2) + repeated("]")(n/2) },
	"semicolons":           func(n int) string { return "http://x/" + repeated(";")(n) },
	"notes in notes":       func(n int) string { return repeated("^[")(n) + repeated("]")(n/2) },
	"labels never closed":  repeated("[^"),
	"notes not defined":    repeated("[^a] "),
	"notes":                footnotesOf,
	"pictures not closed":  repeated("!["),
	"sizes not closed":     repeated("![a](b ="),
	"links on a line":      repeated("[a](b) "),
	"references on a line": func(n int) string { return repeated("[a][b] ")(n) + "\n\n[b]: c\n" },
	"addresses on a line":  repeated("https://a.b/c "),
	"signs in an address":  func(n int) string { return repeated("*a ")(n/2) + "http://x/" + repeated("~")(n/2) },
	"brackets behind one":  func(n int) string { return "http://x/" + repeated("(")(n/2) + repeated(")")(n/2) },
	"schemes":              repeated("http://"),
	"marks":                repeated("==a "),
	"strong brackets":      repeated("**「"),
	"dollars":              repeated("$a"),
	"lines of dollars":     repeated("$$\n"),
	"percent signs":        repeated(" %%a"),
	"a table's columns": func(n int) string {
		return repeated("a|")(n/4) + "\n" + repeated("-|")(n/4) + "\n" + repeated("b|")(n/2)
	},
	"boxes":             repeated(":::note\n"),
	"equal headings":    repeated("# a\n"),
	"a long heading":    repeated("# 日のa"),
	"lines that join":   repeated("日本\n"),
	"cards":             repeated("https://a.b/c\n"),
	"one line":          repeated("吾輩は猫である。"),
	"formulas":          repeated("[tex:"),
	"notes in brackets": repeated("((あ"),
}

func repeated(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)) }
}

func footnotesOf(n int) string {
	var refs, notes strings.Builder
	for i := range n / 20 {
		fmt.Fprintf(&refs, "[^%d] ", i)
		fmt.Fprintf(&notes, "[^%d]: a\n", i)
	}
	return refs.String() + "\n\n" + notes.String()
}

// TestHostileTextsTakeLinearTime compares the time of a text with that of one
// twice as long: 2 when it is linear, 4 when it is quadratic. The fastest of
// some runs counts, since a busy machine makes single ones slow.
func TestHostileTextsTakeLinearTime(t *testing.T) {
	const size = 20_000
	for name, text := range hostile {
		once, twice := time.Hour, time.Hour
		for try := 0; try == 0 || try < 8 && twice > limit(once); try++ {
			once, twice = min(once, timeOf(text(size))), min(twice, timeOf(text(2*size)))
		}
		if twice > limit(once) {
			t.Errorf("%s: %v for %d bytes, %v for twice as many", name, once, size, twice)
		}
	}
}

// limit is where doubt ends; the clock's grain is some milliseconds.
func limit(once time.Duration) time.Duration { return 3*once + 10*time.Millisecond }

func timeOf(text string) time.Duration {
	o := siteOptions
	o.Math, o.Dialect = true, "hatena"
	start := busy()
	Render([]byte(text), diag.Pos{Line: 1}, o, plainCode)
	return busy() - start
}

// busy is the time that the processors spent on this process: what else runs
// on the machine does not count.
func busy() time.Duration {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
