// Package site assembles the pages of one moment into a site: addresses,
// tags, series, neighbours, backlinks and resolved links.
//
// In go []*page.Page, the names of the files that are published as they are,
// and Options; out comes a *Site in which every cross-file fact is settled,
// and a list of what does not fit together. It is recomputed whole on every
// change, so it must stay cheap: tens of milliseconds for ten thousand memos.
// It refuses to know templates, output files and the disk.
package site

import (
	"slices"
	"strings"
	"sync"
	"time"

	"memo/build/page"
)

// Options is the part of the configuration that assembly depends on.
type Options struct {
	Title       string
	Description string
	Language    string
	Author      string
	BaseURL     string // absolute, ends in '/': "https://host/notes/"
	Location    *time.Location
	Now         time.Time // decides what is future, expired and stale; handed in, never the clock
	Drafts      bool      // publish drafts, labelled
	Future      bool      // publish future and expired memos, labelled
	Sections    map[string]Layout
	ShowsDrafts func(folder string) bool // of a folder with the name of one of drafts: it is like any other; nil: none is
	KeptBack    map[string]string        // paths of pages that are drafts by the settings of a tool, and why
	Folder      string                   // of all pages, as Beside has paths: "src/"
	Beside      map[string]*Resource     // files outside of it that pages may include, by path; they have no address
	Own         string                   // folder that nothing of an author's is published in: "_memo/"
	Claims      []Claim                  // what the formats publish at every site
	Orders      [][]string               // paths of pages that are read one after the other: a book's
	TagAliases  map[string]string
	BrokenLinks string // warn | error | ignore
}

// Layout is how a section is laid out; a section without one, and every field
// that is zero, has Defaults.
type Layout struct {
	// Permalink is the form of an address: "/:section/:path/". Of its names,
	// :section is the folder at the top level, :slug :year :month :day :title
	// are the page's, and :path is the folders below the section, then the slug.
	Permalink string
	PerPage   int
	Sort      string // date | lastmod: newest first; title; weight: lightest first, those without last
}

// Defaults is the layout of a section that the configuration does not mention.
var Defaults = Layout{Permalink: "/:section/:path/", PerPage: 20, Sort: "date"}

// Resource is a file of content/ that is published as it is, with what a
// page must know of it. Width and Height are 0 when it is no picture.
type Resource struct {
	Path          string // under content/: "posts/a/x.png"
	Out           string // output path; Assemble settles it: the same in NFC, or beside the page of its bundle
	Width, Height int
	Hidden        bool // it says of itself that it is a draft
	Linked        bool // reached through a symbolic link: published where a page refers to it

	Read func() ([]byte, error) // gives the bytes, for who includes it; may be nil
}

// Site is everything known about the site. Slices are in the order in which
// they are shown; every URL is a path from the host's root with the prefix of
// the base URL in front, percent-encoded: "/notes/posts/a/".
type Site struct {
	Options   Options
	Prefix    string            // path of the base URL, "/" or "/notes/"
	Home      *Entry            // content/_index.md or content/index.md, or an empty one
	Entries   []*Entry          // every published page but home and the sections' own, newest first
	Memos     []*Entry          // those of them that are memos, newest first
	Top       []*Entry          // those that are in no section, newest first: memos, and pages like "about"
	ByOut     []*Entry          // Entries and the unlisted pages, in order of output path
	Sections  []*Section        // by name; each folder at the top level of content/ with pages in it
	Tags      []*Tag            // by name
	Series    []*Series         // by name
	Years     []*Year           // newest first
	Resources []Resource        // by path; without those of pages that are left out
	Redirects []Redirect        // by output path
	Texts     map[string]*Entry // the author's texts of pages that every site has, by output path: tags/_index.md
	Left      int               // pages left out: drafts, future, expired
	Withheld  int               // files left out because nothing but pages that are left out refers to them
	Strays    int               // files reached through symbolic links, left out because no page refers to them
	Until     time.Time         // the first moment after Options.Now at which a page comes out or expires; zero: none does

	all    []*Entry  // every published page, newest first: index is Entry.rank
	byPath []*Entry  // and in order of their files' paths
	marks  sync.Pool // of Related
}

// At finds the page with an output path, nil when there is none.
func (s *Site) At(out string) *Entry {
	i, ok := slices.BinarySearchFunc(s.ByOut, out, func(e *Entry, out string) int { return strings.Compare(e.Out, out) })
	if ok {
		return s.ByOut[i]
	}
	if s.Home.Out == out {
		return s.Home
	}
	if e := s.Texts[out]; e != nil {
		return e
	}
	for _, x := range s.Sections {
		if x.Index != nil && x.Index.Out == out {
			return x.Index
		}
	}
	return nil
}

// Of finds the page of a file, as diagnostics name it ("content/posts/a.md");
// nil when there is none or it is left out.
func (s *Site) Of(file string) *Entry {
	i, ok := slices.BinarySearchFunc(s.byPath, file, func(e *Entry, file string) int { return strings.Compare(e.File, file) })
	if !ok {
		return nil
	}
	return s.byPath[i]
}

// File finds a file that is published as it is, by its path under content/; nil
// when there is none.
func (s *Site) File(path string) *Resource {
	i, ok := slices.BinarySearchFunc(s.Resources, path, func(r Resource, path string) int { return strings.Compare(r.Path, path) })
	if !ok {
		return nil
	}
	return &s.Resources[i]
}

// Len is the number of published pages.
func (s *Site) Len() int { return len(s.all) }

// Entry is a page in its place.
type Entry struct {
	*page.Page
	URL        string // "/notes/posts/a/"
	title      string // Page.Title, where links find it without a detour
	rank       int32  // place in Site.all
	Out        string // output path: "posts/a/index.html"
	Label      string // "", or why build would leave it out: draft | future | expired
	Memo       bool   // a memo, unlike a page like "about"
	Unlisted   bool   // is in no list: who knows its address reads it
	Section    *Section
	Tags       []*Tag
	Series     []Place
	Prev, Next *Entry     // in its section, or among the memos of none: older and newer; where the order is by title or weight, before and after
	Backlinks  []*Entry   // who links here, newest first
	Links      []Resolved // parallel to Page.Doc.Links
	Image      Resolved   // of front matter's image, zero without one

	key string // folded address: Out without index.html
}

// Resolved is where a link leads. A zero Resolved leads nowhere.
type Resolved struct {
	URL           string    // path from the host's root with fragment, or an absolute URL
	Entry         *Entry    // the page it leads to, nil for other targets
	Resource      *Resource // the file it leads to, nil for other targets
	Title         string    // what a link without a text of its own shows
	External      bool      // another host
	Width, Height int       // of a picture, 0 unknown
}

// Rank is the page's place among all published ones, newest first; -1 for a
// front page that has no text of its own.
func (e *Entry) Rank() int { return int(e.rank) }

// Section is a folder of content/ at the top level, or several of one address.
type Section struct {
	Name    string   // "posts"
	URL     string   // "/notes/posts/"
	Out     string   // "posts/index.html"
	Title   string   // of its own text, else the name
	Index   *Entry   // its own text (_index.md or README.md), or nil
	NoList  bool     // something that every site has stands at its address
	Entries []*Entry // in the section's order
	Layout  Layout

	slug string // its name in addresses
}

// Tag is a taxonomy term with the memos that bear it.
type Tag struct {
	Name    string   // the spelling used most
	Slug    string   // NFKC, lower case, blanks to '-': not escaped
	URL     string   // "/notes/tags/%E7%AD%8B/"
	Out     string   // "tags/筋/index.html"
	Entries []*Entry // newest first
}

// Series is an ordered set of memos: by weight, then oldest first.
type Series struct {
	Name    string
	Slug    string
	URL     string
	Out     string
	Entries []*Entry
}

// Place is a memo's place in a series; Index counts from 0.
type Place struct {
	Series *Series
	Index  int
}

// Year is a year of the archive.
type Year struct {
	Year    int
	URL     string
	Out     string
	Entries []*Entry // memos, newest first
}

// Redirect is an address that moved.
type Redirect struct {
	Out string // output path of the page left there: "old/a/index.html"
	To  *Entry
}
