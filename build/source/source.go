// Package source brings files in: it walks layered file systems, leaves out
// what is ignored, and gives one immutable value, the Tree.
//
// In go fs.FS values and a list of what to ignore; out comes a Tree of Files
// sorted by path. It refuses to know what a file means: front matter, themes
// and URLs are other rooms.
package source

import (
	"io/fs"
	"time"
)

// File is one file of the site as it was when the tree was scanned.
type File struct {
	Path    string    // slash-separated, NFC, relative to the root scanned: "posts/a.md"
	Name    string    // the path as the disk spells it (NFD on some systems); opens in FS
	Bytes   []byte    // the content of text the pipeline parses (*.md); nil for other files
	Hash    [32]byte  // SHA-256 of the content
	Size    int64     // bytes
	ModTime time.Time // of the scan; only Rescan compares it, nothing is rendered from it
	Created time.Time // first commit that has the path; zero outside a work tree
	Changed time.Time // last commit that touched it; zero outside a work tree
	FS      fs.FS     // where Read finds the bytes that are not held
}

// Read gives the content: Bytes when it is held, else from FS.
func (f File) Read() ([]byte, error) {
	if f.Bytes != nil {
		return f.Bytes, nil
	}
	return fs.ReadFile(f.FS, f.Name)
}

// Tree is a set of files at one moment, sorted by path in byte order.
type Tree struct {
	Files []File
}
