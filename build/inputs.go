package build

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"memo/build/config"
	"memo/build/diag"
	"memo/build/kind"
	"memo/build/source"

	"golang.org/x/sync/errgroup"
)

// Workspace is where a site lives and how this run looks at it.
type Workspace struct {
	Root fs.FS  // the site's folder, which holds memo.toml or content/, or both
	Dir  string // its name on disk, for git's dates; "" asks no git

	// History names the state of git's history. Its dates are asked again
	// when it is another than at the scan before.
	History string

	// Preset stands for memo.toml in a folder that has none yet.
	Preset []byte

	// ReadFile reads a file that a setting names, relative to the site or
	// absolute.
	ReadFile func(name string) ([]byte, error)

	// Wrote tells whether a folder of the site holds what memo remembers writing,
	// for one that has lost its marker. May be nil.
	Wrote func(dir string) bool

	Flags
}

// Flags is what the command line adds to memo.toml.
type Flags struct {
	BaseURL string    // in place of base_url, already checked; "" keeps it
	Drafts  bool      // publish drafts, labelled
	Future  bool      // publish future and expired memos, labelled
	Now     time.Time // decides what is future, expired and stale

	KeepGoing bool // leave pages with an error out rather than publish nothing
	Strict    bool // broken links and addresses that collide are errors, whatever the settings say

	Program string // names the code that builds, for what outlives a run
}

// Inputs is everything a Build reads, scanned at one moment. It is never
// written again.
type Inputs struct {
	Flags
	Config     config.Config
	Folder     string       // of the memos, as seen from the site: "content", "."
	Output     string       // folder of the site, as seen from there unless it is absolute
	Kind       kind.Finding // whose spellings the memos are in, where memo.toml leaves it open
	Content    source.Tree  // the files in Folder, with git's dates
	Theme      source.Tree  // the site's own files for its theme
	theme      fs.FS        // where Theme was scanned; nil when the site has none
	history    history
	static     string            // the folder of files that are among Content as if they lay there; "" for none
	permalinks map[string]string // of sections, as the settings of another tool have them
	included   []besideFile      // what memos show a part of, outside of Folder
	books      []book            // of Zenn
	omitted    omission          // what another tool keeps out
	ignored    []string          // what git ignores in Folder
	passedOver Notice            // what a tool publishes besides
	moved      Notice            // why Output is not what one would expect
	place      *source.Place     // of Folder in its repository; nil when nobody asked
	source     string            // of memo.toml
	settled    diag.List         // what was found in it
	found      diag.List         // and everywhere

	font     []byte // for pictures of memos; nil when none is configured
	fontHash [32]byte
	fontErr  error
}

// history is what git said of the memos.
type history struct {
	state string // Workspace.History when it was asked
	dates map[string]source.Dates
	found diag.List
}

// settingsFile is the configuration's name in the site's folder.
const settingsFile = "memo.toml"

// Scan reads the workspace. changed names what changed since prev, relative to
// the site's folder or absolute, and nothing else is read again; nil, or the
// zero Inputs, reads everything. The author's mistakes travel in the Inputs to
// the Result, the error is the world's.
func (w Workspace) Scan(ctx context.Context, prev Inputs, changed []string) (Inputs, error) {
	in := Inputs{Flags: w.Flags, history: prev.history}
	if err := w.settings(&in, prev); err != nil {
		return Inputs{}, err
	}
	in.Folder, _ = w.ContentFolder()
	in.Output, in.moved = w.output(in)
	in.passedOver = w.passedOver(in.Folder)
	if in.static = w.static(in.Folder); in.static == in.Output || w.made(in.static) {
		in.static = ""
	}
	there := w.foreignFiles()
	in.omitted, in.permalinks = w.omitted(in.Folder, there), w.permalinks(there)
	if in.Folder != prev.Folder {
		in.history, prev.history, prev.place = history{}, history{}, nil
	}
	w.font(&in, prev, changed)
	known := in // what the folder of the memos needs, while the rest is being found
	var content, theme diag.List
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		if in.ignored, err = w.ignored(gctx, known, prev, changed); err != nil {
			return err
		}
		in.Content, content, err = w.content(known, in.ignored, prev, changed)
		return err
	})
	g.Go(func() (err error) {
		theme, err = w.scanTheme(&in, prev, changed)
		return err
	})
	asks := w.Dir != "" && (prev.history.dates == nil || prev.history.state != w.History)
	if asks {
		g.Go(func() (err error) {
			in.history, err = w.askGit(gctx, in.Folder)
			return err
		})
	}
	if !asks {
		in.place = prev.place
	}
	if in.place == nil && in.Config.Repository != "" {
		in.place = &source.Place{Folder: known.prefix()}
		g.Go(func() error { return w.askPlace(gctx, in.Folder, in.place) })
	}
	if err := g.Wait(); err != nil {
		return Inputs{}, err
	}
	if asks {
		in.Content = in.Content.WithDates(in.history.dates)
	}
	in.Kind, in.included = w.kind(in), w.beside(in)
	in.books = in.findBooks()
	in.found = slices.Concat(in.settled, content, theme, in.history.found)
	return in, ctx.Err()
}

// askPlace asks git where the memos stand in its repository. Outside of a work
// tree the site is taken for the whole of it.
func (w Workspace) askPlace(ctx context.Context, folder string, to *source.Place) error {
	if w.Dir == "" {
		return nil
	}
	p, ok, err := source.GitPlace(ctx, w.Dir+"/"+folder)
	if ok {
		*to = p
	}
	return err
}

// askGit gives the dates of all memos; the map is not nil, even without any.
func (w Workspace) askGit(ctx context.Context, folder string) (history, error) {
	dates, found, err := source.GitDates(ctx, w.Dir+"/"+folder)
	if dates == nil {
		dates = map[string]source.Dates{}
	}
	return history{w.History, dates, found}, err
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
	if err != nil && w.Preset != nil {
		src, err = w.Preset, nil
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
// absolute path, from the machine.
func (w Workspace) font(in *Inputs, prev Inputs, changed []string) {
	name := in.Config.OGImage.Font
	if name == "" {
		return
	}
	if prev.font != nil && prev.Config.OGImage.Font == name && changed != nil && !slices.ContainsFunc(changed, in.mayBe(name)) {
		in.font, in.fontHash = prev.font, prev.fontHash
		return
	}
	in.font, in.fontErr = w.ReadFile(name)
	in.fontHash = sha256.Sum256(in.font)
}

// mayBe tells of a changed path whether the file that a setting names could
// be another by it: its own, a folder of it, or one outside of the folders
// that a Build reads, which a link may lead to.
func (in Inputs) mayBe(name string) func(changed string) bool {
	name = path.Clean(name)
	return func(p string) bool {
		return p == name || strings.HasPrefix(name, p+"/") ||
			!in.holds(p) && !strings.HasPrefix(p, ThemesDir+"/") && p != settingsFile
	}
}

// embedded is the name of the theme in the binary.
const embedded = "default"
