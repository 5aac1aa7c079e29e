package site

import (
	"path"
	"strconv"
	"strings"
)

// Output paths of what every site has that leads to its memos. Those of what
// formats add to it are in Options.Claims.
const (
	HomeOut    = index
	TagsOut    = "tags/" + index
	SeriesOut  = "series/" + index // of a site with series
	ArchiveOut = "archive/" + index
	MissingOut = "404.html" // shown for an address without a page
)

// Claim is an address that every site has because a format makes something
// there. An author's file of that name gives way to it, unless it yields.
type Claim struct {
	Out    string // output path: "feed.xml", "search/index.html"
	What   string // in messages: "the Atom feed"
	Yields bool   // to a file of the author's, which is then published in its place
}

// ofEverySite are the claims of the site itself.
var ofEverySite = []Claim{{Out: TagsOut, What: "the tag index"}, {Out: ArchiveOut, What: "the archive"}, {Out: MissingOut, What: "the page for missing addresses"}}

// key is what a claim's address is known by.
func (c Claim) key() string { return trimIndex(c.Out) }

// PageOut is the output path of page n (from 1) of the list at out: 2 of
// posts/index.html is posts/page/2/index.html.
func PageOut(out string, n int) string {
	if n == 1 {
		return out
	}
	folder := strings.TrimSuffix(out, index)
	if path.Base(out) != index {
		folder = strings.TrimSuffix(out, path.Ext(out)) + "/"
	}
	return folder + "page/" + strconv.Itoa(n) + "/" + index
}

// FeedOut is the output path of a tag's own feed.
func (t *Tag) FeedOut() string { return beside(t.Out, "feed.xml") }
