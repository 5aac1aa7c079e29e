package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// Renderer renders memos with one set of options. It may be used by several
// goroutines at once.
type Renderer struct {
	o       Options
	grammar *grammar
}

// New gives the renderer for o. The grammar behind it, which takes 0.1 ms to
// put together, is one for all.
func New(o Options) *Renderer {
	if g, ok := grammars[o.Dialect]; ok {
		return &Renderer{o, g()}
	}
	return &Renderer{o, grammars[""]()}
}

// grammars are those of the dialects that differ from the common one, built
// when first needed: a parser keeps what it reads in the context of each run.
var grammars = func() map[string]func() *grammar {
	m := map[string]func() *grammar{}
	for _, dialect := range []string{"", "qiita", "hatena", "jekyll", "obsidian"} {
		m[dialect] = sync.OnceValue(func() *grammar { return assemble(dialect) })
	}
	return m
}()

// assemble puts the grammar of a dialect together.
func assemble(dialect string) *grammar {
	g := &grammar{parser: parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(
			util.Prioritized(codeSpans{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(brackets{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400)),
		parser.WithParagraphTransformers(
			util.Prioritized(linkDefinitions{}, 100)))}
	g.add(drawing{kindOwn: func(s *sheet, n ast.Node) { n.(drawn).draw(s) }})
	for _, e := range extensions(dialect) {
		e.extend(g)
	}
	return g
}

// extender is a part of the grammar.
type extender interface{ extend(*grammar) }

// extensions is the shelf: what Markdown is here, one line each. The first
// five are CommonMark itself, read and drawn our way.
func extensions(dialect string) []extender {
	list := []extender{
		blocks{},
		inlines{},
		emphasis{},
		heading{dialect},
		link{},
		image{},
		code{},
		rawHTML{},
		table{},
		task{dialect},
		autolink{},
		definition{},
		footnotes{},
		alert{},
		containers{},
		admonitions{},
		emoji{},
		cards{},
		figures{},
		math{},
		remarks{},
		kramdown{},
		templates{},
		includes{},
		marks{},
		contents{},
	}
	if dialect == "hatena" {
		list = append(list, hatena{})
	}
	if dialect == "obsidian" {
		list = append(list, hashTags{})
	}
	if dialect != "qiita" {
		list = append(list, wiki{dialect})
	}
	return list
}
