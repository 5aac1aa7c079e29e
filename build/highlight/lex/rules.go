package lex

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"strings"

	"github.com/alecthomas/chroma/v2"

	"memo/build/highlight/regex"
)

// rules are a lexer's, compiled.
type rules struct {
	library  *Library
	stock    *chroma.RegexLexer
	self     *Lexer
	ensureNL bool
	states   map[string]*state
}

// state has a list of rules for each byte that the text may have: those to try, in order.
type state struct {
	known bool // false when rules name it and the lexer does not have it
	index [256]uint8
	lists [][]*rule
}

// rule is what to look for and what to do then.
type rule struct {
	program *regex.Program
	groups  bool // the emitter wants them
	kind    chroma.TokenType
	emit    emitter // nil when all is of one kind
	changes []change
}

// state gives the state of a name. It makes what is not there when rules are compiled, and never later.
func (r *rules) state(name string) *state {
	s := r.states[name]
	if s == nil {
		s = &state{}
		r.states[name] = s
	}
	return s
}

// compile repeats what chroma does when it first uses a lexer. It gives nil when there is anything in the rules
// that is not known here.
func compile(l *Library, stock *chroma.RegexLexer) *rules {
	raw, err := stock.Rules()
	if err != nil {
		return nil
	}
	all := chroma.CompiledRules{}
	for name, list := range raw {
		all[name] = nil
		for _, r := range list {
			all[name] = append(all[name], &chroma.CompiledRule{Rule: r})
		}
	}
	if applyLexerMutators(all) != nil {
		return nil
	}
	r := &rules{library: l, stock: stock, self: l.known[stock], ensureNL: stock.Config().EnsureNL, states: map[string]*state{}}
	c := &compiler{rules: r, regex: regex.NewCompiler(), flags: flags(stock.Config()), done: map[*chroma.CompiledRule]*rule{}}
	for name, list := range all {
		if err := c.fill(r.state(name), list); err != nil {
			return nil
		}
	}
	return r
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

// flags are what chroma puts before the expressions of a lexer.
func flags(c *chroma.Config) string {
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
	if flags == "" {
		return ""
	}
	return "(?" + flags + ")"
}

// compiler compiles the rules of one lexer.
type compiler struct {
	*rules
	regex *regex.Compiler
	flags string
	done  map[*chroma.CompiledRule]*rule // rules that states share
}

// fill compiles the rules of a state and sorts them by what they begin with.
func (c *compiler) fill(s *state, list []*chroma.CompiledRule) error {
	var all []*rule
	for _, compiled := range list {
		r, err := c.rule(compiled)
		if err != nil {
			return err
		}
		all = append(all, r)
	}
	s.known = true
	known := map[string]int{}
	for b := range s.index {
		var list []*rule
		var key []byte
		for n, r := range all {
			if r.program.CanBeginWith(byte(b)) {
				list, key = append(list, r), binary.LittleEndian.AppendUint32(key, uint32(n))
			}
		}
		n, ok := known[string(key)]
		if !ok {
			n = len(s.lists)
			known[string(key)] = n
			s.lists = append(s.lists, list)
		}
		s.index[b] = uint8(n)
	}
	return nil
}

// untangled is how Caddyfile's rule of here-documents reads lines without a loop in a loop over nothing, which
// doubles its steps with each character behind a document. The group at the end stays, and is empty as it was.
var untangled = strings.NewReplacer(`\n(.*|\n)*`, `\n(?:.*\n)*?.*()`)

func (c *compiler) rule(compiled *chroma.CompiledRule) (*rule, error) {
	if r := c.done[compiled]; r != nil {
		return r, nil
	}
	r := &rule{}
	var err error
	switch kind, plain := compiled.Type.(chroma.TokenType); {
	case plain:
		r.kind = kind
	case compiled.Type == nil:
		r.kind = chroma.Ignore
	default:
		if r.emit, r.groups, err = c.emitter(compiled.Type); err != nil {
			return nil, err
		}
	}
	if r.changes, err = c.changes(compiled.Mutator); err != nil {
		return nil, err
	}
	r.program, err = c.regex.Compile(`\G`+c.flags+"(?:"+untangled.Replace(compiled.Pattern)+")", r.groups)
	c.done[compiled] = r
	return r, err
}

// changes reads what a rule does to the stack.
func (c *compiler) changes(m chroma.Mutator) (out []change, err error) {
	if m == nil {
		return nil, nil
	}
	switch known, _ := m.(chroma.SerialisableMutator); {
	case known == nil:
	case known.MutatorKind() == "pop":
		depth, err := field[int](m, "Depth")
		return []change{{pop: depth}}, err
	case known.MutatorKind() == "push":
		return c.pushes(m)
	case known.MutatorKind() == "mutators":
		all, err := field[[]chroma.Mutator](m, "Mutators")
		for _, one := range all {
			more, err := c.changes(one)
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
		}
		return out, err
	}
	return nil, fmt.Errorf("%T changes the stack in ways that are not known", m)
}

func (c *compiler) pushes(m chroma.Mutator) (out []change, err error) {
	names, err := field[[]string](m, "States")
	for _, name := range names {
		if name == "#pop" {
			out = append(out, change{pop: 1})
		} else {
			out = append(out, change{push: c.state(name)})
		}
	}
	if len(names) == 0 {
		out = append(out, change{})
	}
	return out, err
}

// field reads an exported field of a struct of chroma's whose type has no exported name.
func field[T any](v any, name string) (value T, err error) {
	s := reflect.Indirect(reflect.ValueOf(v))
	if s.Kind() == reflect.Struct {
		if f := s.FieldByName(name); f.IsValid() && f.CanInterface() {
			if value, ok := f.Interface().(T); ok {
				return value, nil
			}
		}
	}
	return value, fmt.Errorf("%T has no field %s", v, name)
}
