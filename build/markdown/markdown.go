// Package markdown turns one memo's text into HTML pieces and facts.
//
// In go bytes, where they stand in their file, and Options; out comes a Doc:
// pieces of HTML with holes where another page's address or drawn code belongs,
// the links and the code those holes stand for, the outline, the plain text and
// the blocks that search reads. It cannot fail, it can only warn. It refuses to know other
// files, URLs, templates and the configuration file; goldmark lives here and
// nowhere else, and so does the tokenizer of golang.org/x/net/html: HTML in a
// memo is read by the rules that browsers have.
//
// A memo goes through in four steps. source.go makes its bytes clean and knows
// the way back to line and column. The parser, put together in extensions.go
// with one line per extension, reads them; where the site's spelling leaves a
// choice, the transformers of the extensions settle it on the tree. Each
// extension draws its nodes on the sheet, which keeps the holes, the links and
// the warnings. facts.go reads the tree once more for search, counts and
// the summary.
//
// An extension is one file: its nodes with their drawing, its parser, and an
// extend that adds them to the grammar. What goldmark reads well (lists, code
// spans, tables) it reads; all HTML is written here.
package markdown

// Options is everything besides the text that a Doc depends on. Comparable,
// so that it can be part of a cache key.
type Options struct {
	Dialect    string // one of Dialects; "" is memo
	LineBreaks string // join | keep | br; "" is the dialect's own: br for zenn, qiita and obsidian, else join
	UnsafeHTML bool   // raw HTML is kept
	Math       bool   // the site provides a script that draws $…$ and $$…$$
	Mermaid    bool   // the site provides a script that draws ```mermaid
	Title      string // the front matter's title, or "": then a heading that the text begins with is the title and goes
	Words      Words
}

// Dialects are the tools for which somebody may have written: each has
// spellings that would conflict with another's.
func Dialects() []string {
	return []string{"memo", "zenn", "qiita", "hatena", "hugo", "jekyll", "obsidian", "mdbook"}
}

// Words are the words of the interface that stand in the HTML of a memo, in
// the site's language.
type Words struct {
	Note, Tip, Important, Warning, Caution string // kinds of callout
	Details                                string // summary of a details block without a title
	Footnotes                              string // name of the section of footnotes
	Footnote                               string // "脚注 %s": name of a reference to one
	BackToText                             string // "本文の %s へ戻る"
	HeadingLink                            string // "「%s」へのリンク"
	Done, Open                             string // state of a task
}

// Doc is one memo's text, rendered as far as its own bytes allow.
type Doc struct {
	Title   string    // text of the H1 that stands for a title, "" without one
	Body    []Piece   // the HTML in order
	Links   []Link    // what the pieces refer to, in order of appearance
	Code    []Code    // to be drawn where the pieces say, in order
	Tags    []string  // of Obsidian in the text, #tag, without the sign
	Remarks []Remark  // comments, in no order
	Outline []Heading // H2 and deeper, in order; levels as rendered
	Blocks  []Block   // for search, in order
	Summary string    // plain text: what stands before <!--more-->, else the first prose cut at a sentence's end; "" without prose
	Chars   int       // CJK characters
	Words   int       // words of other scripts
	Math    bool      // something is left for math_js to draw
	Mermaid bool      // something is left for mermaid_js to draw
}

// Piece is literal HTML when Ref < 0; else a hole that Links[Ref], or Code[Ref],
// fills.
type Piece struct {
	HTML []byte
	Ref  int
	Hole Hole
}

// Hole tells what of the resolved link goes in, or that code does.
type Hole uint8

// What fills a hole. Attributes are complete, with the space before them:
// ` href="/posts/a/"`, ` src="/x.png" width="640" height="360"`; of a link
// that leads nowhere, nothing. Text is the target's title, escaped. Face is
// what a card shows: title and host, or the address. Whole is all that the
// target shows. Window is drawn code.
const (
	Attributes Hole = iota
	Text
	Face
	Whole
	Window
)

// Kind is the spelling a link was written in, which decides how it resolves.
type Kind uint8

// Kinds of link.
const (
	Hyperlink Kind = iota // [a](b), a reference, an autolink: relative to the file, or a URL; "" with a fragment is the memo itself
	Wiki                  // [[page#heading]]: path, file name, title or alias
	Image                 // ![a](b): a file; relative to the file, or from content's root; or a URL
	WikiImage             // ![[a.png]]: a file by path or by its name alone
	Card                  // a URL alone on its line
	Inclusion             // {{#include a.rs}}: a file of which something is shown here; relative to the file or from content's root
)

// Link is one reference out of the memo, as written.
type Link struct {
	Kind   Kind
	Target string // destination without the fragment, entities and escapes resolved, not percent-decoded
	// Fragment is what stood behind '#', as written: a heading's id or, in
	// a wiki link, its text. "" without one.
	Fragment string
	// Text is the link's text or alt text, plain. For a Text hole it is what
	// to show when the target has no title: of a Card the URL without its
	// scheme, of a Wiki link its target.
	Text string
	// Width and Height are the size that the author gave a picture
	// (=250x, |300), in pixels; it wins over the file's own. 0: not given.
	Width, Height int
	// Nearest is that a bare name of which there is no file beside means the
	// nearest file of that name: so in Obsidian.
	Nearest bool
	// Doubtful is that it is a link only if it leads somewhere: [[servers]] is
	// also how one writes of a table of TOML.
	Doubtful bool
	Line     int    // place in the original file
	Col      int    // in code points
	Len      int    // code points of the destination as written
	Source   string // text of that source line, for the code frame
}

// Heading is an entry of the outline.
type Heading struct {
	Level int    // 2 to 6
	ID    string // fragment without '#'
	Text  string // plain text
	HTML  string // text as inline HTML without links: code, emphasis, <wbr>
	Line  int
	Skips bool // it is written two levels or more below the heading that it belongs to
}

// BlockKind sorts text by how much a match in it tells.
type BlockKind uint8

// Kinds of block.
const (
	HeadingBlock BlockKind = iota
	ProseBlock
	CodeBlock
)

// Block is a run of text with the place it stands at.
type Block struct {
	Kind   BlockKind
	Level  int    // of a heading
	Anchor string // id of the nearest heading above, "" before the first
	Line   int    // 1-based, in the original file
	Text   string
}
