package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// mathBlock reads $$, lines, $$.
type mathBlock struct{}

// Trigger gives the dollar.
func (mathBlock) Trigger() []byte { return []byte{'$'} }

// CanInterruptParagraph is true.
func (mathBlock) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is false.
func (mathBlock) CanAcceptIndentedLine() bool { return false }

// Open takes a line that begins with $$ when a later one, or itself, ends so;
// $$x$$ with text behind it is a part of that text.
func (mathBlock) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], []byte("$$")) {
		return nil, parser.NoChildren
	}
	rest := bytes.TrimSpace(line[pos+2:])
	inside := bytes.Count(rest, []byte("$$"))
	n := &formulaBlock{done: inside == 1 && endsFormula(rest) && len(rest) > 2}
	if len(rest) > 0 && inside > 0 && !n.done || !n.done && !closesLater(reader.Source()[segment.Stop:], len(rest) > 0) {
		return nil, parser.NoChildren
	}
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// endsFormula tells a line that ends in $$, maybe with an equation's number.
func endsFormula(line []byte) bool {
	line = bytes.TrimSpace(line)
	if i := bytes.LastIndex(line, []byte("$$")); i >= 0 {
		after := bytes.TrimSpace(line[i+2:])
		return len(after) == 0 || after[0] == '(' && after[len(after)-1] == ')' && len(after) < 12
	}
	return false
}

// maxFormula is how many lines such a formula may have.
const maxFormula = 100

// closesLater looks for the closing line, which a formula that begins beside
// its dollars has before the paragraph ends.
func closesLater(src []byte, near bool) bool {
	n := 0
	for line := range bytes.Lines(src) {
		if n++; near && (n > maxFormula || len(bytes.TrimSpace(line)) == 0) {
			return false
		}
		if endsFormula(line) {
			return true
		}
	}
	return false
}

// Continue takes lines up to the closing one.
func (mathBlock) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*formulaBlock)
	if n.done {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	n.done = endsFormula(line)
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close has nothing to do.
func (mathBlock) Close(ast.Node, text.Reader, parser.Context) {}
