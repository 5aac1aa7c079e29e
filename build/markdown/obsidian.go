package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// remarks leaves out Obsidian's %%comments%%, where nothing else can be meant:
// between blanks on one line (not 100%% or for %%i in), or between two lines
// of %% alone.
type remarks struct{}

func (remarks) extend(g *grammar) {
	g.add(nil,
		parser.WithInlineParsers(util.Prioritized(remarks{}, 130)),
		parser.WithBlockParsers(util.Prioritized(remarkBlock{}, 660)))
}

// Trigger gives the percent sign.
func (remarks) Trigger() []byte { return []byte{'%'} }

// Parse reads %%comment%% between blanks.
func (remarks) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 5 || line[1] != '%' || line[2] == '%' || !util.IsSpaceRune(block.PrecendingCharacter()) {
		return nil
	}
	end := bytes.Index(line[2:], []byte("%%"))
	if end < 1 || end+4 < len(line) && !util.IsSpace(line[end+4]) {
		return nil
	}
	block.Advance(end + 4)
	return &nothing{}
}

// remark is a comment of several lines.
type remark struct {
	ownBlock
	done bool
}

func (*remark) draw(*sheet) {}

// IsRaw keeps the parser off.
func (*remark) IsRaw() bool { return true }

// remarkBlock reads one.
type remarkBlock struct{}

// Trigger gives the percent sign.
func (remarkBlock) Trigger() []byte { return []byte{'%'} }

// CanInterruptParagraph is false: a comment begins a paragraph.
func (remarkBlock) CanInterruptParagraph() bool { return false }

// CanAcceptIndentedLine is false.
func (remarkBlock) CanAcceptIndentedLine() bool { return false }

// Open takes a line of %% when another one follows.
func (remarkBlock) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if !isFence(line) || sheetOf(pc).fencesEnd() <= segment.Stop {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &remark{}, parser.NoChildren
}

// fencesEnd gives where the last line of %% in the text ends, -1 without one.
func (s *sheet) fencesEnd() int {
	if s.fences == 0 {
		s.fences = -1
		at := 0
		for line := range bytes.Lines(s.body) {
			if at += len(line); isFence(line) {
				s.fences = at
			}
		}
	}
	return s.fences
}

func isFence(line []byte) bool { return bytes.Equal(bytes.TrimSpace(line), []byte("%%")) }

// Continue takes lines up to the closing one.
func (remarkBlock) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*remark)
	if n.done {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	n.done = isFence(line)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close has nothing to do.
func (remarkBlock) Close(ast.Node, text.Reader, parser.Context) {}
