// Package config gives memo.toml as one value: decoded once, defaults filled
// in, resolved and validated.
//
// In go the bytes of memo.toml; out come a Config that every later stage can
// trust, and diagnostics with their place. After Load no setting needs to be
// looked at for whether it is there, whether it is well formed, or what it
// defaults to. It refuses to know what the settings do, and no stage imports
// it: build hands each stage the few settings that are its own.
package config

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"time"

	"memo/build/decode"
	"memo/build/diag"
)

// Config is a whole memo.toml. It is a plain value: compare two by Hash.
type Config struct {
	Title       string
	Description string
	BaseURL     string // absolute http or https, ends in '/': "https://host/notes/"
	Language    string // ja | en
	TimeZone    string // IANA name
	Author      string
	License     string   // of the memos, in words: "CC BY 4.0"; "" says nothing
	LicenseURL  string   // where it can be read, or ""
	Repository  string   // web address without a slash at its end: "https://github.com/me/blog"; "" for none
	Branch      string   // of the repository; "" is what git says
	Forge       string   // what runs there: github | gitlab | bitbucket | gitea; "" without a Repository
	Theme       string   // name of a folder under themes/, or of an embedded theme
	Output      string   // slash-separated, relative to the site unless absolute
	Exclude     []string // patterns of files below content/ that are no part of the site

	Sections  map[string]Section // as configured; ask Section, which has the defaults
	Markdown  Markdown
	Highlight Highlight
	Tags      Tags
	Feeds     Feeds
	Search    Search
	Check     Check
	OGImage   OGImage
	Serve     Serve
	Deploy    Deploy
	Params    map[string]any // free, for themes: bool, int64, float64, string, []any, map[string]any

	Location *time.Location `json:"-"` // TimeZone, loaded

	// At has the place and source line of settings that only a later stage
	// can judge ("theme", "markdown.math_js"), for its diagnostics.
	At map[string]diag.Diagnostic
}

// Section is how the memos of one folder at the top of content/ are laid out.
type Section struct {
	Permalink string // starts with '/', placeholders checked: "/:section/:path/"
	PerPage   int    // memos on one page of the list, at least 1
	Sort      string // date | lastmod | title | weight
}

// Markdown is what the author writes.
type Markdown struct {
	Dialect    string // auto | memo | zenn | qiita | hatena | hugo | jekyll | obsidian | mdbook
	LineBreaks string // join | keep | br; "" is the dialect's own: br for zenn, qiita and obsidian, else join
	UnsafeHTML bool
	MathJS     string // script that draws mathematics, or ""
	MermaidJS  string // script that draws diagrams, or ""
}

// Highlight is the colours of code: "memo" (the theme's) or a chroma style.
type Highlight struct {
	Style     string
	DarkStyle string // "" with the theme's own colours
}

// Tags maps a spelling of a tag to the one it is shown in.
type Tags struct{ Aliases map[string]string }

// Feeds is the Atom and JSON feeds.
type Feeds struct {
	Items    int // newest memos in a feed, at least 1
	FullText bool
}

// Search is how much a match in each field of a memo counts, in tenths of one
// in prose.
type Search struct {
	Title, Tag, Heading, Prose, Code int
}

// Check is how strict a build is.
type Check struct {
	BrokenLinks string      // warn | error | ignore
	StaleAfter  decode.Span // zero: never
	Secrets     bool        // keys, tokens and passwords stand in the way of publishing
}

// OGImage is the pictures that social networks show.
type OGImage struct {
	Font string // path of a TrueType or OpenType file; "" draws none
}

// Serve is the drafting server.
type Serve struct {
	Editor string // URL or command with {path}, {line}, {col}: opens a source line; "" for none
}

// Deploy is where memo deploy publishes to.
type Deploy struct {
	Bucket       string // "" for none
	Prefix       string // of every key, ends in '/'; "" for none
	Region       string // "" is what the AWS configuration says
	Endpoint     string // of an S3-compatible store; "" is AWS
	Mode         string // website | cloudfront
	Distribution string // of CloudFront, or ""
	Profile      string // of the shared AWS configuration, or ""
}

// Default is the Config of a site without memo.toml.
func Default() Config {
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil { // a binary without zone data: Japan has had no summer time since 1951
		tokyo = time.FixedZone("Asia/Tokyo", 9*60*60)
	}
	return Config{
		Title:     "memo",
		BaseURL:   "https://memo.example.com/",
		Language:  "ja",
		TimeZone:  "Asia/Tokyo",
		Location:  tokyo,
		Theme:     "default",
		Output:    "public",
		Markdown:  Markdown{Dialect: "auto"},
		Highlight: Highlight{Style: "memo"},
		Feeds:     Feeds{Items: 20, FullText: true},
		Search:    Search{Title: 40, Tag: 30, Heading: 25, Prose: 10, Code: 8},
		Check:     Check{BrokenLinks: "warn", StaleAfter: decode.Span{Years: 3}, Secrets: true},
		Deploy:    Deploy{Mode: "website"},
	}
}

// DefaultSection is the layout of a section that memo.toml does not name.
func DefaultSection() Section {
	return Section{Permalink: "/:section/:path/", PerPage: 20, Sort: "date"}
}

// Section gives the layout of the section called name.
func (c Config) Section(name string) Section {
	if s, ok := c.Sections[name]; ok {
		return s
	}
	return DefaultSection()
}

// Hash is equal for equal settings.
func (c Config) Hash() [32]byte {
	b, err := json.Marshal(c)
	if err != nil {
		panic("config: a setting that JSON cannot hold: " + err.Error())
	}
	return sha256.Sum256(b)
}

// Load reads memo.toml; file is its name in diagnostics. A setting that is
// wrong keeps its default, so that all mistakes are found in one run.
func Load(src []byte, file string) (Config, diag.List) {
	body := bytes.TrimPrefix(src, []byte("\ufeff"))
	text := diag.NewText(file, body)
	doc, diags := decode.Parse(decode.TOML, body, diag.Pos{File: file, Line: 1}, text)
	r := decode.NewReader(doc, decode.TOML, text)
	c := read(r)
	r.Unknown(diag.Error)
	return c, append(diags, r.Diags()...)
}
