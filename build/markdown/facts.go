package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"memo/build/japanese"
)

// facts gathers what other stages want to know of the text besides its HTML:
// the blocks that search reads, the counts and the summary.
func (s *sheet) facts(tree ast.Node) {
	s.blocksOf(tree, "")
	s.doc.Blocks = s.gathered()
	for _, b := range s.doc.Blocks {
		if b.Kind != CodeBlock {
			chars, words := japanese.Count(b.Text)
			s.doc.Chars += chars
			s.doc.Words += words
		}
	}
	s.doc.Summary = s.summary(tree)
}

// gathered gives the blocks in a slice of their size, and those of their
// texts that are no stretch of the source as stretches of one string.
func (s *sheet) gathered() []Block {
	if len(s.blocks) == 0 {
		return nil
	}
	out := make([]Block, len(s.blocks))
	text := string(s.prose.text)
	for i, b := range s.blocks {
		out[i] = b.Block
		if b.to > 0 {
			out[i].Text = text[b.from:b.to]
		}
	}
	return out
}

// draft is a block whose text may yet stand in the sheet's prose.
type draft struct {
	Block
	from, to int // to is 0 when Text holds it
}

// blocksOf appends the blocks under n, which stands under the heading anchor,
// and gives the anchor that holds behind it.
func (s *sheet) blocksOf(n ast.Node, anchor string) string {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindHeading:
			anchor, _ = chosen(c.(*ast.Heading))
			s.textBlock(Block{Kind: HeadingBlock, Level: c.(*ast.Heading).Level, Anchor: anchor}, c)
		case ast.KindParagraph, ast.KindTextBlock, east.KindDefinitionTerm:
			s.textBlock(Block{Kind: ProseBlock, Anchor: anchor}, c)
		case ast.KindCodeBlock, ast.KindFencedCodeBlock:
			s.codeBlocks(c, anchor)
		case east.KindTableHeader, east.KindTableRow:
			s.row(Block{Kind: ProseBlock, Anchor: anchor}, c)
		default:
			if isRow(c) {
				s.row(Block{Kind: ProseBlock, Anchor: anchor}, c)
			} else if p, ok := c.(*preformatted); ok {
				s.blocks = append(s.blocks, draft{Block: Block{Kind: CodeBlock, Anchor: anchor,
					Line: s.line(max(0, c.Pos())), Text: strings.TrimSuffix(p.block().Code, "\n")}})
			} else if t, ok := c.(texter); ok && c.Type() == ast.TypeBlock {
				s.block(Block{Kind: ProseBlock, Anchor: anchor, Text: t.plainText(s)}, c)
			} else {
				anchor = s.blocksOf(c, anchor)
			}
		}
	}
	return anchor
}

// textBlock appends a block with the text that n shows.
func (s *sheet) textBlock(b Block, n ast.Node) {
	var ok bool
	if b.Text, ok = s.verbatim(n); ok {
		s.block(b, n)
		return
	}
	from := len(s.prose.text)
	s.proseOf(&s.prose, n)
	s.draft(b, n, from)
}

// draft appends a block with the prose from an offset on.
func (s *sheet) draft(b Block, n ast.Node, from int) {
	text := s.prose.text[from:]
	from += len(text) - len(bytes.TrimLeftFunc(text, unicode.IsSpace))
	if to := from + len(bytes.TrimSpace(text)); to > from {
		b.Line = s.line(max(0, start(n)))
		s.blocks = append(s.blocks, draft{b, from, to})
	}
}

// block appends a block that has its text.
func (s *sheet) block(b Block, n ast.Node) {
	if b.Text != "" {
		b.Line = s.line(max(0, start(n)))
		s.blocks = append(s.blocks, draft{Block: b})
	}
}

// codeBlocks appends a block of code, its file name apart: the code's line is
// that of its first line.
func (s *sheet) codeBlocks(n ast.Node, anchor string) {
	f := s.fence(n)
	s.block(Block{Kind: ProseBlock, Anchor: anchor, Text: f.File}, n)
	if n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	s.blocks = append(s.blocks, draft{Block: Block{Kind: CodeBlock, Anchor: anchor,
		Line: s.line(first.Start), Text: strings.TrimSuffix(s.withoutIncludes(f.Code), "\n")}})
}

// row appends the cells of a table's row as a block.
func (s *sheet) row(b Block, n ast.Node) {
	from := len(s.prose.text)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t := s.plain(c); t != "" {
			if len(s.prose.text) > from {
				s.prose.write(" | ")
			}
			s.prose.write(t)
		}
	}
	s.draft(b, n, from)
}
