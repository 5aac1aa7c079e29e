package markdown

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// templateLines reads the tags that have lines of their own: code, figures,
// cards, and those of which nothing is shown.
type templateLines struct{}

// templateNode is such a tag until the tree stands. Its children go into what
// it stands for.
type templateNode struct {
	ownBlock
	end   int      // of the tag in the text
	shown ast.Node // what it stands for, nil for nothing
}

func (*templateNode) draw(*sheet) {}

// IsRaw keeps the parser off.
func (*templateNode) IsRaw() bool { return true }

// settle puts what the tag stands for in its place.
func (n *templateNode) settle() {
	if n.shown != nil {
		n.caption()
		n.Parent().ReplaceChild(n.Parent(), n, n.shown)
	} else {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// caption puts the title and the caption of a picture below it.
func (n *templateNode) caption() {
	var below ast.Node
	for _, words := range takeChildren(n) {
		if below == nil {
			below = words
			n.shown.AppendChild(n.shown, below)
			continue
		}
		below.AppendChild(below, ast.NewString([]byte(" ")))
		for _, c := range takeChildren(words) {
			below.AppendChild(below, c)
		}
	}
}

// Trigger gives what tags begin with, and the programs above them.
func (templateLines) Trigger() []byte { return []byte{'{', '<', 'i', 'e'} }

// CanInterruptParagraph is true: authors leave no blank line.
func (templateLines) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is false.
func (templateLines) CanAcceptIndentedLine() bool { return false }

// Open reads a tag. Code and comments may begin beside it, else it is alone.
func (templateLines) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, segment := reader.PeekLine()
	s, pos := sheetOf(pc), pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	at := segment.Start - segment.Padding + pos
	if n := s.remarkOfMDX(at); n > 0 {
		return s.openRemark(at, n, reader)
	}
	if end := s.programAt(at, parent); end > 0 {
		reader.AdvanceToEOL()
		return &templateNode{end: end}, parser.NoChildren
	}
	t, ok := s.lineTag(at)
	if !ok {
		return nil, parser.NoChildren
	}
	if code, ok := s.codeBetween(t, at); ok {
		return s.openCode(code, at+t.size, reader)
	}
	if n := s.commented(t, at); n > 0 {
		return s.openRemark(at, n, reader)
	}
	if n := s.openPair(t, at, pc); n != nil {
		reader.Advance(min(at+t.size, segment.Stop-1) - segment.Start + segment.Padding)
		return n, parser.HasChildren
	}
	if !s.endsLine(at + t.size) {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	n := &templateNode{end: at + t.size}
	n.shown = s.blockTemplate(n, t, at)
	return n, parser.NoChildren
}

// openRemark begins a comment of a size, if nothing follows it on its line.
func (s *sheet) openRemark(at, size int, reader text.Reader) (ast.Node, parser.State) {
	if !s.endsLine(at + size) {
		return nil, parser.NoChildren
	}
	s.remark(at, at+size)
	reader.AdvanceToEOL()
	return &templateNode{end: at + size}, parser.NoChildren
}

// lineTag reads the tag that begins a line's text.
func (s *sheet) lineTag(at int) (t template, ok bool) {
	if s.body[at] == '<' {
		return s.componentAt(s.body[at:], at)
	}
	t, ok = readTemplate(s.body[at:])
	if t.shown != "" || t.kind == liquidValue && s.o.Dialect != "jekyll" || t.kind != shortcode && t.name != "raw" && s.isRaw(at) {
		return t, false
	}
	return t, ok
}

// programAt gives where the program ends that stands there, 0 for none.
func (s *sheet) programAt(at int, parent ast.Node) int {
	if _, inside := parent.(*enclosed); s.o.UnsafeHTML || at > 0 && s.body[at-1] != '\n' || !inside && parent.Kind() != ast.KindDocument {
		return 0
	}
	if n := s.programEnd(at); n > 0 {
		return at + n
	}
	return 0
}

// commentEnd gives where the tag ends that ends a comment, 0 without one.
func commentEnd(b []byte) int {
	n := max(0, bytes.Index(b, []byte("endcomment")))
	open := bytes.LastIndex(b[:n], []byte("{%"))
	if open < 0 {
		return 0
	}
	t, _ := readTemplate(b[open:])
	return open + t.size
}

// blockTemplate gives what a tag with a line of its own shows, nil for nothing.
func (s *sheet) blockTemplate(n *templateNode, t template, at int) ast.Node {
	if url := t.page(); url != "" {
		c := &card{url: url, from: at, to: at + t.size}
		c.SetPos(at)
		return c
	}
	if target, part := t.file(); target != "" {
		n := &included{from: at, to: at + t.size, target: target, part: part}
		n.SetPos(at)
		return n
	}
	if target := t.reference(); target != "" {
		p := ast.NewParagraph()
		p.SetPos(at)
		p.AppendChild(p, templateLink(t, target, at))
		return p
	}
	if t.picture() != "" {
		s.captions(n, t, at)
		f := &figure{}
		f.SetPos(at)
		f.AppendChild(f, templateImage(t, at))
		return f
	}
	if title := t.headline(); title != "" {
		return strongLine(t, title, at)
	}
	if _, known := t.address(); !known {
		s.passOver(t, at)
	}
	return nil
}

// strongLine is a paragraph of its own in strong letters, or a link where the
// tag leads somewhere.
func strongLine(t template, words string, at int) ast.Node {
	p, strong := ast.NewParagraph(), ast.Node(ast.NewEmphasis(2))
	if to := cmp.Or(t.named["href"], t.named["link"], t.named["to"]); to != "" {
		l := ast.NewLink()
		l.Destination = literal(to)
		l.SetPos(at)
		strong = l
	}
	p.SetPos(at)
	p.AppendChild(p, strong)
	strong.AppendChild(strong, ast.NewString([]byte(words)))
	return p
}

// captions adds the title and the caption of a picture, which are Markdown.
func (s *sheet) captions(n *templateNode, t template, at int) {
	for _, words := range []string{t.named["title"], t.named["caption"]} {
		if words = strings.TrimSpace(words); words != "" {
			below := &caption{}
			below.Lines().Append(s.inTag(words, at, t.size))
			n.AppendChild(n, below)
		}
	}
}

// inTag gives the place of words that a tag holds.
func (s *sheet) inTag(words string, at, size int) text.Segment {
	from := at + max(0, bytes.Index(s.body[at:at+size], []byte(words)))
	return text.NewSegment(from, from+len(words))
}

// Continue takes the lines of a tag, or of code.
func (templateLines) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, segment := reader.PeekLine()
	switch n := node.(type) {
	case *enclosed:
		return n.Continue(reader, pc)
	case *templateNode:
		if segment.Start >= n.end {
			return parser.Close
		}
	case *ast.FencedCodeBlock:
		v, _ := n.AttributeString("template")
		code := v.(*templateCode)
		if code.done {
			return parser.Close
		}
		sheetOf(pc).codeLine(n, code, segment)
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close has nothing to do.
func (templateLines) Close(ast.Node, text.Reader, parser.Context) {}
