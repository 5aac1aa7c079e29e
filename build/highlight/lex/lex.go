// Package lex cuts code into tokens by the rules of chroma's lexers, which it takes as they are, without
// chroma's way of running them: in goes a text, out come kinds and pieces of it, and nothing of HTML.
//
// A lexer of chroma's is a set of states, each a list of regular expressions that are tried one after the other
// where the text stands. Chroma compiles them with regexp2, and nearly all its time goes to rules that fail on
// the first character. Here each state knows the rules that can begin with a byte, and package regex runs those.
// What chroma does when a rule matches (changes of the stack, a kind for each group, other lexers within) is
// read from its values by their exported names, once for each lexer and when it is first used. That the tokens
// are chroma's is held by tests over all of chroma's own samples, mutilated in many ways.
//
// What a text may cost is a count of steps and not a time, so that it is the same on every machine: a rule can
// look from every place of a text to its end and find nothing, and a single line of 16,000 characters took
// chroma's yaml 37 s. Ordinary code takes up to 20 steps a character; all steps take 0.2 s.
//
// Lexers that have functions of their own among their rules, or are made of other lexers, are run by chroma
// itself, on texts that it does not stumble over: see stock.go.
package lex

import (
	"errors"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"memo/build/highlight/regex"
)

// maxSteps is what a text may cost, lexers within lexers and all.
const maxSteps = 20 << 20

// ErrSteps and ErrRules end a text before its end, and do so each time.
var (
	ErrSteps = errors.New("code takes too many steps to cut into tokens")
	ErrRules = errors.New("lexer's rules do not fit together")
)

// Library is all of chroma's lexers.
type Library struct {
	Lexers []*Lexer

	registry *chroma.LexerRegistry
	known    map[chroma.Lexer]*Lexer
	mu       sync.Mutex
	named    map[string]*Lexer // by the names that texts call lexers within by
}

// Lexer cuts texts of one language into tokens. Any number of goroutines may use it.
type Lexer struct {
	Config *chroma.Config

	library *Library
	stock   chroma.Lexer
	rules   func() *rules // nil where chroma must run the lexer
}

// Open gives chroma's lexers. None is compiled before it is used.
func Open() *Library {
	l := &Library{registry: lexers.GlobalLexerRegistry, known: map[chroma.Lexer]*Lexer{}, named: map[string]*Lexer{}}
	for _, stock := range l.registry.Lexers {
		l.Lexers = append(l.Lexers, l.add(stock))
	}
	return l
}

func (l *Library) add(stock chroma.Lexer) *Lexer {
	x := &Lexer{Config: stock.Config(), library: l, stock: stock, rules: func() *rules { return nil }}
	if r, ok := stock.(*chroma.RegexLexer); ok {
		x.rules = sync.OnceValue(func() *rules { return compile(l, r) })
	} else {
		x.stock = l.around(stock)
	}
	l.known[stock] = x
	return x
}

// lexer finds a lexer by what a text calls it, nil when there is none. Chroma takes 8.6 ms for a name that it
// does not know, since it tries the file patterns of all lexers.
func (l *Library) lexer(name string) *Lexer {
	l.mu.Lock()
	defer l.mu.Unlock()
	x, ok := l.named[name]
	if !ok {
		x = l.known[l.registry.Get(name)]
		l.named[strings.Clone(name)] = x
	}
	return x
}

// Tokens cuts a text into tokens and hands them on, those of no text left out. With an error, what was handed
// on is not all. Pieces are of the text, but for a line end behind it that some lexers want; bytes that are no
// UTF-8 are replaced.
func (x *Lexer) Tokens(text string, take func(chroma.TokenType, string)) error {
	return newTask(take).tokens(x, text)
}

// task is the work on one text: what takes its tokens, and what steps are left.
type task struct {
	take    func(chroma.TokenType, string)
	matcher regex.Matcher
	depth   int // of lexers within lexers
}

func newTask(take func(chroma.TokenType, string)) *task {
	return &task{take: take, matcher: regex.Matcher{Left: maxSteps}}
}

func (t *task) tokens(x *Lexer, text string) error {
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	return t.run(x, chroma.TokeniseOptions{State: "root"}, text)
}

// maxDepth is far beyond any text's; a rule that hands its whole text to itself would never end.
const maxDepth = 50

// run runs a lexer over a text or a part of one.
func (t *task) run(x *Lexer, o chroma.TokeniseOptions, text string) error {
	if t.depth++; t.depth > maxDepth {
		return ErrRules
	}
	defer func() { t.depth-- }()
	if r := x.rules(); r != nil {
		return t.drive(r, o, text)
	}
	return t.runStock(text, func() (chroma.Iterator, error) { return x.stock.Tokenise(&o, text) })
}

func (t *task) put(kind chroma.TokenType, text string) {
	if text != "" && kind != chroma.Ignore {
		t.take(kind, text)
	}
}

// lineEnds makes all line ends those of Unix, as chroma does to texts within texts.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")
