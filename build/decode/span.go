package decode

import (
	"strconv"
	"strings"
	"time"
)

// Span is a length of calendar time; the zero Span means never.
type Span struct{ Years, Months, Days int }

// SpanForms is the hint under a Span that could not be read.
const SpanForms = `write "3y", "18m", "2w", "90d" or "1y6m"; "" for never`

// ParseSpan reads years, months, weeks and days: "3y", "18m", "2w", "90d",
// "1y6m". "" and "0" are the zero Span.
func ParseSpan(s string) (Span, bool) {
	var out Span
	if s == "" || s == "0" {
		return out, true
	}
	for s != "" {
		i := strings.IndexAny(s, "ymwd")
		if i < 0 {
			return Span{}, false
		}
		n, err := strconv.ParseUint(s[:i], 10, 16)
		if err != nil {
			return Span{}, false
		}
		switch s[i] {
		case 'y':
			out.Years += int(n)
		case 'm':
			out.Months += int(n)
		case 'w':
			out.Days += 7 * int(n)
		case 'd':
			out.Days += int(n)
		}
		s = s[i+1:]
	}
	return out, true
}

// IsZero tells whether s means never.
func (s Span) IsZero() bool { return s == Span{} }

// Before gives the moment that lies s before t.
func (s Span) Before(t time.Time) time.Time { return t.AddDate(-s.Years, -s.Months, -s.Days) }
