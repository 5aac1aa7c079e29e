package decode

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	yamlEntry = regexp.MustCompile(`^[^\s#\-\]}][^:]*:(\s|$)`)           // starts an entry of the top level
	tomlEntry = regexp.MustCompile(`^\s*(\[|["']?[A-Za-z0-9_.\- "']+=)`) // the same in TOML
	keyValue  = regexp.MustCompile(`^(\s*(?:- )?[^:\s][^:]*):\s+(\S.*?)\s*$`)
)

// slip is a line that parses, or fails further down, but is not what its
// author meant. Most come from a Japanese input method left on.
type slip struct {
	line    *regexp.Regexp // group 1: before the offending text, 2: the text, 3: what follows
	message string
	hint    func(before, after string) string
}

func fixed(text string) func(string, string) string {
	return func(string, string) string { return text }
}

func colon(before, after string) string {
	return "write " + strings.TrimSpace(before) + ": " + strings.Trim(after, "\u3000 ")
}

var slips = []slip{
	{regexp.MustCompile(`^(\s*(?:- )?[A-Za-z_][\w-]*\s*)(：)(.*)$`), "full-width colon after the key", colon},
	{regexp.MustCompile(`^(\s*(?:- )?[A-Za-z_][\w-]*):(\x{3000}+)(.*)$`), "full-width space after the colon", colon},
	{regexp.MustCompile(`^( *)(\x{3000}[\x{3000} ]*)(\S.*)$`), "full-width space used for indentation", fixed("indent with half-width spaces")},
	{regexp.MustCompile(`^(\s*(?:- )?[A-Za-z_][\w-]*)(:)([^\s:/].*)$`), "no space after the colon", colon},
	{regexp.MustCompile(`^(\s*)(-)([^\s\-].*)$`), "no space after the dash", func(_, after string) string { return "write - " + after }},
	{regexp.MustCompile(`^([A-Za-z_][\w-]*\s*)(=)(.*)$`), "an equals sign after the key", func(before, after string) string {
		return colon(before, after) + " , or begin and end the block with +++ for TOML"
	}},
}

// slipped looks for slips from line n of src upwards, to the first good
// entry, and reports the topmost of those that follow each other. It gives
// the line, 0 when there is none.
func (d *document) slipped(n int) int {
	found := 0
	for i := n; i > 0 && i > n-5; i-- {
		line := d.line(i)
		if slipOf(line) != nil {
			found = i
		} else if found > 0 || i < n && keyValue.Match(line) {
			break
		}
	}
	if found == 0 {
		return 0
	}
	line := d.line(found)
	s := slipOf(line)
	m := s.line.FindSubmatchIndex(line)
	p := Place{Line: found + d.first - 1, Col: utf8.RuneCount(line[:m[4]]) + 1, Len: utf8.RuneCount(line[m[4]:m[5]])}
	d.report(p, "bad-syntax", s.message, s.hint(string(line[m[2]:m[3]]), string(line[m[6]:m[7]])))
	return found
}

// slipOf gives the slip on a line, nil when there is none, or when the line is
// too long to be looked at closely.
func slipOf(line []byte) *slip {
	for _, s := range slips {
		if len(line) < maxColumn && s.line.Match(line) {
			return &s
		}
	}
	return nil
}

const tabbed = "tab used for indentation"

// explainYAML says a scanner's message in the author's words. prev is the
// line before.
func explainYAML(message, context string, line, prev []byte) (msg, hint string) {
	has := func(s string) bool { return strings.Contains(message, s) }
	within := func(s string) bool { return strings.Contains(context, s) }
	indented := len(line) > 0 && (line[0] == ' ' || line[0] == '\t')
	switch {
	case has("mapping values are not allowed") && indented && keyValue.Match(prev):
		return "a key indented below a key that has a value", "remove the spaces before " + firstWord(line)
	case has("mapping values are not allowed"):
		return "a colon and a space inside an unquoted value", quoteHint(line)
	case has("unknown escape character"):
		return "unknown escape in a text in double quotes", `write \\ for a backslash, or use single quotes`
	case within("quoted scalar"):
		return "quotation mark is never closed", "close it on the same line"
	case within("flow node"), within("flow sequence"), within("flow mapping"):
		return "list or braces are never closed, or a comma is missing", "write [a, b] or {a: 1}, and quote a text that starts with [ or {"
	case has("cannot start any token") && bytes.ContainsRune(line, '\t'):
		return tabbed, "YAML is indented with spaces"
	case has("cannot start any token"), has("are not allowed in this context"), has("expected comment or line break"):
		return "a value cannot start with this character", quoteHint(line)
	case has("unknown anchor"):
		return "a value that starts with * is an alias", quoteHint(line)
	case has("did not find expected key"):
		return "text behind a closed value, or wrong indentation", quoteHint(line)
	case has("could not find expected ':'"):
		return "a colon is missing after the key", ""
	case has("expected <document start>"):
		return "indented less than the keys before it", "give all keys the same indentation"
	case has("expected single document"):
		return "a line --- inside the block", "remove it"
	}
	return "invalid YAML: " + message, ""
}

func firstWord(line []byte) string {
	name, _, _ := strings.Cut(strings.TrimSpace(string(line)), ":")
	return name
}

// quoteHint shows the line's value in quotes.
func quoteHint(line []byte) string {
	m := keyValue.FindSubmatch(line)
	if m == nil {
		return "put the value in quotes"
	}
	key, value := strings.TrimSpace(string(m[1])), string(m[2])
	if len(value) > 1 && value[0] == '"' {
		return "escape quotation marks inside the value: \\\""
	}
	return "put the value in quotes: " + key + ": " + strconv.Quote(value)
}

// blank gives src with the entry that line n (from 1) belongs to turned into
// spaces, so that all other places stay true; false when nothing was there.
func blank(src []byte, n int, entry *regexp.Regexp) ([]byte, bool) {
	lines := bytes.SplitAfter(src, []byte("\n"))
	from := min(n, len(lines)) - 1
	for from > 0 && !entry.Match(lines[from]) {
		from--
	}
	to := from + 1
	for to < len(lines) && !entry.Match(lines[to]) {
		to++
	}
	out := make([]byte, 0, len(src))
	changed := false
	for i, l := range lines {
		if i >= from && i < to {
			changed = changed || len(bytes.TrimSpace(l)) > 0
			l = spaces(l)
		}
		out = append(out, l...)
	}
	return out, changed
}

// spaces gives as many bytes as l has, its line end kept.
func spaces(l []byte) []byte {
	out := bytes.Repeat([]byte(" "), len(l))
	for i, c := range l {
		if c == '\n' || c == '\r' {
			out[i] = c
		}
	}
	return out
}

// withoutComments drops lines that are comments alone.
func withoutComments(src []byte) []byte {
	var out []byte
	for l := range bytes.Lines(src) {
		if !bytes.HasPrefix(bytes.TrimSpace(l), []byte("#")) {
			out = append(out, l...)
		}
	}
	return out
}
