package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"memo/build/japanese"
)

// table draws GFM's tables in a frame that scrolls: a wide one is not
// squeezed, and the keyboard can reach it.
type table struct{}

// Extend adds goldmark's parser and our drawing.
func (table) Extend(m goldmark.Markdown) {
	extend(m, drawing{
		east.KindTable:       drawTable,
		east.KindTableHeader: drawTableHeader,
		east.KindTableRow:    drawTableRow,
		east.KindTableCell:   drawTableCell,
	},
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)))
}

func drawTable(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		class := "table"
		if s.wordy(n) {
			class += " wordy"
		}
		s.open("div", n, ` class="`+class+`" tabindex="0"`)
		s.put("<table>\n")
	} else {
		s.put("</table></div>\n")
	}
	return ast.WalkContinue
}

// key is how many columns of text the first cell of a row may have to be kept
// on one line: it names the row then, and a name that is broken is hard to find.
const key = 24

// wordy tells a table whose first column holds sentences.
func (s *sheet) wordy(table ast.Node) bool {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		if c := row.FirstChild(); c != nil && japanese.Columns(s.plain(c)) > key {
			return true
		}
	}
	return false
}

func drawTableHeader(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		s.put("<thead>\n<tr>\n")
		return ast.WalkContinue
	}
	s.put("</tr>\n</thead>\n")
	if n.NextSibling() != nil {
		s.put("<tbody>\n")
	}
	return ast.WalkContinue
}

func drawTableRow(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		s.put("<tr>\n")
		return ast.WalkContinue
	}
	s.put("</tr>\n")
	if n.Parent().LastChild() == n {
		s.put("</tbody>\n")
	}
	return ast.WalkContinue
}

func drawTableCell(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	// A heading without text names nothing: the corner of a table is data.
	tag := "td"
	if n.Parent().Kind() == east.KindTableHeader && n.HasChildren() {
		tag = "th"
	}
	if !entering {
		s.put("</", tag, ">\n")
		return ast.WalkContinue
	}
	s.put("<", tag)
	if a := n.(*east.TableCell).Alignment; a != east.AlignNone {
		s.attr("class", a.String())
	}
	s.put(">")
	return ast.WalkContinue
}
