package highlight

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
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
// What a text may cost is bounded by a count of steps: see budget. chroma gives up a match after a quarter
// second and goes on to the next rule, so that its result hangs on how busy the machine is, and a bad
// block can hold a build for minutes.
type engine struct {
	limit   time.Duration // of one match
	lexer   *chroma.RegexLexer
	build   func() error // compiles the rules, once
	rules   chroma.CompiledRules
	states  map[string]*ruleState
	reaches int // how many there are
}

// ruleState holds the rules of one of the lexer's states, and for each first character below 128 and for all
// others the numbers of those to try, in order.
type ruleState struct {
	rules []*rule
	first [129][]uint16
}

// rule is a rule of chroma's with what the engine knows of its expression.
type rule struct {
	*chroma.CompiledRule
	starts *starts
	reach  *reach
	nests  bool // chroma itself runs another lexer over what was matched
}

// matchLimit ends a match that the count of steps did not foresee. What it leaves hangs on the clock, so
// it must not be kept: see Draw.
const matchLimit = 3 * time.Second

func newEngine(lexer *chroma.RegexLexer) *engine {
	e := &engine{lexer: lexer, limit: matchLimit}
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
	e.rules, e.states = chroma.CompiledRules{}, map[string]*ruleState{}
	for name, rules := range raw {
		e.rules[name] = nil
		for _, r := range rules {
			e.rules[name] = append(e.rules[name], &chroma.CompiledRule{Rule: r})
		}
	}
	if err := applyLexerMutators(e.rules); err != nil {
		return err
	}
	known := map[*chroma.CompiledRule]*rule{}
	for name, rules := range e.rules {
		s := &ruleState{}
		for n, compiled := range rules {
			r := known[compiled]
			if r == nil {
				if r, err = e.compileRule(compiled, flags); err != nil {
					return fmt.Errorf("%s, state %s: %w", e.lexer.Config().Name, name, err)
				}
				known[compiled] = r
			}
			s.rules = append(s.rules, r)
			for c := range s.first {
				if r.starts[c] {
					s.first[c] = append(s.first[c], uint16(n))
				}
			}
		}
		e.states[name] = s
	}
	return nil
}

// starts tells for each character below 128, and for all others, whether a match can begin with it.
type starts [129]bool

// untangled is how Caddyfile's rule of here-documents reads lines without a loop in a loop over nothing, which
// doubles its time with each character behind a document. The group at the end stays, and is empty as it was.
var untangled = strings.NewReplacer(`\n(.*|\n)*`, `\n(?:.*\n)*?.*()`)

// compileRule compiles a rule's expression and works out what it can begin with, from the regular expression
// compiler's own analysis (all characters where that finds that a match may be empty), and how far it reads.
func (e *engine) compileRule(compiled *chroma.CompiledRule, flags string) (*rule, error) {
	pattern := "(?:" + untangled.Replace(compiled.Pattern) + ")"
	if flags != "" {
		pattern = "(?" + flags + ")" + pattern
	}
	var err error
	if compiled.Regexp, err = regexp2.Compile(`\G` + pattern); err != nil {
		return nil, err
	}
	compiled.Regexp.MatchTimeout = e.limit
	tree, err := syntax.Parse(pattern, syntax.ParseOptions{})
	if err != nil {
		return nil, err
	}
	r := &rule{CompiledRule: compiled, reach: reachOf(tree, e.reaches), nests: nests(compiled.Type)}
	e.reaches++
	if r.starts, err = startsOf(tree); err != nil {
		return nil, err
	}
	return r, nil
}

func startsOf(tree *syntax.RegexTree) (*starts, error) {
	code, err := syntax.Write(tree)
	if err != nil {
		return nil, err
	}
	var s starts
	prefix := code.FcPrefix
	for c := range s {
		r := rune(c)
		s[c] = prefix == nil || c == 128 || prefix.PrefixSet.CharIn(r) ||
			prefix.CaseInsensitive && (prefix.PrefixSet.CharIn(unicode.ToLower(r)) || prefix.PrefixSet.CharIn(unicode.ToUpper(r)))
	}
	return &s, nil
}

// nests tells whether an emitter may run another lexer: all but a plain kind, and a plain kind for each group.
func nests(emitter chroma.Emitter) bool {
	switch v := reflect.Indirect(reflect.ValueOf(emitter)); {
	case !v.IsValid() || v.Type() == reflect.TypeFor[chroma.TokenType]():
		return false
	case v.Kind() == reflect.Struct && v.FieldByName("Emitters").IsValid():
		all, ok := v.FieldByName("Emitters").Interface().(chroma.Emitters)
		return !ok || v.NumField() > 1 || slices.ContainsFunc(all, nests)
	}
	return true
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

var (
	errStuck = errors.New("lexer makes no progress")
	errClock = errors.New("match takes too long")
)

// run cuts text into tokens and hands them on. A text that the rules do not come to the end of, or a
// last line end that the text does not have, is for emit to mind.
func (e *engine) run(text string, emit func(chroma.Token)) error {
	if err := e.build(); err != nil {
		return err
	}
	return e.spend(newBudget(e.reaches), text, emit)
}

// spend is run with a given budget.
func (e *engine) spend(b *budget, text string, emit func(chroma.Token)) error {
	s := &chroma.LexerState{
		Lexer: e.lexer, Registry: lexers.GlobalLexerRegistry, Text: []rune(text), Rules: e.rules,
		Stack: []string{"root"}, MutatorContext: map[any]any{},
	}
	end := len(s.Text)
	if e.lexer.Config().EnsureNL && !strings.HasSuffix(text, "\n") {
		s.Text = append(s.Text, '\n')
	}
	b.text = s.Text
	for idle := 0; s.Pos < end && len(s.Stack) > 0; idle++ {
		if idle > 1000 {
			return errStuck
		}
		before := s.Pos
		if err := e.step(s, b, emit); err != nil {
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
func (e *engine) step(s *chroma.LexerState, b *budget, emit func(chroma.Token)) error {
	s.State = s.Stack[len(s.Stack)-1]
	n, match, err := e.match(s, b)
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
	rule := e.states[s.State].rules[n]
	if rule.nests && !mild(match.String()) {
		return errBudget
	}
	if kind, ok := rule.Type.(chroma.TokenType); ok && needsNoGroups(rule.Mutator) {
		from := s.Pos
		s.Pos += match.RuneLength
		emit(chroma.Token{Type: kind, Value: string(s.Text[from:s.Pos])})
		return mutate(rule.CompiledRule, s)
	}
	s.Rule = n
	s.Groups, s.NamedGroups = s.Groups[:0:0], map[string]string{}
	for _, g := range match.Groups() {
		text := g.String()
		s.Groups = append(s.Groups, text)
		s.NamedGroups[g.Name] = text
	}
	s.Pos += utf8.RuneCountInString(s.Groups[0])
	if err := mutate(rule.CompiledRule, s); err != nil || rule.Type == nil {
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
func (e *engine) match(s *chroma.LexerState, b *budget) (int, *regexp2.Match, error) {
	first := s.Text[s.Pos]
	if first > 127 {
		first = 128
	}
	state := e.states[s.State]
	if state == nil {
		return 0, nil, fmt.Errorf("unknown state %q", s.State)
	}
	for _, n := range state.first[first] {
		rule := state.rules[n]
		possible := b.possible(rule.reach, s.Pos)
		if b.left < 0 {
			return 0, nil, errBudget
		}
		if !possible {
			continue
		}
		match, err := rule.Regexp.FindRunesMatchStartingAt(s.Text, s.Pos)
		if err != nil {
			return 0, nil, errClock
		}
		if match != nil && match.RuneIndex == s.Pos {
			return int(n), match, nil
		}
	}
	return 0, nil, nil
}
