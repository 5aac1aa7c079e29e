package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"memo/build/japanese"
)

// remarks leaves out Obsidian's %%comments%%, where nothing else can be meant:
// between blanks or Japanese on one line (not 100%% or for %%i in), or from a
// line that begins with %% on. Those of several lines are out of the text already.
type remarks struct{}

func (remarks) extend(g *grammar) {
	g.add(nil, parser.WithInlineParsers(util.Prioritized(remarks{}, 130)))
}

// Trigger gives the percent sign.
func (remarks) Trigger() []byte { return []byte{'%'} }

// Parse reads %%comment%%, or what stands for a longer one.
func (remarks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) > 1 && line[1] == gone {
		block.Advance(len(line) - len(bytes.TrimLeft(line[1:], string(gone))))
		return &nothing{}
	}
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
func besides(r rune) bool {
	return util.IsSpaceRune(r) || japanese.IsCJK(r) || strings.ContainsRune("[]().,;:!?*|", r)
}
