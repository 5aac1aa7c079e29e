package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"memo/build/japanese"
)

// remarks leaves out Obsidian's %%comments%%, where nothing else can be meant:
// between blanks or Japanese on one line (not 100%% or for %%i in), or from a
// line that begins with %% to one that ends so.
type remarks struct{}

func (remarks) extend(g *grammar) {
	g.add(nil,
		parser.WithInlineParsers(util.Prioritized(remarks{}, 130)),
		parser.WithBlockParsers(util.Prioritized(remarkBlock{}, 660)))
}

// Trigger gives the percent sign.
func (remarks) Trigger() []byte { return []byte{'%'} }

// Parse reads %%comment%%.
func (remarks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 5 || line[1] != '%' || line[2] == '%' {
		return nil
	}
	end := bytes.Index(line[2:], []byte("%%"))
	if end < 1 {
		return nil
	}
	after, _ := utf8.DecodeRune(line[end+4:])
	if !besides(block.PrecendingCharacter()) || end+4 < len(line) && !besides(after) {
		return nil
	}
	return sheetOf(pc).takeRemark(parent, block, end+4)
}

// besides tells what a comment may stand beside.
func besides(r rune) bool { return util.IsSpaceRune(r) || japanese.IsCJK(r) }

// remark is a comment of several lines.
type remark struct {
	ownBlock
	from, to int
	done     bool
}

func (*remark) draw(*sheet) {}

// IsRaw keeps the parser off.
func (*remark) IsRaw() bool { return true }

// remarkBlock reads one.
type remarkBlock struct{}

// Trigger gives the percent sign.
func (remarkBlock) Trigger() []byte { return []byte{'%'} }

// CanInterruptParagraph is true: the signs may follow a text at once, alone on
// their line.
func (remarkBlock) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is false.
func (remarkBlock) CanAcceptIndentedLine() bool { return false }

// Open takes a line of %%, with text behind it or none, when a later one ends so.
func (remarkBlock) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if !beginsRemark(bytes.TrimSpace(line)) || sheetOf(pc).remarksEnd() <= segment.Stop {
		return nil, parser.NoChildren
	}
	if ast.IsParagraph(pc.LastOpenedBlock().Node) && string(bytes.TrimSpace(line)) != "%%" {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &remark{from: segment.Start, to: segment.Stop}, parser.NoChildren
}

// beginsRemark tells the first line of a comment of several.
func beginsRemark(line []byte) bool {
	return string(line) == "%%" || bytes.HasPrefix(line, []byte("%% ")) && bytes.Count(line, []byte("%%")) == 1
}

func endsRemark(line []byte) bool { return bytes.HasSuffix(bytes.TrimSpace(line), []byte("%%")) }

// remarksEnd gives where the last line that ends a comment ends in the text, -1
// without one.
func (s *sheet) remarksEnd() int {
	if s.remarks == 0 {
		s.remarks = -1
		at := 0
		for line := range bytes.Lines(s.body) {
			if at += len(line); endsRemark(line) {
				s.remarks = at
			}
		}
	}
	return s.remarks
}

// Continue takes lines up to the closing one.
func (remarkBlock) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*remark)
	if n.done {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	n.done, n.to = endsRemark(line), segment.Stop
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close notes where the comment stands.
func (remarkBlock) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	n := node.(*remark)
	sheetOf(pc).remark(n.from, n.to)
}
