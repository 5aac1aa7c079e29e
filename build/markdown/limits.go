package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Limits keep texts that nobody writes from taking quadratic time or room:
// 120 KB of "> " took 28 s, of "[a](" 30 s. What is beyond them is text, and
// one warning for each tells where that begins.
const (
	maxDepth    = 100     // blocks open at once: each line is shown to all of them
	maxStrays   = 1000    // brackets of a paragraph that begin no link
	maxRepeated = 100_000 // bytes, besides as many as the text has, that [a] alone puts in from its definition
	maxFilled   = 100_000 // cells, besides as many as the table has bytes, that short rows are filled up with
)

var (
	tooDeep     = fmt.Sprintf("more than %d blocks in each other", maxDepth)
	tooStray    = fmt.Sprintf("more than %d brackets in a paragraph that belong to no link", maxStrays)
	tooOften    = "references repeat more than the memo holds"
	tooSpacious = fmt.Sprintf("a table of more than %d cells most of which nobody wrote", maxFilled)
)

// limited warns, once for each limit, that what begins at off is text.
func (s *sheet) limited(off int, reason string) {
	if s.reached[reason] {
		return
	}
	if s.reached == nil {
		s.reached = map[string]bool{}
	}
	s.reached[reason] = true
	s.diags.Add(s.warning(off, off+1, "limit", reason, "what is beyond this limit is shown as text"))
}

// shallow is a parser of blocks in blocks.
type shallow struct{ parser.BlockParser }

// Open begins no block inside too many others.
func (p shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) < maxDepth {
		return p.BlockParser.Open(parent, reader, pc)
	}
	_, segment := reader.PeekLine()
	sheetOf(pc).limited(segment.Start, tooDeep)
	return nil, parser.NoChildren
}

// brackets is goldmark's parser of links, which looks from each bracket to
// the end of the paragraph.
type brackets struct{ parser.InlineParser }

// Parse reads a bracket, or none behind too many strays.
func (p brackets) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := sheetOf(pc)
	_, segment := block.PeekLine()
	if s.stray > maxStrays {
		s.limited(segment.Start, tooStray)
		return nil
	}
	s.stray++
	node := p.InlineParser.Parse(parent, near{block, parent.Lines()}, pc)
	switch n := node.(type) {
	case *ast.Link:
		s.stray -= 2 // this bracket and its opening one
		return s.repeats(parent, n, n.Reference != nil, len(n.Destination)+len(n.Title))
	case *ast.Image:
		s.stray -= 2
		return s.repeats(parent, n, n.Reference != nil, len(n.Destination)+len(n.Title))
	}
	return node
}

// CloseBlock ends the paragraph.
func (p brackets) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
	sheetOf(pc).stray = 0
}

// repeats gives a link as it is, or its text where links by reference have put
// more in than the memo may.
func (s *sheet) repeats(parent, link ast.Node, reference bool, size int) ast.Node {
	if !reference {
		return link
	}
	if s.repeated += size; s.repeated <= maxRepeated+len(s.body) {
		return link
	}
	s.limited(link.Pos(), tooOften)
	for link.FirstChild() != nil {
		parent.AppendChild(parent, link.FirstChild())
	}
	return &nothing{}
}

// near reads the text of a stretch from where the reader is back to it, where
// goldmark's reader begins at the paragraph's end.
type near struct {
	text.Reader
	lines *text.Segments
}

// Value gives the text of a stretch.
func (n near) Value(s text.Segment) []byte {
	last, _ := n.Position()
	last = min(last, n.lines.Len()-1)
	first := last
	for first > 0 && n.lines.At(first).Start > s.Start {
		first--
	}
	if first == last {
		return s.Value(n.Source())
	}
	var out []byte
	for i := first; i <= last && n.lines.At(i).Start < s.Stop; i++ {
		line := n.lines.At(i)
		out = append(out, n.Source()[max(line.Start, s.Start):min(line.Stop, s.Stop)]...)
	}
	return out
}

// tables is goldmark's parser of tables.
type tables struct{ parser.ParagraphTransformer }

// Transform reads a table, but none of few bytes and a great many cells.
func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	for i := 1; i < min(3, lines.Len()); i++ {
		line := lines.At(i)
		cells := (1 + bytes.Count(line.Value(reader.Source()), []byte("|"))) * lines.Len()
		if first := lines.At(0); cells > maxFilled+lines.At(lines.Len()-1).Stop-first.Start {
			sheetOf(pc).limited(first.Start, tooSpacious)
			return
		}
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

// codeSpans is goldmark's parser of code in a text, which looks from each run
// of backticks to the end of the paragraph.
type codeSpans struct{ parser.InlineParser }

// Parse reads one, or its backticks as text when no other run is as long.
func (p codeSpans) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := sheetOf(pc)
	if s.ticks == nil {
		s.ticks = lastTicks(parent.Lines(), block.Source())
	}
	line, segment := block.PeekLine()
	n := runLength(line)
	if s.ticks[n] > segment.Start {
		return p.InlineParser.Parse(parent, block, pc)
	}
	block.Advance(n)
	return ast.NewTextSegment(segment.WithStop(segment.Start + n))
}

// CloseBlock ends the paragraph.
func (codeSpans) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) { sheetOf(pc).ticks = nil }

// lastTicks gives where the last run of backticks of each length begins.
func lastTicks(lines *text.Segments, src []byte) map[int]int {
	last := map[int]int{}
	for _, line := range lines.Sliced(0, lines.Len()) {
		for at := line.Start; ; {
			i := bytes.IndexByte(src[at:line.Stop], '`')
			if i < 0 {
				break
			}
			n := runLength(src[at+i : line.Stop])
			last[n] = at + i
			at += i + n
		}
	}
	return last
}
