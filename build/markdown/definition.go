package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// definition draws definition lists: a term, and lines below it that begin
// with a colon.
type definition struct{}

// Extend adds goldmark's parsers and our drawing.
func (definition) Extend(m goldmark.Markdown) {
	extend(m, drawing{
		east.KindDefinitionList: drawDefinitions,
		east.KindDefinitionTerm: line("dt"),
		east.KindDefinitionDescription: func(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
			if entering {
				s.put("<dd>")
				if !n.(*east.DefinitionDescription).IsTight {
					s.put("\n")
				}
			} else {
				s.put("</dd>\n")
			}
			return ast.WalkContinue
		},
	}, parser.WithBlockParsers(
		util.Prioritized(extension.NewDefinitionListParser(), 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102)))
}

func drawDefinitions(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		s.open("dl")
		s.put("\n")
	} else {
		s.put("</dl>\n")
	}
	return ast.WalkContinue
}

// line draws a node as an element that ends its line.
func line(tag string) draw {
	inner := element(tag)
	return func(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
		status := inner(s, n, entering)
		if !entering {
			s.put("\n")
		}
		return status
	}
}
