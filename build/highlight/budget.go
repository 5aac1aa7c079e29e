package highlight

import (
	"errors"
	"math"

	"github.com/dlclark/regexp2/v2/syntax"
)

// A backtracking expression can look from every place of a text to its end and find nothing, so that a
// single line of 16,000 characters took yaml 37 s. regexp2 counts no steps, and a limit by the clock
// gives other bytes on a busy machine. So a text has a budget of steps, and an attempt that could read
// far is made by a walk first, which counts (see program). regexp2 is asked only where there may be a match.
//
// Ordinary code takes up to 50 steps a character, however long it is, and that of one language (OpenEdge ABL)
// 900. What takes more steps than the budget is text over which rules look again and again; all steps take 0.2 s.
const (
	maxSteps = 32 << 20
	far      = 64      // characters; nearer, an attempt costs less than a walk
	maxMild  = 4 << 20 // see mild
)

var errBudget = errors.New("code takes too long to colour")

// reach tells what a rule's expression can read: at most length characters, none beyond the first that is not in set.
type reach struct {
	id      int
	length  int
	set     [129]bool // by character below 128, and all others
	nested  bool      // a loop in a loop: backtracking may take exponential time
	program *program
}

const endless = math.MaxInt32

func reachOf(tree *syntax.RegexTree, id int) *reach {
	r := &reach{id: id}
	r.length = r.add(tree.Root)
	if r.length >= far {
		r.program = newProgram(tree.Root)
	}
	return r
}

// add puts what a node can read into the set and returns its greatest length.
func (r *reach) add(n *syntax.RegexNode) int {
	sum, most := 0, 0
	for _, child := range n.Children {
		l := r.add(child)
		sum, most = min(sum+l, endless), max(most, l)
	}
	switch n.T {
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		r.read(leafSet(n))
		return 1
	case syntax.NtMulti:
		for _, c := range n.Str {
			r.set[min(c, 128)] = true
		}
		return len(n.Str)
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop, syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy,
		syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		r.read(leafSet(n))
		return min(n.N, endless)
	case syntax.NtLoop, syntax.NtLazyloop:
		r.nested = r.nested || most == endless
		return min(most*n.N, endless)
	case syntax.NtRef, syntax.NtGrapheme:
		r.read(setOf(func(rune) bool { return true }))
		return endless
	case syntax.NtAlternate:
		return most
	}
	return sum
}

func (r *reach) read(s set) {
	r.set[128] = true
	for c := range 128 {
		r.set[c] = r.set[c] || s.has(rune(c))
	}
}

// budget is what is left for one text.
type budget struct {
	walk
	ends []int // by rule, where what it can read ended when it was last asked
}

func newBudget(reaches int) *budget {
	return &budget{walk{left: maxSteps, threads: map[*program]*threads{}}, make([]int, reaches)}
}

// possible is false when a rule cannot match at a place, as far as that is known without regexp2.
func (b *budget) possible(r *reach, at int) bool {
	if r.program == nil {
		b.left--
		return true
	}
	if d := r.distance(b, at); d < far && !r.nested {
		b.left -= d
		return true
	}
	return b.matches(r.program, at)
}

// distance is how far a rule can read from a place on.
func (r *reach) distance(b *budget, at int) int {
	end := max(b.ends[r.id], at)
	for end < len(b.text) && r.set[min(b.text[end], 128)] {
		end++
	}
	b.ends[r.id] = end
	return min(end-at, r.length)
}

// mild tells whether chroma itself, which counts no steps, may run a lexer over a text: when it is not too long
// and has no long lines and no long runs of blanks, over which expressions repeat themselves.
func mild(text string) bool {
	cost, line, blanks := 0, 0, 0
	for i := range len(text) {
		line, blanks = line+1, blanks+1
		if text[i] == '\n' {
			line = 0
		}
		if text[i] > ' ' {
			blanks = 0
		}
		cost += line + blanks
	}
	return cost <= maxMild
}
