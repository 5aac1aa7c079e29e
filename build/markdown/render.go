package markdown

import (
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"memo/build/diag"
)

// Render turns src, which begins at the given place of its file, into a Doc.
// title is the front matter's, "" without one; the Title of the renderer's
// options is not read. The list holds warnings only. Texts of the Doc may be
// stretches of src, which nobody may write to any more.
func (r *Renderer) Render(src []byte, at diag.Pos, title string) (Doc, diag.List) {
	s := r.grammar.sheet()
	s.source.read(src, at)
	s.o = r.o
	s.o.Title = title
	if s.o.LineBreaks == "" {
		s.o.LineBreaks = lineBreaks(r.o.Dialect)
	}
	pc := parser.NewContext()
	pc.Set(sheetKey, s)
	s.parsed = s.withoutRemarks(s.withAddresses())
	tree := r.grammar.parser.Parse(&narrow{Reader: text.NewReader(s.parsed), src: s.parsed}, parser.WithContext(pc))
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
