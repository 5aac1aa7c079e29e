package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"memo/build/highlight"
)

// phraseNode is an element in a line of text, flowNode one that holds blocks
// (in a line, as in a cell of a table, it holds text).
type (
	phraseNode struct {
		ownInline
		element
	}
	flowNode struct {
		ownBlock
		element
	}
)

// The plain text of <ruby> has the reading in parentheses, once.
func (n *phraseNode) plainText(s *sheet) string {
	switch n.name {
	case "br":
		return " "
	case "rp":
		return ""
	}
	p := &s.prose
	from, whole := len(p.text), len(p.whole)
	s.proseOf(p, n)
	out := string(p.text[from:])
	p.text, p.whole = p.text[:from], p.whole[:whole]
	if n.name == "rt" {
		return "（" + out + "）"
	}
	return out
}

func (n *phraseNode) draw(s *sheet) {
	s.start(n.element)
	s.children(n)
	if !voids[n.name] {
		s.put("</", n.name, ">")
	}
}

func (n *flowNode) draw(s *sheet) {
	e := n.element
	switch e.name {
	case "table":
		s.put(`<div class="table" tabindex="0">`)
		defer s.put("</div>\n")
	case "blockquote":
		s.quotes++
		defer func() { s.quotes-- }()
	case "td":
		if s.long(n) {
			e.class = strings.TrimSpace(e.class + " long")
		}
	case "figure":
		if hasPicture(n) {
			e.class = "image"
		}
	}
	s.start(e)
	if voids[e.name] {
		return
	}
	s.children(n)
	s.put("</", e.name, ">")
	if e.name != "table" {
		s.put("\n")
	}
}

// hasPicture tells whether there is one below n, outside of other blocks' text.
func hasPicture(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if isPicture(c) || c.Kind() == ast.KindTextBlock && hasPicture(c) {
			return true
		}
	}
	return false
}

// isLogo tells a block that shows pictures and nothing else: of HTML, or of
// either kind where Markdown's count, too.
func (s *sheet) isLogo(n ast.Node, markdown bool) bool {
	switch n := n.(type) {
	case *ast.Image:
		_, ok := n.AttributeString("html")
		return ok || markdown
	case *ast.String:
		return len(bytes.TrimSpace(n.Value)) == 0
	case *ast.Text:
		return len(bytes.TrimSpace(n.Segment.Value(s.body))) == 0
	case *phraseNode, *flowNode, *figure, *ast.Link, *ast.Paragraph, *ast.TextBlock:
	default:
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if !s.isLogo(c, markdown) {
			return false
		}
	}
	return true
}

// isFlow tells an element by its name.
func isFlow(n ast.Node, names ...string) bool {
	f, ok := n.(*flowNode)
	if !ok {
		return false
	}
	for _, name := range names {
		if f.name == name {
			return true
		}
	}
	return false
}

// holdsFlow tells whether a paragraph holds what HTML's <p> cannot.
func holdsFlow(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeBlock {
			return true
		}
	}
	return false
}

// preformatted is <pre>, which is shown as any other code.
type preformatted struct {
	ownBlock
	lang string
	code strings.Builder
}

func (n *preformatted) block() highlight.Block {
	return highlight.Block{Lang: n.lang, Code: strings.Trim(n.code.String(), "\n") + "\n"}
}

func (n *preformatted) draw(s *sheet) { s.window(Code{Block: n.block()}) }

// summaryEnd is the place of <!--more--> when what it stood in is gone.
type summaryEnd struct{ ownBlock }

func (*summaryEnd) draw(*sheet) {}

// isRow tells a row of a table of which the cells hold text alone.
func isRow(n ast.Node) bool {
	if !isFlow(n, "tr") {
		return false
	}
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		for c := cell.FirstChild(); c != nil; c = c.NextSibling() {
			if k := c.Kind(); k != ast.KindTextBlock && k != ast.KindParagraph {
				return false
			}
		}
	}
	return true
}
