package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
)

// markdown takes in a node that Markdown made of the text around the HTML.
func (b *builder) markdown(n ast.Node) {
	if b.inline {
		if implied[b.flow().name] == "" || !b.isBlankText(n) {
			b.atom(n)
		}
		return
	}
	b.endLine()
	for top := b.flow(); ; top = b.flow() {
		if top.name == "p" {
			widen(top)
		}
		if _, code := top.node.(*preformatted); !code && !isLine(top.node) {
			break
		}
		b.popTo(slices.Index(b.stack, top))
	}
	b.need()
	b.reopenIn(n)
	b.append(n)
}

func (b *builder) isBlankText(n ast.Node) bool {
	t, ok := n.(*ast.Text)
	return ok && len(bytes.TrimSpace(t.Segment.Value(b.body))) == 0
}

// widen makes a <div> of a <p> with blocks in it, which HTML does not know but
// authors write: <p align="center">, a blank line and a picture.
func widen(p *entry) {
	p.name = "div"
	div := &flowNode{element: element{name: "div", class: p.class}}
	div.SetPos(p.node.Pos())
	p.node.Parent().ReplaceChild(p.node.Parent(), p.node, div)
	if p.node.HasChildren() {
		div.AppendChild(div, p.node)
	}
	p.node = div
}

// reopenIn puts the text of a paragraph or a heading into what is open in a
// line of HTML around it.
func (b *builder) reopenIn(n ast.Node) {
	if n.Kind() != ast.KindParagraph && n.Kind() != ast.KindHeading {
		return
	}
	inside := takeChildren(n)
	at := n
	for _, e := range b.stack[1:] {
		if e.role == phrase {
			at = b.open(e, at)
		}
	}
	for _, c := range inside {
		at.AppendChild(at, c)
	}
}
