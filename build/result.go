package build

import (
	"slices"
	"strings"
	"time"

	"memo/build/diag"
	"memo/build/format"
	"memo/build/output"
)

// Result is a site at one moment: every address it has, and what is wrong
// with it. It is immutable; the outputs make their bytes when asked.
type Result struct {
	Outputs     []output.Output // sorted by path
	Diagnostics diag.List
	Notices     []Notice
	Timings     []Timing
	meter       *Meter
	inContent   func(file string) bool
	leftOut     map[string]bool // files of pages with an error, when the run was to keep going
	until       time.Time       // the first moment after the build's own that changes something; zero: none does

	// Index gives the outputs below IndexDir. Their names hold hashes of their
	// content, so they are known only when the index is made, which is dear:
	// the first caller waits for it.
	Index func() []output.Output

	// Check looks for what is doubtful in the site and no mistake.
	Check func() diag.List

	// PageAt finds the page at an output path, PageOf the one made from a
	// source file, as the author names it ("content/posts/a.md"). Facts are
	// made when asked for: ten thousand of them would cost a rebuild dear.
	PageAt, PageOf func(string) (PageFact, bool)
}

// IndexDir is the folder of the search index.
const IndexDir = format.IndexDir

// PageFact ties a published page to its source, for memo serve and memo why.
type PageFact struct {
	File      string   // as the author names it: "content/posts/a.md"
	URL       string   // "/notes/posts/a/"
	Path      string   // output path: "posts/a/index.html"
	Title     string   // plain
	Label     string   // draft | future | expired, or ""
	Layouts   []string // theme files that make it
	Backlinks []string // URLs of pages that link here
	Blocks    []Block  // text with its source lines, in order
}

// Block is a run of a page's text and the source line it begins at.
type Block struct {
	Line int
	Text string
}

// Lookup finds the output at a path.
func (r *Result) Lookup(path string) (output.Output, bool) {
	outs := r.Outputs
	if strings.HasPrefix(path, IndexDir) && r.Index != nil {
		outs = r.Index()
	}
	i, ok := slices.BinarySearchFunc(outs, path, func(o output.Output, p string) int {
		return strings.Compare(o.Path, p)
	})
	if !ok {
		return output.Output{}, false
	}
	return outs[i], true
}

func byPath(a, b output.Output) int { return strings.Compare(a.Path, b.Path) }
