package source

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"memo/build/diag"
)

// Update gives what Scan gives, reading only what changed since prev: files
// and folders made, written, removed, moved or with other rights, as the disk
// spells them, relative to the root. A folder stands for all in it. Sizes and
// time stamps are not looked at: an edit may keep both.
//
// Where single files of a plain tree changed, only they are looked at: 20 µs
// each, where listing ten thousand takes 26 ms. Else the tree is listed, and
// read anew are the files that changed or are reached through a symbolic link.
func Update(fsys fs.FS, prev Tree, changed []string, o Options) (Tree, diag.List, error) {
	if t, ok := patch(fsys, prev, changed, o); ok {
		return t, nil, nil
	}
	touched := map[string]bool{}
	for _, name := range changed {
		touched[path.Clean(name)] = true
	}
	return scan(fsys, func(f File) *File {
		old := prev.Find(f.Path)
		if old == nil || old.Name != f.Name || f.Linked || old.Linked || within(touched, f.Name) {
			return nil
		}
		return old
	}, o)
}

// within tells whether a path or a folder it is in is among touched.
func within(touched map[string]bool, name string) bool {
	for ; name != "."; name = path.Dir(name) {
		if touched[name] {
			return true
		}
	}
	return touched["."]
}

// patch is Update for single files of a plain tree. It is false for all that
// is not plainly that, or where another name could have to do with it.
func patch(fsys fs.FS, prev Tree, changed []string, o Options) (Tree, bool) {
	if !prev.plain || !prev.without.same(o.Exclude) {
		return Tree{}, false
	}
	t := prev
	t.Files = slices.Clone(prev.Files)
	for _, name := range changed {
		switch p := norm.NFC.String(name); {
		case t.without.turns(p), t.without.ignoredBy(p) != "", o.Made != "" && (path.Base(p) == path.Dir(o.Made) || strings.HasSuffix(p, "/"+o.Made)):
			return Tree{}, false
		case name != "." && ignoredPath(name), t.without.all(p):
			continue
		case t.without.Has(p):
			return Tree{}, false
		}
		f, is := lookAt(fsys, name, o)
		if !is || !t.replace(name, f) {
			return Tree{}, false
		}
	}
	return t, true
}

// replace puts f, nil for a file that is not there, in the place of the file
// that the disk calls name. It is false where that could concern more files.
func (t *Tree) replace(name string, f *File) bool {
	p := norm.NFC.String(name)
	i, known := t.search(p)
	switch {
	case known && t.Files[i].Name != name:
		return false // two spellings of one name
	case !known && t.folder(p) != nil:
		return false // a folder went, or is a file now
	case f == nil && known:
		t.Files = slices.Delete(t.Files, i, i+1)
	case f != nil && known:
		t.Files[i] = *f
	case f != nil && !t.room(name):
		return false
	case f != nil:
		t.Files = slices.Insert(t.Files, i, *f)
	}
	return true
}

// folder gives the first file in the folder p, nil when there is none.
func (t *Tree) folder(p string) *File {
	if i, _ := t.search(p + "/"); i < len(t.Files) && strings.HasPrefix(t.Files[i].Path, p+"/") {
		return &t.Files[i]
	}
	return nil
}

// room tells whether a new file may simply be added: its folder is known, and
// no other file could be the same one to a disk that ignores case.
func (t *Tree) room(name string) bool {
	if dir := path.Dir(name); dir != "." {
		f := t.folder(norm.NFC.String(dir))
		if f == nil || !strings.HasPrefix(f.Name, dir+"/") {
			return false
		}
	}
	p := norm.NFC.String(name)
	return !slices.ContainsFunc(t.Files, func(f File) bool { return strings.EqualFold(f.Path, p) })
}

// lookAt reads one file; nil when there is none. It is false for all that is
// not plainly a file.
func lookAt(fsys fs.FS, name string, o Options) (*File, bool) {
	p := norm.NFC.String(name)
	if !fs.ValidPath(name) || badName(path.Base(name), p) != "" {
		return nil, false
	}
	info, err := fs.Lstat(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, true
	}
	if err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	f := File{Path: p, Name: name, Size: info.Size(), FS: fsys}
	if f.load() != nil {
		return nil, false
	}
	f.date(o.Dates)
	return &f, true
}

// ignoredPath tells whether a path or a folder it is in is left out.
func ignoredPath(p string) bool {
	return slices.ContainsFunc(strings.Split(p, "/"), Ignored)
}
