package regex

import "unicode/utf8"

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
