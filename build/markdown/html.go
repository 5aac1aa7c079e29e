package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// rawHTML handles HTML in a memo. Unless unsafe_html is set, nothing of it
// passes as it was written: its tokens, with the Markdown between them, are put
// together anew of the elements and attributes that can do no harm
// (htmlpolicy.go), as a tree that a browser does not have to mend
// (htmlbuild.go). Links, pictures, headings and paragraphs become the nodes
// that Markdown's are, so that whatever is done with those is done with them.
// What is left out is named once, and comments go silently.
type rawHTML struct{}

func (rawHTML) extend(g *grammar) {
	g.add(drawing{
		ast.KindRawHTML:   drawRawHTML,
		ast.KindHTMLBlock: drawHTMLBlock,
	}, parser.WithBlockParsers(util.Prioritized(htmlBlocks{parser.NewHTMLBlockParser()}, 900)),
		parser.WithASTTransformers(util.Prioritized(rawHTML{}, 100)))
}

// drawRawHTML and drawHTMLBlock see only what unsafe_html lets through.
func drawRawHTML(s *sheet, n ast.Node) {
	if !s.bare {
		s.put(s.rawText(n.(*ast.RawHTML)))
	}
}

func drawHTMLBlock(s *sheet, n ast.Node) { s.put(string(s.blockMarkup(n.(*ast.HTMLBlock)).text)) }

func (s *sheet) blockMarkup(n *ast.HTMLBlock) (m markup) {
	m.add(n.Lines(), s.parsed)
	if n.HasClosure() {
		m.addLine(n.ClosureLine, s.parsed)
	}
	return m
}

// Transform replaces raw HTML by what stays of it.
func (rawHTML) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	s := sheetOf(pc)
	if s.o.UnsafeHTML {
		s.findMore(doc)
		s.findRemarks(doc)
	} else {
		s.sieve(doc)
	}
}

// sieve goes through n and all below it.
func (s *sheet) sieve(n ast.Node) {
	raw, blocks := false, false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		raw = raw || c.Kind() == ast.KindRawHTML
		blocks = blocks || c.Kind() == ast.KindHTMLBlock
		if c.HasChildren() {
			s.sieve(c)
		}
	}
	switch {
	case blocks:
		s.build(n, s.blockTokens(takeChildren(n)), false)
	case raw:
		s.build(n, s.inlineTokens(takeChildren(n)), true)
	}
}

func takeChildren(n ast.Node) (children []ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		children = append(children, c)
	}
	n.RemoveChildren(n)
	return children
}

// blockTokens gives what stands in the HTML among some blocks, and the blocks
// between. A block's end tag may stand at the end of a paragraph: text</div>.
func (s *sheet) blockTokens(children []ast.Node) (list []htmlToken) {
	part := 0
	for _, c := range children {
		if block, ok := c.(*ast.HTMLBlock); ok {
			part++
			list = s.partTokens(list, block, part)
			continue
		}
		list = append(append(list, htmlToken{kind: markdownNode, node: c}), s.strays[c]...)
	}
	return list
}

// partTokens reads one HTML block. An instruction and CDATA, which end where
// the tokenizer does not know, go first.
func (s *sheet) partTokens(list []htmlToken, n *ast.HTMLBlock, part int) []htmlToken {
	m := s.blockMarkup(n)
	if n.HTMLBlockType != ast.HTMLBlockType1 {
		s.quietTags(m)
	}
	end := map[ast.HTMLBlockType]string{ast.HTMLBlockType3: "?>", ast.HTMLBlockType5: "]]>"}[n.HTMLBlockType]
	if end == "" {
		return s.htmlTokens(list, m, part, true)
	}
	head, rest, _ := bytes.Cut(m.text, []byte(end))
	list = append(list, htmlToken{kind: oddity, raw: string(head) + end, at: m.at(0), part: part})
	return append(list, htmlToken{raw: string(rest), text: printable(string(references(rest))), at: m.at(len(m.text) - len(rest)), part: part})
}

// noteComment remembers where <!--more--> stands: before it is the summary.
func (s *sheet) noteComment(n ast.Node, t string) {
	if strings.EqualFold(strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(t, "<!--"), "-->")), "more") && s.more == nil {
		for n.Type() == ast.TypeInline {
			n = n.Parent()
		}
		s.more = n
	}
}

// findMore looks for <!--more--> where HTML is kept as it is.
func (s *sheet) findMore(doc ast.Node) {
	for c := doc.FirstChild(); c != nil; c = c.NextSibling() {
		if b, ok := c.(*ast.HTMLBlock); ok {
			s.noteComment(c, strings.TrimSpace(string(s.blockMarkup(b).text)))
		}
	}
}
