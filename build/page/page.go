// Package page reads the facts of one file: its front matter and its text.
//
// In go a source.File and Options; out comes a *Page that is never written
// again. It refuses to know every other file: where a page needs another
// page's address it holds a Ref, and what needs the whole site (URLs, tags'
// spelling, previous and next) is package site's business. What site needs of
// a page and what follows from this page alone is worked out here, once per
// change of the file, since site runs over all pages on every change of one.
package page

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"memo/build/diag"
	"memo/build/markdown"
	"memo/build/source"
	"memo/build/store"
)

// Options is everything besides the file that a Page depends on; comparable.
type Options struct {
	Root     string         // prefix of File.Path in diagnostics: "content/"
	Location *time.Location // of dates without a zone
	Markdown markdown.Options
}

// Page is one content file. A zero value means that the author said nothing.
// What site reads of every page on each save stands first and together: with
// ten thousand pages, the places in memory looked at are what takes time.
type Page struct {
	Path    string    // of the file, under content/: "posts/a/index.md"
	Title   string    // front matter, else the heading that the text begins with, else the file name without its date; "" for a home page without
	Slug    string    // front matter, else the file name without extension and leading date; NFC, not escaped
	Date    time.Time // front matter's date or publish_date, else the file name's, else the first commit, else front matter's lastmod; may be zero
	Facts   Facts
	Front   Front
	Lastmod time.Time // front matter, else the last commit, else Date
	File    string    // as diagnostics name it: "content/posts/a/index.md"
	Hash    [32]byte
	Source  []byte // Markdown without front matter, for the .md alternate; shares the file's memory
	Line    int    // of the file, from 1, on which Source begins
	Doc     markdown.Doc
}

// Front is a front matter block, decoded and checked.
type Front struct {
	hero        []byte    // Markdown of what a front page shows besides its text
	Draft       bool      // in the words of any tool: draft, published: false, private, …
	HidesBelow  bool      // a cascade that makes drafts of all pages below
	Unlisted    bool      // published at its address, and in no list
	Unlists     bool      // a cascade that takes all pages below out of lists
	URL         string    // a path from the site's root with the slash before it, NFC, neither escaped nor prefixed
	Publish     time.Time // publish_date
	Expiry      time.Time // expiry_date
	Title       string
	Date        time.Time
	Lastmod     time.Time
	Slug        string   // one segment of a path, NFC
	Aliases     []string // as written
	Tags        []string // as written, categories appended
	Categories  []string // as written
	Series      []string
	Description string
	Image       string
	TOC         *bool // nil: the theme decides
	Dialect     string
	LineBreaks  string
	Verified    time.Time // when the author last checked that the memo holds
	Weight      int
	NoSearch    bool // search: false
	Params      map[string]any
	At          map[string]diag.Diagnostic // place (and source line) of each key's value, for later stages' diagnostics; "aliases.0" of an item
}

// Parser reads files with one set of options. It is never written after
// NewParser and may be used by several goroutines at once.
type Parser struct {
	o        Options
	renderer *markdown.Renderer
	store    *store.Store // of texts rendered by earlier runs; may be nil
}

// NewParser makes ready what all files share: putting the Markdown parser
// together takes as long as parsing a short memo. The store, which may be nil,
// keeps what texts are rendered to.
func NewParser(o Options, kept *store.Store) *Parser {
	if o.Location == nil {
		o.Location = time.UTC
	}
	return &Parser{o: o, renderer: markdown.New(o.Markdown), store: kept}
}

// Parse reads f. It always gives a page, as good as the file allows; what is
// wrong with the file is in the list.
func (r *Parser) Parse(f source.File) (*Page, diag.List) {
	p := Page{Path: f.Path, File: r.o.Root + f.Path, Hash: f.Hash}
	src, diags := readable(f.Bytes, p.File)
	parts := Split(src)
	front, found := readFront(parts, diag.NewText(p.File, src), r.o.Location)
	p.Front = front
	var at diag.Pos
	p.Source, at = withHero(front.hero, parts.Body, diag.Pos{File: p.File, Line: parts.BodyLine})
	p.Line = at.Line
	if u := p.Front.URL; u != "" && u[0] != '/' {
		p.Front.URL = cleanSlashes("/" + FolderSlug(section(p.Path)) + "/" + u)
	}
	p.dates(f, r.o.Location)
	var said diag.List
	p.Doc, said = r.render(front, p.Source, at)
	p.Front.Tags = withHashTags(p.Front.Tags, p.Doc.Tags)
	said = append(said, p.heed()...)
	if front.Title == "" && strings.ContainsFunc(p.Doc.Title, turns) {
		said.Add(diag.Diagnostic{Pos: diag.Pos{File: p.File, Line: p.Line}, Severity: diag.Warning, Code: "bidi", Message: "title: " + turned, Hint: "delete it"})
	}
	return New(p), slices.Concat(diags, found, said)
}

// dates settles Date and Lastmod. A commit before Date is an import or a memo
// written for later, and no change of the memo.
func (p *Page) dates(f source.File, loc *time.Location) {
	p.Date = cmp.Or(p.Front.Date, p.Front.Publish)
	if p.Date.IsZero() {
		p.Date, _ = leadingDate(fileName(p.Path), loc)
	}
	if p.Date.IsZero() && !f.Created.IsZero() {
		p.Date = f.Created.In(loc)
	}
	if p.Date.IsZero() {
		p.Date = p.Front.Lastmod
	}
	p.Lastmod = p.Front.Lastmod
	if p.Lastmod.IsZero() && f.Changed.After(p.Date) {
		p.Lastmod = f.Changed.In(loc)
	}
	if p.Lastmod.IsZero() {
		p.Lastmod = p.Date
	}
}
