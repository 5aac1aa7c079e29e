package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// footnotes reads [^label] with its [^label]: definition and ^[inline ones],
// numbered in the order in which the text first refers to them. The notes
// stay where they were written until the tree stands: the parser comes by and
// reads their text like any other.
type footnotes struct{}

func (footnotes) extend(g *grammar) {
	g.add(nil,
		parser.WithBlockParsers(util.Prioritized(shallow{noteParser{}}, 850)),
		parser.WithInlineParsers(util.Prioritized(noteRefParser{}, 110), util.Prioritized(inlineNoteParser{}, 110)),
		parser.WithASTTransformers(util.Prioritized(footnotes{}, 200)))
}

// note is a footnote's text.
type note struct {
	ownBlock
	label  string
	number int // 0 until the text refers to it
	refs   int
}

// noteRef is the mark in the text.
type noteRef struct {
	ownInline
	note   *note
	number int // among the references to the same note
}

// noteBack is the way from a note back to a reference.
type noteBack struct {
	ownInline
	note   *note
	number int
}

// notes is the section at the end.
type notes struct{ ownBlock }

func (*noteRef) plainText(*sheet) string  { return "" }
func (*noteBack) plainText(*sheet) string { return "" }

// Transform numbers the notes and moves them to the end.
func (footnotes) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	s := sheetOf(pc)
	all := findNotes(doc, nil)
	if len(all) == 0 {
		return
	}
	for _, n := range all {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	list := numberNotes(doc, nil)
	for i := 0; i < len(list); i++ {
		list = numberNotes(list[i], list)
	}
	section := &notes{}
	for _, n := range list {
		section.AppendChild(section, n)
		n.addBacks()
	}
	for _, n := range all {
		if n.number == 0 {
			at := max(0, n.Pos())
			s.diags.Add(s.warning(at, at+len(n.label)+3, "footnote", "nothing refers to footnote "+n.label, ""))
		}
	}
	if len(list) > 0 {
		doc.AppendChild(doc, section)
	}
}

func findNotes(n ast.Node, list []*note) []*note {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if n, ok := c.(*note); ok {
			list = append(list, n)
		}
		list = findNotes(c, list)
	}
	return list
}

// numberNotes appends the notes that n refers to first.
func numberNotes(n ast.Node, list []*note) []*note {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if ref, ok := c.(*noteRef); ok {
			if ref.note.number == 0 {
				list = append(list, ref.note)
				ref.note.number = len(list)
			}
			ref.note.refs++
			ref.number = ref.note.refs
		}
		list = numberNotes(c, list)
	}
	return list
}

// addBacks puts the ways back at the end of the note's text.
func (n *note) addBacks() {
	var into ast.Node = n
	if last := n.LastChild(); last != nil && last.Kind() == ast.KindParagraph {
		into = last
	}
	for i := range n.refs {
		into.AppendChild(into, &noteBack{note: n, number: i + 1})
	}
}

// refID gives the id of a note's reference.
func refID(n *note, number int) string {
	id := "fnref-" + strconv.Itoa(n.number)
	if number > 1 {
		id += "-" + strconv.Itoa(number)
	}
	return id
}

func (n *noteRef) draw(s *sheet) {
	if s.bare {
		return
	}
	number := strconv.Itoa(n.note.number)
	s.put(`<sup class="fnref">`)
	if s.linked {
		s.put(number, "</sup>")
		return
	}
	s.put("<a")
	s.attr("id", refID(n.note, n.number))
	s.attr("href", "#fn-"+number)
	s.attr("aria-label", fill(s.o.Words.Footnote, number))
	s.put(">", number, "</a></sup>")
}

func (n *notes) draw(s *sheet) {
	s.put(`<section class="footnotes" role="doc-endnotes"`)
	s.attr("aria-label", s.o.Words.Footnotes)
	s.around(">\n<ol>\n", n, "</ol>\n</section>\n")
}

func (n *note) draw(s *sheet) {
	s.put(`<li id="fn-`, strconv.Itoa(n.number))
	s.around("\">\n", n, "</li>\n")
}

func (n *noteBack) draw(s *sheet) {
	s.put(` <a class="fnback"`)
	s.attr("href", "#"+refID(n.note, n.number))
	s.attr("aria-label", fill(s.o.Words.BackToText, strconv.Itoa(n.note.number)))
	s.put(">↩</a>")
}
