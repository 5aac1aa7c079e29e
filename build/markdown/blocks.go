package markdown

import (
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
)

// blocks draws CommonMark's plain blocks. What a house rule touches (headings,
// code, HTML, images) has a file of its own.
type blocks struct{}

// Extend adds the drawing.
func (blocks) Extend(m goldmark.Markdown) {
	extend(m, drawing{

		ast.KindList:          drawList,
		ast.KindListItem:      drawListItem,
		ast.KindParagraph:     drawParagraph,
		ast.KindTextBlock:     drawTextBlock,
		ast.KindThematicBreak: drawRule,
		ast.KindLinkReferenceDefinition: func(*sheet, ast.Node, bool) ast.WalkStatus {
			return ast.WalkSkipChildren
		},
	})
}

func drawBlockquote(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		s.open("blockquote")
		s.put("\n")
	} else {
		s.put("</blockquote>\n")
	}
	return ast.WalkContinue
}

func drawList(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	list := n.(*ast.List)
	tag := "ul"
	if list.IsOrdered() {
		tag = "ol"
	}
	if !entering {
		s.put("</", tag, ">\n")
		return ast.WalkContinue
	}
	var attributes []string
	if list.IsOrdered() && list.Start != 1 {
		attributes = append(attributes, ` start="`, strconv.Itoa(list.Start), `"`)
	}
	if hasTasks(n) {
		attributes = append(attributes, ` class="tasks"`)
	}
	s.open(tag, attributes...)
	s.put("\n")
	return ast.WalkContinue
}

func drawListItem(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		s.put("</li>\n")
		return ast.WalkContinue
	}
	if taskOf(n) != nil {
		s.open("li", ` class="task"`)
	} else {
		s.open("li")
	}
	if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
		s.put("\n")
	}
	return ast.WalkContinue
}

func drawParagraph(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	switch {
	case shownEmpty(n):
	case entering:
		s.open("p")
	default:
		s.put("</p>\n")
	}
	return ast.WalkContinue
}

// shownEmpty tells a paragraph of which nothing is shown.
func shownEmpty(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); c.Kind() != kindNothing && (!ok || t.Segment.Len() > 0) {
			return false
		}
	}
	return true
}

func drawTextBlock(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if !entering && n.NextSibling() != nil && n.FirstChild() != nil {
		s.put("\n")
	}
	return ast.WalkContinue
}

func drawRule(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		s.open("hr")
		s.put("\n")
	}
	return ast.WalkContinue
}
