package highlight

import (
	"errors"
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
// does not keep to that, or fails, the code is plain. It is not lasting when another run may give more.
func (l language) spans(code string) (spans []span, lasting bool) {
	if l.lexer == nil || len(code) > maxColoured || longestLine(code) > maxColouredLine {
		return []span{{text: code}}, true
	}
	spans, err := coloured(l.lexer, code)
	if err != nil {
		return []span{{text: code}}, !errors.Is(err, errClock)
	}
	return spans, true
}

// coloured runs a lexer and holds its tokens against the code.
func coloured(l tokeniser, code string) (spans []span, err error) {
	defer func() {
		if recover() != nil { // chroma's way to report a failure of a lexer's rules
			err = errChanged
		}
	}()
	rest, ok := code, true
	err = l.run(code, func(token chroma.Token) {
		text := token.Value
		if len(text) > len(rest) && strings.HasPrefix(text, rest) {
			text = rest // a line end that the lexer wanted and the code does not have
		}
		if ok = ok && strings.HasPrefix(rest, text); ok && text != "" {
			spans = append(spans, span{class(token.Type), rest[:len(text)]})
			rest = rest[len(text):]
		}
	})
	if !ok && err == nil {
		err = errChanged
	}
	return append(spans, span{text: rest}), err
}

var errChanged = errors.New("tokens are not the text")

// tokeniser hands on the tokens of a text.
type tokeniser interface {
	run(text string, emit func(chroma.Token)) error
}

// newTokeniser takes the engine for what it can run, which is nearly all of chroma's lexers.
func newTokeniser(lexer chroma.Lexer) tokeniser {
	if l, ok := lexer.(*chroma.RegexLexer); ok {
		return newEngine(l)
	}
	return slow{lexer}
}

// slow is a lexer made of other lexers; chroma itself must run it.
type slow struct{ chroma.Lexer }

func (s slow) run(text string, emit func(chroma.Token)) error {
	if !mild(text) {
		return errBudget
	}
	next, err := s.Tokenise(&chroma.TokeniseOptions{State: "root"}, text)
	if err != nil {
		return err
	}
	for token := next(); token != chroma.EOF; token = next() {
		emit(token)
	}
	return nil
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
