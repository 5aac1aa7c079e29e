package lex

import (
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
)

// scan is where a lexer stands in its text.
type scan struct {
	*task
	rules  *rules
	text   string
	pos    int
	first  *state
	stack  []*state
	groups []string // of the last match of a rule that tells them, the whole first
}

// maxIdle is how many rules may follow one another without reading anything. There are rules that do so for
// ever, and chroma with them.
const maxIdle = 1000

// drive runs rules over a text.
func (t *task) drive(r *rules, o chroma.TokeniseOptions, text string) error {
	end := len(text)
	if !o.Nested && r.ensureNL && !strings.HasSuffix(text, "\n") {
		text += "\n" // rules see it, and only a token that began before may hold it
	}
	s := &scan{task: t, rules: r, text: text, first: r.state(o.State)}
	s.stack = append(s.stack, s.first)
	for idle := 0; s.pos < end && len(s.stack) > 0; idle++ {
		if idle > maxIdle {
			return ErrRules
		}
		before := s.pos
		if err := s.step(); err != nil {
			return err
		}
		if s.pos > before {
			idle = 0
		}
	}
	if len(s.stack) == 0 && s.pos < len(text) {
		t.put(chroma.Error, text[s.pos:])
	}
	return nil
}

// step applies one rule. Where none matches, a character is an error, and the end of a line outside of the
// first state goes back to that state.
func (s *scan) step() error {
	top := s.stack[len(s.stack)-1]
	if !top.known {
		return ErrRules
	}
	r, end := s.match(top)
	switch {
	case s.matcher.Left < 0:
		return ErrSteps
	case r == nil && s.text[s.pos] == '\n' && top != s.first:
		s.stack = append(s.stack[:0], s.first)
		return nil
	case r == nil:
		_, n := utf8.DecodeRuneInString(s.text[s.pos:])
		s.pos += n
		s.put(chroma.Error, s.text[s.pos-n:s.pos])
		return nil
	}
	from := s.pos
	s.pos = end
	if r.emit == nil {
		s.put(r.kind, s.text[from:end])
		return s.change(r.changes, top)
	}
	s.gather(r, from)
	if err := s.change(r.changes, top); err != nil {
		return err
	}
	return r.emit(s, s.groups)
}

// match finds the first rule of a state that matches where the lexer stands.
func (s *scan) match(top *state) (*rule, int) {
	for _, r := range top.lists[top.index[s.text[s.pos]]] {
		if end := s.matcher.Match(r.program, s.text, s.pos); end >= 0 {
			return r, end
		}
	}
	return nil, 0
}

// gather takes the texts of a match's groups, before another match forgets them.
func (s *scan) gather(r *rule, from int) {
	s.groups = append(s.groups[:0], s.text[from:s.pos])
	for n := 1; r.groups && n < r.program.Groups(); n++ {
		from, to := s.matcher.Group(n)
		s.groups = append(s.groups, s.text[max(from, 0):max(to, 0)])
	}
}

// change is one change of the stack of states: so many off, or one on, which is the one that stands there when
// it has none.
type change struct {
	pop  int
	push *state
}

func (s *scan) change(changes []change, top *state) error {
	for _, c := range changes {
		switch {
		case c.pop > len(s.stack):
			return ErrRules
		case c.pop > 0:
			s.stack = s.stack[:len(s.stack)-c.pop]
		case c.push == nil:
			s.stack = append(s.stack, top)
		default:
			s.stack = append(s.stack, c.push)
		}
	}
	return nil
}
