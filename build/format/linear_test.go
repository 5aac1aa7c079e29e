package format

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"memo/build/markdown"
	"memo/build/page"
	"memo/build/site"
)

// Twice as many links on a line take twice the memory; a copy of the line for
// each link took 60 s for 40,000 links.
func TestTextAloneIsMadeInLinearTime(t *testing.T) {
	v := &views{address: address{origin: "https://h"}}
	text := func(n int) func() {
		e := &site.Entry{Page: &page.Page{Source: []byte(strings.Repeat("[[b]] ", n)), Line: 1}}
		for i := range n {
			e.Doc.Links = append(e.Doc.Links, markdown.Link{Kind: markdown.Wiki, Target: "b", Line: 1, Col: 6*i + 3, Len: 1})
			e.Links = append(e.Links, site.Resolved{URL: "/b/", Title: "b"})
		}
		return func() { v.published(e) }
	}
	linear(t, text)
}

// A memo of a series shows its neighbours and not all of it: a series of
// 2,000 took 20 s.
func TestSeriesIsShownInLinearTime(t *testing.T) {
	linear(t, func(n int) func() {
		s := &site.Series{Name: "S", URL: "/series/s/"}
		for i := range n {
			s.Entries = append(s.Entries, &site.Entry{Page: &page.Page{Title: fmt.Sprint(i)}, Series: []site.Place{{Series: s, Index: i}}})
		}
		v := &views{}
		return func() {
			for i, e := range s.Entries {
				view := v.seriesOf(e)[0]
				if n := len(view.Rows); n > 2*seriesAround+1 || view.Index != i+1 || view.Count != len(s.Entries) {
					t.Fatalf("%d: %d rows, %d of %d", i, n, view.Index, view.Count)
				}
			}
		}
	})
}

// linear compares the memory that a task takes with that of one twice as
// large: 2 when it is linear, 4 when it is quadratic.
func linear(t *testing.T, task func(n int) func()) {
	t.Helper()
	once, twice := allocated(task(1000)), allocated(task(2000))
	if twice > 3*once {
		t.Errorf("%d bytes, %d for twice as much", once, twice)
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
