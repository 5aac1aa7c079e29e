package markdown

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// containers reads the blocks between ::: lines: Zenn's :::message [alert]
// and :::details 題名, Qiita's :::note info|warn|alert, and :::tip 題名 and its
// like of VitePress and Docusaurus. What groups or frames for a tool alone
// (:::code-group, :::raw) is no block of the reader's: what is in it stays. An outer block may have more colons; one
// with as many works too, the innermost is closed first.
type containers struct{}

func (containers) extend(g *grammar) {
	g.add(nil,
		parser.WithBlockParsers(util.Prioritized(containers{}, 90)))
}

// container is such a block, or a <details>.
type container struct {
	ownBlock
	callout
	colons int
	closed bool
	bare   bool // only what is in it is shown
}

func (n *container) draw(s *sheet) {
	if n.bare {
		s.children(n)
		return
	}
	s.callout(n.callout, n)
}

// bare are the names of blocks that only tools see.
var bare = []string{"code-group", "raw", "v-pre"}

// Trigger gives the colon.
func (containers) Trigger() []byte { return []byte{':'} }

// CanInterruptParagraph is true: authors leave no blank line.
func (containers) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is false.
func (containers) CanAcceptIndentedLine() bool { return false }

// Open reads the line that begins a block: ::: name, then a level or a title.
func (containers) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	n := colons(line, pos)
	if n < 3 {
		return nil, parser.NoChildren
	}
	from := pos + n
	from += util.TrimLeftSpaceLength(line[from:])
	end := from
	for end < len(line) && (util.IsAlphaNumeric(line[end]) || line[end] == '-') {
		end++
	}
	name := strings.ToLower(string(line[from:end]))
	c, ok := containerName(name)
	hidden := slices.Contains(bare, name)
	if !ok && !hidden || depth(pc) >= maxBoxes {
		return nil, parser.NoChildren
	}
	node := &container{callout: c, colons: n, bare: hidden}
	if kind, ok := degree(name, strings.TrimSpace(string(line[end:]))); ok {
		node.callout = kind
	} else if t := newTitle(titleIn(segment, line, end), reader.Source()); t != nil && !hidden {
		node.AppendChild(node, t)
	}
	reader.AdvanceToEOL()
	return node, parser.HasChildren
}

// degree reads what follows :::message (alert) or :::note (info, warn, alert).
func degree(name, rest string) (callout, bool) {
	if name == "message" && rest == "alert" {
		return callout{kind: "warning"}, true
	}
	if name != "note" {
		return callout{}, false
	}
	return spelled(rest)
}

// boxAttributes are what VitePress and Docusaurus say of a box behind its title.
var boxAttributes = regexp.MustCompile(`[ \t]*\{(?:open|[#.][^{}\n]*)\}[ \t\r]*\n?$`)

// titleIn gives what stands behind the name, with [brackets] or without.
func titleIn(segment text.Segment, line []byte, from int) text.Segment {
	end := len(boxAttributes.ReplaceAll(line, nil))
	end -= util.TrimRightSpaceLength(line[:end])
	from = min(end, from+util.TrimLeftSpaceLength(line[from:]))
	if end-from > 1 && line[from] == '[' && line[end-1] == ']' {
		from, end = from+1, end-1
	}
	at := segment.Start - segment.Padding
	return text.NewSegment(at+from, at+end)
}

// maxBoxes bounds the nesting: a line of colons looks for its block among all.
const maxBoxes = 16

func depth(pc parser.Context) int {
	n := 0
	for _, b := range pc.OpenedBlocks() {
		if _, ok := b.Node.(*container); ok {
			n++
		}
	}
	return n
}

// containerName finds what :::name begins.
func containerName(name string) (callout, bool) {
	if name == "details" {
		return callout{details: true}, true
	}
	return spelled(name)
}

// colons counts those at pos.
func colons(line []byte, pos int) int {
	n := 0
	for pos >= 0 && pos+n < len(line) && line[pos+n] == ':' {
		n++
	}
	return n
}

// Continue takes every line until the block's own end.
func (containers) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	w, pos := util.IndentWidth(line, reader.LineOffset())
	n := colons(line, pos)
	if w > 3 || n < 3 || !util.IsBlank(line[pos+n:]) || closedBy(n, pc) != node {
		return parser.Continue | parser.HasChildren
	}
	node.(*container).closed = true
	reader.AdvanceToEOL()
	return parser.Close
}

// closedBy gives the block that a line of n colons ends: the innermost of that
// length, else the innermost shorter one; none while code is open.
func closedBy(n int, pc parser.Context) ast.Node {
	blocks := pc.OpenedBlocks()
	if len(blocks) > 0 && blocks[len(blocks)-1].Node.Kind() == ast.KindFencedCodeBlock {
		return nil
	}
	var shorter ast.Node
	for i := len(blocks) - 1; i >= 0; i-- {
		c, ok := blocks[i].Node.(*container)
		if ok && c.colons == n {
			return c
		}
		if ok && c.colons < n && shorter == nil {
			shorter = c
		}
	}
	return shorter
}

// Close warns of a block that the end of the text or of its parent closed.
func (containers) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	if c := node.(*container); !c.closed {
		s := sheetOf(pc)
		at := max(0, c.Pos())
		s.diags.Add(s.warning(at, at+c.colons, "unclosed", "block is never closed", "end it with a line of "+strings.Repeat(":", c.colons)))
	}
}
