package page

import (
	"cmp"
	"crypto/sha256"

	"memo/build/diag"
	"memo/build/markdown"
	"memo/build/store"
)

// rendered is what a text was rendered to, as the store keeps it.
type rendered struct {
	Doc  markdown.Doc
	Said diag.List
}

// of is what a text is rendered with.
type of struct {
	Options markdown.Options
	Title   string
	At      diag.Pos
}

// render renders the text of one file, whose front matter may choose its own
// dialect and line breaks, or takes what an earlier run has made of it.
func (r *Parser) render(front Front, text []byte, at diag.Pos) (markdown.Doc, diag.List) {
	o := r.o.Markdown
	o.Dialect = cmp.Or(front.Dialect, o.Dialect)
	o.LineBreaks = cmp.Or(front.LineBreaks, o.LineBreaks)
	renderer := r.renderer
	if o != r.o.Markdown {
		renderer = markdown.New(o)
	}
	if r.store == nil {
		return renderer.Render(text, at, front.Title)
	}
	h := sha256.New()
	h.Write(store.Encode(of{o, front.Title, at}))
	h.Write(text)
	key := store.Key(h.Sum(nil))
	var made rendered
	if b, ok := r.store.Get(key); ok && store.Decode(b, &made) {
		return made.Doc, made.Said
	}
	made.Doc, made.Said = renderer.Render(text, at, front.Title)
	r.store.Put(key, store.Encode(made))
	return made.Doc, made.Said
}
