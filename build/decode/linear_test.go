package decode

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"memo/build/diag"
	"memo/build/effort"
)

// long are documents of about n bytes of which nobody writes so much.
var long = map[string]struct {
	format Format
	text   func(n int) string
}{
	"a long key":          {YAML, func(n int) string { return strings.Repeat("a", n) + ": 1\n" }},
	"a long TOML key":     {TOML, func(n int) string { return strings.Repeat("a", n) + " = 1\n" }},
	"a long JSON key":     {JSON, func(n int) string { return `{"` + strings.Repeat("a", n) + `": 1}` }},
	"a key of words":      {YAML, func(n int) string { return strings.Repeat("a ", n/2) + ": 1\n" }},
	"maps in maps":        {YAML, func(n int) string { return "a: " + strings.Repeat("{a: ", n/5) + "1" + strings.Repeat("}", n/5) }},
	"lists in lists":      {YAML, func(n int) string { return "a: " + strings.Repeat("[", n/2) + strings.Repeat("]", n/2) }},
	"lists in TOML lists": {TOML, func(n int) string { return "a = " + strings.Repeat("[", n/2) + strings.Repeat("]", n/2) }},
	"anchors":             {YAML, counted("a<i>: &a<i> 1\n", "")},
	"aliases of one":      {YAML, counted("a<i>: *a\n", "a: &a 1\n")},
	"aliases of a list":   {YAML, counted("a<i>: *a\n", "a: &a [1, 2, 3, 4]\n")},
	"aliases of the last": {YAML, counted("a<i>: &b<i> [*b<h>]\n", "b: &b0 x\n")},
	"a list of aliases":   {YAML, func(n int) string { return "a: &a 1\nb: [" + strings.Repeat("*a, ", n/4) + "]\n" }},
	"merged keys":         {YAML, counted("a<i>: {<<: *a}\n", "a: &a {b: 1}\n")},
	"unknown anchors":     {YAML, counted("a<i>: *b<i>\n", "")},
	"remarks":             {YAML, func(n int) string { return "a: 1\n" + strings.Repeat("# a\n", n/4) }},
	"lines of a value":    {YAML, func(n int) string { return "a: |\n" + strings.Repeat("  b\n", n/4) }},
	"words of a value":    {YAML, func(n int) string { return "a: \"" + strings.Repeat("\\u3042", n/6) + "\"\n" }},
	"lines of a list":     {YAML, func(n int) string { return "tags:\n" + strings.Repeat("  - a\n", n/6) }},
	"keys":                {YAML, counted("a<i>: 1\n", "")},
	"TOML keys":           {TOML, counted("a<i> = 1\n", "")},
	"TOML tables":         {TOML, counted("[a<i>]\n", "")},
	"TOML numbers":        {TOML, func(n int) string { return "a = [" + strings.Repeat("1, ", n/3) + "]\n" }},
	"tables in a list":    {TOML, counted("[[a]]\nb = <i>\n", "")},
	"dotted keys":         {TOML, counted("a.b<i> = 1\n", "")},
}

// counted repeats a line with its number in place of <i>, and the one before
// in place of <h>.
func counted(line, first string) func(n int) string {
	return func(n int) string {
		var b strings.Builder
		b.WriteString(first)
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.NewReplacer("<i>", strconv.Itoa(i), "<h>", strconv.Itoa(i-1)).Replace(line))
		}
		return b.String()
	}
}

// TestLongDocumentsTakeLinearTime holds it of what is right and of what is not.
func TestLongDocumentsTakeLinearTime(t *testing.T) {
	read := func(f Format, src string) func() {
		return func() {
			_, _, r := parse(f, src)
			r.Unknown(diag.Error)
			_ = r.Diags()
		}
	}
	size := effort.Of(6_000, 20_000)
	for name, c := range long {
		effort.Linear(t, name, size, func(n int) func() { return read(c.format, c.text(n)) })
	}
	for i, c := range hostileDocuments(size) {
		effort.Linear(t, fmt.Sprintf("%s %.20q", c.format, c.text), size, func(n int) func() {
			c := hostileDocuments(n)[i]
			return read(c.format, c.text)
		})
	}
}
