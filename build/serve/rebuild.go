package serve

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"memo/build"
	"memo/build/diag"
)

// work watches and builds until ctx ends. The watch stands before the first
// build reads a file, so that nothing saved meanwhile is missed.
func (s *server) work(ctx context.Context) {
	roots := absolute(s.site.Roots())
	w := newWatcher(s.pause, s.opts.Ignored, s.out.line)
	watching := make(chan struct{})
	go func() {
		defer close(watching)
		w.run(ctx, roots)
	}()
	defer func() { <-watching }()
	if !w.ready(ctx) {
		return
	}
	s.rebuild(ctx, nil)
	free, rest := debug.FreeOSMemory, time.After(s.pause.rest)
	for {
		if now := absolute(s.site.Roots()); !slices.Equal(now, roots) {
			roots = now
			if !w.follow(ctx, roots) {
				return
			}
			s.rebuild(ctx, nil) // what was saved before the watch stood
			continue
		}
		select {
		case <-ctx.Done():
			return
		case changed := <-w.changed:
			s.rebuild(ctx, changed)
			rest = time.After(s.pause.rest)
		case <-rest:
			// Between two saves nobody waits; during one a collection of
			// 10,000 memos triples the time. The first gives back what
			// reading them all took.
			go free()
			free, rest = runtime.GC, nil
		}
	}
}

// rebuild builds once and shows the outcome.
func (s *server) rebuild(ctx context.Context, changed []string) {
	s.out.building(0, 0)
	result, crash, err := s.attempt(ctx, changed)
	if ctx.Err() != nil {
		return
	}
	took := s.out.built()
	before := s.now.Load()
	next := s.next(before, result, err, crash)
	next.changed = s.named(changed)
	s.now.Store(next)
	s.tabs.wake()
	s.report(before, next, result, took)
}

// attempt is one Build; a panic inside is reported, not passed on.
func (s *server) attempt(ctx context.Context, changed []string) (r *build.Result, crash *mistake, err error) {
	defer func() {
		if p := recover(); p != nil {
			m := bug("building the site", p, debug.Stack())
			r, crash, err = nil, &m, nil
		}
	}()
	if s.unsure {
		changed = nil
	}
	s.unsure = true
	r, err = s.site.Build(ctx, changed, func(done, total int) {
		if s.out.building(done, total) && s.now.Load() == nil {
			s.tabs.wake()
		}
	})
	if r == nil && err == nil {
		err = errors.New("the build gave no result")
	}
	s.unsure = err != nil
	return r, nil, err
}

// next is what to show after a build: the new site when it has no errors, or
// when there was none before; else the old one, with what is wrong over it.
func (s *server) next(before *shown, r *build.Result, err error, crash *mistake) *shown {
	var wrong []mistake
	switch {
	case crash != nil:
		wrong = []mistake{*crash}
	case err != nil:
		wrong = []mistake{failure(err)}
	default:
		wrong = mistakes(r.Diagnostics)
	}
	if before == nil {
		before = &shown{Settings: s.first, prefix: prefixOf(s.first.BaseURL), indexes: &indexes{}}
	}
	usable := r != nil && len(r.Outputs) > 0
	if !usable || (len(wrong) > 0 && before.result != nil && !before.provisional()) {
		same := *before
		same.mistakes = wrong
		return &same
	}
	set := s.site.Settings()
	v := &shown{Settings: set, result: r, prefix: prefixOf(set.BaseURL), mistakes: wrong, nth: before.nth + 1, indexes: before.indexes}
	v.pictures = before.pictures.since(before.result, r, v.prefix, v.nth)
	v.bytes = newStore(s.out, before.bytes, r.Lookup, v.prefix)
	return v
}

// provisional tells that what is shown had errors itself: there was nothing
// better to start with.
func (v *shown) provisional() bool { return v.result.Diagnostics.HasErrors() }

// report prints what the author needs to know, and nothing twice.
func (s *server) report(before, next *shown, r *build.Result, took time.Duration) {
	what := "changed: " + briefly(next.changed)
	if before == nil {
		what = "ready"
	}
	count := 0
	if next.result != nil {
		count = len(next.result.Outputs)
	}
	s.out.comfort("%s  %s (%s files, %s)", time.Now().Format(time.TimeOnly), what, thousands(count), took.Round(time.Millisecond))
	if r == nil {
		for _, m := range next.mistakes {
			s.out.line("%s", m)
		}
		return
	}
	for _, n := range r.Notices {
		if !slices.Contains(s.noticed, n) {
			s.out.comfort("%s", n.Text)
			s.out.comfort("  hint: %s", n.Hint)
		}
	}
	s.out.diagnostics(news(s.said, r.Diagnostics))
	s.said, s.noticed = r.Diagnostics, r.Notices
	if before != nil && len(before.mistakes) > 0 && len(next.mistakes) == 0 {
		s.out.comfort("no errors")
	}
}

// news gives the diagnostics that were not said last time; errors are always
// said again.
func news(last, list diag.List) diag.List {
	if reflect.DeepEqual(last, list) && !list.HasErrors() {
		return nil
	}
	said := map[diag.Diagnostic]bool{}
	for _, d := range last {
		said[d] = d.Severity != diag.Error
	}
	var out diag.List
	for _, d := range list {
		if !said[d] {
			out.Add(d)
		}
	}
	return out
}

// named spells changed files as the author does.
func (s *server) named(files []string) []string {
	dir, err := filepath.Abs(s.opts.Dir)
	if err != nil {
		return files
	}
	var out []string
	for _, f := range files {
		if rel, err := filepath.Rel(dir, f); err == nil && filepath.IsLocal(rel) {
			f = filepath.ToSlash(rel)
		}
		out = append(out, f)
	}
	slices.Sort(out)
	return out
}

// absolute spells roots in full, sorted, so that two lists compare.
func absolute(roots []string) []string {
	var out []string
	for _, r := range roots {
		if a, err := filepath.Abs(r); err == nil {
			r = a
		}
		out = append(out, filepath.Clean(r))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
