package build

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"memo/build/config"
	"memo/build/diag"
	"memo/build/source"

	"golang.org/x/sync/errgroup"
)

// Workspace is where a site lives and how this run looks at it.
type Workspace struct {
	Root fs.FS  // the site's folder, which holds memo.toml and content/
	Dir  string // its name on disk, for git's dates; "" asks no git

	// ReadFile reads a file that a setting names, relative to the site or
	// absolute.
	ReadFile func(name string) ([]byte, error)

	Flags
}

// Flags is what the command line adds to memo.toml.
type Flags struct {
	BaseURL string    // in place of base_url, already checked; "" keeps it
	Drafts  bool      // publish drafts, labelled
	Future  bool      // publish future and expired memos, labelled
	Now     time.Time // decides what is future, expired and stale
}

// Inputs is everything a Build reads, scanned at one moment. It is never
// written again.
type Inputs struct {
	Flags
	Config  config.Config
	Content source.Tree // with git's dates
	Theme   source.Tree // the site's own files for its theme
	theme   fs.FS       // where Theme was scanned; nil when the site has none
	dates   map[string]source.Dates
	place   *source.Place // of content/ in its repository; nil when nobody asked
	source  string        // of memo.toml
	settled diag.List     // what was found in it
	found   diag.List     // and everywhere

	font     []byte // for pictures of memos; nil when none is configured
	fontHash [32]byte
	fontErr  error
}

// settingsFile is the configuration's name in the site's folder.
const settingsFile = "memo.toml"

// ContentDir and ThemesDir are the folders of a site that a Build reads.
const (
	ContentDir = "content"
	ThemesDir  = "themes"
)

// Scan reads the workspace. What is unchanged since prev is not read again;
// the zero Inputs reads everything and asks git. Who knows which files changed
// names them in changed, relative to the site's folder, and spares the look at
// all others; nil looks everywhere. The author's mistakes travel in the Inputs
// to the Result, the error is the world's.
func (w Workspace) Scan(ctx context.Context, prev Inputs, changed []string) (Inputs, error) {
	in := Inputs{Flags: w.Flags, dates: prev.dates, place: prev.place}
	if err := w.settings(&in, prev); err != nil {
		return Inputs{}, err
	}
	w.font(&in, prev)
	var content, theme, git diag.List
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		in.Content, content, err = w.content(prev, changed)
		return err
	})
	g.Go(func() (err error) {
		theme, err = w.scanTheme(&in, prev.Theme)
		return err
	})
	if in.dates == nil && w.Dir != "" {
		g.Go(func() (err error) {
			in.dates, git, err = source.GitDates(gctx, w.Dir+"/"+ContentDir)
			return err
		})
	}
	if in.place == nil && in.Config.Repository != "" {
		in.place = &source.Place{Folder: ContentDir + "/"}
		g.Go(func() error { return w.askPlace(gctx, in.place) })
	}
	if err := g.Wait(); err != nil {
		return Inputs{}, err
	}
	if prev.dates == nil {
		in.Content = in.Content.WithDates(in.dates)
	}
	if in.dates == nil {
		in.dates = map[string]source.Dates{} // asked and had none: do not ask again
	}
	in.found = slices.Concat(in.settled, content, theme, git)
	return in, ctx.Err()
}

// askPlace asks git where content/ stands in its repository. Outside of a work
// tree the site is taken for the whole of it.
func (w Workspace) askPlace(ctx context.Context, to *source.Place) error {
	if w.Dir == "" {
		return nil
	}
	p, ok, err := source.GitPlace(ctx, w.Dir+"/"+ContentDir)
	if ok {
		*to = p
	}
	return err
}

// Settings reads memo.toml alone.
func (w Workspace) Settings() (config.Config, diag.List, error) {
	in := Inputs{}
	err := w.settings(&in, in)
	return in.Config, in.settled, err
}

// settings reads memo.toml; a site without one has the defaults. An unchanged
// file gives the value of the scan before, because pages are cached by the
// identity of the time zone in it.
func (w Workspace) settings(in *Inputs, prev Inputs) error {
	src, err := fs.ReadFile(w.Root, settingsFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read the settings: %w", err)
	}
	in.source = string(src)
	switch {
	case prev.Config.Location != nil && prev.source == in.source:
		in.Config, in.settled = prev.Config, prev.settled
	case err != nil:
		in.Config = config.Default()
	default:
		in.Config, in.settled = config.Load(src, settingsFile)
	}
	if w.BaseURL != "" {
		in.Config.BaseURL = w.BaseURL
	}
	if zone := prev.Config.Location; zone != nil && in.Config.TimeZone == prev.Config.TimeZone {
		in.Config.Location = zone
	}
	return nil
}

// font reads the font of the settings, from the site's folder or, with an
// absolute path, from the machine. It is read once.
func (w Workspace) font(in *Inputs, prev Inputs) {
	name := in.Config.OGImage.Font
	if name == "" {
		return
	}
	if prev.font != nil && prev.Config.OGImage.Font == name {
		in.font, in.fontHash = prev.font, prev.fontHash
		return
	}
	in.font, in.fontErr = w.ReadFile(name)
	in.fontHash = sha256.Sum256(in.font)
}

// content reads the memos and the files beside them.
func (w Workspace) content(prev Inputs, changed []string) (source.Tree, diag.List, error) {
	if info, err := fs.Stat(w.Root, ContentDir); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return source.Tree{}, diag.List{{Pos: diag.Pos{File: ContentDir}, Severity: diag.Error, Code: "no-content",
			Message: "no content folder here", Hint: "memo init DIR starts a new site; -C DIR names the folder of another"}}, nil
	}
	sub, err := fs.Sub(w.Root, ContentDir)
	if err != nil {
		return source.Tree{}, nil, err
	}
	o := source.Options{Root: ContentDir + "/", Now: w.Now, Dates: prev.dates}
	if changed != nil {
		if t, ok := source.Update(sub, prev.Content, below(ContentDir, changed), o); ok {
			return t, nil, nil
		}
	}
	return source.Scan(sub, prev.Content, o)
}

// below gives the paths in a folder, seen from it.
func below(folder string, paths []string) (out []string) {
	for _, p := range paths {
		if p == folder {
			out = append(out, ".")
		} else if rest, in := strings.CutPrefix(p, folder+"/"); in {
			out = append(out, rest)
		}
	}
	return out
}

// scanTheme reads the site's own files for its theme, if it has any. A name
// that is neither a folder here nor embedded is the author's mistake.
func (w Workspace) scanTheme(in *Inputs, prev source.Tree) (diag.List, error) {
	name := ThemesDir + "/" + in.Config.Theme
	if info, err := fs.Stat(w.Root, name); err == nil && info.IsDir() {
		var found diag.List
		if in.theme, err = fs.Sub(w.Root, name); err != nil {
			return nil, err
		}
		in.Theme, found, err = source.Scan(in.theme, prev, source.Options{Root: name + "/", Now: w.Now})
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

// embedded is the name of the theme in the binary.
const embedded = "default"
