// Package output is what the pipeline promises the world: a path, a content
// type and a way to make the bytes when somebody wants them.
//
// It refuses to know how bytes are made and where they go: to a disk (package
// disk), or to a browser that drafts (package serve).
package output

import (
	"context"
	"strings"

	"memo/build/diag"
	"memo/build/runs"
)

// Output is one published file that has not been made yet.
type Output struct {
	Path        string // slash-separated, relative to the site's root, no leading slash: "posts/a/index.html"
	ContentType string // with charset where it is text
	Immutable   bool   // the name holds a hash of the content: may be cached for ever
	List        bool   // leads to pages: a list, a feed, the root of the search index
	Redirect    string // not "": the URL this address moved to (a real 301 where the host can)
	Layout      string // of the theme, that draws it: "memo"; "" for what none does
	Source      string // the file that it is the page of, as its author names it; "" for what is no such page

	// Key names everything Render reads, so that equal keys mean equal
	// bytes; "" when it is not known without rendering.
	Key string

	// Render makes the bytes. It may be called from many goroutines at once
	// and gives the same bytes each time.
	Render func(ctx context.Context) ([]byte, diag.List)

	// Remake is Render for who has the output of an earlier run: it gives the
	// Key, which is not known before, and no bytes where that is old. Nil for
	// what is rendered each time.
	Remake func(ctx context.Context, old string) (key string, b []byte, found diag.List)
}

// Own is the folder of what memo brings to a site itself: what the theme
// needs, drawn pictures, the search index, the marker. Nothing of an author's
// is published there.
const Own = "_memo/"

// Sort puts outputs in order of path, those with one path as they stood. Each
// format gives most of its outputs in that order, so this merges: sorting
// 22,000 of them anew took 10 ms of every rebuild.
func Sort(outs []Output) {
	runs.Sort(outs, func(a, b Output) int { return strings.Compare(a.Path, b.Path) })
}
