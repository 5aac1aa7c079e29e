package decode

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// oneByte is how the TOML library names a character, of which it sees the
// first byte only.
var oneByte = regexp.MustCompile(`U\+00[89A-F][0-9A-F] '.'`)

// spellOut names the whole character that rest begins with.
func spellOut(message string, rest []byte) string {
	r, _ := utf8.DecodeRune(rest)
	return oneByte.ReplaceAllString(message, fmt.Sprintf("%U '%c'", r, r))
}

// tomlSlips are the mistakes of people who know YAML better, or whose input
// method was left on. Group 1 is the key, group 2 the value.
var tomlSlips = []struct {
	line *regexp.Regexp
	hint func(key, value string) string
}{
	{regexp.MustCompile(`^\s*([\w\-]+)\s*＝\s*(.*)$`), func(k, v string) string { return "write a half-width = : " + k + " = " + v }},
	{regexp.MustCompile(`^\s*([\w\-]+)\s*[:：]\s*(\S.*)$`), func(k, v string) string { return "TOML joins key and value with = : " + k + " = " + v }},
	{regexp.MustCompile(`^\s*([\w\-.]+)\s*=\s*[“”„’‘](.*?)[“”’‘]?\s*$`), func(k, v string) string { return "write straight quotes: " + k + " = " + strconv.Quote(v) }},
	{regexp.MustCompile(`^\s*([\w\-.]+)\s*=\s*(\d{4}/\d\d?/\d\d?)\b`), func(k, v string) string { return "write " + k + " = " + strings.ReplaceAll(v, "/", "-") }},
	{regexp.MustCompile(`^\s*([\w\-.]+)\s*=\s*((?i:true|false|yes|no|on|off))\s*$`), func(k, v string) string {
		return "write " + k + " = " + strconv.FormatBool(strings.Contains("true yes on", strings.ToLower(v)))
	}},
	{regexp.MustCompile(`^\s*([\w\-.]+)\s*=\s*"([^"]*\\[^"]*)"\s*$`), func(k, v string) string { return "use single quotes for backslashes: " + k + " = '" + v + "'" }},
	{regexp.MustCompile(`^\s*([\w\-.]+)\s*=\s*\[\s*([^"'\[\]]+?)\s*\]?\s*$`), func(k, v string) string {
		items := strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == '、' })
		for i := range items {
			items[i] = strconv.Quote(strings.TrimSpace(items[i]))
		}
		return "put texts in quotes: " + k + " = [" + strings.Join(items, ", ") + "]"
	}},
	{regexp.MustCompile(`^\s*([\w\-.]+)\s*=\s*([^\s"'\[{#0-9+\-][^#]*?)\s*$`), func(k, v string) string { return "put text in quotes: " + k + " = " + strconv.Quote(v) }},
	{regexp.MustCompile(`^\s*([^\s"'=\[#]+)\s*=\s*(.*)$`), func(k, v string) string {
		if strings.IndexFunc(k, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
			return ""
		}
		return "put the key in quotes: " + strconv.Quote(k) + " = " + v
	}},
}

// tomlHint guesses what a line was meant to be, "" when it cannot.
func tomlHint(line string) string {
	for _, s := range tomlSlips {
		if m := s.line.FindStringSubmatch(line); m != nil {
			return s.hint(m[1], m[2])
		}
	}
	return ""
}
