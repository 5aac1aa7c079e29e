package theme

import (
	"html/template"
	"time"
)

// This file is the whole contract with theme authors: what each layout gets.
// Views are closed, plain values. A field of type template.HTML is finished
// HTML; every other string is escaped where it is used. URLs are paths from
// the host's root, prefix included, unless a comment says absolute. Times are
// in the site's zone; a zero time means "not known".
//
// Besides html/template's own, layouts have these functions:
//
//	word "key" args…        a word of the interface (theme.toml), %s filled in
//	asset "main.css"        the URL of a file of assets/
//	date, longdate, isodate a time: 2024-08-01, 2024年8月1日, RFC 3339
//	number 12345            12,345
//	lang                    the site's language
//	dict "a" 1 "b" 2        one value for a partial that needs several
//	fragment "name" .Site   that template drawn for the site, once for all pages
//	rows "name" .Rows       that template drawn for each row, once for all lists

// SiteView is what every layout can say about the site, as .Site.
type SiteView struct {
	Title       string
	Description string
	Author      string
	Years       string // of the memos' dates: "2019–2026", or ""
	License     Link   // under which the memos may be used; URL may be "", Name as well
	Language    string // "ja"
	BaseURL     string // absolute, ends in '/'
	HomeURL     string
	TagsURL     string
	SeriesURL   string // "" when there is no series
	ArchiveURL  string
	SearchURL   string
	SearchIndex string // folder of the search index, ends in '/'; data for the script
	FeedURL     string // Atom
	JSONFeedURL string
	Nav         []Link // sections
	Pages       []Link // pages at the top level: about
	Icon        string // for tabs: the author's own, else the theme's; or ""
	TouchIcon   string // for the home screen of a phone
	Manifest    string // the web manifest
	Light, Dark string // what pages lie on by day and by night, or ""
	MathJS      string // script that draws mathematics, or ""
	MermaidJS   string
	Params      map[string]any

	drawn fragments // what {{fragment}} drew for the site
}

// Link is a name and where it leads.
type Link struct {
	Name string
	URL  string
	Here bool // the page being shown
}

// Head is what stands in <head> besides the assets, as .Head.
type Head struct {
	Title       string // for <title>: page and site
	Name        string // the page alone
	Description string
	Canonical   string // absolute
	Kind        string // Open Graph type: website | article
	Image       string // absolute URL of the Open Graph image, or ""
	ImageWidth  int    // in pixels, 0 when not known
	ImageHeight int
	Markdown    string // URL of the .md alternate, or ""
	Feed        *Link  // a feed of this page's own (a tag's), besides the site's
	Prev, Next  string // URLs of neighbouring pages of a list, or ""
	NoIndex     bool
	JSONLD      template.JS // the content of <script type="application/ld+json">, or ""
	Published   time.Time
	Modified    time.Time
	Tags        []string
}

// Frame is what every view begins with.
type Frame struct {
	Site   *SiteView
	Head   Head
	Crumbs []Link // from home to the page itself
	Kind   string // home | section | memo | tags | tag | series | archive | year | search | missing | redirect | series-index
}

// MemoView is a memo or a page such as "about": layouts/memo.html.
type MemoView struct {
	Frame
	URL         string
	Title       template.HTML // with <wbr> between phrases
	PlainTitle  string
	Date        time.Time
	Lastmod     time.Time // zero when it is the day of Date
	Verified    time.Time
	Stale       int    // full years since it was last touched or verified, when more than the site's stale_after; else 0
	Label       string // draft | future | expired, or ""
	Minutes     int    // reading time
	Chars       int    // CJK characters plus words of other scripts
	Tags        []Link
	Description string
	Body        template.HTML
	TOC         template.HTML // nested <ol> of links, "" when there are fewer than two headings or toc is false
	Series      []SeriesView
	Neighbours  []Neighbours // in each series that has other memos, else in its section
	Prev, Next  *Row         // in its section
	Related     []*Row
	Backlinks   []*Row
	Math        bool
	Mermaid     bool
	Listed      bool   // a memo, which stands in lists, unlike "about"
	Edit        string // absolute URLs of the source in the site's repository, or ""
	History     string
	Params      map[string]any
}

// SeriesView is a series seen from one of its memos.
type SeriesView struct {
	Name  string
	URL   string
	Index int    // of this memo, from 1
	Count int    // of all its memos
	First int    // index of the first of Rows, from 1
	Rows  []Link // its memos around this one, which is Here: all of a short series
}

// Neighbours are the memos before and after a memo in a series, or in its
// section: then Series is nil. One of them may be nil.
type Neighbours struct {
	Series     *SeriesView
	Prev, Next *Row
}

// Row is a memo in a list.
type Row struct {
	URL     string
	Title   template.HTML
	Summary string
	Date    time.Time
	Tags    []Link
	Label   string

	drawn fragments // what {{rows}} drew of the memo
}

// Count is a link with the number of memos behind it. Step is 1 to 4, by the
// logarithm of Count.
type Count struct {
	Name  string
	URL   string
	Count int
	Step  int
}

// ListView is a list of memos: layouts/section.html, tag.html, series.html, year.html.
type ListView struct {
	Frame
	Title      template.HTML
	Body       template.HTML // the author's own text, or ""
	Rows       []*Row
	Total      int    // memos in all pages of the list
	Pages      []Link // the first page, the last and those near, when there is more than one; without URL: a gap
	Prev, Next *Link  // newer and older page
	Feed       *Link
	Tags       []Count // that its memos bear, but for its own, by name; none beside a series
	Series     []Count // beside a series: others
	Years      []Count // beside a year: the others; beside a section: those it has memos of
}

// HomeView is the front page: layouts/home.html.
type HomeView struct {
	Frame
	Title  template.HTML
	Titled bool // Title is not the site's, which the header says already
	Body   template.HTML
	Rows   []*Row  // the newest memos
	More   string  // URL of the list that goes on, or ""
	Tags   []Count // those with most memos, by name
	Series []Count // those with the newest memos, by name
	Years  []Count
}

// Text is what an author says on a page that every site has, in tags/_index.md,
// 404.md and their like; empty where there is no such file.
type Text struct {
	Title template.HTML // to be shown in place of the word for the page
	Body  template.HTML
}

// TagsView is the tag index: layouts/tags.html. Most and Groups are empty when
// there are few tags, Most also when fewer than three have more than one memo.
type TagsView struct {
	Frame
	Text   Text
	Tags   []Count    // all of them, by name
	Most   []Count    // those with most memos, most first, none with one memo only
	Groups []TagGroup // all of them by their initials
}

// TagGroup is the tags with one initial: "A", "あ" for a row of the syllabary,
// "漢字", "#" for digits and signs.
type TagGroup struct {
	Name string
	Tags []Count
}

// SeriesIndexView is the index of series: layouts/series-index.html.
type SeriesIndexView struct {
	Frame
	Text   Text
	Series []SeriesCount // by name
}

// SeriesCount is a series in the index, with the days of its oldest and its
// newest memo; zero when none of its memos has a date.
type SeriesCount struct {
	Count
	First, Last time.Time
}

// ArchiveView is everything by year: layouts/archive.html.
type ArchiveView struct {
	Frame
	Text  Text
	Years []YearView
}

// YearView is a year of the archive, or at its end what has no date: that has
// no URL. Rows is empty for the older years of a long archive: the year's own
// page has them.
type YearView struct {
	Count
	Rows []*Row
	Open bool // its memos are shown at once: always of the newest year, of all in a short archive
}

// SearchView is the search page: layouts/search.html.
type SearchView struct {
	Frame
	Text Text
	Rows []*Row // the newest memos
}

// MissingView is the page for an address without a page: layouts/404.html.
type MissingView struct {
	Frame
	Text Text
	Rows []*Row // the newest memos
}

// RedirectView is left at an address that moved: layouts/redirect.html.
type RedirectView struct {
	Frame
	To string // absolute
}
