package highlight

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"
	"github.com/dlclark/regexp2/v2/syntax"
)

// engine runs a chroma lexer's rules, with chroma's own emitters and mutators, and finds the rule to
// apply faster. At each place chroma tries a state's rules one after the other, a regular expression
// each, and most of them fail on the first character. The engine knows the characters that each
// rule can begin with and tries only those that can match.
//
// A match that takes over a second (a backtracking expression in trouble) ends the run with an error.
// chroma gives up that one match after a quarter second and goes on to the next, so that its result hangs
// on how busy the machine is, and a bad block can hold a build for minutes.
type engine struct {
	lexer  *chroma.RegexLexer
	build  func() error // compiles the rules, once
	rules  chroma.CompiledRules
	states map[string]*table
}

const matchLimit = time.Second

// table holds, for each first character below 128 and for all others, the rules to try, in order.
type table [129][]uint16

func newEngine(lexer *chroma.RegexLexer) *engine {
	e := &engine{lexer: lexer}
	e.build = sync.OnceValue(e.compile)
	return e
}

// compile repeats what chroma does when it first uses a lexer, and makes the tables.
func (e *engine) compile() error {
	raw, err := e.lexer.Rules()
	if err != nil {
		return err
	}
	flags := lexerFlags(e.lexer.Config())
	e.rules, e.states = chroma.CompiledRules{}, map[string]*table{}
	for state, rules := range raw {
		e.rules[state] = nil
		for _, rule := range rules {
			e.rules[state] = append(e.rules[state], &chroma.CompiledRule{Rule: rule})
		}
	}
	if err := applyLexerMutators(e.rules); err != nil {
		return err
	}
	starts := map[*chroma.CompiledRule]*starts{}
	for state, rules := range e.rules {
		t := &table{}
		for n, rule := range rules {
			if starts[rule] == nil {
				if starts[rule], err = compileRule(rule, flags); err != nil {
					return fmt.Errorf("%s, state %s: %w", e.lexer.Config().Name, state, err)
				}
			}
			for c := range t {
				if starts[rule][c] {
					t[c] = append(t[c], uint16(n))
				}
			}
		}
		e.states[state] = t
	}
	return nil
}

// starts tells for each character below 128, and for all others, whether a match can begin with it.
type starts [129]bool

// compileRule compiles a rule's expression and works out its starts: from the regular expression
// compiler's own analysis, or all characters where that finds that a match may be empty.
func compileRule(rule *chroma.CompiledRule, flags string) (*starts, error) {
	pattern := "(?:" + rule.Pattern + ")"
	if flags != "" {
		pattern = "(?" + flags + ")" + pattern
	}
	var err error
	if rule.Regexp, err = regexp2.Compile(`\G` + pattern); err != nil {
		return nil, err
	}
	rule.Regexp.MatchTimeout = matchLimit
	var s starts
	prefix := firstCharacters(pattern)
	for c := range s {
		r := rune(c)
		s[c] = prefix == nil || c == 128 || prefix.PrefixSet.CharIn(r) ||
			prefix.CaseInsensitive && (prefix.PrefixSet.CharIn(unicode.ToLower(r)) || prefix.PrefixSet.CharIn(unicode.ToUpper(r)))
	}
	return &s, nil
}

// firstCharacters is nil when a match of the pattern may begin with anything.
func firstCharacters(pattern string) *syntax.Prefix {
	tree, err := syntax.Parse(pattern, syntax.ParseOptions{})
	if err != nil {
		return nil
	}
	code, err := syntax.Write(tree)
	if err != nil {
		return nil
	}
	return code.FcPrefix
}

// lexerFlags are the flags that chroma puts before the expressions of a lexer.
func lexerFlags(c *chroma.Config) string {
	flags := ""
	if !c.NotMultiline {
		flags += "m"
	}
	if c.CaseInsensitive {
		flags += "i"
	}
	if c.DotAll {
		flags += "s"
	}
	return flags
}

// applyLexerMutators resolves the rules that stand for other rules, until there is none left.
func applyLexerMutators(rules chroma.CompiledRules) error {
	for again := true; again; {
		again = false
		for state := range rules {
			for n := 0; n < len(rules[state]); n++ {
				if m, ok := rules[state][n].Mutator.(chroma.LexerMutator); ok {
					if err := m.MutateLexer(rules, state, n); err != nil {
						return err
					}
					again = true
					n--
				}
			}
		}
	}
	return nil
}

var errStuck = errors.New("lexer makes no progress")

// run cuts text into tokens and hands them on. A text that the rules do not come to the end of, or a
// last line end that the text does not have, is for emit to mind.
func (e *engine) run(text string, emit func(chroma.Token)) error {
	if err := e.build(); err != nil {
		return err
	}
	s := &chroma.LexerState{
		Lexer: e.lexer, Registry: lexers.GlobalLexerRegistry, Text: []rune(text), Rules: e.rules,
		Stack: []string{"root"}, MutatorContext: map[any]any{},
	}
	end := len(s.Text)
	if e.lexer.Config().EnsureNL && !strings.HasSuffix(text, "\n") {
		s.Text = append(s.Text, '\n')
	}
	for idle := 0; s.Pos < end && len(s.Stack) > 0; idle++ {
		if idle > 1000 {
			return errStuck
		}
		before := s.Pos
		if err := e.step(s, emit); err != nil {
			return err
		}
		if s.Pos > before {
			idle = 0
		}
	}
	return nil
}

// step applies one rule. Where none matches, a character is an error, and the end of a line outside of
// the first state goes back to that state.
func (e *engine) step(s *chroma.LexerState, emit func(chroma.Token)) error {
	s.State = s.Stack[len(s.Stack)-1]
	n, match, err := e.match(s)
	switch {
	case err != nil:
		return err
	case match == nil && s.Text[s.Pos] == '\n' && s.State != "root":
		s.Stack = []string{"root"}
		return nil
	case match == nil:
		s.Pos++
		emit(chroma.Token{Type: chroma.Error, Value: string(s.Text[s.Pos-1])})
		return nil
	}
	rule := e.rules[s.State][n]
	if kind, ok := rule.Type.(chroma.TokenType); ok && needsNoGroups(rule.Mutator) {
		from := s.Pos
		s.Pos += match.RuneLength
		emit(chroma.Token{Type: kind, Value: string(s.Text[from:s.Pos])})
		return mutate(rule, s)
	}
	s.Rule = n
	s.Groups, s.NamedGroups = s.Groups[:0:0], map[string]string{}
	for _, g := range match.Groups() {
		text := g.String()
		s.Groups = append(s.Groups, text)
		s.NamedGroups[g.Name] = text
	}
	s.Pos += utf8.RuneCountInString(s.Groups[0])
	if err := mutate(rule, s); err != nil || rule.Type == nil {
		return err
	}
	next := rule.Type.Emit(s.Groups, s)
	for token := next(); token != chroma.EOF; token = next() {
		if token.Type != chroma.Ignore {
			emit(token)
		}
	}
	return nil
}

func mutate(rule *chroma.CompiledRule, s *chroma.LexerState) error {
	if rule.Mutator == nil {
		return nil
	}
	return rule.Mutator.Mutate(s)
}

// needsNoGroups is true of the mutators that only change the stack of states.
func needsNoGroups(m chroma.Mutator) bool {
	if m == nil {
		return true
	}
	known, ok := m.(chroma.SerialisableMutator)
	return ok && (known.MutatorKind() == "push" || known.MutatorKind() == "pop")
}

// match finds the first rule of the current state that matches where the lexer stands.
func (e *engine) match(s *chroma.LexerState) (int, *regexp2.Match, error) {
	first := s.Text[s.Pos]
	if first > 127 {
		first = 128
	}
	t := e.states[s.State]
	if t == nil {
		return 0, nil, fmt.Errorf("unknown state %q", s.State)
	}
	for _, n := range t[first] {
		match, err := e.rules[s.State][n].Regexp.FindRunesMatchStartingAt(s.Text, s.Pos)
		if err != nil {
			return 0, nil, err
		}
		if match != nil && match.RuneIndex == s.Pos {
			return int(n), match, nil
		}
	}
	return 0, nil, nil
}
