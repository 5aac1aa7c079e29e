package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// contents takes out the marks that ask for a table of contents ([[toc]],
// [toc], [:contents]): the theme has one.
type contents struct{}

func (contents) extend(g *grammar) {
	g.add(nil, parser.WithParagraphTransformers(util.Prioritized(contents{}, 40)))
}

// nothing stands for text that is not shown.
type nothing struct{ ownInline }

func (*nothing) draw(*sheet) {}

// Transform removes a paragraph that is such a mark.
func (contents) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	if node.Lines().Len() != 1 {
		return
	}
	line := node.Lines().At(0)
	value := bytes.TrimSpace(line.Value(reader.Source()))
	if len(value) == 0 || value[0] != '[' || len(value) > 20 {
		return
	}
	if t := string(value); isContents(strings.TrimSuffix(strings.TrimPrefix(strings.Trim(t, "[]"), "["), "]")) {
		node.Parent().RemoveChild(node.Parent(), node)
	}
}

func isContents(t string) bool {
	switch strings.ToLower(t) {
	case "toc", "_toc_", ":contents":
		return true
	}
	return false
}
