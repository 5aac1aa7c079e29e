package source

import (
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// Layers lays file systems over each other: a file is read from the first
// that has it, a folder holds the names of all that have it. Nil layers are
// left out.
func Layers(layers ...fs.FS) fs.FS {
	var out layered
	for _, l := range layers {
		if l != nil {
			out = append(out, l)
		}
	}
	return out
}

type layered []fs.FS

// Open implements fs.FS.
func (l layered) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	for _, layer := range l {
		f, err := layer.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		info, err := f.Stat()
		if err != nil || !info.IsDir() {
			return f, err
		}
		return &folder{File: f, layers: l, name: name}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir implements fs.ReadDirFS. A layer in which the name is a file, under
// one where it is a folder, adds nothing.
func (l layered) ReadDir(name string) ([]fs.DirEntry, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	var all []fs.DirEntry
	found := false
	for _, layer := range l {
		info, err := fs.Stat(layer, name)
		if errors.Is(err, fs.ErrNotExist) || err == nil && found && !info.IsDir() {
			continue
		}
		if err != nil {
			return nil, err
		}
		entries, err := fs.ReadDir(layer, name)
		if err != nil {
			return nil, err
		}
		found = true
		all = append(all, entries...)
	}
	if !found {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	byName := func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }
	slices.SortStableFunc(all, byName)
	return slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() }), nil
}

// folder is an open folder whose listing is that of all layers.
type folder struct {
	fs.File
	layers layered
	name   string
	rest   []fs.DirEntry
	listed bool
}

// ReadDir implements fs.ReadDirFile.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if !f.listed {
		entries, err := f.layers.ReadDir(f.name)
		if err != nil {
			return nil, err
		}
		f.rest, f.listed = entries, true
	}
	if n <= 0 {
		n = len(f.rest)
	} else if len(f.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.rest))
	out := f.rest[:n:n]
	f.rest = f.rest[n:]
	return out, nil
}
