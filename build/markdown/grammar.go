package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
)

// grammar is a parser and, for each kind of node, how it is drawn.
type grammar struct {
	parser parser.Parser
	draws  []draw // by kind; without one a node's children are drawn
	sheets sync.Pool
}

// draw writes one node with its children.
type draw func(*sheet, ast.Node)

// drawing names how each kind of goldmark's nodes is drawn.
type drawing map[ast.NodeKind]draw

// add adds parsers and a drawing.
func (g *grammar) add(d drawing, options ...parser.Option) {
	g.parser.AddOptions(options...)
	for kind, f := range d {
		if more := int(kind) + 1 - len(g.draws); more > 0 {
			g.draws = append(g.draws, make([]draw, more)...)
		}
		g.draws[kind] = f
	}
}

// around draws a node's children between two pieces of HTML.
func around(before, after string) draw {
	return func(s *sheet, n ast.Node) { s.around(before, n, after) }
}

// drawn is a node of ours: it draws itself.
type drawn interface{ draw(*sheet) }

// kindOwn is the kind of all nodes of ours.
var kindOwn = ast.NewNodeKind("Own")

// ownBlock and ownInline are what nodes of ours are made of.
type (
	ownBlock  struct{ ast.BaseBlock }
	ownInline struct{ ast.BaseInline }
)

// Kind is the same for all: what differs is the type.
func (*ownBlock) Kind() ast.NodeKind { return kindOwn }

// Kind is the same for all: what differs is the type.
func (*ownInline) Kind() ast.NodeKind { return kindOwn }

// Dump is goldmark's way to print a node for who debugs it: no use here.
func (*ownBlock) Dump([]byte, int) {}

// Dump is goldmark's way to print a node for who debugs it: no use here.
func (*ownInline) Dump([]byte, int) {}
