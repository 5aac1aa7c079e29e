package build

import (
	"context"
	"slices"
	"strings"
	"sync"

	"memo/build/format"
	"memo/build/output"
	"memo/build/page"
	"memo/build/search"
	"memo/build/site"
	"memo/build/theme"
)

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
	weights   search.Options
}

// index makes the search index: what is new is read on every core.
func (s *Session) index(st *site.Site, t *theme.Theme, o format.Options) []output.Output {
	s.tokens.mu.Lock()
	defer s.tokens.mu.Unlock()
	found := make([]*search.Tokens, st.Len()) // by rank
	// The error is the context's alone, and this one does not end.
	readers := sync.Pool{New: func() any { return search.NewTokenizer(o.Weights) }}
	_ = each(context.Background(), len(st.Entries), nil, func(i int) error {
		e := st.Entries[i]
		if !format.Searchable(e) {
			return nil
		}
		known := s.tokens.old[keyOfEntry(e, o.Weights)]
		if known == nil {
			r := readers.Get().(*search.Tokenizer)
			known = r.Tokenize(format.Document(e))
			readers.Put(r)
		}
		found[e.Rank()] = known
		return nil
	})
	kept := make(map[tokenKey]*search.Tokens, len(found))
	for _, e := range st.Entries {
		if t := found[e.Rank()]; t != nil {
			kept[keyOfEntry(e, o.Weights)] = t
		}
	}
	s.tokens.old = kept
	o.Tokens = func(e *site.Entry) *search.Tokens { return found[e.Rank()] }
	outs := format.Search(st, t, o)
	slices.SortFunc(outs, byPath)
	return outs
}

func keyOfEntry(e *site.Entry, weights search.Options) tokenKey {
	names := make([]string, len(e.Tags))
	for i, t := range e.Tags {
		names[i] = t.Name
	}
	return tokenKey{e.Page, e.URL, strings.Join(names, "\x00"), weights}
}
