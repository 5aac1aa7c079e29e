package build

import (
	"slices"
	"strings"

	"memo/build/diag"
	"memo/build/output"
)

// Result is a site at one moment: every address it has, and what is wrong
// with it. It is immutable; the outputs make their bytes when asked.
type Result struct {
	Outputs     []output.Output // sorted by path
	Diagnostics diag.List
	Timings     []Timing

	// PageAt finds the page at an output path, PageOf the one made from a
	// source file, as the author names it ("content/posts/a.md"). Facts are
	// made when asked for: ten thousand of them would cost a rebuild dear.
	PageAt, PageOf func(string) (PageFact, bool)
}

// PageFact ties a published page to its source, for memo serve and memo why.
type PageFact struct {
	File      string   // as the author names it: "content/posts/a.md"
	URL       string   // "/notes/posts/a/"
	Path      string   // output path: "posts/a/index.html"
	Title     string   // plain
	Label     string   // draft | future | expired, or ""
	Layouts   []string // theme files that make it, the layout first
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
	i, ok := slices.BinarySearchFunc(r.Outputs, path, func(o output.Output, p string) int {
		return strings.Compare(o.Path, p)
	})
	if !ok {
		return output.Output{}, false
	}
	return r.Outputs[i], true
}
