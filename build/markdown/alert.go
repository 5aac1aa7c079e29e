package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// alert is GitHub's callout, a quotation that begins with [!NOTE], with what
// Obsidian adds: more names, a fold (+ or -) and a title of its own. A name
// that nobody knows is a note.
type alert struct{}

// extend puts the transformer before link references are looked for: a
// paragraph of "[!NOTE]" alone is none.
func (alert) extend(g *grammar) {
	g.add(drawing{ast.KindBlockquote: drawQuote},
		parser.WithParagraphTransformers(util.Prioritized(alert{}, 50)))
}

var alertLine = regexp.MustCompile(`^\[!([A-Za-z][A-Za-z0-9_-]*)\]([+-]?)(?:[ \t]+(.*\S))?\s*$`)

// Transform makes the quotation around a paragraph that begins so a callout.
func (alert) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote := node.Parent()
	if quote == nil || quote.Kind() != ast.KindBlockquote || quote.FirstChild() != node || node.Lines().Len() == 0 {
		return
	}
	line := node.Lines().At(0)
	line = line.TrimLeftSpace(reader.Source())
	value := line.Value(reader.Source())
	m := alertLine.FindSubmatchIndex(value)
	if m == nil {
		return
	}
	c, ok := spelled(string(value[m[2]:m[3]]))
	if !ok {
		c = spellings["note"]
	}
	if m[4] < m[5] {
		c.fold = value[m[4]]
	}
	quote.SetAttributeString("callout", c)
	if m[6] >= 0 {
		if t := newTitle(text.NewSegment(line.Start+m[6], line.Start+m[7]), reader.Source()); t != nil {
			quote.InsertBefore(quote, node, t)
		}
	}
	node.Lines().SetSliced(1, node.Lines().Len())
	if node.Lines().Len() == 0 {
		quote.RemoveChild(quote, node)
	}
}

// drawQuote draws a quotation or the callout that it became.
func drawQuote(s *sheet, n ast.Node) {
	s.quotes++
	if c := calloutOf(n); c.kind != "" {
		s.callout(c, n)
	} else {
		s.around("<blockquote>\n", n, "</blockquote>\n")
	}
	s.quotes--
}
