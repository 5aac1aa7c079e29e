package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"memo/build"
	"memo/build/kind"
	"memo/build/serve"
	"memo/build/source"
)

// serveCmd is `memo serve`.
type serveCmd struct {
	Addr     string `default:"127.0.0.1:8000" placeholder:"HOST:PORT" help:"Listen here (default ${default}); port 0 takes a free one."`
	Open     bool   `help:"Show the site in the browser."`
	NoDrafts bool   `name:"no-drafts" help:"Leave out drafts, future and expired memos."`
}

// Help is shown by memo serve --help.
func (serveCmd) Help() string {
	return `Every save is on screen at once: pages that show it change in place. Drafts,
future and expired memos are shown with a label. Mistakes are laid over the
page until they are mended. Nothing is written.

With [serve] editor in memo.toml, Alt+click on a paragraph opens its source.`
}

// Run serves the site until Ctrl-C, which is the way to end it and no error.
func (c serveCmd) Run(e *env) error {
	if _, _, err := net.SplitHostPort(c.Addr); err != nil {
		return usageError("--addr " + c.Addr + ": not HOST:PORT, as in 127.0.0.1:8000")
	}
	s, err := e.openSite(build.Flags{Drafts: !c.NoDrafts, Future: !c.NoDrafts})
	if err != nil {
		return err
	}
	// Memory is what a long-lived server is judged by: 10,000 memos are read in
	// a tenth more time and within two thirds of the memory.
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	return serve.Run(e.ctx, newDraft(s), serve.Options{Addr: c.Addr, Dir: s.dir, Open: c.Open,
		Ignored: unwatched, Log: e.err, Color: e.colors(), Quiet: e.cli.Quiet, Verbose: e.cli.Verbose, Terminal: e.terminal() && !e.cli.Quiet})
}

// unwatched tells the names of files that no build reads, by itself or through git.
func unwatched(name string) bool { return name != build.GitIgnore && source.Ignored(name) }

// draft is the site that serve builds again and again.
type draft struct {
	*opened
	inputs build.Inputs
	git    string // the ".git" that gitLog was asked of, or ""
	gitLog string // git's file that grows with each commit, or ""
}

func newDraft(s *opened) *draft {
	d := &draft{opened: s}
	d.inputs.Config, _, _ = s.work.Settings() // what is wrong with them is the first Build's to report
	return d
}

// Build reads what changed and makes the site of it.
func (d *draft) Build(ctx context.Context, changed []string, progress func(done, total int)) (*build.Result, error) {
	d.work.Now, d.work.History = time.Now(), d.history()
	in, err := d.work.Scan(ctx, d.inputs, d.fromSite(changed))
	if err != nil {
		return nil, err
	}
	d.inputs = in
	return d.session.Build(ctx, in, progress)
}

// fromSite names changed files as seen from the site's folder, those
// elsewhere (targets of links, git's) in full.
func (d *draft) fromSite(changed []string) []string {
	root, err := filepath.Abs(d.dir)
	if err != nil || changed == nil {
		return nil
	}
	names := make([]string, len(changed))
	for i, c := range changed {
		if name, err := filepath.Rel(root, c); err == nil && filepath.IsLocal(name) {
			c = name
		}
		names[i] = filepath.ToSlash(c)
	}
	return names
}

// history names the state of git's history: a commit changes the dates of
// memos without touching them, and so does a git init.
func (d *draft) history() string {
	if git := gitAbove(d.dir); git != d.git {
		d.git, d.gitLog = git, ""
		out, err := exec.Command("git", "-C", d.dir, "rev-parse", "--path-format=absolute", "--git-path", "logs/HEAD").Output()
		if err == nil {
			d.gitLog = strings.TrimSpace(string(out))
		} else {
			d.git = "" // not finished yet, or no git here: asked again by the next Build
		}
	}
	info, err := os.Stat(d.gitLog)
	if d.gitLog == "" || err != nil {
		return d.gitLog
	}
	return fmt.Sprint(d.gitLog, info.Size(), info.ModTime().UnixNano())
}

// gitAbove gives the ".git" of the folder or of the nearest one upwards that
// has it, or "".
func gitAbove(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for {
		git := filepath.Join(dir, ".git")
		if _, err := os.Stat(git); err == nil {
			return git
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}

// Roots gives what a Build reads. Before there is a git, its log is expected
// where git init makes it. A file that each .git has stands for .git, of which
// the most is of no interest.
func (d *draft) Roots() []string {
	git, gitLog := d.git, d.gitLog
	if gitLog == "" {
		git = filepath.Join(d.dir, ".git")
		gitLog = filepath.Join(git, "logs", "HEAD")
	}
	roots := []string{d.path(build.ContentDir), d.path(build.StaticDir), d.path(build.ThemesDir), gitLog, filepath.Join(git, "HEAD")}
	folder, ok := d.work.ContentFolder()
	if ok {
		roots = append(roots, d.path(folder))
	}
	roots = append(roots, filepath.Join(git, build.GitExclude))
	roots = append(roots, ignoresAbove(d.path(folder), filepath.Dir(git))...)
	for _, sign := range append(build.FolderSigns(), kind.Signs()...) {
		roots = append(roots, d.path(sign))
	}
	for _, file := range d.inputs.Included() {
		roots = append(roots, d.path(file))
	}
	if font := d.inputs.Config.OGImage.Font; font != "" {
		roots = append(roots, d.path(font))
	}
	return roots
}

// ignoresAbove gives where git looks for what it ignores in a folder of a
// work tree, but in the folder itself.
func ignoresAbove(dir, top string) (names []string) {
	dir, _ = filepath.Abs(dir) // "" is above all
	for dir != top && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
		names = append(names, filepath.Join(dir, build.GitIgnore))
	}
	return names
}

// Settings gives what memo.toml said last.
func (d *draft) Settings() serve.Settings {
	c := d.inputs.Config
	return serve.Settings{BaseURL: c.BaseURL, Editor: c.Serve.Editor}
}
