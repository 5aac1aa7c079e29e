package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"memo/build/japanese"
)

// summaryColumns is the length of a summary that nobody wrote: two lines of
// full-width text in a list of memos.
const summaryColumns = 120

// facts gathers what other stages want to know of the text besides its HTML:
// the blocks that search reads, the counts and the summary.
func (s *sheet) facts(tree ast.Node) {
	s.blocksOf(tree, "")
	for _, b := range s.doc.Blocks {
		if b.Kind != CodeBlock {
			chars, words := japanese.Count(b.Text)
			s.doc.Chars += chars
			s.doc.Words += words
		}
	}
	s.doc.Summary = s.summary(tree)
}

// blocksOf appends the blocks under n, which stands under the heading anchor,
// and gives the anchor that holds behind it.
func (s *sheet) blocksOf(n ast.Node, anchor string) string {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindHeading:
			anchor, _ = chosen(c.(*ast.Heading))
			s.block(Block{Kind: HeadingBlock, Level: c.(*ast.Heading).Level, Anchor: anchor, Text: s.plain(c)}, c)
		case ast.KindParagraph, ast.KindTextBlock, east.KindDefinitionTerm:
			s.block(Block{Kind: ProseBlock, Anchor: anchor, Text: s.plain(c)}, c)
		case ast.KindCodeBlock, ast.KindFencedCodeBlock:
			s.codeBlocks(c, anchor)
		case east.KindTableHeader, east.KindTableRow:
			s.block(Block{Kind: ProseBlock, Anchor: anchor, Text: s.row(c)}, c)
		default:
			if t, ok := c.(texter); ok && c.Type() == ast.TypeBlock {
				s.block(Block{Kind: ProseBlock, Anchor: anchor, Text: t.plainText(s)}, c)
			} else {
				anchor = s.blocksOf(c, anchor)
			}
		}
	}
	return anchor
}

func (s *sheet) block(b Block, n ast.Node) {
	if b.Text != "" {
		b.Line = s.line(max(0, start(n)))
		s.doc.Blocks = append(s.doc.Blocks, b)
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
	s.doc.Blocks = append(s.doc.Blocks, Block{Kind: CodeBlock, Anchor: anchor,
		Line: s.line(first.Start), Text: strings.TrimSuffix(f.Code, "\n")})
}

// row gives the cells of a table's row.
func (s *sheet) row(n ast.Node) string {
	var cells []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t := s.plain(c); t != "" {
			cells = append(cells, t)
		}
	}
	return strings.Join(cells, " | ")
}

// summary gives what stands before <!--more-->, else the first prose, cut at
// a sentence's end.
func (s *sheet) summary(tree ast.Node) string {
	var p prose
	if s.more != nil {
		s.untilMore(&p, tree)
		return p.String()
	}
	s.firstProse(&p, tree)
	if p.Len() == 0 {
		for _, b := range s.doc.Blocks { // a memo of lists only
			if b.Kind == ProseBlock {
				return japanese.Cut(b.Text, summaryColumns)
			}
		}
		return ""
	}
	return japanese.Cut(p.String(), summaryColumns, p.whole...)
}

// untilMore appends all prose before the mark, and tells whether it came by.
func (s *sheet) untilMore(p *prose, n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindParagraph, ast.KindTextBlock:
			s.addProse(p, c)
		case ast.KindHeading, east.KindTable:
		default:
			if c.Type() == ast.TypeBlock && s.untilMore(p, c) {
				return true
			}
		}
		if c == s.more {
			return true
		}
	}
	return false
}

// firstProse appends paragraphs from the first on, as long as they follow
// each other and the summary is not full.
func (s *sheet) firstProse(p *prose, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindParagraph {
			s.addProse(p, c)
		} else if p.Len() > 0 {
			return
		}
		if japanese.Columns(p.String()) >= summaryColumns {
			return
		}
	}
}

// addProse appends the text of one block behind what is there.
func (s *sheet) addProse(p *prose, n ast.Node) {
	var next prose
	s.proseOf(&next, n)
	t := strings.TrimSpace(next.String())
	if t == "" {
		return
	}
	from := p.Len()
	if from > 0 && !japaneseJoin(p.String(), t) {
		p.WriteByte(' ')
		from++
	}
	from -= strings.Index(next.String(), t)
	p.WriteString(t)
	for _, w := range next.whole {
		p.whole = append(p.whole, japanese.Span{From: w.From + from, To: w.To + from})
	}
}

func japaneseJoin(before, after string) bool {
	b, a := []rune(before), []rune(after)
	return japanese.Joins(b[len(b)-1], a[0])
}
