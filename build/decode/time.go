package decode

import (
	"strconv"
	"strings"
	"time"
)

// TimeForms is the hint under a date that could not be read.
const TimeForms = "write 2006-01-02, 2006-01-02 15:04, 2006-01-02T15:04:05 or 2006-01-02T15:04:05+09:00"

// ParseTime reads a date as people write them in front matter: RFC 3339, or
// a day with - or /, then optionally a time of day behind a T or a space,
// then optionally a zone. Without a zone it is in loc (nil means UTC).
func ParseTime(s string, loc *time.Location) (time.Time, bool) {
	if loc == nil {
		loc = time.UTC
	}
	day, clock := s, ""
	if i := strings.IndexAny(s, "Tt "); i >= 0 {
		day, clock = s[:i], strings.TrimLeft(s[i+1:], " ")
		if clock == "" {
			return time.Time{}, false
		}
	}
	if strings.Contains(day, "/") && !strings.Contains(day, "-") {
		day = strings.ReplaceAll(day, "/", "-")
	}
	if clock == "" {
		t, err := time.ParseInLocation("2006-1-2", day, loc)
		return t, err == nil
	}
	clock = strings.Replace(clock, "z", "Z", 1)
	for _, zone := range [...]string{"", "Z07:00", "Z0700", " Z07:00", " Z0700", " Z0700 MST"} {
		for _, hours := range [...]string{"15:04:05", "15:04"} {
			if t, err := time.ParseInLocation("2006-1-2 "+hours+zone, day+" "+clock, loc); err == nil {
				return t, true
			}
		}
	}
	return time.Time{}, false
}

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
