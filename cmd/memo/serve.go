package main

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"memo/build"
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
page until they are mended. Nothing is written but the cache in .memo/.

With [serve] editor in memo.toml, Alt+click on a paragraph opens its source.`
}

// Run serves the site until Ctrl-C, which is the way to end it and no error.
func (c serveCmd) Run(e *env) error {
	if _, _, err := net.SplitHostPort(c.Addr); err != nil {
		return usageError("--addr " + c.Addr + ": not HOST:PORT, as in 127.0.0.1:8000")
	}
	s, err := e.openSite("", !c.NoDrafts, !c.NoDrafts, true)
	if err != nil {
		return err
	}
	// Memory is what a long-lived server is judged by: 10,000 memos are read in
	// a tenth more time and within two thirds of the memory.
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	err = serve.Run(e.ctx, newDraft(s), serve.Options{Addr: c.Addr, Dir: s.dir, Open: c.Open,
		Ignored: source.Ignored, Log: e.err, Color: e.colors(), Quiet: e.cli.Quiet, Verbose: e.cli.Verbose, Terminal: e.terminal() && !e.cli.Quiet})
	return errors.Join(err, s.code.Save())
}

// draft is the site that serve builds again and again.
type draft struct {
	*opened
	inputs  build.Inputs
	gitLog  string    // git's file that grows with each commit, or ""
	commits time.Time // when it last did
}

func newDraft(s *opened) *draft {
	d := &draft{opened: s}
	d.inputs.Config, _, _ = s.work.Settings() // what is wrong with them is the first Build's to report
	out, err := exec.Command("git", "-C", s.dir, "rev-parse", "--path-format=absolute", "--git-path", "logs/HEAD").Output()
	if err == nil {
		d.gitLog = strings.TrimSpace(string(out))
	}
	return d
}

// Build reads what changed and makes the site of it. A commit changes the
// dates of memos without touching them: after one everything is asked anew.
func (d *draft) Build(ctx context.Context, changed []string, progress func(done, total int)) (*build.Result, error) {
	prev, commits := d.inputs, d.lastCommit()
	if !commits.Equal(d.commits) {
		prev = build.Inputs{}
	}
	d.work.Now = time.Now()
	in, err := d.work.Scan(ctx, prev, d.below(changed))
	if err != nil {
		return nil, err
	}
	d.inputs, d.commits = in, commits
	return d.session.Build(ctx, in, progress)
}

// below names changed files as seen from the site's folder; nil when one of
// them is elsewhere, as the target of a link is.
func (d *draft) below(changed []string) []string {
	root, err := filepath.Abs(d.dir)
	if err != nil || changed == nil {
		return nil
	}
	names := make([]string, len(changed))
	for i, c := range changed {
		name, err := filepath.Rel(root, c)
		if err != nil || !filepath.IsLocal(name) {
			return nil
		}
		names[i] = filepath.ToSlash(name)
	}
	return names
}

func (d *draft) lastCommit() time.Time {
	info, err := os.Stat(d.gitLog)
	if d.gitLog == "" || err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// Roots gives what a Build reads.
func (d *draft) Roots() []string {
	roots := []string{filepath.Join(d.dir, "memo.toml"), filepath.Join(d.dir, build.ContentDir), filepath.Join(d.dir, build.ThemesDir)}
	if d.gitLog != "" {
		roots = append(roots, d.gitLog)
	}
	return roots
}

// Settings gives what memo.toml said last.
func (d *draft) Settings() serve.Settings {
	c := d.inputs.Config
	return serve.Settings{BaseURL: c.BaseURL, Editor: c.Serve.Editor}
}
