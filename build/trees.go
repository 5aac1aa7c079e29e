package build

import (
	"errors"
	"io/fs"
	"strings"

	"memo/build/diag"
	"memo/build/source"
)

// content reads the memos and the files beside them.
func (w Workspace) content(prev Inputs, changed, exclude []string) (source.Tree, diag.List, error) {
	if info, err := fs.Stat(w.Root, ContentDir); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return source.Tree{}, diag.List{{Pos: diag.Pos{File: ContentDir}, Severity: diag.Error, Code: "no-content",
			Message: "no content folder here", Hint: "memo init DIR starts a new site; -C DIR names the folder of another"}}, nil
	}
	sub, err := fs.Sub(w.Root, ContentDir)
	if err != nil {
		return source.Tree{}, nil, err
	}
	o := source.Options{Root: ContentDir + "/", Dates: prev.history.dates, Exclude: source.Excluding(exclude)}
	return tree(sub, prev.Content, changed, o)
}

// tree reads a folder of the site, and what did not change from prev.
func tree(fsys fs.FS, prev source.Tree, changed []string, o source.Options) (source.Tree, diag.List, error) {
	if changed == nil {
		return source.Scan(fsys, o)
	}
	return source.Update(fsys, prev, below(strings.TrimSuffix(o.Root, "/"), changed), o)
}

// below gives the paths in a folder, seen from it; "." for the folder itself
// and for one that it is in.
func below(folder string, paths []string) (out []string) {
	for _, p := range paths {
		if rest, in := strings.CutPrefix(p, folder+"/"); in {
			out = append(out, rest)
		} else if p == folder || p == "." || strings.HasPrefix(folder, p+"/") {
			out = append(out, ".")
		}
	}
	return out
}

// scanTheme reads the site's own files for its theme, if it has any. A name
// that is neither a folder here nor embedded is the author's mistake.
func (w Workspace) scanTheme(in *Inputs, prev Inputs, changed []string) (diag.List, error) {
	name := ThemesDir + "/" + in.Config.Theme
	if info, err := fs.Stat(w.Root, name); err == nil && info.IsDir() {
		var found diag.List
		if in.theme, err = fs.Sub(w.Root, name); err != nil {
			return nil, err
		}
		if prev.Config.Theme != in.Config.Theme {
			changed = nil // prev.Theme is another folder's
		}
		in.Theme, found, err = tree(in.theme, prev.Theme, changed, source.Options{Root: name + "/"})
		return found, err
	}
	if in.Config.Theme == embedded {
		return nil, nil
	}
	d := in.Config.At["theme"]
	d.Severity, d.Code = diag.Error, "no-theme"
	d.Message, d.Hint = "no such theme: "+in.Config.Theme, "make the folder "+name+", or leave theme out for the default one"
	if near := diag.DidYouMean(in.Config.Theme, w.themes()); near != "" {
		d.Hint = near
	}
	return diag.List{d}, nil
}

// themes names those that there are.
func (w Workspace) themes() []string {
	names := []string{embedded}
	entries, _ := fs.ReadDir(w.Root, ThemesDir) // none is an answer, too
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}
