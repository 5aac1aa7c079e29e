package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"memo/build/diag"
)

const (
	maxName  = 255  // bytes of one name: the limit of common file systems
	maxPath  = 1024 // bytes of a path: the limit of an S3 key
	maxLinks = 1000 // linked folders followed in one scan
	maxDeep  = 64   // folders in each other
)

// walker lists the files below a root. It follows symbolic links itself,
// because fs.WalkDir does not, and keeps the folders it is inside of to see
// when a link leads back to one.
type walker struct {
	fsys    fs.FS
	root    string // prefix in diagnostics
	without Exclusion
	made    string
	links   int  // linked folders followed
	within  int  // linked folders that the walk is inside of
	linked  bool // there is a link of any kind
	parents []fs.FileInfo
	found   []File // Path, Name and Size only
	ignored []string
	seen    map[string]string
	diags   diag.List
}

// folder lists dir, spelt name on disk and p in the tree.
func (w *walker) folder(name, p string) error {
	entries, err := fs.ReadDir(w.fsys, name)
	if err != nil {
		return err
	}
	if p == "." && w.without.content {
		w.without = w.without.seeing(entries)
	}
	for _, e := range entries {
		in := path.Join(p, norm.NFC.String(e.Name()))
		switch {
		case Ignored(e.Name()):
		case w.without.all(in) || !e.IsDir() && w.without.Has(in):
			w.pass(path.Join(name, e.Name()), in)
		default:
			w.entry(e, path.Join(name, e.Name()), in)
		}
	}
	return nil
}

// pass notes the files of what is left out because git ignores it.
func (w *walker) pass(name, p string) {
	if !w.without.onlyIgnored(p) {
		return
	}
	_ = fs.WalkDir(w.fsys, name, func(in string, e fs.DirEntry, err error) error { // what cannot be read is not there
		switch inside := norm.NFC.String(p + strings.TrimPrefix(in, name)); {
		case err == nil && Ignored(e.Name()) && e.IsDir():
			return fs.SkipDir
		case err == nil && !Ignored(e.Name()) && !e.IsDir() && w.without.onlyIgnored(inside):
			w.ignored = append(w.ignored, inside)
		}
		return nil
	})
}

func (w *walker) entry(e fs.DirEntry, name, p string) {
	if why := badName(e.Name(), p); why != "" {
		w.report(p, "bad-name", "file name "+why, "rename it")
		return
	}
	info, err := w.info(e, name)
	if errors.Is(err, fs.ErrNotExist) && e.Type()&fs.ModeSymlink == 0 {
		return // deleted since it was listed
	}
	if err != nil {
		w.report(p, "unreadable", "cannot be read: "+reason(err), hintFor(e))
		return
	}
	if other, taken := w.seen[p]; taken && !(info.IsDir() && w.isFolder(other)) {
		w.diags.Add(diag.Diagnostic{Pos: diag.Pos{File: w.root + p}, Severity: diag.Warning, Code: "duplicate-name",
			Message: fmt.Sprintf("two names that differ only in how their characters are composed, of which the first is read: %+q and %+q", other, name), Hint: "delete one of them"})
		return
	}
	w.seen[p] = name
	switch {
	case info.IsDir():
		w.enter(e, info, name, p)
	case info.Mode().IsRegular():
		w.found = append(w.found, File{Path: p, Name: name, Size: info.Size(), FS: w.fsys,
			Linked: w.within > 0 || e.Type()&fs.ModeSymlink != 0})
	default:
		w.report(p, "unreadable", "neither a file nor a folder", "remove it")
	}
}

// isFolder tells whether a name that was met is that of a folder: two of one
// name are one.
func (w *walker) isFolder(name string) bool {
	info, err := fs.Stat(w.fsys, name)
	return err == nil && info.IsDir()
}

// info follows a symbolic link; a link in a circle of its own is an error here.
func (w *walker) info(e fs.DirEntry, name string) (fs.FileInfo, error) {
	if e.Type()&fs.ModeSymlink != 0 {
		w.linked = true
		return fs.Stat(w.fsys, name)
	}
	return e.Info()
}

// enter lists a folder unless that would never end.
func (w *walker) enter(e fs.DirEntry, info fs.FileInfo, name, p string) {
	if e.Type()&fs.ModeSymlink != 0 {
		w.links++
		w.within++
		defer func() { w.within-- }()
		for _, parent := range w.parents {
			if os.SameFile(parent, info) {
				w.report(p, "link-loop", "symbolic link leads back to a folder that contains it", "remove the link")
				return
			}
		}
	}
	if w.links > maxLinks || len(w.parents) >= maxDeep {
		w.report(p, "link-loop", fmt.Sprintf("more than %d linked folders, or %d folders in each other", maxLinks, maxDeep), "look for links in a circle")
		return
	}
	if w.isMade(name) {
		return
	}
	w.parents = append(w.parents, info)
	defer func() { w.parents = w.parents[:len(w.parents)-1] }()
	if err := w.folder(name, p); err != nil {
		w.report(p, "unreadable", "folder cannot be read: "+reason(err), "")
	}
}

// isMade tells a folder that memo made.
func (w *walker) isMade(dir string) bool {
	if w.made == "" {
		return false
	}
	_, err := fs.Stat(w.fsys, path.Join(dir, w.made))
	return err == nil
}

// badName says why no address can be made of a name, "" when one can.
func badName(name, p string) string {
	switch {
	case !utf8.ValidString(name):
		return "is not valid UTF-8"
	case strings.ContainsFunc(name, unicode.IsControl):
		return "contains a control character"
	case strings.ContainsAny(name, `/\`) || name == "." || name == "..":
		return "contains a path separator"
	case len(name) > maxName:
		return fmt.Sprintf("of %d bytes is over the limit of %d", len(name), maxName)
	case len(p) > maxPath:
		return fmt.Sprintf("with its folders is %d bytes, over the limit of %d", len(p), maxPath)
	}
	return ""
}

func (w *walker) report(p, code, message, hint string) {
	w.diags.Add(diag.Diagnostic{Pos: diag.Pos{File: w.root + strings.ToValidUTF8(p, "\uFFFD")}, Severity: diag.Error,
		Code: code, Message: message, Hint: hint})
}

// reason is the system's word without the operation and the path, which the
// diagnostic names already.
func reason(err error) string {
	if e, ok := err.(*fs.PathError); ok {
		return e.Err.Error()
	}
	return err.Error()
}

func hintFor(e fs.DirEntry) string {
	if e.Type()&fs.ModeSymlink != 0 {
		return "it is a symbolic link; see where it points"
	}
	return ""
}
