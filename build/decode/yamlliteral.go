package decode

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// literals are texts of a document that YAML cannot read and a person can. In
// their place the parser sees as many characters of a private kind, so that
// all places stay true: the first one tells which text it was, the others
// only take room.
type literals []string

const (
	literalMark = rune(0xF0000)
	literalFill = "\uE000"
)

// hide gives what stands for one more text.
func (l *literals) hide(shown, text string) string {
	*l = append(*l, text)
	return string(literalMark+rune(len(*l)-1)) + strings.Repeat(literalFill, utf8.RuneCountInString(shown)-1)
}

// restore puts the texts back into the tree of a document.
func (l literals) restore(n *yaml.Node) {
	if len(l) == 0 {
		return
	}
	if i := strings.IndexFunc(n.Value, l.is); i >= 0 {
		var b strings.Builder
		for _, r := range strings.ReplaceAll(n.Value, literalFill, "") {
			if l.is(r) {
				b.WriteString(l[r-literalMark])
			} else {
				b.WriteRune(r)
			}
		}
		n.Value = b.String()
	}
	for _, c := range n.Content {
		l.restore(c)
	}
}

func (l literals) is(r rune) bool { return r >= literalMark && int(r-literalMark) < len(l) }

// placeholders are what templates leave in front matter: {{title}}. To YAML
// they are maps of maps.
var placeholders = regexp.MustCompile(`\{\{[^{}\n]*\}\}`)

func (l *literals) hidePlaceholders(src []byte) []byte {
	if !bytes.Contains(src, []byte("{{")) {
		return src
	}
	return placeholders.ReplaceAllFunc(src, func(m []byte) []byte { return []byte(l.hide(string(m), string(m))) })
}

// oneLine is a line with a value: behind a key, a dash or both.
var oneLine = regexp.MustCompile(`^( *(?:- +)*(?:[^\s:#"'\[{&*!|>%@\x60-][^:]*:[ \t]+)?)(\S.*?)[ \t]*(?:\r?\n)?$`)

// hideValue reads line n of src as people do who do not know YAML: all behind
// the colon is the text. It is false where that is not plain: a list that is
// not closed, or a value that YAML can read.
func (l *literals) hideValue(src []byte, n int) ([]byte, bool) {
	lines := bytes.SplitAfter(src, []byte("\n"))
	if n < 1 || n > len(lines) || len(lines[n-1]) > maxColumn {
		return nil, false
	}
	m := oneLine.FindSubmatchIndex(lines[n-1])
	if m == nil || m[2] == m[3] {
		return nil, false
	}
	shown := string(lines[n-1][m[4]:m[5]])
	text, ok := meant(shown)
	if !ok {
		return nil, false
	}
	line := string(lines[n-1])
	lines[n-1] = []byte(line[:m[4]] + l.hide(shown, text) + line[m[5]:])
	return bytes.Join(lines, nil), true
}

// meant gives the text that a value stands for to its author.
func meant(v string) (string, bool) {
	first, last := v[0], v[len(v)-1]
	inner := strings.Trim(v, string(first))
	switch {
	case (first == '"' || first == '\'') && last == first && inner != "" && !isQuoted(v):
		return strings.ReplaceAll(v[1:len(v)-1], `\"`, `"`), true
	case first == '"' || first == '\'':
		return v, strings.IndexByte(v[1:], first) >= 0
	case first == '[':
		return v, last != ']' && strings.Contains(v, "]")
	case first == '{':
		return v, last != '}' && strings.Contains(v, "}")
	}
	return v, strings.IndexByte("@`%*&!|>?-,]}", first) >= 0 || strings.Contains(v, ": ") || last == ':'
}

// isQuoted tells a text of several in quotes ("A" and "B") from one of which
// the quotes are around all of it ("say "A" now"): its second quote ends a word.
func isQuoted(v string) bool {
	before, after, _ := strings.Cut(v[1:], v[:1])
	return strings.Count(v, v[:1])%2 == 0 && before != "" && before[len(before)-1] != ' ' && strings.HasPrefix(after, " ")
}

// untab gives src with a blank in the place of each tab that lines begin with.
func untab(src []byte) []byte {
	out := bytes.Clone(src)
	begin := true
	for i, c := range out {
		switch {
		case c == '\n':
			begin = true
		case begin && c == '\t':
			out[i] = ' '
		case c != ' ':
			begin = false
		}
	}
	return out
}
