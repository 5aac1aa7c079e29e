// Package search makes the full-text index of a site and reads it again.
//
// In goes the public text of every memo, as blocks (headings, prose, code) with the anchor of the nearest heading; out
// comes a handful of files that any static host can serve: a small root, and packs of at most 256 KB from which a reader
// takes byte ranges. The same index answers in the browser (themes/default/assets/search.js) and in Go (Open, Search);
// FORMAT.md says every byte and every number, and testdata/vectors.json holds both readers to it.
//
// Japanese is cut without a dictionary: a run of kanji, kana or Hangul becomes its overlapping pairs of characters, and
// what looks like a match is verified on the text that the snippet needs anyway. Dictionaries at build time and at query
// time that disagree are the best known way to lose pages (Pagefind #1237); pairs cannot disagree. Identifiers are found
// by their parts, by their beginnings and squashed (svv_user_grants, SvvUserGrants and svvusergrants are one term).
//
// The stages: Tokenize turns one Document into Tokens and is the heavy part, made to be cached by content hash; Encode
// merges any number of Tokens into files, the same bytes for the same input. Documents come oldest first, because a
// document's number is also its age. All of it is pure and sequential: the package knows no disk, no network, no clock
// and no goroutine; whoever opens an index says how its bytes are fetched.
//
// Its DEFLATE is klauspost/compress: over blocks of a few KB it is twice as fast as the standard library's and packs as
// closely. Any DEFLATE reads it; here the standard library does.
//
// It refuses to know what a page, a site or Markdown is, and where a text came from: source paths are not in the index,
// since an index is published. Document.LineOf finds the line again for who holds the document.
package search

import "strings"

// Kind says what a block of text is. It decides the weight of the words in it.
type Kind uint8

// The kinds of text in a document's body.
const (
	Prose Kind = iota
	Heading
	Code
)

// Block is one heading, paragraph, list item, table row or fence.
type Block struct {
	Kind   Kind
	Level  int    // of a heading, 1 to 6
	Anchor string // id of the nearest heading, its own if it is one; "" above the first
	Line   int    // 1-based line of the source file on which Text begins, front matter counted
	Text   string // plain text, without markup; a newline where the source has one that matters
}

// Document is the public text of one page.
type Document struct {
	URL    string // as the browser should open it, relative to the site's root or absolute
	Path   string // of the source; never written into the index
	Title  string
	Date   string // 2006-01-02, or ""
	Tags   []string
	Blocks []Block
}

// LineOf is the source line of a hit in this document, or 1 when the hit is in the title or is not of this document.
func (d Document) LineOf(h Hit) int {
	if h.Block < 0 || h.Block >= len(d.Blocks) {
		return 1
	}
	b := d.Blocks[h.Block]
	return b.Line + min(h.BlockLine, strings.Count(b.Text, "\n"))
}

// Options are the weights of the fields, in tenths of an occurrence in prose. The index holds quantised results, so
// a reader needs none of them. A word in the title or in a tag is marked apart from any weight.
type Options struct {
	Title, Tag, Heading, Prose, Code int
}

// DefaultOptions are the weights that the evaluation was tuned with.
func DefaultOptions() Options {
	return Options{Title: 40, Tag: 30, Heading: 25, Prose: 10, Code: 8}
}

// File is one file of an index.
type File struct {
	Name      string // relative to the index's folder: "root", "t-0123456789.bin", …
	Bytes     []byte
	Immutable bool // named by its content: a host may let it be cached for ever
}
