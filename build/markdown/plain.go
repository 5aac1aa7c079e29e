package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"memo/build/japanese"
)

// prose is text without markup, with the stretches of it that a summary must
// not cut.
type prose struct {
	strings.Builder
	whole []japanese.Span
}

// plain gives the text that n's children show.
func (s *sheet) plain(n ast.Node) string {
	if t, ok := n.FirstChild().(*ast.Text); ok && t.NextSibling() == nil && !t.IsRaw() {
		return string(bytes.TrimSpace(unescape(t.Segment.Value(s.body)))) // most blocks are one run of text
	}
	var p prose
	s.proseOf(&p, n)
	return strings.TrimSpace(p.String())
}

// proseOf appends the text of n's children.
func (s *sheet) proseOf(p *prose, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		from := p.Len()
		switch c := c.(type) {
		case *ast.Text:
			s.proseText(p, c)
		case *ast.String:
			p.Write(c.Value)
		case *ast.CodeSpan:
			p.WriteString(s.codeText(c))
		case *ast.AutoLink:
			p.Write(c.Label(s.body))
		case texter:
			p.WriteString(c.plainText(s))
		default:
			s.proseOf(p, c)
		}
		switch c.Kind() {
		case ast.KindCodeSpan, ast.KindAutoLink, ast.KindLink:
			p.whole = append(p.whole, japanese.Span{From: from, To: p.Len()})
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
	p.Write(value)
	if t.HardLineBreak() || t.SoftLineBreak() && !s.joins(t) {
		p.WriteByte(' ')
	}
}

// unescape resolves backslashes and character references.
func unescape(b []byte) []byte {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '&') < 0 {
		return b
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(b)))
}
