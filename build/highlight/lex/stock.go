package lex

import (
	"reflect"

	"github.com/alecthomas/chroma/v2"
)

// runStock hands on tokens that chroma itself makes of a text. It counts no steps, so that it gets only texts
// that are mild, and not more tokens than one of them can have: a rule that matches nothing makes them for ever.
func (t *task) runStock(text string, tokens func() (chroma.Iterator, error)) (err error) {
	if !mild(text) {
		return ErrSteps
	}
	defer func() {
		if recover() != nil { // chroma's way to report a failure of a lexer's rules
			err = ErrRules
		}
	}()
	next, err := tokens()
	if err != nil {
		return err
	}
	for range emptiest * (len(text) + 1) {
		token := next()
		if token == chroma.EOF {
			return nil
		}
		t.put(token.Type, token.Value)
	}
	return ErrSteps
}

// emptiest is how many tokens a character of a text may have, those of nothing counted.
const emptiest = 16

const maxMild = 4 << 20

// mild tells whether chroma may run a lexer over a text: when it is not too long and has no long lines and no
// long runs of blanks, over which expressions repeat themselves.
func mild(text string) bool {
	cost, line, blanks := 0, 0, 0
	for i := range len(text) {
		line, blanks = line+1, blanks+1
		if text[i] == '\n' {
			line = 0
		}
		if text[i] > ' ' {
			blanks = 0
		}
		cost += line + blanks
	}
	return cost <= maxMild
}

// around gives a lexer that is nothing but a lexer in a wrapping, as those of Markdown and HTTP are, with a
// quicker one in the wrapping. Others are given as they are.
func (l *Library) around(wrapping chroma.Lexer) chroma.Lexer {
	v := reflect.ValueOf(wrapping)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct || v.Elem().NumField() != 1 {
		return wrapping
	}
	inner, err := field[chroma.Lexer](wrapping, "Lexer")
	if r, ok := inner.(*chroma.RegexLexer); ok && err == nil {
		other := reflect.New(v.Elem().Type())
		other.Elem().FieldByName("Lexer").Set(reflect.ValueOf(&driven{r, l.add(r)}))
		return other.Interface().(chroma.Lexer)
	}
	return wrapping
}

// driven is a lexer of chroma's that is run here.
type driven struct {
	chroma.Lexer
	here *Lexer
}

// Tokenise is what wrappings call.
func (d *driven) Tokenise(o *chroma.TokeniseOptions, text string) (chroma.Iterator, error) {
	if o == nil {
		o = &chroma.TokeniseOptions{State: "root", EnsureLF: true}
	}
	if o.EnsureLF {
		text = lineEnds.Replace(text)
	}
	var tokens []chroma.Token
	t := newTask(func(kind chroma.TokenType, text string) {
		tokens = append(tokens, chroma.Token{Type: kind, Value: text})
	})
	err := t.run(d.here, *o, text)
	return chroma.Literator(tokens...), err
}
