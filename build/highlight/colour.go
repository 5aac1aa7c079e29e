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

// spans cuts code into classed spans whose texts together are the code, byte for byte. Wherever chroma
// does not keep to that, or fails, the code is plain.
func (l language) spans(code string) []span {
	if l.lexer == nil || len(code) > maxColoured || longestLine(code) > maxColouredLine {
		return []span{{text: code}}
	}
	spans, ok := coloured(l.lexer, code)
	if !ok {
		return []span{{text: code}}
	}
	return spans
}

// coloured runs a lexer. It reads the tokens one by one and writes no formatter's HTML in between. A
// lexer's own failure is a panic inside its iterator, and 50 empty tokens in a row mean that it turns in a circle.
func coloured(lexer chroma.Lexer, code string) (spans []span, ok bool) {
	defer func() {
		if recover() != nil {
			spans, ok = nil, false
		}
	}()
	next, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root"}, code)
	if err != nil {
		return nil, false
	}
	rest, empty := code, 0
	for token := next(); token != chroma.EOF; token = next() {
		text := token.Value
		if text == "" {
			if empty++; empty > 50 {
				return nil, false
			}
			continue
		}
		empty = 0
		if len(text) > len(rest) && strings.HasPrefix(text, rest) {
			text = rest // a line end that the lexer wanted and the code does not have
		}
		if !strings.HasPrefix(rest, text) {
			return nil, false
		}
		spans = append(spans, span{class(token.Type), rest[:len(text)]})
		rest = rest[len(text):]
	}
	return append(spans, span{text: rest}), true
}

// class is chroma's short name of a token type. Blanks, punctuation, plain names, operators, what is of
// no kind and what the lexer did not expect have none: they are plain ink, and half of all tokens.
func class(t chroma.TokenType) string { return classes()[t] }

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
