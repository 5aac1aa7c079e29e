package format

import (
	"context"

	"memo/build/diag"
	"memo/build/markdown"
	"memo/build/output"
	"memo/build/search"
	"memo/build/site"
	"memo/build/theme"
)

// Search makes the files of the search index. Their names hold hashes of
// their content, so the index is encoded here and now, from tokens that were
// made ahead; without o.Tokens there is none.
func Search(s *site.Site, _ *theme.Theme, o Options) []output.Output {
	if o.Tokens == nil {
		return nil
	}
	var tokens []*search.Tokens
	for i := len(s.Entries) - 1; i >= 0; i-- { // oldest first: the later a memo stands, the newer it counts
		if Searchable(s.Entries[i]) {
			tokens = append(tokens, o.Tokens(s.Entries[i]))
		}
	}
	var out []output.Output
	for _, f := range search.Encode(tokens, o.Weights) {
		out = append(out, output.Output{Path: IndexDir + f.Name, ContentType: output.ContentType(f.Name), Immutable: f.Immutable, List: !f.Immutable,
			Render: func(context.Context) ([]byte, diag.List) { return f.Bytes, nil }})
	}
	return out
}

// Searchable tells whether an entry may be found: what build would leave out
// never is, nor what says so itself.
func Searchable(e *site.Entry) bool { return e.Label == "" && !e.Front.NoSearch }

// kinds are markdown's kinds of block in search's terms.
var kinds = [...]search.Kind{markdown.HeadingBlock: search.Heading, markdown.ProseBlock: search.Prose, markdown.CodeBlock: search.Code}

// Document is what search reads of an entry.
func Document(e *site.Entry) search.Document {
	d := search.Document{URL: e.URL, Path: e.File, Title: e.Title}
	if !e.Date.IsZero() {
		d.Date = e.Date.Format("2006-01-02")
	}
	for _, t := range e.Tags {
		d.Tags = append(d.Tags, t.Name)
	}
	for _, b := range e.Doc.Blocks {
		d.Blocks = append(d.Blocks, search.Block{Kind: kinds[b.Kind], Level: b.Level, Anchor: b.Anchor, Line: b.Line, Text: b.Text})
	}
	return d
}
