package source

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Update is Scan for when the changed paths are known: files made, written or
// removed, relative to the root. Looking at one file takes 20 µs where looking
// at ten thousand takes 26 ms. It answers only plain cases; for folders that
// came or went, links, and trees with something wrong in them ok is false and
// a Scan must follow.
func Update(fsys fs.FS, prev Tree, changed []string, o Options) (t Tree, ok bool) {
	if !prev.plain {
		return Tree{}, false
	}
	for _, f := range prev.Files {
		if f.ModTime.IsZero() { // too fresh to be trusted at the last look
			changed = append(changed[:len(changed):len(changed)], f.Path)
		}
	}
	files := slices.Clone(prev.Files)
	for _, p := range changed {
		if ignoredPath(p) {
			continue
		}
		f, is := lookAt(fsys, p, o)
		if !is {
			return Tree{}, false
		}
		i, known := slices.BinarySearchFunc(files, p, func(f File, p string) int { return strings.Compare(f.Path, p) })
		switch {
		case f == nil && known:
			files = slices.Delete(files, i, i+1)
		case f == nil && i < len(files) && strings.HasPrefix(files[i].Path, p+"/"):
			return Tree{}, false // a folder went
		case f != nil && known:
			files[i] = *f
		case f != nil:
			files = slices.Insert(files, i, *f)
		}
	}
	return Tree{Files: files, plain: true}, true
}

// lookAt reads one file anew; nil when there is none. It is false for all
// that is not plainly a file.
func lookAt(fsys fs.FS, p string, o Options) (*File, bool) {
	if !fs.ValidPath(p) || norm.NFC.String(p) != p || badName(path.Base(p), p) != "" {
		return nil, false
	}
	info, err := fs.Lstat(fsys, p)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, true
	}
	if err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	f := File{Path: p, Name: p, Size: info.Size(), ModTime: info.ModTime(), FS: fsys}
	if f.load() != nil {
		return nil, false
	}
	f.settle(o.Now)
	f.date(o.Dates)
	return &f, true
}

// ignoredPath tells whether a path or a folder it is in is left out.
func ignoredPath(p string) bool {
	return slices.ContainsFunc(strings.Split(p, "/"), Ignored)
}
