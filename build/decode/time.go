package decode

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// TimeForms is the hint under a date that could not be read.
const TimeForms = "write 2006-01-02, 2006-01-02 15:04, 2006-01-02T15:04:05 or 2006-01-02T15:04:05+09:00"

// ParseTime reads a date as people and programs write them in front matter:
// RFC 3339, or a day with -, / or . or in Japanese (2024年5月1日), then optionally
// a time of day behind a T or a blank, then optionally a zone; English months,
// as in RFC 1123 and "Jul 08 2022"; digits alone, of a day or as seconds or
// milliseconds since 1970. Without a zone it is in loc (nil means UTC). What is
// another day in another country, as 03/05/2021, is none.
func ParseTime(s string, loc *time.Location) (time.Time, bool) {
	if loc == nil {
		loc = time.UTC
	}
	for _, common := range [...]string{time.DateOnly, time.RFC3339} { // before the expressions, which take thirty times as long
		if t, err := time.ParseInLocation(common, s, loc); err == nil {
			return t, true
		}
	}
	s = norm.NFKC.String(strings.TrimSpace(s))
	if len(s) > 64 {
		return time.Time{}, false
	}
	if digits.MatchString(s) {
		return parseDigits(s, loc)
	}
	s = zoneNames.Replace(namedZone.ReplaceAllString(weekday.ReplaceAllString(s, " "), "$1"))
	if m := numericDay.FindStringSubmatch(s); m != nil {
		return parseDay(m[1]+"-"+m[2]+"-"+m[3], m[4], loc)
	}
	return parseEnglish(strings.Fields(strings.ReplaceAll(dashedMonth.ReplaceAllString(s, "$1 $2 $3"), ",", " ")), loc)
}

var (
	digits      = regexp.MustCompile(`^\d+$`)
	weekday     = regexp.MustCompile(`\([^()]*\)|[月火水木金土日]曜日?|^(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? `)
	namedZone   = regexp.MustCompile(`([+-]\d{4}) [A-Z]{3,4} *$`)
	zoneNames   = strings.NewReplacer("UTC", "Z", "GMT+", "+", "GMT-", "-", "GMT", "Z", "JST", "+09:00")
	clockWords  = strings.NewReplacer("時", ":", "分", ":", "秒", "")
	numericDay  = regexp.MustCompile(`^ *(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日? *(?:[Tt ] *(\d.*?))? *$`)
	dashedMonth = regexp.MustCompile(`(\d)-([A-Za-z]+)-(\d)`)
	ordinal     = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?$`)
	months      = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)

// parseDigits reads 20060102, 20060102150405, and the time of Unix.
func parseDigits(s string, loc *time.Location) (time.Time, bool) {
	var err error
	var t time.Time
	switch n, _ := strconv.ParseInt(s, 10, 64); len(s) {
	case 8, 14:
		t, err = time.ParseInLocation("20060102150405"[:len(s)], s, loc)
	case 9, 10:
		t = time.Unix(n, 0)
	case 12, 13:
		t = time.UnixMilli(n)
	default:
		return t, false
	}
	return t.In(loc), err == nil
}

// parseEnglish reads a day, a month by its name and a year in any order, and a
// time of day between or behind them.
func parseEnglish(fields []string, loc *time.Location) (time.Time, bool) {
	day, month, year, clock := "", "", "", ""
	for _, f := range fields {
		switch m := ordinal.FindStringSubmatch(f); {
		case m != nil && day == "":
			day = m[1]
		case len(f) == 4 && digits.MatchString(f) && year == "":
			year = f
		case month == "" && monthOf(f) > 0:
			month = strconv.Itoa(monthOf(f))
		default:
			clock += " " + f
		}
	}
	return parseDay(year+"-"+month+"-"+day, clock, loc)
}

// monthOf reads the name of a month or its beginning, 0 for anything else.
func monthOf(s string) int {
	s = strings.ToLower(strings.TrimSuffix(s, "."))
	if s == "sept" {
		s = "sep"
	}
	return 1 + slices.IndexFunc(months, func(m string) bool { return len(s) >= 3 && strings.HasPrefix(m, s) })
}

// parseDay reads a time of day and its zone, both optional.
func parseDay(day, clock string, loc *time.Location) (time.Time, bool) {
	clock = strings.ToUpper(strings.Trim(clockWords.Replace(clock), ": "))
	if clock == "" {
		t, err := time.ParseInLocation("2006-1-2", day, loc)
		return t, err == nil
	}
	if len(clock) <= 2 {
		clock += ":00"
	}
	for _, zone := range [...]string{"", "Z07:00", "Z0700", "Z07", " Z07:00", " Z0700", " Z07"} {
		for _, hours := range [...]string{"15:04:05", "15:04", "3:04:05 PM", "3:04 PM", "3:04:05PM", "3:04PM"} {
			if t, err := time.ParseInLocation("2006-1-2 "+hours+zone, day+" "+clock, loc); err == nil {
				return t, true
			}
		}
	}
	return time.Time{}, false
}
