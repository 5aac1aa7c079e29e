package markdown

import (
	"strings"

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

func (table) extend(g *grammar) {
	g.add(drawing{
		east.KindTable:       around("<div class=\"table\" tabindex=\"0\"><table>\n", "</table></div>\n"),
		east.KindTableHeader: drawTableHeader,
		east.KindTableRow:    drawTableRow,
		east.KindTableCell:   drawTableCell,
	},
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)))
}

func drawTableHeader(s *sheet, n ast.Node) {
	s.around("<thead>\n<tr>\n", n, "</tr>\n</thead>\n")
	if n.NextSibling() != nil {
		s.put("<tbody>\n")
	}
}

func drawTableRow(s *sheet, n ast.Node) {
	s.around("<tr>\n", n, "</tr>\n")
	if n.NextSibling() == nil {
		s.put("</tbody>\n")
	}
}

func drawTableCell(s *sheet, n ast.Node) {
	// A heading without text names nothing: the corner of a table is data.
	tag := "td"
	if n.Parent().Kind() == east.KindTableHeader && n.HasChildren() {
		tag = "th"
	}
	var classes []string
	if a := n.(*east.TableCell).Alignment; a != east.AlignNone {
		classes = append(classes, a.String())
	}
	if tag == "td" && s.long(n) {
		classes = append(classes, "long")
	}
	s.put("<", tag)
	if len(classes) > 0 {
		s.attr("class", strings.Join(classes, " "))
	}
	s.put(">")
	s.children(n)
	s.put("</", tag, ">\n")
}

// A cell of this many columns of text or fewer stays on one line. The first
// of a row names it, and a name that is broken is hard to find.
const (
	value = 16
	key   = 24
)

// long tells a cell whose text may be broken: no style sheet can know.
func (s *sheet) long(cell ast.Node) bool {
	limit := value
	if cell.PreviousSibling() == nil {
		limit = key
	}
	return japanese.Columns(s.plain(cell)) > limit
}
