package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"memo/build/japanese"
)

// inlines draws text, line breaks and inline code.
type inlines struct{}

func (inlines) extend(g *grammar) {
	g.add(drawing{
		ast.KindText:     drawText,
		ast.KindString:   drawString,
		ast.KindCodeSpan: drawCodeSpan,
	})
}

func drawText(s *sheet, n ast.Node) {
	t := n.(*ast.Text)
	value := t.Segment.Value(s.body)
	switch {
	case t.IsRaw():
		s.escape(s.view(value))
	case s.heading:
		s.phrases(value, s.text)
	case s.cell:
		s.tokens(value)
	default:
		s.text(value)
	}
	s.lineBreak(t)
}

func drawString(s *sheet, n ast.Node) {
	if t := n.(*ast.String).Value; s.heading {
		s.phrases(t, func(t []byte) { s.escape(string(t)) })
	} else {
		s.escape(string(t))
	}
}

// phrases writes a piece of a heading with the places where it may break.
func (s *sheet) phrases(t []byte, write func([]byte)) {
	for i, phrase := range japanese.Phrases(string(t)) {
		if i > 0 {
			s.put("<wbr>")
		}
		write(t[:len(phrase)])
		t = t[len(phrase):]
	}
}

// lineBreak writes the end of a line. A soft one is a space in the browser,
// which Japanese does not want: "join" leaves it out between wide characters.
func (s *sheet) lineBreak(t *ast.Text) {
	switch {
	case t.HardLineBreak():
		s.put("<br>\n")
	case !t.SoftLineBreak():
	case s.o.LineBreaks == "br":
		s.put("<br>\n")
	case s.o.LineBreaks == "keep" || !s.joins(t):
		s.put("\n")
	}
}

// joins tells whether the line break behind t leaves no space.
func (s *sheet) joins(t *ast.Text) bool {
	before, after := s.lastRune(t), s.firstRune(t.NextSibling())
	return before != 0 && after != 0 && japanese.Joins(before, after)
}

// lastRune gives the last character that n shows, 0 when that is none.
func (s *sheet) lastRune(n ast.Node) rune {
	for n != nil {
		value := s.shown(n)
		if len(value) > 0 {
			r, _ := utf8.DecodeLastRune(value)
			return r
		}
		if n.HasChildren() {
			n = n.LastChild()
		} else if n = n.PreviousSibling(); n == nil || n.Kind() == ast.KindText && breaksLine(n) {
			return 0
		}
	}
	return 0
}

// firstRune gives the first character that n shows, 0 when that is none.
func (s *sheet) firstRune(n ast.Node) rune {
	for n != nil {
		if value := s.shown(n); len(value) > 0 {
			r, _ := utf8.DecodeRune(value)
			return r
		}
		if n.Kind() == ast.KindText {
			return 0
		}
		n = n.FirstChild()
	}
	return 0
}

func breaksLine(n ast.Node) bool {
	t := n.(*ast.Text)
	return t.SoftLineBreak() || t.HardLineBreak()
}

// shown gives the text of a leaf, as far as its ends tell.
func (s *sheet) shown(n ast.Node) []byte {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Value(s.body)
	case *ast.String:
		return n.Value
	case *ast.AutoLink:
		return n.Label(s.body)
	}
	return nil
}

// shortCode is the width in columns up to which inline code is kept on one
// line; in a table, which can scroll, that is heldToken.
const shortCode = 20

func drawCodeSpan(s *sheet, n ast.Node) {
	value, limit := s.codeText(n), shortCode
	if s.cell {
		limit = heldToken
	}
	if !strings.Contains(value, " ") && len(value) <= 3*limit && japanese.Columns(value) <= limit {
		s.put(`<code class="nb">`)
	} else {
		s.put("<code>")
	}
	s.escape(value)
	s.put("</code>")
}

// codeText gives the code of a span, its line ends as blanks.
func (s *sheet) codeText(n ast.Node) string {
	if c, ok := n.FirstChild().(*ast.Text); ok && c.NextSibling() == nil && bytes.IndexByte(c.Segment.Value(s.body), '\n') < 0 {
		return s.view(c.Segment.Value(s.body))
	}
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(s.body))
		} else if t, ok := c.(*ast.String); ok {
			b.Write(t.Value)
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}
