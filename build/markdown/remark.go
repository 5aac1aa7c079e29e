package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Remark is a comment: what an author wrote for nobody but himself. None is
// shown; who publishes the text as it was written leaves out what stands from
// Line and Col up to EndLine and EndCol, which count as those of links do.
type Remark struct {
	Line, Col, EndLine, EndCol int
}

// remark notes a comment. One of several lines that ends with a line takes the
// marks of a quotation before it along.
func (s *sheet) remark(from, to int) {
	if to > from && s.body[to-1] == '\n' {
		for from > 0 && bytes.IndexByte([]byte("> \t"), s.body[from-1]) >= 0 {
			from--
		}
	}
	var r Remark
	r.Line, r.Col, _ = s.place(from)
	r.EndLine, r.EndCol, _ = s.place(to)
	s.doc.Remarks = append(s.doc.Remarks, r)
}

// takeRemark takes a comment out of a text, which may be of several lines; nil
// where it ends behind them.
func (s *sheet) takeRemark(parent ast.Node, block text.Reader, size int) ast.Node {
	_, segment := block.PeekLine()
	to := segment.Start + size
	if lines := parent.Lines(); to > lines.At(lines.Len()-1).Stop {
		return nil
	}
	s.remark(segment.Start, to)
	for ; to > segment.Stop; _, segment = block.PeekLine() {
		block.AdvanceLine()
	}
	block.Advance(max(0, to-segment.Start))
	return &nothing{}
}

// markupRemark notes the comment of HTML that a token is.
func (s *sheet) markupRemark(m markup, off int, raw string) {
	if len(raw) > 0 {
		s.remark(m.at(off), m.at(off+len(raw)-1)+1)
	}
}

// commented gives how long a comment is that a tag begins: {% comment %},
// {{< comment >}}; 0 where it begins none.
func (s *sheet) commented(t template, at int) int {
	if t.name != "comment" || t.closes {
		return 0
	}
	switch t.kind {
	case liquidTag:
		if s.later("endcomment", at+t.size) {
			if n := commentEnd(s.body[at+t.size:]); n > 0 {
				return t.size + n
			}
		}
	case shortcode:
		if end, ok := s.pairs()[at]; ok {
			if closing, ok := readTemplate(s.body[end:]); ok {
				return end + closing.size - at
			}
		}
	}
	return 0
}

// remarkOfMDX gives how long {/* … */} is, 0 for none.
func (s *sheet) remarkOfMDX(at int) int {
	if !bytes.HasPrefix(s.body[at:], []byte("{/*")) || !s.later("*/}", at) {
		return 0
	}
	return bytes.Index(s.body[at:], []byte("*/}")) + 3
}

var markupComment = regexp.MustCompile(`(?s)<!--.*?-->`)

// findRemarks notes comments where HTML is kept as it is, and they with it.
func (s *sheet) findRemarks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.HTMLBlock:
			m := s.blockMarkup(c)
			for _, at := range markupComment.FindAllIndex(m.text, -1) {
				s.markupRemark(m, at[0], string(m.text[at[0]:at[1]]))
			}
		case *ast.RawHTML:
			if lines := c.Segments; strings.HasPrefix(s.rawText(c), "<!--") {
				s.remark(lines.At(0).Start, lines.At(lines.Len()-1).Stop)
			}
		default:
			s.findRemarks(c)
		}
	}
}
