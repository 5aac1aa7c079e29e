// Package format turns a site into outputs, one file for each format.
//
// In go a *site.Site, a *theme.Theme and Options; out come promises: paths
// with functions that make the bytes when somebody asks. A view is built
// inside its promise, so that drafting pays for the pages it looks at and
// nothing else. It refuses to know source files, the configuration and the
// disk: files that are published as they are (a picture beside its memo) are
// not here, because their bytes never pass through the pipeline.
package format

import (
	"slices"

	"memo/build/og"
	"memo/build/output"
	"memo/build/search"
	"memo/build/site"
	"memo/build/theme"
)

// Options is what the formats depend on besides the site and the theme.
type Options struct {
	FeedItems  int            // entries of a feed
	FeedText   bool           // feeds hold whole memos, not summaries alone
	MathJS     string         // script that draws mathematics: a URL, or a file of content/
	MermaidJS  string         // the same for mermaid
	StaleAfter site.Age       // how long after it was last touched a memo is stale; zero: never
	License    theme.Link     // under which the memos may be used; zero: nothing is said
	Repository Repository     // of the sources
	Params     map[string]any // of the configuration, for themes
	Made       string         // names the program, the theme and the settings, for the keys of outputs; "": these have none

	// Tokens gives what an entry adds to the search index. It is made ahead,
	// because it is dear and can be cached by the entry's content. When it
	// is nil there is no index: memo serve asks for it later, by Search.
	Tokens  func(*site.Entry) *search.Tokens
	Weights search.Options // of the fields, as the tokens were made

	// Draw makes the picture of a memo for social networks; nil: there are
	// none. DrawKey names what Draw is made of besides the card: its code and the font.
	Draw    func(og.Card) ([]byte, error)
	DrawKey string
}

// Format makes all outputs of one kind.
type Format struct {
	Make   func(*site.Site, *theme.Theme, Options) []output.Output
	Claims []site.Claim // of its outputs those that every site has
}

// All lists the formats: one line for each.
var All = []Format{
	{HTML, []site.Claim{{Out: searchOut, What: "the search page"}}},
	{Redirects, nil},
	{Markdown, nil},
	{Pictures, nil},
	{Atom, []site.Claim{{Out: atomOut, What: "the Atom feed"}}},
	{JSONFeed, []site.Claim{{Out: jsonOut, What: "the JSON feed"}}},
	{Sitemap, []site.Claim{{Out: sitemapOut, What: "the sitemap"}}},
	{Robots, []site.Claim{{Out: robotsOut, What: "robots.txt", Yields: true}}},
	{LLMs, []site.Claim{{Out: llmsOut, What: "llms.txt"}}},
	{Icon, []site.Claim{{Out: iconOut, What: "the icon", Yields: true}}},
	{Manifest, []site.Claim{{Out: manifestOut, What: "the web manifest", Yields: true}}},
	{Assets, nil},
	{Search, nil},
}

// Claims gives the addresses that formats take at every site, for the
// assembly of one.
func Claims(formats []Format) (all []site.Claim) {
	for _, f := range formats {
		all = append(all, f.Claims...)
	}
	return all
}

// Outputs runs all formats. Sorted by path.
func Outputs(s *site.Site, t *theme.Theme, o Options) []output.Output {
	lists := make([][]output.Output, len(All))
	for i, f := range All {
		lists[i] = f.Make(s, t, o)
	}
	out := slices.Concat(lists...)
	output.Sort(out)
	return out
}
