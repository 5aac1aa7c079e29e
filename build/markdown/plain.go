package markdown

import (
	"bytes"
	"github.com/yuin/goldmark/ast"

	"memo/build/japanese"
)

// prose is text without markup, with the stretches of it that a summary must
// not cut.
type prose struct {
	text  []byte
	whole []japanese.Span
}

func (p *prose) write(t string) { p.text = append(p.text, t...) }
func (p *prose) space()         { p.text = append(p.text, ' ') }

// plain gives the text that n's children show.
func (s *sheet) plain(n ast.Node) string {
	if t, ok := s.verbatim(n); ok {
		return t
	}
	p := &s.prose
	from, whole := len(p.text), len(p.whole)
	s.proseOf(p, n)
	out := string(bytes.TrimSpace(p.text[from:]))
	p.text, p.whole = p.text[:from], p.whole[:whole]
	return out
}

// verbatim gives the text of a node that is one run of the source, as most
// are, without a copy.
func (s *sheet) verbatim(n ast.Node) (string, bool) {
	t, ok := n.FirstChild().(*ast.Text)
	if !ok || t.NextSibling() != nil || t.IsRaw() {
		return "", !n.HasChildren()
	}
	return s.view(bytes.TrimSpace(unescape(t.Segment.Value(s.body)))), true
}

// proseOf appends the text of n's children.
func (s *sheet) proseOf(p *prose, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		from := len(p.text)
		switch c := c.(type) {
		case *ast.Text:
			s.proseText(p, c)
		case *ast.String:
			p.text = append(p.text, c.Value...)
		case *ast.CodeSpan:
			p.write(s.codeText(c))
		case *ast.AutoLink:
			p.text = append(p.text, c.Label(s.body)...)
		case texter:
			p.write(c.plainText(s))
		default:
			s.proseOf(p, c)
			if _, block := c.(*flowNode); block || c.Kind() == ast.KindTextBlock && c.NextSibling() != nil {
				p.space()
			}
		}
		switch c.Kind() {
		case ast.KindCodeSpan, ast.KindAutoLink, ast.KindLink:
			p.whole = append(p.whole, japanese.Span{From: from, To: len(p.text)})
		}
	}
}

// texter is a node of ours that shows something else than its children.
type texter interface{ plainText(*sheet) string }

func (s *sheet) proseText(p *prose, t *ast.Text) {
	value := t.Segment.Value(s.body)
	if !t.IsRaw() {
		value = unescape(value)
	}
	p.text = append(p.text, value...)
	if t.HardLineBreak() || t.SoftLineBreak() && !s.joins(t) {
		p.space()
	}
}
