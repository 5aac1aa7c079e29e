package highlight

import (
	"encoding/json"
	"regexp"
	"strings"
)

// guess names the language of a block without a tag, and only one that leaves no doubt; else "".
func guess(code string) string {
	text := strings.TrimSpace(code)
	switch {
	case text == "" || len(text) > maxColoured:
		return ""
	case strings.HasPrefix(text, "{") || strings.HasPrefix(text, "["):
		if json.Valid([]byte(text)) {
			return "json"
		}
	case isPatch(text):
		return "diff"
	case isSQL(text):
		return "sql"
	}
	if isINI(text) {
		return "ini"
	}
	return ""
}

// isPatch knows a patch by its head, not by plus and minus signs: bullets have those too.
func isPatch(text string) bool {
	lines := strings.SplitN(text, "\n", 4)
	return strings.HasPrefix(text, "diff --git ") ||
		len(lines) > 2 && strings.HasPrefix(lines[0], "--- ") && strings.HasPrefix(lines[1], "+++ ") && strings.HasPrefix(lines[2], "@@ ")
}

// sqlStart is a statement's beginning. In lower case the first word alone would not do: "select" and
// "update" begin sentences and shell loops.
var sqlStart = regexp.MustCompile(`^(?:(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|GRANT|REVOKE|WITH|TRUNCATE|EXPLAIN|MERGE|UNLOAD|COPY)\s` +
	`|(?:create|alter|drop)\s+(?:table|user|group|role|schema|database|view|index|or\s+replace)\s` +
	`|insert\s+into\s|delete\s+from\s|grant\s[^;]*\sto\s|revoke\s[^;]*\sfrom\s|select\s[^;]*\sfrom\s|update\s+\S+\s+set\s)`)

func isSQL(text string) bool {
	for strings.HasPrefix(text, "--") {
		_, text, _ = strings.Cut(text, "\n")
		text = strings.TrimSpace(text)
	}
	if !sqlStart.MatchString(text) {
		return false
	}
	lines := splitLines(text)
	last, _, _ := strings.Cut(lines[len(lines)-1], "--")
	return strings.HasSuffix(strings.TrimSpace(last), ";")
}

var (
	iniSection = regexp.MustCompile(`^\[[A-Za-z][\w .:/@"-]*\]$`)
	iniSetting = regexp.MustCompile(`^[A-Za-z_][\w.-]*\s*=`)
)

// isINI wants a section first, a setting somewhere, and nothing else but comments.
func isINI(text string) bool {
	settings := 0
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case iniSection.MatchString(line):
		case n == 0:
			return false
		case iniSetting.MatchString(line):
			settings++
		case line == "" || line[0] == '#' || line[0] == ';':
		default:
			return false
		}
	}
	return settings > 0
}

var (
	tableRule = regexp.MustCompile(`(?m)^[ |]*\+?-+\+[-+]*[-+ |]*$`)
	tableFoot = regexp.MustCompile(`(?m)^\(\d+ (?:rows?|行)\)$`)
)

// isTable knows the result of a query, which people put under the tag of the query. As SQL its words
// would be coloured at random and its columns, if Japanese, would not line up.
func isTable(code string) bool {
	return tableRule.MatchString(code) || tableFoot.MatchString(code)
}
