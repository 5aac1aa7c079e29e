package markdown

import "github.com/yuin/goldmark/ast"

// popTo closes all but the first n of what is open.
func (b *builder) popTo(n int) {
	for len(b.stack) > n {
		b.pop()
	}
}

func (b *builder) pop() {
	e := b.stack[len(b.stack)-1]
	if e.role == flow {
		b.endLine()
		if p := e.node.Parent(); p != nil && !e.node.HasChildren() && leavesNothing(e.node) {
			p.RemoveChild(p, e.node)
		}
	}
	b.stack = b.stack[:len(b.stack)-1]
	if e.written != "" && !e.closed && !optional[e.name] {
		b.warnOnce(e.token, "unclosed", "<"+e.written+"> is never closed", "</"+e.written+"> is missing")
	}
}

// leavesNothing tells the nodes that are not shown when they are empty.
func leavesNothing(n ast.Node) bool {
	switch n.(type) {
	case *ast.Paragraph, *ast.Heading, *title:
		return true
	}
	return isFlow(n, "p")
}

// settle closes what stands open from an earlier HTML block with no end tag
// to come.
func (b *builder) settle() {
	for len(b.stack) > 1 {
		e := b.stack[len(b.stack)-1]
		if e.part == b.part || e.closed || held[e.name] != nil && b.stack[b.find(held[e.name]...)].closed {
			return
		}
		b.pop()
	}
}

// endTag closes the innermost element of the name. One in a line leaves open
// what else is open there; cells keep what is outside of them.
func (b *builder) endTag(t *htmlToken) {
	if b.over[t.name] > 0 {
		b.over[t.name]--
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		e := b.stack[i]
		switch {
		case e.written == t.name || heading1(e.written) && heading1(t.name):
			if e.role == flow {
				b.popTo(i + 1)
				b.pop()
			} else {
				b.stack = append(b.stack[:i], b.stack[i+1:]...)
			}
			b.settle()
			return
		case (e.name == "td" || e.name == "th") && held[t.name] == nil && t.name != "table":
			return
		}
	}
	if rules[t.name].role == flow {
		b.strays = append(b.strays, *t)
	} else if rules[t.name].role == unknown {
		b.placeholder(t)
	}
}
