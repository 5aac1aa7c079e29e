package highlight

import "github.com/dlclark/regexp2/v2/syntax"

// walk runs programs over a text and counts the instructions.
type walk struct {
	text    []rune
	left    int // instructions that may still be done; below 0 the answers mean nothing
	threads map[*program]*threads
}

// threads is where a program stands: the reading instructions that it may be at. Marks keep it from being at one twice.
type threads struct {
	now, next []int
	marks     []int
	place     int // goes up with each character, and never back
	accepted  bool
}

// matches tells whether a program matches at a place.
func (w *walk) matches(p *program, at int) bool {
	t := w.threads[p]
	if t == nil {
		t = &threads{marks: make([]int, len(p.code))}
		w.threads[p] = t
	}
	t.place, t.accepted, t.next = t.place+1, false, t.next[:0]
	w.reach(p, t, 0, at)
	for i := at; len(t.next) > 0 && i < len(w.text) && !t.accepted && w.left >= 0; i++ {
		t.now, t.next = t.next, t.now[:0]
		t.place++
		for _, n := range t.now {
			if p.code[n].set.has(w.text[i]) {
				w.reach(p, t, n+1, i+1)
			}
		}
		w.left -= len(t.now)
	}
	return t.accepted
}

// reach adds an instruction, and all that follow it without reading.
func (w *walk) reach(p *program, t *threads, n, at int) {
	for ; t.marks[n] != t.place; w.left-- {
		t.marks[n] = t.place
		switch i := &p.code[n]; i.do {
		case opAccept:
			t.accepted = true
			return
		case opRead:
			t.next = append(t.next, n)
			return
		case opFork:
			w.reach(p, t, n+1, at)
			n = i.x
			continue
		case opJump:
			n = i.x
			continue
		case opTest:
			if !w.holds(i.where, at) {
				return
			}
		case opAhead, opAbsent:
			if w.matches(i.look, at) != (i.do == opAhead) {
				return
			}
		case opFail:
			return
		}
		n++
	}
}

// holds tells whether a condition on a place is met. A lexer's expressions are tried where they start, so
// that nothing has to be known of the start.
func (w *walk) holds(where syntax.NodeType, at int) bool {
	n := len(w.text)
	switch where {
	case syntax.NtBol:
		return at == 0 || w.text[at-1] == '\n'
	case syntax.NtEol:
		return at == n || w.text[at] == '\n'
	case syntax.NtBeginning:
		return at == 0
	case syntax.NtEnd:
		return at == n
	case syntax.NtEndZ:
		return at == n || at == n-1 && w.text[at] == '\n'
	}
	return true
}
