package source

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"memo/build/diag"
)

// MaxText is the size in bytes of the largest Markdown file that is read. The
// longest book chapters are below 1 MB; what is larger is a mistake, and its
// parse tree would take a hundred times as much memory.
const MaxText = 16 << 20

// Options is what a Scan depends on besides the files.
type Options struct {
	Root    string           // prefix of paths in diagnostics: "content/"
	Dates   map[string]Dates // what git knows, when it was asked before; else see WithDates
	Exclude Exclusion        // files that are neither read nor judged
	Made    string           // "_memo/marker": a file that only folders hold that memo made, which are left out; "" for none
}

// readers is how many files are read at once. On two cores 10,000 memos (48 MB,
// warm) take 0.27 s one after the other, 0.10 s with four, and no less with more.
const readers = 4

// Scan walks fsys and gives its files, text held in memory, everything hashed.
// Files that cannot be part of the tree are left out of it, each with a
// diagnostic; the error is for a root that cannot be listed at all.
func Scan(fsys fs.FS, o Options) (Tree, diag.List, error) {
	return scan(fsys, func(File) *File { return nil }, o)
}

// scan is Scan that reads only the files for which known gives nothing.
func scan(fsys fs.FS, known func(File) *File, o Options) (Tree, diag.List, error) {
	w := &walker{fsys: fsys, root: o.Root, without: o.Exclude, made: o.Made, seen: map[string]string{}}
	if info, err := fs.Stat(fsys, "."); err == nil {
		w.parents = append(w.parents, info)
	}
	if err := w.folder(".", "."); err != nil {
		return Tree{}, nil, fmt.Errorf("reading %s: %w", strings.TrimSuffix(o.Root, "/"), err)
	}
	files := w.found
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	failed := make([]error, len(files))
	var g errgroup.Group
	g.SetLimit(readers)
	for i := range files {
		if old := known(files[i]); old != nil {
			files[i].Bytes, files[i].Hash, files[i].Size = old.Bytes, old.Hash, old.Size
			continue
		}
		g.Go(func() error {
			failed[i] = files[i].load()
			return nil
		})
	}
	_ = g.Wait() // load's errors are in failed, one per file
	kept := w.keep(files, failed, o)
	slices.Sort(w.ignored)
	return Tree{Files: kept, Ignored: w.ignored, plain: !w.linked && len(w.diags) == 0, without: w.without}, w.diags, nil
}

// keep drops the files that could not be read, with a diagnostic each.
func (w *walker) keep(files []File, failed []error, o Options) []File {
	kept := files[:0]
	for i, f := range files {
		switch err := failed[i]; {
		case errors.Is(err, fs.ErrNotExist): // deleted since it was listed
			continue
		case errors.Is(err, errTooLarge):
			w.report(f.Path, "too-large", fmt.Sprintf("Markdown file of %.1f MB, over the limit of %d MB", float64(f.Size)/(1<<20), MaxText>>20),
				"split it, or publish it under another file extension")
			continue
		case err != nil:
			w.report(f.Path, "unreadable", "cannot be read: "+reason(err), "")
			continue
		}
		f.date(o.Dates)
		kept = append(kept, f)
	}
	return kept
}

var errTooLarge = errors.New("too large")

// IsText tells whether a file of this path is held in memory and parsed.
func IsText(path string) bool { return Stem(path) != path }

// Stem gives a path without the extension by which a file is Markdown, in
// whatever case; any other path as it is.
func Stem(path string) string {
	for _, ext := range [...]string{".md", ".markdown", ".mdown", ".mkd", ".mdx"} {
		if n := len(path) - len(ext); n > 0 && strings.EqualFold(path[n:], ext) {
			return path[:n]
		}
	}
	return path
}

// load reads text into memory and anything else through the hash only.
func (f *File) load() error {
	if IsText(f.Path) && f.Size > MaxText {
		return errTooLarge
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	if !IsText(f.Path) {
		h := sha256.New()
		f.Size, err = io.Copy(h, r)
		h.Sum(f.Hash[:0])
		return err
	}
	f.Bytes, err = readText(r, f.Size)
	if int64(len(f.Bytes)) > MaxText {
		f.Bytes = nil
		return errTooLarge
	}
	f.Size, f.Hash = int64(len(f.Bytes)), sha256.Sum256(f.Bytes)
	return err
}

// readText reads a file that was size bytes when it was listed and may have
// grown since.
func readText(r io.Reader, size int64) ([]byte, error) {
	buf := make([]byte, size+1)
	n, err := io.ReadFull(r, buf)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return buf[:n:n], nil
	}
	if err != nil {
		return nil, err
	}
	rest, err := io.ReadAll(io.LimitReader(r, MaxText))
	return append(buf, rest...), err
}
