package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// definition draws definition lists: a term, and lines below it that begin
// with a colon.
type definition struct{}

func (definition) extend(g *grammar) {
	g.add(drawing{
		east.KindDefinitionList: around("<dl>\n", "</dl>\n"),
		east.KindDefinitionTerm: around("<dt>", "</dt>\n"),
		east.KindDefinitionDescription: func(s *sheet, n ast.Node) {
			s.put("<dd>")
			if !n.(*east.DefinitionDescription).IsTight {
				s.put("\n")
			}
			s.children(n)
			s.put("</dd>\n")
		},
	}, parser.WithBlockParsers(
		util.Prioritized(extension.NewDefinitionListParser(), 101),
		util.Prioritized(shallow{extension.NewDefinitionDescriptionParser()}, 102)))
}
