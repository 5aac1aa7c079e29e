package build

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"
	"sync"

	"memo/build/diag"
	"memo/build/format"
	"memo/build/output"
	"memo/build/page"
	"memo/build/search"
	"memo/build/site"
	"memo/build/source"
	"memo/build/theme"
)

// result closes a Build: what can wait is put behind functions that run when
// somebody asks.
func (s *Session) result(st *site.Site, t *theme.Theme, outs []output.Output, found diag.List, took []Timing) *Result {
	byFile := sync.OnceValue(func() map[string]*site.Entry {
		return entries(st, func(e *site.Entry) string { return e.File })
	})
	byOut := sync.OnceValue(func() map[string]*site.Entry {
		return entries(st, func(e *site.Entry) string { return e.Out })
	})
	return &Result{Outputs: outs, Diagnostics: found, Timings: took,
		Index:  sync.OnceValue(func() []output.Output { return s.index(st, t) }),
		PageAt: func(path string) (PageFact, bool) { return fact(st, byOut()[path], t) },
		PageOf: func(file string) (PageFact, bool) { return fact(st, byFile()[file], t) },
	}
}

// entries finds every page that has a source file.
func entries(st *site.Site, key func(*site.Entry) string) map[string]*site.Entry {
	out := make(map[string]*site.Entry, len(st.Entries))
	all := append([]*site.Entry{st.Home}, st.Entries...)
	for _, sec := range st.Sections {
		all = append(all, sec.Index)
	}
	for _, e := range all {
		if e != nil && e.Page != nil && e.File != "" {
			out[key(e)] = e
		}
	}
	return out
}

func fact(st *site.Site, e *site.Entry, t *theme.Theme) (PageFact, bool) {
	if e == nil {
		return PageFact{}, false
	}
	f := PageFact{File: e.File, URL: e.URL, Path: e.Out, Title: e.Title, Label: e.Label, Layouts: t.Sources(layout(st, e))}
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
	}
	return "memo"
}

// copies publishes the files of content/ that are no memos.
func copies(rs []site.Resource, tree source.Tree) []output.Output {
	var out []output.Output
	for _, r := range rs {
		f := tree.Find(r.Path)
		if f == nil {
			continue
		}
		out = append(out, output.Output{Path: r.Out, ContentType: output.ContentType(r.Out), Key: hex.EncodeToString(f.Hash[:]),
			Render: func(context.Context) ([]byte, diag.List) {
				b, err := f.Read()
				if err != nil {
					return nil, diag.List{{Pos: diag.Pos{File: ContentDir + "/" + f.Path}, Severity: diag.Error,
						Code: "unreadable", Message: "cannot read: " + err.Error()}}
				}
				return b, nil
			}})
	}
	return out
}

// tokens keeps what search takes from each memo, by everything it is made
// from, for the next index.
type tokens struct {
	mu  sync.Mutex
	old map[tokenKey]*search.Tokens
}

// tokenKey names what format.Document reads of an entry. A page is never
// written after its birth, so its address stands for its content.
type tokenKey struct {
	page      *page.Page
	url, tags string
}

// index makes the search index: what is new is read on every core.
func (s *Session) index(st *site.Site, t *theme.Theme) []output.Output {
	s.tokens.mu.Lock()
	defer s.tokens.mu.Unlock()
	found := make([]*search.Tokens, len(st.Entries))
	place := make(map[*site.Entry]int, len(st.Entries))
	// The error is the context's alone, and this one does not end.
	readers := sync.Pool{New: func() any { return search.NewTokenizer(search.DefaultOptions()) }}
	_ = each(context.Background(), len(st.Entries), nil, func(i int) error {
		e := st.Entries[i]
		if !format.Searchable(e) {
			return nil
		}
		if found[i] = s.tokens.old[keyOfEntry(e)]; found[i] == nil {
			r := readers.Get().(*search.Tokenizer)
			found[i] = r.Tokenize(format.Document(e))
			readers.Put(r)
		}
		return nil
	})
	kept := make(map[tokenKey]*search.Tokens, len(found))
	for i, e := range st.Entries {
		place[e] = i
		if found[i] != nil {
			kept[keyOfEntry(e)] = found[i]
		}
	}
	s.tokens.old = kept
	outs := format.Search(st, t, format.Options{Tokens: func(e *site.Entry) *search.Tokens { return found[place[e]] }})
	slices.SortFunc(outs, byPath)
	return outs
}

func keyOfEntry(e *site.Entry) tokenKey {
	names := make([]string, len(e.Tags))
	for i, t := range e.Tags {
		names[i] = t.Name
	}
	return tokenKey{e.Page, e.URL, strings.Join(names, "\x00")}
}
