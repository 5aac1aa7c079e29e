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

// remarks leaves out Obsidian's %%comments%%, outside of its vaults where
// nothing else can be meant: between blanks or Japanese on one line (not 100%%
// or for %%i in), or between two lines of %% alone.
type remarks struct{ dialect string }

func (r remarks) extend(g *grammar) {
	g.add(nil,
		parser.WithInlineParsers(util.Prioritized(r, 130)),
		parser.WithBlockParsers(util.Prioritized(remarkBlock(r), 660)))
}

// Trigger gives the percent sign.
func (remarks) Trigger() []byte { return []byte{'%'} }

// Parse reads %%comment%%.
func (r remarks) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 5 || line[1] != '%' || line[2] == '%' {
		return nil
	}
	end := bytes.Index(line[2:], []byte("%%"))
	if end < 1 {
		return nil
	}
	after, _ := utf8.DecodeRune(line[end+4:])
	if r.dialect != "obsidian" && !(besides(block.PrecendingCharacter()) && (end+4 == len(line) || besides(after))) {
		return nil
	}
	block.Advance(end + 4)
	return &nothing{}
}

// besides tells what a comment may stand beside.
func besides(r rune) bool { return util.IsSpaceRune(r) || japanese.IsCJK(r) }

// remark is a comment of several lines.
type remark struct {
	ownBlock
	ends func(line []byte) bool
	done bool
}

func (*remark) draw(*sheet) {}

// IsRaw keeps the parser off.
func (*remark) IsRaw() bool { return true }

// remarkBlock reads one.
type remarkBlock struct{ dialect string }

// Trigger gives the percent sign.
func (remarkBlock) Trigger() []byte { return []byte{'%'} }

// CanInterruptParagraph is false: a comment begins a paragraph.
func (remarkBlock) CanInterruptParagraph() bool { return false }

// CanAcceptIndentedLine is false.
func (remarkBlock) CanAcceptIndentedLine() bool { return false }

// Open takes a line of %% when another one follows. In a vault the text may
// begin beside the signs, and end beside them.
func (r remarkBlock) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	ends := isFence
	if pos := pc.BlockOffset(); !isFence(line) {
		if r.dialect != "obsidian" || pos < 0 || bytes.Count(line[pos:], []byte("%%")) != 1 || !bytes.HasPrefix(line[pos:], []byte("%%")) {
			return nil, parser.NoChildren
		}
	}
	if r.dialect == "obsidian" {
		ends = func(line []byte) bool { return bytes.HasSuffix(bytes.TrimSpace(line), []byte("%%")) }
	}
	if sheetOf(pc).fencesEnd(ends) <= segment.Stop {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &remark{ends: ends}, parser.NoChildren
}

// fencesEnd gives where the last line that ends a remark ends in the text, -1
// without one.
func (s *sheet) fencesEnd(ends func(line []byte) bool) int {
	if s.fences == 0 {
		s.fences = -1
		at := 0
		for line := range bytes.Lines(s.body) {
			if at += len(line); ends(line) {
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
	n.done = n.ends(line)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close has nothing to do.
func (remarkBlock) Close(ast.Node, text.Reader, parser.Context) {}
