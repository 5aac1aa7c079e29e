// Package regex runs the regular expressions of syntax highlighters, and nothing else: in goes an expression
// in the dialect of regexp2, which chroma's lexers are written in, out comes a program that tells whether it
// matches at one place of a text, up to where, and what its groups hold.
//
// The expression is read by regexp2's own parser, so that numbers of groups, options, classes and all that its
// optimiser does to the tree are the same by construction; only what runs the tree is new. regexp2 interprets
// code over a slice of runes and knows nothing of the text in front of it. Here the tree becomes instructions
// over UTF-8 that know which bytes can follow: a way that fails on its first byte is never taken, a loop
// gives back no place that nothing can follow, and a whole expression tells the bytes that it can begin with.
// That makes it 10 to 50 times as fast on lexers' rules.
//
// Instructions are counted, against a number that the caller gives, because an expression that backtracks may
// take exponential time: see Matcher. Of what the tree may hold, the kinds of nodes that no lexer uses
// (conditions, balanced groups, ECMAScript's own) are an error of Compile, so that a caller can fall back.
package regex

import (
	"fmt"
	"math"

	"github.com/dlclark/regexp2/v2/syntax"
)

// Program is a compiled expression. It is not written after Compile; any number of goroutines may use it.
type Program struct {
	code   []inst
	entry  int32
	slots  int // numbers that a match keeps: first two for each group that is told, then what loops count
	told   int // how many of them groups have
	groups int
	first  *first
}

// Groups is how many groups the expression has, the whole match among them.
func (p *Program) Groups() int { return p.groups }

// CanBeginWith is false when no match begins with a byte.
func (p *Program) CanBeginWith(c byte) bool { return p.first == nil || p.first.has(c) }

// endless is the greatest number of a loop without one.
const endless = math.MaxInt32

type op uint8

const (
	opMatch op = iota
	opByte
	opString
	opSet
	opStringBack // these two read what stands before
	opSetBack
	opAll    // a loop over a set that gives nothing back
	opGreedy // a loop over a set that takes all it can, and gives back
	opLazy   // a loop over a set that takes as little as it can
	opSplit  // on to next, or else to alt
	opWays   // on to one of many
	opOpen
	opClose
	opRef
	opLoop  // enters a loop over more than a set
	opAgain // another time, or on
	opAtomic
	opCommit
	opAhead
	opAheadEnd
	opNot
	opNotEnd
	opLineStart
	opLineEnd
	opBorder
	opNoBorder
	opTextStart
	opStart
	opTextEnd
	opLastLineEnd
)

// inst is an instruction. Not all of it means something to every op.
type inst struct {
	op      op
	char    byte
	lazy    bool // of a loop: rather on than another time
	counted bool // of a loop: it has bounds beyond none, one and endless
	fold    bool // of a reference: whatever the case
	next    int32
	alt     int32
	slot    int32
	min     int32
	max     int32
	set     *set
	str     string
	here    *first // what next begins with, nil when anything may
	there   *first // what alt begins with
	ways    *ways
}

// ways are the branches of an alternation by the byte that the text has at the place.
type ways struct {
	index [256]uint8
	lists [][]int32
	atEnd []int32
}

// at gives the branches worth a try, in order.
func (w *ways) at(text string, pos int) []int32 {
	if pos == len(text) {
		return w.atEnd
	}
	return w.lists[w.index[text[pos]]]
}

// Compiler compiles expressions that share what they can.
type Compiler struct {
	firsts map[first]*first
	sets   map[string]*set
}

// NewCompiler gives a compiler for the expressions of one lexer.
func NewCompiler() *Compiler {
	return &Compiler{firsts: map[first]*first{}, sets: map[string]*set{}}
}

// Compile compiles an expression. Without groups, a match tells its end only, which saves much time.
func (s *Compiler) Compile(expression string, groups bool) (*Program, error) {
	tree, err := syntax.Parse(expression, syntax.ParseOptions{})
	if err != nil {
		return nil, err
	}
	c := &compiler{Compiler: s, tree: tree, p: &Program{groups: tree.Captop}}
	if tree.Capnumlist != nil {
		c.p.groups = len(tree.Capnumlist)
	}
	if c.keeps = groups || refers(tree.Root); c.keeps {
		c.p.told = 2 * (c.p.groups - 1)
		c.p.slots = c.p.told
	}
	c.p.entry = c.node(tree.Root, c.put(inst{op: opMatch}, anything))
	c.p.code, c.p.first = c.code, c.intern(c.firsts[c.p.entry])
	return c.p, c.err
}

// refers tells whether a node refers to groups.
func refers(n *syntax.RegexNode) bool {
	for _, child := range n.Children {
		if refers(child) {
			return true
		}
	}
	return n.T == syntax.NtRef
}

func (c *compiler) refuse(n *syntax.RegexNode) int32 {
	c.err = fmt.Errorf("regular expressions with nodes of kind %d are not run here", n.T)
	return 0
}
