package highlight

import "github.com/dlclark/regexp2/v2/syntax"

// program is an expression as a list of instructions, for a walk that follows all ways through it at
// once. It leaves out what such a walk cannot know (what a group held, what stands before, which way has to be
// kept): it may say that there is a match where there is none, and never the other way round.
type program struct {
	code  []instruction
	exact bool // it says so only where there is one
}

type operation uint8

const (
	opAccept operation = iota
	opRead             // one character, on to the next instruction
	opFork             // on to the next instruction and to x
	opJump             // to x
	opTest             // on if the condition is met
	opAhead            // on if look matches
	opAbsent           // on if look does not
	opFail
)

type instruction struct {
	do    operation
	x     int
	set   set
	where syntax.NodeType
	look  *program
}

// set is the characters that one instruction reads.
type set struct {
	ascii [2]uint64
	other func(rune) bool
}

func (s *set) has(c rune) bool {
	if c < 128 {
		return s.ascii[c>>6]>>(c&63)&1 != 0
	}
	return s.other(c)
}

func setOf(has func(rune) bool) set {
	s := set{other: has}
	for c := range rune(128) {
		if has(c) {
			s.ascii[c>>6] |= 1 << (c & 63)
		}
	}
	return s
}

func newProgram(n *syntax.RegexNode) *program {
	p := &program{exact: true}
	p.add(n)
	p.put(instruction{do: opAccept})
	return p
}

// put adds an instruction and gives its place.
func (p *program) put(i instruction) int {
	p.code = append(p.code, i)
	return len(p.code) - 1
}

func (p *program) add(n *syntax.RegexNode) {
	switch n.T {
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		p.put(instruction{do: opRead, set: leafSet(n)})
	case syntax.NtMulti:
		for _, c := range n.Str {
			p.put(instruction{do: opRead, set: setOf(func(r rune) bool { return r == c })})
		}
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop, syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy:
		one := instruction{do: opRead, set: leafSet(n)}
		p.repeat(n.M, n.N, func() { p.put(one) })
	case syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		one := instruction{do: opRead, set: leafSet(n)}
		p.repeat(n.M, n.N, func() { p.put(one) })
		p.exact = false
	case syntax.NtLoop, syntax.NtLazyloop:
		p.repeat(n.M, n.N, func() { p.add(n.Children[0]) })
	case syntax.NtConcatenate, syntax.NtCapture, syntax.NtGroup:
		for _, c := range n.Children {
			p.add(c)
		}
	case syntax.NtAtomic:
		p.add(n.Children[0])
		p.exact = false
	case syntax.NtAlternate:
		p.alternate(n.Children)
	case syntax.NtBackRefCond:
		p.alternate(n.Children)
		p.exact = false
	case syntax.NtExprCond:
		p.alternate(n.Children[1:])
		p.exact = false
	case syntax.NtPosLook, syntax.NtNegLook:
		p.look(n)
	case syntax.NtRef, syntax.NtGrapheme:
		p.repeat(0, endless, func() { p.put(instruction{do: opRead, set: setOf(func(rune) bool { return true })}) })
		p.exact = false
	case syntax.NtBol, syntax.NtEol, syntax.NtBeginning, syntax.NtStart, syntax.NtEnd, syntax.NtEndZ:
		p.put(instruction{do: opTest, where: n.T})
	case syntax.NtNothing:
		p.put(instruction{do: opFail})
	case syntax.NtEmpty, syntax.NtUpdateBumpalong, syntax.NtResetCapture:
	default:
		p.exact = false // a border of words
	}
}

// copies is how often a counted loop is written out; a longer one may run for ever.
const copies = 8

// repeat writes a body least to most times.
func (p *program) repeat(least, most int, body func()) {
	for range min(least, copies) {
		body()
	}
	if most > copies {
		p.exact = p.exact && most >= endless && least <= copies
		start := p.put(instruction{do: opFork})
		body()
		p.put(instruction{do: opJump, x: start})
		p.code[start].x = len(p.code)
		return
	}
	for range most - least {
		start := p.put(instruction{do: opFork})
		body()
		defer func() { p.code[start].x = len(p.code) }()
	}
}

func (p *program) alternate(ways []*syntax.RegexNode) {
	var ends []int
	for _, way := range ways {
		start := p.put(instruction{do: opFork})
		p.add(way)
		ends = append(ends, p.put(instruction{do: opJump}))
		p.code[start].x = len(p.code)
	}
	p.put(instruction{do: opFail})
	for _, end := range ends {
		p.code[end].x = len(p.code)
	}
}

func (p *program) look(n *syntax.RegexNode) {
	inner := newProgram(n.Children[0])
	switch {
	case n.Options&syntax.RightToLeft != 0:
		p.exact = false
	case n.T == syntax.NtPosLook:
		p.put(instruction{do: opAhead, look: inner})
		p.exact = p.exact && inner.exact
	case inner.exact:
		p.put(instruction{do: opAbsent, look: inner})
	default:
		p.exact = false
	}
}

// leafSet is what a node without children reads.
func leafSet(n *syntax.RegexNode) set {
	switch n.T {
	case syntax.NtNotone, syntax.NtNotoneloop, syntax.NtNotonelazy, syntax.NtNotoneloopatomic:
		return setOf(func(c rune) bool { return c != n.Ch })
	case syntax.NtOne, syntax.NtOneloop, syntax.NtOnelazy, syntax.NtOneloopatomic:
		return setOf(func(c rune) bool { return c == n.Ch })
	}
	return setOf(n.Set.CharIn)
}
