package highlight

import (
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// Over these sizes code is shown plain. Nobody reads the colours of a quarter megabyte; and rules that
// look to the end of the line take quadratic time on one long line, minified script most of all.
const (
	maxColoured     = 256 << 10
	maxColouredLine = 16 << 10
)

// spans cuts code into classed spans whose texts together are the code, byte for byte. Wherever the lexer does
// not keep to that, or fails, the code is plain.
func (l language) spans(code string) []span {
	if l.lexer == nil || len(code) > maxColoured || longestLine(code) > maxColouredLine {
		return []span{{text: code}}
	}
	c := colouring{code: code, names: classes()}
	if err := l.lexer.Tokens(code, c.take); c.changed || err != nil {
		return []span{{text: code}}
	}
	return append(c.spans, span{text: code[c.at:]})
}

// colouring holds tokens against the code.
type colouring struct {
	names   map[chroma.TokenType]string
	code    string
	at      int // where the tokens are
	spans   []span
	changed bool // a token was not what came next in the code
}

func (c *colouring) take(kind chroma.TokenType, text string) {
	rest := c.code[c.at:]
	if len(text) > len(rest) && strings.HasPrefix(text, rest) {
		text = rest // a line end that the lexer wanted and the code does not have
	}
	if c.changed = c.changed || !strings.HasPrefix(rest, text); c.changed || text == "" {
		return
	}
	class, start := c.names[kind], c.at
	c.at += len(text)
	if last := len(c.spans) - 1; last >= 0 && c.spans[last].joins(class) {
		start -= len(c.spans[last].text)
		c.spans = c.spans[:last]
	}
	c.spans = append(c.spans, span{class, c.code[start:c.at]})
}

// joins tells whether text of a class may go into the span before it. Blanks alone may not: they may yet go into
// an element, see writer.
func (s span) joins(class string) bool {
	return s.class == class && (class != "" || strings.TrimSpace(s.text) != "")
}

// classes are chroma's short names of token types. Blanks, punctuation, plain names, operators, what is of
// no kind and what the lexer did not expect have none: they are plain ink, and half of all tokens.
var classes = sync.OnceValue(func() map[chroma.TokenType]string {
	all := map[chroma.TokenType]string{}
	for _, t := range chroma.TokenTypeValues() {
		all[t] = shortName(t)
	}
	for _, t := range []chroma.TokenType{
		chroma.Text, chroma.Whitespace, chroma.Punctuation, chroma.Name, chroma.Operator, chroma.Error, chroma.Other,
	} {
		delete(all, t)
	}
	return all
})

// shortName looks for a type's short name among its ancestors too.
func shortName(t chroma.TokenType) string {
	for ; t > 0; t = t.Parent() {
		if name, ok := chroma.StandardTypes[t]; ok {
			return name
		}
	}
	return ""
}

func longestLine(s string) int {
	longest := 0
	for s != "" {
		n := strings.IndexByte(s, '\n')
		if n < 0 {
			return max(longest, len(s))
		}
		longest = max(longest, n)
		s = s[n+1:]
	}
	return longest
}
