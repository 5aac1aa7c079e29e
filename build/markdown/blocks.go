package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
)

// blocks draws CommonMark's plain blocks. What a house rule touches (headings,
// code, HTML, images) has a file of its own.
type blocks struct{}

func (blocks) extend(g *grammar) {
	g.add(drawing{
		ast.KindList:                    drawList,
		ast.KindListItem:                drawListItem,
		ast.KindParagraph:               drawParagraph,
		ast.KindTextBlock:               drawTextBlock,
		ast.KindThematicBreak:           func(s *sheet, _ ast.Node) { s.put("<hr>\n") },
		ast.KindLinkReferenceDefinition: func(*sheet, ast.Node) {},
	})
}

func drawList(s *sheet, n ast.Node) {
	list := n.(*ast.List)
	tag := "ul"
	if list.IsOrdered() {
		tag = "ol"
	}
	s.put("<", tag)
	if list.IsOrdered() && list.Start != 1 {
		s.attr("start", strconv.Itoa(list.Start))
	}
	if hasTasks(n) {
		s.put(` class="tasks"`)
	}
	s.put(">\n")
	s.children(n)
	s.put("</", tag, ">\n")
}

func drawListItem(s *sheet, n ast.Node) {
	s.put("<li")
	s.id(n)
	if taskOf(n) != nil {
		s.put(` class="task"`)
	}
	s.put(">")
	if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
		s.put("\n")
	}
	s.children(n)
	s.put("</li>\n")
}

func drawParagraph(s *sheet, n ast.Node) {
	class, _ := n.AttributeString("class")
	e := element{name: "p", id: blockID(n)}
	e.class, _ = class.(string)
	if holdsFlow(n) {
		e.name = "div"
	}
	if shownEmpty(n) {
		s.children(n)
		return
	}
	s.start(e)
	s.children(n)
	s.put("</", e.name, ">\n")
}

// shownEmpty tells a paragraph of which nothing is shown.
func shownEmpty(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *nothing:
		case *phraseNode:
			if c.name != "span" || c.HasChildren() {
				return false
			}
		case *ast.Text:
			if c.Segment.Len() > 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func drawTextBlock(s *sheet, n ast.Node) {
	s.children(n)
	if n.NextSibling() != nil && n.FirstChild() != nil {
		s.put("\n")
	}
}
