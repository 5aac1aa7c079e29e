package markdown

import (
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// Renderer renders memos with one set of options. It is never written after
// New and may be used by several goroutines at once.
type Renderer struct {
	o     Options
	shelf goldmark.Markdown
}

// New gives the renderer for o. The parser behind it, which takes 0.1 ms to
// put together, is one for all.
func New(o Options) *Renderer {
	if o.Dialect == "hatena" {
		return &Renderer{o: o, shelf: hatenaShelf()}
	}
	return &Renderer{o: o, shelf: shelf()}
}

// The parsers that there are, built when first needed and never changed: a
// parser keeps what it reads in the context of each run.
var (
	shelf       = sync.OnceValue(func() goldmark.Markdown { return assemble("") })
	hatenaShelf = sync.OnceValue(func() goldmark.Markdown { return assemble("hatena") })
)

// assemble puts the parser of a dialect together.
func assemble(dialect string) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(
				util.Prioritized(parser.NewThematicBreakParser(), 200),
				util.Prioritized(parser.NewListParser(), 300),
				util.Prioritized(parser.NewListItemParser(), 400),
				util.Prioritized(parser.NewCodeBlockParser(), 500),
				util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
				util.Prioritized(parser.NewBlockquoteParser(), 800),
				util.Prioritized(parser.NewHTMLBlockParser(), 900),
				util.Prioritized(parser.NewParagraphParser(), 1000)),
			parser.WithInlineParsers(
				util.Prioritized(parser.NewCodeSpanParser(), 100),
				util.Prioritized(parser.NewLinkParser(), 200),
				util.Prioritized(parser.NewAutoLinkParser(), 300),
				util.Prioritized(parser.NewRawHTMLParser(), 400)),
			parser.WithParagraphTransformers(
				util.Prioritized(parser.LinkReferenceParagraphTransformer, 100)),
		)),
		goldmark.WithRenderer(renderer.NewRenderer()),
		goldmark.WithExtensions(extensions(dialect)...),
	)
}

// extensions is the shelf: what Markdown is here, one line each. The first
// five are CommonMark itself, read and drawn our way.
func extensions(dialect string) []goldmark.Extender {
	list := []goldmark.Extender{
		blocks{},
		inlines{},
		emphasis{},
		heading{dialect},
		link{},
		image{},
		code{},
		rawHTML{},
		table{},
		task{},
		autolink{},
		definition{},
		footnotes{},
		alert{},
		containers{},
		wiki{dialect},
		cards{},
		figures{},
		math{},
		remarks{},
		contents{},
	}
	if dialect == "hatena" {
		list = append(list, hatena{})
	}
	return list
}

// draw writes one node; it is called before and after the node's children.
type draw func(s *sheet, n ast.Node, entering bool) ast.WalkStatus

// drawing names how each kind of node is drawn.
type drawing map[ast.NodeKind]draw

// RegisterFuncs hands the drawing to goldmark, whose writer is our sheet.
func (d drawing) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for kind, f := range d {
		reg.Register(kind, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			return f(w.(*sheet), n, entering), nil
		})
	}
}

// extend adds parsers and a drawing to m.
func extend(m goldmark.Markdown, d drawing, options ...parser.Option) {
	m.Parser().AddOptions(options...)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(d, 500)))
}
