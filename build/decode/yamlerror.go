package decode

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

var (
	yamlEntry = regexp.MustCompile(`^[^\s#\-\]}][^:]*:(\s|$)`)           // starts an entry of the top level
	tomlEntry = regexp.MustCompile(`^\s*(\[|["']?[A-Za-z0-9_.\- "']+=)`) // the same in TOML
	keyValue  = regexp.MustCompile(`^(\s*(?:- )?[^:\s][^:]*):\s+(\S.*?)\s*$`)
	noSpace   = regexp.MustCompile(`^(\s*[A-Za-z_]+):(\S.*)$`)
)

// explainYAML says a scanner's message in the author's words. prev is the
// line before: a key without a space after its colon is noticed only there.
func explainYAML(message, context string, line, prev []byte) (msg, hint string) {
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		if m := noSpace.FindSubmatch(prev); m != nil {
			return "the line above has no space after its colon", "write " + string(m[1]) + ": " + string(m[2])
		}
		return "a colon and a space inside an unquoted value", quoteHint(line)
	case strings.Contains(context, "quoted scalar"):
		return "quotation mark is never closed", "close it on the same line"
	case strings.Contains(context, "flow node"):
		return "a list or braces are never closed", "write [a, b] or {a: 1}, and quote a text that starts with [ or {"
	case strings.Contains(context, "flow sequence"):
		return "list is never closed, or a comma is missing", "write [a, b], and quote a text that starts with ["
	case strings.Contains(context, "flow mapping"):
		return "braces are never closed, or a comma is missing", "write {a: 1, b: 2}, and quote a text that starts with {"
	case strings.Contains(message, "cannot start any token") && bytes.ContainsRune(line, '\t'):
		return "tab used for indentation", "YAML is indented with spaces"
	case strings.Contains(message, "cannot start any token"):
		return "a value cannot start with this character", quoteHint(line)
	case strings.Contains(message, "did not find expected key"):
		return "text behind a closed value, or wrong indentation", quoteHint(line)
	case strings.Contains(message, "could not find expected ':'"):
		return "a colon is missing after the key", ""
	case strings.Contains(message, "expected single document"):
		return "a line --- inside the block", "remove it"
	}
	return "invalid YAML: " + message, ""
}

// quoteHint shows the line's value in quotes.
func quoteHint(line []byte) string {
	m := keyValue.FindSubmatch(line)
	if m == nil {
		return "put the value in quotes"
	}
	value := string(m[2])
	if len(value) > 1 && value[0] == '"' {
		return "escape quotation marks inside the value: \\\""
	}
	return "put the value in quotes: " + string(m[1]) + ": " + strconv.Quote(value)
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
