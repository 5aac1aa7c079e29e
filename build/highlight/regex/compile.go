package regex

import (
	"slices"

	"github.com/dlclark/regexp2/v2/syntax"
)

// compiler writes a program from its end to its start, so that each instruction knows what follows it.
type compiler struct {
	*Compiler
	tree   *syntax.RegexTree
	p      *Program
	code   []inst
	firsts []first // by instruction
	keeps  bool    // groups
	err    error
}

func (c *compiler) put(i inst, f first) int32 {
	c.code = append(c.code, i)
	c.firsts = append(c.firsts, f)
	return int32(len(c.code) - 1)
}

// slot gives n new numbers for a match to keep.
func (c *compiler) slot(n int) int32 {
	c.p.slots += n
	return int32(c.p.slots - n)
}

// node compiles a node that is followed by an instruction, and gives where it begins.
func (c *compiler) node(n *syntax.RegexNode, next int32) int32 {
	back := n.Options&syntax.RightToLeft != 0
	switch n.T {
	case syntax.NtOne:
		return c.text(string(n.Ch), back, next)
	case syntax.NtMulti:
		if n.Options&syntax.IgnoreCase != 0 {
			return c.refuse(n)
		}
		return c.text(string(n.Str), back, next)
	case syntax.NtNotone, syntax.NtSet:
		return c.char(n, next)
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop:
		return c.run(n, opGreedy, next)
	case syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		return c.run(n, opAll, next)
	case syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy:
		return c.run(n, opLazy, next)
	case syntax.NtConcatenate:
		return c.sequence(n.Children, next)
	case syntax.NtEmpty, syntax.NtUpdateBumpalong:
		return next
	case syntax.NtGroup:
		return c.node(n.Children[0], next)
	case syntax.NtAlternate:
		return c.choice(c.branches(n.Children, next))
	case syntax.NtLoop, syntax.NtLazyloop:
		return c.loop(n.T == syntax.NtLazyloop, int32(n.M), int32(n.N), next, func(next int32) int32 { return c.node(n.Children[0], next) })
	case syntax.NtCapture:
		return c.capture(n, next)
	case syntax.NtAtomic:
		return c.atomic(next, func(next int32) int32 { return c.node(n.Children[0], next) })
	case syntax.NtPosLook, syntax.NtNegLook:
		return c.look(n, next)
	case syntax.NtRef:
		if back {
			return c.refuse(n)
		}
		return c.put(inst{op: opRef, next: next, slot: c.group(n.M), fold: n.Options&syntax.IgnoreCase != 0}, anything)
	}
	return c.test(n, next)
}

// text compiles characters that are what they are.
func (c *compiler) text(s string, back bool, next int32) int32 {
	if back {
		return c.put(inst{op: opStringBack, str: s, next: next}, anything)
	}
	var f first
	f.add(s[0])
	if len(s) == 1 {
		return c.put(inst{op: opByte, char: s[0], next: next}, f)
	}
	return c.put(inst{op: opString, str: s, next: next}, f)
}

func (c *compiler) char(n *syntax.RegexNode, next int32) int32 {
	s := c.setOf(n)
	if n.Options&syntax.RightToLeft != 0 {
		return c.put(inst{op: opSetBack, set: s, next: next}, anything)
	}
	return c.put(inst{op: opSet, set: s, next: next}, s.first)
}

// run compiles a loop over single characters. Backwards, it is a loop like any other.
func (c *compiler) run(n *syntax.RegexNode, o op, next int32) int32 {
	if n.Options&syntax.RightToLeft != 0 {
		whole := func(next int32) int32 {
			return c.loop(o == opLazy, int32(n.M), int32(n.N), next, func(next int32) int32 { return c.char(n, next) })
		}
		if o == opAll {
			return c.atomic(next, whole)
		}
		return whole(next)
	}
	s, follow := c.setOf(n), c.firsts[next]
	f := s.first
	if n.M == n.N || o == opGreedy && f.and(follow).empty() {
		o = opAll // what it could give back, nothing follows
	}
	if n.M == 0 {
		f = f.or(follow)
	}
	return c.put(inst{op: o, set: s, min: int32(n.M), max: int32(n.N), next: next, here: c.intern(follow)}, f)
}

// loop compiles a loop over anything. It ends when a time read nothing, as soon as it may.
func (c *compiler) loop(lazy bool, least, most, next int32, body func(next int32) int32) int32 {
	if least == 0 && most == 1 {
		entry := body(next)
		if lazy {
			return c.split(next, entry)
		}
		return c.split(entry, next)
	}
	slot := c.slot(2)
	again := c.put(inst{op: opAgain, slot: slot, min: least, max: most, lazy: lazy, counted: most != endless || least > 1, next: next}, anything)
	entry := body(again)
	i := &c.code[again]
	i.alt, i.here, i.there = entry, c.intern(c.firsts[next]), c.intern(c.firsts[entry])
	f := c.firsts[entry]
	start := entry
	if least == 0 {
		f = f.or(c.firsts[next])
		start = again
	}
	return c.put(inst{op: opLoop, slot: slot, min: least, next: start}, f)
}

func (c *compiler) group(number int) int32 {
	if c.tree.Capnumlist != nil {
		number = slices.Index(c.tree.Capnumlist, number)
	}
	return int32(2 * (number - 1))
}

func (c *compiler) capture(n *syntax.RegexNode, next int32) int32 {
	switch {
	case n.N != -1:
		return c.refuse(n)
	case n.M == 0 || !c.keeps:
		return c.node(n.Children[0], next)
	}
	start := c.slot(1)
	end := c.put(inst{op: opClose, slot: c.group(n.M), alt: start, next: next}, c.firsts[next])
	entry := c.node(n.Children[0], end)
	return c.put(inst{op: opOpen, slot: start, next: entry}, c.firsts[entry])
}

// atomic compiles what is not gone back into. At the end of the whole, nothing is. What follows must not tell
// which way to take inside: the first that matches is taken, and then it may be the wrong one.
func (c *compiler) atomic(next int32, body func(next int32) int32) int32 {
	if c.code[next].op == opMatch {
		return body(next)
	}
	slot := c.slot(1)
	entry := body(c.put(inst{op: opCommit, slot: slot, next: next}, anything))
	return c.put(inst{op: opAtomic, slot: slot, next: entry}, c.firsts[entry])
}

func (c *compiler) look(n *syntax.RegexNode, next int32) int32 {
	slot := c.slot(2)
	if n.T == syntax.NtNegLook {
		entry := c.node(n.Children[0], c.put(inst{op: opNotEnd, slot: slot}, anything))
		return c.put(inst{op: opNot, slot: slot, next: entry, alt: next}, c.firsts[next])
	}
	entry := c.node(n.Children[0], c.put(inst{op: opAheadEnd, slot: slot, next: next}, anything))
	return c.put(inst{op: opAhead, slot: slot, next: entry}, c.firsts[entry].and(c.firsts[next]))
}

// test compiles a condition on a place.
func (c *compiler) test(n *syntax.RegexNode, next int32) int32 {
	f, eol := c.firsts[next], first{end: true}
	eol.add('\n')
	switch n.T {
	case syntax.NtBol:
		return c.put(inst{op: opLineStart, next: next}, f)
	case syntax.NtEol:
		return c.put(inst{op: opLineEnd, next: next}, f.and(eol))
	case syntax.NtBoundary:
		return c.put(inst{op: opBorder, next: next}, f)
	case syntax.NtNonboundary:
		return c.put(inst{op: opNoBorder, next: next}, f)
	case syntax.NtBeginning:
		return c.put(inst{op: opTextStart, next: next}, f)
	case syntax.NtStart:
		return c.put(inst{op: opStart, next: next}, f)
	case syntax.NtEnd:
		return c.put(inst{op: opTextEnd, next: next}, f.and(first{end: true}))
	case syntax.NtEndZ:
		return c.put(inst{op: opLastLineEnd, next: next}, f.and(eol))
	case syntax.NtNothing:
		return c.char(&syntax.RegexNode{T: syntax.NtSet, Set: syntax.NoneClass()}, next)
	}
	return c.refuse(n)
}
