package decode

import (
	"bytes"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// maxColumn is how far into a line a YAML value is measured; behind it only
// the start is known, or lists of a million items would take minutes.
const maxColumn = 2000

// nodePlace gives the extent of n when it is on one line, else its start.
func (d *document) nodePlace(n *yaml.Node) Place {
	p := Place{Line: n.Line + d.first - 1, Col: n.Column, Len: 1}
	if n.Column > maxColumn {
		return p
	}
	rest := d.line(n.Line)
	for i := 1; i < n.Column && len(rest) > 0; i++ {
		_, size := utf8.DecodeRune(rest)
		rest = rest[size:]
	}
	p.Len = yamlExtent(n, rest)
	return p
}

// yamlExtent gives the length in code points that n takes at the start of
// the rest of its line.
func yamlExtent(n *yaml.Node, rest []byte) int {
	switch {
	case n.Kind != yaml.ScalarNode:
		return 1
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 && len(rest) > 0:
		return utf8.RuneCount(rest[:quotedEnd(rest)])
	case bytes.HasPrefix(rest, []byte(n.Value)):
		return utf8.RuneCountInString(n.Value)
	}
	return 1
}

// quotedEnd gives the offset behind the quotation mark that closes the one
// at the start of s.
func quotedEnd(s []byte) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && s[0] == '"':
			i++
		case s[i] == s[0] && s[0] == '\'' && i+1 < len(s) && s[i+1] == '\'':
			i++
		case s[i] == s[0]:
			return i + 1
		}
	}
	return len(s)
}
