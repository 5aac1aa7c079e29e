// Package source brings files in: it walks layered file systems, leaves out
// what is ignored, and gives one immutable value, the Tree.
//
// In go fs.FS values; out comes a Tree of Files sorted by path, and
// diagnostics for files that cannot be part of it: unreadable ones, links that
// lead in a circle, names that no address can be made of. It also knows what
// the world says about a file without reading its meaning: when git first and
// last saw it, and how large an image is. It refuses to know what a text
// means: front matter, themes and URLs are other rooms.
//
// Scan reads with a few goroutines, the only stage that does: the time goes
// into waiting for the system to open files, and no other order of the result
// is possible than that of the paths.
package source

import (
	"io/fs"
	"slices"
	"strings"
	"time"
)

// File is one file of the site as it was when the tree was scanned.
type File struct {
	Path    string    // slash-separated, NFC, relative to the root scanned: "posts/a.md"
	Name    string    // the path as the disk spells it (NFD on some systems); opens in FS
	Bytes   []byte    // the content of text the pipeline parses (*.md); nil for other files
	Hash    [32]byte  // SHA-256 of the content
	Size    int64     // bytes
	Created time.Time // first commit that has the path; zero outside a work tree
	Changed time.Time // last commit that touched it; zero outside a work tree
	FS      fs.FS     // where Read finds the bytes that are not held
	Linked  bool      // reached through a symbolic link: nothing tells when it changes, and it may be of no site
}

// Read gives the content: Bytes when it is held, else from FS.
func (f File) Read() ([]byte, error) {
	if f.Bytes != nil {
		return f.Bytes, nil
	}
	return fs.ReadFile(f.FS, f.Name)
}

// Open opens the content without holding it.
func (f File) Open() (fs.File, error) { return f.FS.Open(f.Name) }

// Tree is a set of files at one moment, sorted by path in byte order.
type Tree struct {
	Files   []File
	Ignored []string  // files that are left out for no other reason than that git ignores them
	plain   bool      // no links and nothing wrong: Update may look at single files
	without Exclusion // what is no part of it
}

// Find gives the file at path, nil when there is none.
func (t Tree) Find(path string) *File {
	i, ok := t.search(path)
	if !ok {
		return nil
	}
	return &t.Files[i]
}

// search gives the place of path among the files, and whether it is there.
func (t Tree) search(path string) (int, bool) {
	return slices.BinarySearchFunc(t.Files, path, func(f File, p string) int { return strings.Compare(f.Path, p) })
}

// WithDates gives a copy of t in which each file that git knows carries the
// dates of its first and last commit.
func (t Tree) WithDates(dates map[string]Dates) Tree {
	files := slices.Clone(t.Files)
	for i := range files {
		files[i].date(dates)
	}
	t.Files = files
	return t
}

func (f *File) date(dates map[string]Dates) {
	d := dates[f.Path]
	f.Created, f.Changed = d.Created, d.Changed
}
