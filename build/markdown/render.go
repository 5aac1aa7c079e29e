package markdown

import (
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"memo/build/diag"
	"memo/build/highlight"
)

// Render turns src, which begins at the given place of its file, into a Doc.
// code renders one code block; highlight.Render does it, a cache in front of
// it may. The list holds warnings only. Texts of the Doc may be stretches of
// src, which nobody may write to any more.
func Render(src []byte, at diag.Pos, o Options, code func(highlight.Block) []byte) (Doc, diag.List) {
	return New(o).Render(src, at, o.Title, code)
}

// Render is the package's Render for a memo with the front matter title
// title ("" without one); the Title of the renderer's options is not read.
func (r *Renderer) Render(src []byte, at diag.Pos, title string, code func(highlight.Block) []byte) (Doc, diag.List) {
	s := r.grammar.sheet()
	s.source.read(src, at)
	s.o, s.code = r.o, code
	s.o.Title = title
	if s.o.LineBreaks == "" {
		s.o.LineBreaks = lineBreaks(r.o.Dialect)
	}
	if code == nil {
		s.code = highlight.Render
	}
	pc := parser.NewContext()
	pc.Set(sheetKey, s)
	s.parsed = s.withAddresses()
	tree := r.grammar.parser.Parse(text.NewReader(s.parsed), parser.WithContext(pc))
	s.children(tree)
	s.doc.Body = s.pieces()
	s.facts(tree)
	doc, diags := s.doc, s.diags
	r.grammar.sheets.Put(s)
	return doc, diags
}

// lineBreaks gives what a line's end means where a dialect comes from.
func lineBreaks(dialect string) string {
	switch dialect {
	case "zenn", "qiita", "obsidian":
		return "br"
	}
	return "join"
}
