package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// admonitions reads the blocks of MkDocs, whose text is indented by four
// blanks: !!! note "題名" is a box, ??? note one that unfolds, and ???+ one that
// is open. Of === "題名", a tab, the name stands above what is in it.
type admonitions struct{}

func (admonitions) extend(g *grammar) {
	g.add(nil, parser.WithBlockParsers(util.Prioritized(shallow{admonitions{}}, 91)))
}

// indented is how far the text of an admonition stands in.
const indented = 4

// admonition is one of them: a box, or a tab, of which callout is zero.
type admonition struct {
	headed
	callout
}

func (n *admonition) draw(s *sheet) {
	if n.callout == (callout{}) {
		s.children(n)
		return
	}
	s.callout(n.callout, n)
}

var (
	admonitionLine = regexp.MustCompile(`^(!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)(?:[ \t]+[\w-]+)*(?:[ \t]+"([^"]*)")?[ \t]*\r?\n?$`)
	tabLine        = regexp.MustCompile(`^===[!+]?[ \t]+"([^"]+)"[ \t]*\r?\n?$`)
)

// Trigger gives the signs.
func (admonitions) Trigger() []byte { return []byte{'!', '?', '='} }

// CanInterruptParagraph is true: authors leave no blank line.
func (admonitions) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is false.
func (admonitions) CanAcceptIndentedLine() bool { return false }

// Open reads the first line, if what follows it stands in.
func (admonitions) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || len(line) > maxSized || !standsIn(reader.Source(), segment.Stop, pc.BlockIndent()) {
		return nil, parser.NoChildren
	}
	at := segment.Start - segment.Padding + pos
	n := &admonition{}
	switch m := admonitionLine.FindSubmatchIndex(line[pos:]); {
	case m != nil:
		n.callout = admonitionOf(string(line[pos:][m[4]:m[5]]), string(line[pos:][m[2]:m[3]]))
		if m[6] >= 0 {
			n.entitle(text.NewSegment(at+m[6], at+m[7]), reader.Source())
		}
	default:
		m := tabLine.FindSubmatchIndex(line[pos:])
		if m == nil {
			return nil, parser.NoChildren
		}
		n.head = strongLine(template{}, string(line[pos:][m[2]:m[3]]), at)
	}
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

func (n *admonition) entitle(segment text.Segment, src []byte) {
	if t := newTitle(segment, src); t != nil {
		n.AppendChild(n, t)
	}
}

// admonitionOf gives what a kind is drawn as: a note where it is none of ours.
func admonitionOf(name, signs string) callout {
	c, ok := spelled(name)
	if !ok {
		c = callout{kind: "note"}
	}
	switch signs {
	case "???":
		c.fold = '-'
	case "???+":
		c.fold = '+'
	}
	return c
}

// standsIn tells whether the next line that is not blank is indented by four
// blanks more than a line of that indent.
func standsIn(src []byte, from, indent int) bool {
	for from < len(src) {
		line, _, _ := bytes.Cut(src[from:], []byte("\n"))
		if !util.IsBlank(line) {
			w, _ := util.IndentWidth(line, 0)
			return w >= indent+indented
		}
		from += len(line) + 1
	}
	return false
}

// Continue takes the lines that stand in.
func (admonitions) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	if w, _ := util.IndentWidth(line, reader.LineOffset()); w < indented {
		return parser.Close
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), indented)
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close does nothing.
func (admonitions) Close(ast.Node, text.Reader, parser.Context) {}
