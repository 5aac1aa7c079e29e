package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Limits keep goldmark's parsers from taking quadratic time on texts that
// nobody writes: 120 KB of "> " took 28 s, of "[a](" 30 s. What is beyond
// them is text.
const (
	maxDepth  = 100  // blocks open at once: each line is shown to all of them
	maxStrays = 1000 // brackets of a paragraph that begin no link
)

// shallow is a parser of blocks in blocks.
type shallow struct{ parser.BlockParser }

// Open begins no block inside too many others.
func (p shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= maxDepth {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// brackets is goldmark's parser of links, which looks from each bracket to
// the end of the paragraph.
type brackets struct{ parser.InlineParser }

// Parse reads a bracket, or none behind too many strays.
func (p brackets) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := sheetOf(pc)
	if s.stray > maxStrays {
		return nil
	}
	s.stray++
	node := p.InlineParser.Parse(parent, block, pc)
	switch node.(type) {
	case *ast.Link, *ast.Image:
		s.stray -= 2 // this bracket and its opening one
	}
	return node
}

// CloseBlock ends the paragraph.
func (p brackets) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
	sheetOf(pc).stray = 0
}
