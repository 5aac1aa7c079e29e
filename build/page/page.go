// Package page reads the facts of one file: its front matter and its text.
//
// In go a source.File and Options; out comes a *Page that is never written
// again. It refuses to know every other file: where a page needs another
// page's address it holds a markdown.Link, and what needs the whole site
// (URLs, tags' spelling, previous and next) is package site's business.
package page

import (
	"time"

	"memo/build/diag"
	"memo/build/markdown"
)

// Options is everything besides the file that a Page depends on; comparable.
type Options struct {
	Root     string         // prefix of File.Path in diagnostics: "content/"
	Location *time.Location // of dates without a zone
	Markdown markdown.Options
}

// Page is one content file. A zero value means that the author said nothing.
type Page struct {
	Path    string // of the file, under content/: "posts/a/index.md"
	File    string // as diagnostics name it: "content/posts/a/index.md"
	Hash    [32]byte
	Front   Front
	Title   string    // front matter, else the first H1, else the file name
	Date    time.Time // front matter, else the file name's, else the first commit; may be zero
	Lastmod time.Time // front matter, else the last commit, else Date
	Slug    string    // front matter, else the file name without extension and leading date; NFC, not escaped
	Source  []byte    // Markdown without front matter, for the .md alternate; shares the file's memory
	Doc     markdown.Doc
}

// Front is a front matter block, decoded and checked.
type Front struct {
	Title       string
	Date        time.Time
	Lastmod     time.Time
	Publish     time.Time // publish_date
	Expiry      time.Time // expiry_date
	Draft       bool
	Slug        string
	URL         string
	Aliases     []string
	Tags        []string // as written, categories appended
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
	At          map[string]diag.Diagnostic // place (and source line) of each key, for later stages' diagnostics
}
