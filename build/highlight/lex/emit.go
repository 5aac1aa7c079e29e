package lex

import (
	"fmt"

	"github.com/alecthomas/chroma/v2"
)

// emitter hands on the tokens of a match. Groups have the whole match first.
type emitter func(s *scan, groups []string) error

// emitter reads what a rule does with a match, and whether it wants groups.
func (c *compiler) emitter(e chroma.Emitter) (emitter, bool, error) {
	if kind, ok := e.(chroma.TokenType); ok {
		return func(s *scan, groups []string) error {
			s.put(kind, groups[0])
			return nil
		}, false, nil
	}
	if call, ok := e.(chroma.EmitterFunc); ok {
		return c.called(call), true, nil
	}
	kind := ""
	if known, ok := e.(chroma.SerialisableEmitter); ok {
		kind = known.EmitterKind()
	}
	var emit emitter
	var err error
	switch kind {
	case "bygroups":
		emit, err = c.byGroups(e)
	case "usingbygroup":
		emit, err = c.usingByGroup(e)
	case "using":
		emit, err = c.using(e)
	case "usingself":
		emit, err = c.usingSelf(e)
	default:
		err = fmt.Errorf("%T makes tokens in ways that are not known", e)
	}
	return emit, kind == "bygroups" || kind == "usingbygroup", err
}

// emitters reads those of a list. One of nothing is nil.
func (c *compiler) emitters(e chroma.Emitter) ([]emitter, error) {
	list, err := field[chroma.Emitters](e, "Emitters")
	if err != nil {
		return nil, err
	}
	out := make([]emitter, len(list))
	for n, one := range list {
		if one == nil {
			continue
		}
		if out[n], _, err = c.emitter(one); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (c *compiler) byGroups(e chroma.Emitter) (emitter, error) {
	list, err := c.emitters(e)
	return func(s *scan, groups []string) error {
		if len(list) != len(groups)-1 {
			s.put(chroma.Error, groups[0])
			return nil
		}
		for n, emit := range list {
			if emit == nil {
				continue
			}
			if err := emit(s, groups[n+1:n+2]); err != nil {
				return err
			}
		}
		return nil
	}, err
}

// usingByGroup runs the lexer that one group names over another group.
func (c *compiler) usingByGroup(e chroma.Emitter) (emitter, error) {
	list, err := c.emitters(e)
	name, errName := field[int](e, "SublexerNameGroup")
	code, errCode := field[int](e, "CodeGroup")
	if err != nil || errName != nil || errCode != nil {
		return nil, fmt.Errorf("%T is not known", e)
	}
	return func(s *scan, groups []string) error {
		if len(list) != len(groups)-1 {
			return ErrRules
		}
		inner := s.rules.library.lexer(groups[name])
		for n, emit := range list {
			var err error
			switch {
			case n == code-1 && inner != nil:
				err = s.run(inner, chroma.TokeniseOptions{State: "root"}, lineEnds.Replace(groups[code]))
			case emit == nil:
				err = ErrRules
			default:
				err = emit(s, groups[n+1:n+2])
			}
			if err != nil {
				return err
			}
		}
		return nil
	}, nil
}

func (c *compiler) using(e chroma.Emitter) (emitter, error) {
	name, err := field[string](e, "Lexer")
	return func(s *scan, groups []string) error {
		inner := s.rules.library.lexer(name)
		if inner == nil {
			return ErrRules
		}
		return s.run(inner, chroma.TokeniseOptions{State: "root", Nested: true}, groups[0])
	}, err
}

func (c *compiler) usingSelf(e chroma.Emitter) (emitter, error) {
	name, err := field[string](e, "State")
	c.state(name)
	return func(s *scan, groups []string) error {
		return s.run(s.rules.self, chroma.TokeniseOptions{State: name, Nested: true}, groups[0])
	}, err
}

// called hands groups to a function of chroma's. It gets no more of the state than those that there are look at.
func (c *compiler) called(call chroma.EmitterFunc) emitter {
	return func(s *scan, groups []string) error {
		return s.runStock(groups[0], func() (chroma.Iterator, error) {
			return call(groups, &chroma.LexerState{Lexer: s.rules.stock, Registry: s.rules.library.registry, Groups: groups}), nil
		})
	}
}
