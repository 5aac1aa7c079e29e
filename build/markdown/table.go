package markdown

import (
	"bytes"
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
		parser.WithParagraphTransformers(util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200)),
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
	long := tag == "td" && s.long(n)
	if long {
		classes = append(classes, "long")
	}
	s.put("<", tag)
	if len(classes) > 0 {
		s.attr("class", strings.Join(classes, " "))
	}
	s.put(">")
	s.cell = long
	s.children(n)
	s.cell = false
	s.put("</", tag, ">\n")
}

// A cell of this many columns of text or fewer stays on one line. The first
// of a row names it, and a name that is broken is hard to find; a host name or
// an ARN that is broken cannot be read, and a table can scroll.
const (
	value = 16
	key   = 24
	token = 100
)

// long tells a cell whose text may be broken: no style sheet can know.
func (s *sheet) long(cell ast.Node) bool {
	text, limit := s.plain(cell), value
	if cell.PreviousSibling() == nil {
		limit = key
	}
	if strings.IndexFunc(text, breaks) < 0 {
		limit = token
	}
	return japanese.Columns(text) > limit
}

// heldToken is the width in columns up to which a name in the sentence of a
// cell is kept on one line. The style sheet's widest cell has room for it.
const heldToken = 48

// tokens writes the text of a cell that may be broken. Browsers break after
// every hyphen and slash, which makes three lines of a host name.
func (s *sheet) tokens(t []byte) {
	for len(t) > 0 {
		end := bytes.IndexFunc(t, breaks)
		if end < 0 {
			end = len(t)
		}
		if word := t[:end]; len(word) <= heldToken && bytes.ContainsAny(word, "-/?") {
			s.put(`<span class="hold">`)
			s.text(word)
			s.put("</span>")
		} else {
			s.text(word)
		}
		t = t[end:]
		end = bytes.IndexFunc(t, func(r rune) bool { return !breaks(r) })
		if end < 0 {
			end = len(t)
		}
		s.text(t[:end])
		t = t[end:]
	}
}

// breaks tells the characters that no name of a machine holds.
func breaks(r rune) bool { return r <= ' ' || r > '~' }
