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
			known = s.tokensOf(format.Document(e), o.Weights, &readers)
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

// tokensOf gives the tokens of a document, those of an earlier run where they
// are the same.
func (s *Session) tokensOf(d search.Document, o search.Options, readers *sync.Pool) *search.Tokens {
	if s.store == nil {
		return tokenize(d, readers)
	}
	k := d.Hash(o)
	if b, ok := s.store.Get(k); ok {
		if t, ok := search.DecodeTokens(b); ok {
			return t
		}
	}
	t := tokenize(d, readers)
	s.store.Put(k, t.Encode())
	return t
}

func tokenize(d search.Document, readers *sync.Pool) *search.Tokens {
	r := readers.Get().(*search.Tokenizer)
	defer readers.Put(r)
	return r.Tokenize(d)
}

func keyOfEntry(e *site.Entry, weights search.Options) tokenKey {
	names := make([]string, len(e.Tags))
	for i, t := range e.Tags {
		names[i] = t.Name
	}
	return tokenKey{e.Page, e.URL, strings.Join(names, "\x00"), weights}
}
