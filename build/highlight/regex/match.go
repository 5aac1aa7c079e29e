package regex

import (
	"slices"
	"strings"
)

// Matcher runs programs over texts, which must be valid UTF-8. Left is how many instructions it may still do;
// once that is below 0 its answers mean nothing, and it ends soon. It is for one goroutine.
type Matcher struct {
	Left  int
	text  string
	start int
	slots []int32
	stack []frame
}

// frame is what to go back to: a number that a slot had, or another way.
type frame struct {
	kind frameKind
	pc   int32 // of an undo, the slot
	x, y int32
}

type frameKind uint8

const (
	undo  frameKind = iota // the slot held x
	jump                   // on at pc, the place being x
	retry                  // what the instruction at pc left for later, see resume
)

// maxStack bounds the memory of a match, to 32 MB; more takes an expression in trouble.
const maxStack = 2 << 20

// Match tells where a match that begins at a place ends, -1 when there is none.
func (m *Matcher) Match(p *Program, text string, at int) int {
	m.text, m.start, m.stack = text, at, m.stack[:0]
	if n := p.slots - len(m.slots); n > 0 {
		m.slots = append(m.slots, make([]int32, n)...)
	}
	for n := range p.told {
		m.slots[n] = -1
	}
	pc, pos := p.entry, at
	for {
		m.Left--
		i := &p.code[pc]
		switch i.op {
		case opMatch:
			return pos
		case opByte:
			if pos < len(text) && text[pos] == i.char {
				pos++
				pc = i.next
				continue
			}
		case opString:
			if strings.HasPrefix(text[pos:], i.str) {
				pos += len(i.str)
				pc = i.next
				continue
			}
		case opSet:
			if n := i.set.next(text, pos); n > 0 {
				pos += n
				pc = i.next
				continue
			}
		default:
			if pc, pos = m.do(i, pc, pos); pc >= 0 {
				continue
			}
		}
		if pc, pos = m.resume(p); pc < 0 {
			return -1
		}
	}
}

// Group gives what a group of the last match held, -1 and -1 when nothing.
func (m *Matcher) Group(n int) (from, to int) {
	return int(m.slots[2*n-2]), int(m.slots[2*n-1])
}

// fail is what instructions give that do not lead on.
const fail int32 = -1

// do runs an instruction and gives the next and its place.
func (m *Matcher) do(i *inst, pc int32, pos int) (int32, int) {
	switch i.op {
	case opAll:
		end := i.set.take(m.text, pos, i.min, i.max)
		m.Left -= max(end-pos, 0) / 4
		if end < 0 || !i.here.allows(m.text, end) {
			return fail, pos
		}
		return i.next, end
	case opGreedy:
		return m.greedy(i, pc, pos)
	case opLazy:
		if i.min > 0 {
			if pos = i.set.take(m.text, pos, i.min, i.min); pos < 0 {
				return fail, 0
			}
		}
		return m.lazy(i, pc, pos, i.max-i.min)
	case opSplit:
		if !i.here.allows(m.text, pos) {
			if !i.there.allows(m.text, pos) {
				return fail, pos
			}
			return i.alt, pos
		}
		if i.there.allows(m.text, pos) {
			m.push(frame{jump, i.alt, int32(pos), 0})
		}
		return i.next, pos
	case opWays:
		return m.choose(i, pc, pos, 0)
	case opOpen:
		m.set(i.slot, int32(pos))
	case opClose:
		from, to := m.slots[i.alt], int32(pos)
		m.set(i.slot, min(from, to))
		m.set(i.slot+1, max(from, to))
	case opLoop:
		return m.enter(i, pos)
	case opAgain:
		return m.again(i, pc, pos)
	case opAtomic, opAhead:
		m.slots[i.slot] = int32(len(m.stack))
		if i.op == opAhead {
			m.slots[i.slot+1] = int32(pos)
		}
	case opCommit:
		m.commit(m.slots[i.slot])
	case opAheadEnd:
		m.commit(m.slots[i.slot])
		pos = int(m.slots[i.slot+1])
	case opNot:
		m.slots[i.slot] = int32(len(m.stack))
		m.push(frame{jump, i.alt, int32(pos), 0})
	case opNotEnd:
		m.unwind(int(m.slots[i.slot]))
		return fail, pos
	default:
		return m.read(i, pos)
	}
	return i.next, pos
}

// resume goes back to the last way that was not taken.
func (m *Matcher) resume(p *Program) (int32, int) {
	for len(m.stack) > 0 && m.Left >= 0 {
		m.Left--
		f := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if f.kind == undo {
			m.slots[f.pc] = f.x
			continue
		}
		pc, pos := f.pc, int(f.x)
		if f.kind == retry {
			pc, pos = m.retry(&p.code[pc], f)
		}
		if pc >= 0 {
			return pc, pos
		}
	}
	return fail, 0
}

// retry takes the next way of an instruction that had more than one.
func (m *Matcher) retry(i *inst, f frame) (int32, int) {
	pos := int(f.x)
	switch i.op {
	case opGreedy:
		return m.giveBack(i, f.pc, before(m.text, pos), int(f.y))
	case opLazy:
		n := i.set.next(m.text, pos)
		if n == 0 {
			return fail, pos
		}
		most := f.y
		if i.max != endless {
			most--
		}
		return m.lazy(i, f.pc, pos+n, most)
	case opWays:
		return m.choose(i, f.pc, pos, int(f.y))
	}
	return m.onceMore(i, pos)
}

func (m *Matcher) push(f frame) {
	if len(m.stack) >= maxStack {
		m.Left = -1
		return
	}
	m.stack = append(m.stack, f)
}

// set keeps a number, and what was there for when there is a way back.
func (m *Matcher) set(slot, x int32) {
	if len(m.stack) > 0 {
		m.push(frame{undo, slot, m.slots[slot], 0})
	}
	m.slots[slot] = x
}

// commit drops the ways back beyond a height of the stack. What they would have undone stays to be undone.
func (m *Matcher) commit(height int32) {
	if height == 0 {
		m.stack = m.stack[:0]
		return
	}
	m.stack = append(m.stack[:height], slices.DeleteFunc(m.stack[height:], func(f frame) bool { return f.kind != undo })...)
}

// unwind goes back to a height of the stack.
func (m *Matcher) unwind(height int) {
	for len(m.stack) > height {
		f := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if f.kind == undo {
			m.slots[f.pc] = f.x
		}
	}
}
