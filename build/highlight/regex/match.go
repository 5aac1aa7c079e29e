package regex

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2/syntax"
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

// read runs the instructions that look at the text in rarer ways.
func (m *Matcher) read(i *inst, pos int) (int32, int) {
	switch i.op {
	case opStringBack:
		if strings.HasSuffix(m.text[:pos], i.str) {
			return i.next, pos - len(i.str)
		}
	case opSetBack:
		if n := i.set.last(m.text, pos); n > 0 {
			return i.next, pos - n
		}
	case opRef:
		if n := m.repeated(i, pos); n >= 0 {
			return i.next, pos + n
		}
	default:
		if m.holds(i.op, pos) {
			return i.next, pos
		}
	}
	return fail, pos
}

// holds tells whether a condition on a place is met.
func (m *Matcher) holds(o op, pos int) bool {
	text := m.text
	switch o {
	case opLineStart:
		return pos == 0 || text[pos-1] == '\n'
	case opLineEnd:
		return pos == len(text) || text[pos] == '\n'
	case opTextStart:
		return pos == 0
	case opStart:
		return pos == m.start
	case opTextEnd:
		return pos == len(text)
	case opLastLineEnd:
		return pos == len(text) || pos == len(text)-1 && text[pos] == '\n'
	}
	after, _ := utf8.DecodeRuneInString(text[pos:])
	border := isWord(charBefore(text, pos)) != (pos < len(text) && isWord(after))
	return border == (o == opBorder)
}

// repeated gives the length of what a group held if it stands at a place again, else -1.
func (m *Matcher) repeated(i *inst, pos int) int {
	from, to := m.slots[i.slot], m.slots[i.slot+1]
	if from < 0 {
		return -1
	}
	held, rest := m.text[from:to], m.text[pos:]
	m.Left -= len(held) / 4
	if strings.HasPrefix(rest, held) {
		return len(held)
	}
	if !i.fold {
		return -1
	}
	at := 0
	for _, r := range held {
		c, n := utf8.DecodeRuneInString(rest[at:])
		if n == 0 || !sameLetter(r, c) {
			return -1
		}
		at += n
	}
	return at
}

func sameLetter(a, b rune) bool {
	if a < utf8.RuneSelf && b < utf8.RuneSelf {
		return unicode.ToLower(a) == unicode.ToLower(b)
	}
	return syntax.IsCaseEquivalent(a, b, 0)
}

// greedy takes all that a loop can.
func (m *Matcher) greedy(i *inst, pc int32, pos int) (int32, int) {
	low := pos
	if i.min > 0 {
		if low = i.set.take(m.text, pos, i.min, i.min); low < 0 {
			return fail, 0
		}
	}
	most := i.max
	if most != endless {
		most -= i.min
	}
	end := i.set.take(m.text, low, 0, most)
	m.Left -= (end - low) / 4
	return m.giveBack(i, pc, end, low)
}

// giveBack goes back from a place to the next one that something can follow, and not below low.
func (m *Matcher) giveBack(i *inst, pc int32, pos, low int) (int32, int) {
	from := pos
	for pos > low && !i.here.allows(m.text, pos) {
		pos = before(m.text, pos)
	}
	m.Left -= (from - pos) / 4
	switch {
	case pos > low:
		m.push(frame{retry, pc, int32(pos), int32(low)})
	case !i.here.allows(m.text, pos):
		return fail, pos
	}
	return i.next, pos
}

// before gives where the character before a place begins.
func before(text string, pos int) int {
	for pos--; !utf8.RuneStart(text[pos]); pos-- {
	}
	return pos
}

// lazy takes as little as can be followed, and at most so many.
func (m *Matcher) lazy(i *inst, pc int32, pos int, most int32) (int32, int) {
	for ; !i.here.allows(m.text, pos); m.Left-- {
		n := i.set.next(m.text, pos)
		if most == 0 || n == 0 {
			return fail, pos
		}
		pos += n
		if i.max != endless {
			most--
		}
	}
	if most > 0 {
		m.push(frame{retry, pc, int32(pos), most})
	}
	return i.next, pos
}

// choose takes the n-th branch that the text allows.
func (m *Matcher) choose(i *inst, pc int32, pos, n int) (int32, int) {
	list := i.ways.at(m.text, pos)
	switch {
	case n >= len(list):
		return fail, pos
	case n+1 < len(list):
		m.push(frame{retry, pc, int32(pos), int32(n + 1)})
	}
	return list[n], pos
}

// enter begins a loop. Of its two slots, one holds where the last time began (-1 before the first of a loop
// that may be left out) and one how many times were beyond the least.
func (m *Matcher) enter(i *inst, pos int) (int32, int) {
	if i.min == 0 {
		m.set(i.slot, -1)
		m.set(i.slot+1, 0)
	} else {
		m.set(i.slot, int32(pos))
		m.set(i.slot+1, 1-i.min)
	}
	return i.next, pos
}

// again decides between another time and what follows the loop.
func (m *Matcher) again(i *inst, pc int32, pos int) (int32, int) {
	idle, count := m.slots[i.slot] == int32(pos), m.slots[i.slot+1]
	switch {
	case i.counted && count < 0:
		return m.body(i, pos)
	case i.lazy:
		if i.here.allows(m.text, pos) {
			m.push(frame{retry, pc, int32(pos), 0})
			return i.next, pos
		}
		return m.onceMore(i, pos)
	case idle || i.counted && i.max != endless && count >= i.max-i.min || !i.there.allows(m.text, pos):
		return i.next, pos
	}
	if i.here.allows(m.text, pos) {
		m.push(frame{jump, i.next, int32(pos), 0})
	}
	return m.body(i, pos)
}

// onceMore is what a lazy loop does when what follows it did not match.
func (m *Matcher) onceMore(i *inst, pos int) (int32, int) {
	idle, count := m.slots[i.slot] == int32(pos), m.slots[i.slot+1]
	if idle || i.counted && i.max != endless && count >= i.max-i.min || !i.there.allows(m.text, pos) {
		return fail, pos
	}
	return m.body(i, pos)
}

func (m *Matcher) body(i *inst, pos int) (int32, int) {
	m.set(i.slot, int32(pos))
	if i.counted {
		m.set(i.slot+1, m.slots[i.slot+1]+1)
	}
	return i.alt, pos
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
