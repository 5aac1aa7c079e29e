package build

import (
	"context"
	"encoding/hex"
	"sync"

	"memo/build/diag"
	"memo/build/format"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

// result closes a Build: what can wait is put behind functions that run when
// somebody asks.
func (s *Session) result(st *site.Site, t *theme.Theme, o format.Options, outs []output.Output, found diag.List, books bookNames, took []Timing) *Result {
	return &Result{Outputs: outs, Diagnostics: found, Timings: took,
		Index:  sync.OnceValue(func() []output.Output { return s.index(st, t, o) }),
		PageAt: func(path string) (PageFact, bool) { return fact(st, st.At(path), t, books) },
		PageOf: func(file string) (PageFact, bool) { return fact(st, st.Of(books.made(file)), t, books) },
	}
}

// fact gives the facts of a page that has a source file.
func fact(st *site.Site, e *site.Entry, t *theme.Theme, books bookNames) (PageFact, bool) {
	if e == nil || e.File == "" {
		return PageFact{}, false
	}
	f := PageFact{File: books.written(e.File), URL: e.URL, Path: e.Out, Title: e.Title, Label: e.Label, Layouts: t.Sources(layout(st, e))}
	for _, b := range e.Backlinks {
		f.Backlinks = append(f.Backlinks, b.URL)
	}
	for _, b := range e.Doc.Blocks {
		f.Blocks = append(f.Blocks, Block{b.Line, b.Text})
	}
	return f, true
}

// layout names the layout that an entry is drawn with.
func layout(st *site.Site, e *site.Entry) string {
	switch {
	case e == st.Home:
		return "home"
	case e.Section != nil && e.Section.Index == e:
		return "section"
	case st.Texts[e.Out] == e:
		return format.Layout(e.Out)
	}
	return "memo"
}

// copies publishes the files beside the memos.
func copies(rs []site.Resource, in Inputs) []output.Output {
	var out []output.Output
	for _, r := range rs {
		f := in.Content.Find(r.Path)
		if f == nil {
			continue
		}
		out = append(out, output.Output{Path: r.Out, ContentType: output.ContentType(r.Out), Key: hex.EncodeToString(f.Hash[:]),
			Render: func(context.Context) ([]byte, diag.List) {
				b, err := f.Read()
				if err != nil {
					return nil, diag.List{{Pos: diag.Pos{File: in.prefix() + f.Path}, Severity: diag.Error,
						Code: "unreadable", Message: "cannot read: " + err.Error()}}
				}
				return b, nil
			}})
	}
	return out
}
