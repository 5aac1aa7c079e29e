package regex

import (
	"encoding/binary"
	"slices"

	"github.com/dlclark/regexp2/v2/syntax"
)

// Lexers know hundreds of keywords, each a branch of one alternation, in any case. A choice by the next byte
// leaves dozens of branches; so those that begin with the same character share it, and what follows it is again
// an alternation. Branches keep their order but for those of which at most one can match, as their first
// characters differ.

// branch is what an alternation has to read in one way, one node after the other.
type branch []*syntax.RegexNode

// branches compiles the ways of an alternation and gives where they begin.
func (c *compiler) branches(nodes []*syntax.RegexNode, next int32) []int32 {
	list := make([]branch, len(nodes))
	for n, node := range nodes {
		list[n] = branchOf(node)
	}
	return c.sharing(list, next)
}

func branchOf(n *syntax.RegexNode) branch {
	if n.T == syntax.NtConcatenate {
		return n.Children
	}
	return branch{n}
}

// bundle is the branches that begin with the same character.
type bundle struct {
	head  *syntax.RegexNode
	whole branch // the first of them
	rests []branch
}

// sharing compiles branches, those with the same first character as one.
func (c *compiler) sharing(list []branch, next int32) (entries []int32) {
	for len(list) > 0 {
		bundles, taken := bundled(list)
		list = list[taken:]
		for _, b := range bundles {
			if len(b.rests) < 2 {
				entries = append(entries, c.sequence(b.whole, next))
				continue
			}
			entries = append(entries, c.node(b.head, c.choice(c.sharing(b.rests, next))))
		}
	}
	return entries
}

// bundled sorts branches from the first on into bundles, as many as can change places, and at least one.
func bundled(list []branch) (bundles []*bundle, taken int) {
	owner := map[rune]*bundle{}
	for n, whole := range list {
		head, chars, rest := cut(whole)
		if chars == nil {
			if n == 0 {
				return []*bundle{{whole: whole}}, 1
			}
			return bundles, n
		}
		b := owner[chars[0]]
		for _, char := range chars {
			if owner[char] != b || b != nil && !sameHead(b.head, head) {
				return bundles, n
			}
		}
		if b == nil {
			b = &bundle{head: head, whole: whole}
			bundles = append(bundles, b)
		}
		for _, char := range chars {
			owner[char] = b
		}
		b.rests = append(b.rests, rest)
	}
	return bundles, len(list)
}

// cut takes the first character off a branch. Its characters are nil when it begins otherwise.
func cut(b branch) (head *syntax.RegexNode, chars []rune, rest branch) {
	if len(b) == 0 || b[0].Options&(syntax.RightToLeft|syntax.IgnoreCase) != 0 {
		return nil, nil, nil
	}
	switch n := b[0]; n.T {
	case syntax.NtOne:
		return n, []rune{n.Ch}, b[1:]
	case syntax.NtMulti:
		head = &syntax.RegexNode{T: syntax.NtOne, Ch: n.Str[0], Options: n.Options}
		rest = b[1:]
		if len(n.Str) > 1 {
			rest = append(branch{{T: syntax.NtMulti, Str: n.Str[1:], Options: n.Options}}, rest...)
		}
		return head, n.Str[:1], rest
	case syntax.NtSet:
		if chars := charsOf(n.Set); len(chars) > 0 {
			return n, chars, b[1:]
		}
	}
	return nil, nil, nil
}

func sameHead(a, b *syntax.RegexNode) bool {
	return a.T == b.T && a.Ch == b.Ch && (a.Set == b.Set || a.Set != nil && a.Set.Equals(b.Set))
}

// charsOf gives the characters of a small set, nil of others.
func charsOf(s *syntax.CharSet) []rune {
	if s.IsNegated() {
		return nil
	}
	return s.GetSetChars(8)
}

// sequence compiles nodes one after the other.
func (c *compiler) sequence(nodes []*syntax.RegexNode, next int32) int32 {
	for _, n := range slices.Backward(nodes) {
		next = c.node(n, next)
	}
	return next
}

// choice leads to one of several places, the first that goes on to a match.
func (c *compiler) choice(entries []int32) int32 {
	switch len(entries) {
	case 1:
		return entries[0]
	case 2:
		return c.split(entries[0], entries[1])
	}
	var f first
	for _, e := range entries {
		f = f.or(c.firsts[e])
	}
	return c.put(inst{op: opWays, ways: c.ways(entries)}, f)
}

func (c *compiler) split(a, b int32) int32 {
	f, g := c.firsts[a], c.firsts[b]
	return c.put(inst{op: opSplit, next: a, alt: b, here: c.intern(f), there: c.intern(g)}, f.or(g))
}

func (c *compiler) ways(entries []int32) *ways {
	w, known := &ways{}, map[string]int{}
	for b := range 256 {
		list, key := []int32{}, []byte{}
		for _, e := range entries {
			if c.firsts[e].has(byte(b)) {
				list, key = append(list, e), binary.LittleEndian.AppendUint32(key, uint32(e))
			}
		}
		n, ok := known[string(key)]
		if !ok {
			n = len(w.lists)
			known[string(key)] = n
			w.lists = append(w.lists, list)
		}
		w.index[b] = uint8(n)
	}
	for _, e := range entries {
		if c.firsts[e].end {
			w.atEnd = append(w.atEnd, e)
		}
	}
	return w
}
