package serve

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// stamp is what tells that a file is not what it was.
type stamp struct {
	size int64
	time int64
	mode fs.FileMode
}

// look stands in for events: it compares the files with what they were, once
// a second. start is nil when something is known to have changed already.
func (w *watcher) look(ctx context.Context, paths []string, last map[string]stamp) {
	tick := time.NewTicker(w.pause.poll)
	defer tick.Stop()
	for {
		now := survey(paths, w.ignored)
		var out chan<- []string
		if !maps.Equal(now, last) {
			out = w.changed
		}
		select {
		case <-ctx.Done():
			return
		case out <- differing(last, now):
			last = now
		case paths = <-w.roots:
			last = survey(paths, w.ignored) // the builder builds once more by itself
		case <-tick.C:
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// survey stamps every file under the roots, links followed.
func survey(paths []string, ignored func(string) bool) map[string]stamp {
	s := surveyor{ignored, map[string]stamp{}, map[string]bool{}}
	for _, p := range paths {
		s.visit(p)
	}
	return s.files
}

type surveyor struct {
	ignored func(name string) bool
	files   map[string]stamp
	folders map[string]bool // real paths, so that links cannot run in circles
}

func (s surveyor) visit(path string) {
	info, err := os.Stat(path)
	if err != nil {
		return
	}
	if !info.IsDir() {
		s.files[path] = stamp{size: info.Size(), time: info.ModTime().UnixNano(), mode: info.Mode()}
		return
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil || s.folders[real] || isOutput(real) {
		return
	}
	s.folders[real] = true
	entries, _ := os.ReadDir(path) // one that cannot be read has nothing to compare
	for _, e := range entries {
		if !s.ignored(e.Name()) {
			s.visit(filepath.Join(path, e.Name()))
		}
	}
}

// differing gives the paths that are not the same in both.
func differing(a, b map[string]stamp) []string {
	if a == nil {
		return nil
	}
	out := map[string]bool{}
	for p, s := range a {
		if b[p] != s {
			out[p] = true
		}
	}
	for p, s := range b {
		if a[p] != s {
			out[p] = true
		}
	}
	return slices.Sorted(maps.Keys(out))
}
