package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// marks gives blocks the ids that their authors wrote: Obsidian's ^id at the
// end of a block or alone below it, to which [[page#^id]] leads, and the
// attribute lines of kramdown. None of them is shown.
type marks struct{}

func (marks) extend(g *grammar) {
	g.add(nil, parser.WithASTTransformers(util.Prioritized(marks{}, 100)))
}

// anchor is a place that a link can lead to, before or in what has no id of
// its own.
type anchor struct {
	ownInline
	id string
}

// anchorBlock is an anchor between blocks.
type anchorBlock struct {
	ownBlock
	anchor anchor
}

func (*anchor) plainText(*sheet) string { return "" }

func (n *anchor) draw(s *sheet) {
	if !s.bare {
		s.put("<span")
		s.attr("id", n.id)
		s.put("></span>")
	}
}

func (n *anchorBlock) draw(s *sheet) {
	n.anchor.draw(s)
	s.put("\n")
}

// Transform finds the marks of all blocks.
func (marks) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) { sheetOf(pc).marksIn(doc) }

func (s *sheet) marksIn(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch c.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading:
			s.takeMark(c)
		default:
			if line, ok := c.(*attributeLine); ok {
				next = s.apply(line)
			} else if tag, ok := c.(*templateNode); ok {
				tag.settle()
			} else if c.Type() == ast.TypeBlock {
				if box, ok := c.(interface{ above() ast.Node }); ok && box.above() != nil {
					c.InsertBefore(c, c.FirstChild(), box.above())
				}
				s.marksIn(c)
			}
		}
		c = next
	}
}

// blockMark has a letter: ^2 at a paragraph's end is a power.
var blockMark = regexp.MustCompile(`(?:^|[ \t]+)\^([A-Za-z0-9-]*[A-Za-z][A-Za-z0-9-]*)[ \t]*$`)

// takeMark takes the mark off the end of a block. One that is all of a
// paragraph is that of the block above.
func (s *sheet) takeMark(block ast.Node) {
	last, ok := block.LastChild().(*ast.Text)
	if !ok || last.IsRaw() {
		return
	}
	value := last.Segment.Value(s.body)
	if bytes.IndexByte(value, '^') < 0 {
		return // without asking the expression of every block's end
	}
	m := blockMark.FindSubmatchIndex(value)
	before, spaced := last.PreviousSibling().(*ast.Text)
	if spaced {
		end := before.Segment.Value(s.body)
		spaced = breaksLine(before) || len(end) > 0 && util.IsSpace(end[len(end)-1])
	}
	if m == nil || value[m[0]] == '^' && last.PreviousSibling() != nil && !spaced {
		return
	}
	id := string(value[m[2]-1 : m[3]])
	last.Segment.Stop = last.Segment.Start + m[0]
	s.trimEnd(block)
	target := block
	if !block.HasChildren() {
		target = block.PreviousSibling()
		block.Parent().RemoveChild(block.Parent(), block)
	}
	s.identify(target, id)
}

// trimEnd takes blanks and a line's end off the end of a block.
func (s *sheet) trimEnd(block ast.Node) {
	for {
		t, ok := block.LastChild().(*ast.Text)
		if !ok {
			return
		}
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
		if t.Segment = t.Segment.TrimRightSpace(s.body); t.Segment.Len() > 0 {
			return
		}
		block.RemoveChild(block, t)
	}
}

// identify makes id lead to a block. An id that something else has is no id.
func (s *sheet) identify(block ast.Node, id string) {
	if block == nil || !s.claim(id) {
		return
	}
	item := block.Parent()
	switch kind := block.Kind(); {
	case kind == ast.KindTextBlock && item.Kind() == ast.KindListItem && item.FirstChild() == block && blockID(item) == "":
		item.SetAttributeString("id", id)
	case kind == ast.KindParagraph && blockID(block) == "":
		block.SetAttributeString("id", id)
	case kind == ast.KindParagraph || kind == ast.KindTextBlock || kind == ast.KindHeading:
		block.InsertBefore(block, block.FirstChild(), &anchor{id: id})
	default:
		item.InsertBefore(item, block, &anchorBlock{anchor: anchor{id: id}})
	}
}

// blockID gives the id that a block was given, "" for none.
func blockID(n ast.Node) string {
	v, _ := n.AttributeString("id")
	id, _ := v.(string)
	return id
}

// id writes it.
func (s *sheet) id(n ast.Node) {
	if id := blockID(n); id != "" && !s.bare {
		s.attr("id", id)
	}
}

// attributeLine is a line of attributes for the block above or, with a blank
// line before it and none behind, below.
type attributeLine struct {
	ownBlock
	id       string
	box      callout // that a quotation is to be
	contents bool    // the list above asks for a table of contents
	done     bool
	ends     []byte // of what is not shown at all
	from, to int    // of such a comment
}

func (*attributeLine) draw(*sheet) {}

// IsRaw keeps the parser off.
func (*attributeLine) IsRaw() bool { return true }

// apply gives the attributes to their block and takes the line away. It gives
// the node behind it.
func (s *sheet) apply(line *attributeLine) ast.Node {
	parent, above, below := line.Parent(), line.PreviousSibling(), line.NextSibling()
	parent.RemoveChild(parent, line)
	target := above
	if below != nil && line.HasBlankPreviousLines() && !below.HasBlankPreviousLines() {
		target = below
	}
	if line.contents && above != nil && above.Kind() == ast.KindList {
		parent.RemoveChild(parent, above)
	}
	if target != nil && target.Kind() == ast.KindBlockquote && line.box.kind != "" {
		target.SetAttributeString("callout", line.box)
	}
	if h, ok := target.(*ast.Heading); ok && line.id != "" && blockID(h) == "" {
		h.SetAttributeString("id", line.id)
	} else if line.id != "" {
		s.identify(target, line.id)
	}
	return below
}

// closes tells the line that ends what is not shown.
func (n *attributeLine) closes(line []byte) bool { return bytes.Contains(line, n.ends) }
