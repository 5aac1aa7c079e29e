package build

import (
	"io/fs"
	"slices"
	"strings"

	"memo/build/diag"
	"memo/build/source"
)

// content reads the memos and the files beside them. The output is no part of
// them, nor is that of another site.
func (w Workspace) content(in Inputs, ignored []string, prev Inputs, changed []string) (source.Tree, diag.List, error) {
	if _, ok := w.ContentFolder(); !ok {
		return source.Tree{}, diag.List{{Pos: diag.Pos{File: ContentDir}, Severity: diag.Error, Code: "no-content",
			Message: "no content folder here, and no memo.toml", Hint: "memo init --from . makes a site of this folder, memo init DIR a new one; -C DIR names another"}}, nil
	}
	fsys, err := w.files(in)
	if err != nil {
		return source.Tree{}, nil, err
	}
	exclude := slices.Concat(in.omitted.patterns, in.Config.Exclude)
	for _, out := range below(in.Folder, []string{in.Output, in.static}) {
		exclude = append(exclude, "/"+out)
	}
	folders := []string{in.Folder}
	if in.static != "" {
		folders = append(folders, in.static)
	}
	if prev.Folder != in.Folder || prev.static != in.static {
		changed = nil
	}
	o := source.Options{Root: in.prefix(), Dates: prev.history.dates, Exclude: source.Excluding(exclude).Ignoring(ignored), Made: OutputMarker}
	return tree(fsys, prev.Content, changed, o, folders...)
}

// tree reads folders of the site that lie over each other, and what did not
// change from prev.
func tree(fsys fs.FS, prev source.Tree, changed []string, o source.Options, folders ...string) (source.Tree, diag.List, error) {
	if changed == nil {
		return source.Scan(fsys, o)
	}
	var inside []string
	for _, folder := range folders {
		inside = append(inside, below(folder, changed)...)
	}
	return source.Update(fsys, prev, inside, o)
}

// below gives the paths in a folder, seen from it; "." for the folder itself
// and for one that it is in.
func below(folder string, paths []string) (out []string) {
	for _, p := range paths {
		switch rest, in := strings.CutPrefix(p, folder+"/"); {
		case in:
			out = append(out, rest)
		case p == folder || p == here || strings.HasPrefix(folder, p+"/"):
			out = append(out, here)
		case folder == here && fs.ValidPath(p):
			out = append(out, p)
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
		in.Theme, found, err = tree(in.theme, prev.Theme, changed, source.Options{Root: name + "/"}, name)
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
