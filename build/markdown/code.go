package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"memo/build/highlight"
)

// code leaves a hole for each code block, which is drawn when a page is, and
// reads what Zenn, Qiita, Hugo and VitePress write on a fence.
type code struct{}

func (code) extend(g *grammar) {
	g.add(drawing{ast.KindCodeBlock: drawCode, ast.KindFencedCodeBlock: drawCode})
}

func drawCode(s *sheet, n ast.Node) {
	f := s.fence(n)
	switch {
	case f.Lang == "mermaid" && s.o.Mermaid:
		s.doc.Mermaid = true
		s.put(`<pre class="mermaid">`)
		s.escape(f.Code)
		s.put("</pre>\n")
		return
	case f.Lang == "math" && s.o.Math:
		s.mathDiv(strings.TrimSpace(f.Code), "")
		return
	}
	if f.Lines != "" {
		if err := highlight.CheckLines(f.Lines); err != nil {
			pos := max(0, start(n))
			s.diags.Add(s.warning(pos, pos+1, "code-lines", err.Error(), `write hl_lines="2 4-6"`))
			f.Lines = ""
		}
	}
	s.window(s.withIncludes(f, n))
}

// window leaves a place for one block of code.
func (s *sheet) window(c Code) {
	s.hole(len(s.doc.Code), Window)
	s.doc.Code = append(s.doc.Code, c)
	s.put("\n")
}

// hiddenRust are the lines of an example that mdBook, as rustdoc, shows to the
// compiler alone, "# fn main() {", and those that only look like one: "## a".
var hiddenRust = regexp.MustCompile(`(?m)^[ \t]*#(?:[ \t].*)?\n|^([ \t]*#)#`)

// fence describes a code block as written.
func (s *sheet) fence(n ast.Node) highlight.Block {
	var b highlight.Block
	if f, ok := n.(*ast.FencedCodeBlock); ok && f.Info != nil {
		b = readFence(string(f.Info.Segment.Value(s.body)))
	}
	if v, ok := n.AttributeString("template"); ok {
		b = v.(*templateCode).block
	}
	b.Code = s.lines(n)
	if s.o.Dialect == "mdbook" && b.Lang == "rust" {
		b.Code = hiddenRust.ReplaceAllString(b.Code, "$1")
	}
	return withMarks(b)
}

// lines gives the text of a block's lines.
func (s *sheet) lines(n ast.Node) string {
	lines := n.Lines()
	if from, to, ok := stretch(lines); ok {
		return s.view(s.body[from:to])
	}
	var b strings.Builder
	for i := range lines.Len() {
		line := lines.At(i)
		b.Write(line.Value(s.body))
	}
	return b.String()
}

// stretch tells lines that stand in the source just as they are.
func stretch(lines *text.Segments) (from, to int, ok bool) {
	for i := range lines.Len() {
		line := lines.At(i)
		if i == 0 {
			from, to = line.Start, line.Start
		}
		if line.Padding > 0 || line.ForceNewline || line.Start != to {
			return 0, 0, false
		}
		to = line.Stop
	}
	return from, to, true
}
