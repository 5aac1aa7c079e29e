package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Printable takes out of a text what drives a terminal or turns its lines
// around: control characters (ESC, C1, line ends) and the overrides of writing
// direction, each for U+FFFD. A tab becomes one space, which keeps what is
// underlined in place.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case Hidden(r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// Hidden tells the characters that a terminal obeys and does not show.
func Hidden(r rune) bool {
	return unicode.IsControl(r) || r == '\u061C' || r == '\u2028' || r == '\u2029' ||
		r >= '\u200E' && r <= '\u200F' || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

// Fprintf is fmt's for a terminal: texts among args are made Printable, which
// may be names of files and titles. What has several lines by itself, an error
// or a fmt.Stringer, keeps them.
func Fprintf(w io.Writer, format string, args ...any) (int, error) {
	shown := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case string:
			shown[i] = Printable(a)
		case error:
			shown[i] = lines(a.Error())
		case fmt.Stringer:
			shown[i] = lines(a.String())
		default:
			shown[i] = a
		}
	}
	return fmt.Fprintf(w, format, shown...)
}

func lines(s string) string {
	all := strings.Split(s, "\n")
	for i, l := range all {
		all[i] = Printable(l)
	}
	return strings.Join(all, "\n")
}
