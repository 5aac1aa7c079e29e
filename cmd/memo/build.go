package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"memo/build"
	"memo/build/config"
	"memo/build/diag"
	"memo/build/disk"
)

// buildCmd is `memo build`.
type buildCmd struct {
	Output  string `short:"o" name:"output" placeholder:"DIR" help:"Write here instead of the output folder of memo.toml."`
	BaseURL string `name:"base-url" placeholder:"URL" help:"Publish at this address instead of base_url."`
	Drafts  bool   `help:"Publish drafts too."`
	Future  bool   `help:"Publish future and expired memos too."`
	Going   bool   `name:"keep-going" help:"Leave out pages with an error and publish the others; the exit status is still 1."`
	NoCache bool   `name:"no-cache" help:"Make everything anew."`
	JSON    bool   `name:"json" help:"Print what is wrong as one JSON array: file, line, col, severity, code, message, hint."`
	Timing  timing `help:"Print how long each stage took, and what CPU and memory all of it did; =pages names the slowest memos and layouts, too."`
}

// Help is shown by memo build --help.
func (buildCmd) Help() string {
	return `Only files whose bytes changed are written, and only files that an earlier
build wrote are deleted. With any error nothing is written, or, with
--keep-going, everything but the pages that have one.`
}

// Run publishes the site.
func (c buildCmd) Run(e *env) error {
	start := time.Now()
	e.json = c.JSON
	go programHash() // while the files are read
	s, err := e.openSite(build.Flags{BaseURL: c.BaseURL, Drafts: c.Drafts, Future: c.Future, KeepGoing: c.Going})
	if err != nil {
		return err
	}
	defer s.store.Close()
	inputs, err := s.work.Scan(e.ctx, build.Inputs{}, nil)
	if err != nil {
		return err
	}
	inputs.Program = programHash()
	dir, err := s.outputDir(e, c.Output, inputs)
	if err != nil {
		return err
	}
	scanned := build.Timing{Stage: "scan", Items: len(inputs.Content.Files), Took: time.Since(start)}
	folder := s.folder(dir, inputs.Config)
	if made, files, same := same(inputs, folder); same && !c.NoCache {
		e.notices(made.Notices)
		s.tellCache(e)
		return errors.Join(e.show(made.Diagnostics), c.done(e, dir, disk.Stats{Unchanged: files}, start, scanned))
	}
	if s.store.Record(); c.NoCache {
		s.store, s.session = nil, build.NewSession(nil)
	}
	meter := build.NewMeter()
	if c.Timing == timePages {
		s.session.Meter = meter
	}
	result, err := s.session.Build(e.ctx, inputs, e.progress("parsing memos"))
	if err != nil {
		return err
	}
	e.notices(result.Notices)
	s.session = nil // what it keeps is for a next build: 10,000 memos' share of the index, 100 MB
	if result.Blocked() {
		err := e.report(result.Diagnostics)
		if !c.Going && result.OnlyPagesFail() {
			e.say("hint: memo build --keep-going publishes the pages that have no error")
		}
		return err
	}
	parsed := time.Now()
	stats, err := c.publish(e, s, inputs, result, folder)
	if err != nil {
		return err
	}
	if c.Timing == timePages {
		e.slowest(meter)
	}
	written := build.Timing{Stage: "write", Items: stats.Written + stats.Unchanged, Took: time.Since(parsed)}
	s.tell(e, stats, dir)
	err = c.done(e, dir, stats, start, slices.Concat([]build.Timing{scanned}, result.Timings, []build.Timing{written})...)
	if n := result.LeftOut(); n > 0 && err == nil {
		e.say("memo: left out %s with an error", diag.Counted(n, "file"))
		return errAuthor
	}
	if len(stats.Kept) > 0 && err == nil {
		return errAuthor
	}
	return err
}

// same tells whether a folder holds already what a build would write into it,
// how many files that is, and what the build that did it said.
func same(in build.Inputs, f disk.Folder) (m build.Made, files int, same bool) {
	note, files, same := disk.Same(f)
	if !same || in.Program == "" {
		return m, 0, false
	}
	m, same = build.DecodeMade(note)
	return m, files, same && m.Matches(in)
}

// notices says what was taken for granted.
func (e *env) notices(list []build.Notice) {
	for _, n := range list {
		e.say("memo: %s", n.Text)
		e.say("  hint: %s", n.Hint)
	}
}

// done says what came of it, and how long the stages took.
func (c buildCmd) done(e *env, dir string, stats disk.Stats, start time.Time, took ...build.Timing) error {
	if c.Timing != "" || e.cli.Verbose {
		e.timing(took)
	}
	if e.cli.Quiet || c.JSON {
		return nil
	}
	_, err := diag.Fprintf(e.out, "%s: %s, %d written, %d deleted (%s)\n", dir, diag.Counted(stats.Written+stats.Unchanged, "file"),
		stats.Written, stats.Deleted, time.Since(start).Round(time.Millisecond))
	return err
}

// tell says what is worth knowing of the files: with -v each that changed.
func (s *opened) tell(e *env, stats disk.Stats, dir string) {
	if e.cli.Verbose {
		for _, p := range stats.Changed {
			e.say("changed %s", filepath.Join(dir, p))
		}
	}
	for _, p := range stats.Withdrawn {
		e.say("memo: moved %s to %s: no longer part of the site, but changed by somebody since memo wrote it", filepath.Join(dir, p), filepath.Join(stats.Aside, p))
	}
	for _, p := range stats.Kept {
		diag.Fprintf(e.err, "memo: %s is no longer part of the site but still published, because somebody changed it since memo wrote it\n", filepath.Join(dir, p))
	}
	if len(stats.Kept) > 0 {
		diag.Fprintf(e.err, "hint: delete it or move it away; memo does so itself where it can write to %s\n", filepath.Join(s.dir, cacheName))
	}
}

// folder is dir as the output folder of the site. The address of the defaults
// is that of many sites and tells nothing.
func (s *opened) folder(dir string, c config.Config) disk.Folder {
	f := disk.Folder{Dir: dir, Site: s.dir, Cache: s.cacheDir, Title: c.Title}
	if c.BaseURL != config.Default().BaseURL {
		f.URL = c.BaseURL
	}
	return f
}

// publish writes a result into a folder. What goes wrong leaves it as it was.
func (c buildCmd) publish(e *env, s *opened, in build.Inputs, r *build.Result, f disk.Folder) (disk.Stats, error) {
	w, err := disk.Open(e.ctx, f)
	if err != nil {
		return disk.Stats{}, err
	}
	defer w.Abort()
	var sink build.Sink = w
	if c.NoCache {
		sink = build.Anew{Sink: w}
	}
	found, err := r.Publish(e.ctx, sink, e.progress("writing pages"))
	if err != nil {
		return disk.Stats{}, err
	}
	tell := e.show
	if found.HasErrors() {
		tell = e.report
	}
	said := slices.Concat(r.Diagnostics, found)
	if err := tell(said); err != nil {
		return disk.Stats{}, err
	}
	if !said.HasErrors() {
		note, err := r.Made(in, said).Encode()
		if err != nil {
			return disk.Stats{}, fmt.Errorf("noting what was built: %w", err)
		}
		w.Note(note)
	}
	stats, err := w.Commit(e.ctx)
	if err != nil {
		return stats, err
	}
	s.tellCache(e, stats.Notes...)
	return stats, nil
}

// tellCache keeps what was made for the next run, and says what is wrong with
// the folder of the caches, which costs time and nothing else.
func (s *opened) tellCache(e *env, notes ...string) {
	if s.cacheErr != nil {
		notes = append([]string{s.cacheErr.Error()}, notes...)
	}
	if err := s.store.Save(); err != nil {
		notes = append(notes, err.Error())
	}
	for _, n := range notes {
		e.say("memo: the caches in %s are not used as they could be, which costs time: %s", filepath.Join(s.dir, cacheName), n)
	}
}
