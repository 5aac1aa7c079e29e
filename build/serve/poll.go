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
		now := survey(paths)
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
			last = survey(paths) // the builder builds once more by itself
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
func survey(paths []string) map[string]stamp {
	all, seen := map[string]stamp{}, map[string]bool{}
	for _, p := range paths {
		surveyOne(p, all, seen)
	}
	return all
}

func surveyOne(path string, all map[string]stamp, seen map[string]bool) {
	info, err := os.Stat(path)
	if err != nil || passing(filepath.Base(path)) {
		return
	}
	if !info.IsDir() {
		all[path] = stamp{size: info.Size(), time: info.ModTime().UnixNano(), mode: info.Mode()}
		return
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil || seen[real] {
		return
	}
	seen[real] = true
	entries, _ := os.ReadDir(path) // one that cannot be read has nothing to compare
	for _, e := range entries {
		surveyOne(filepath.Join(path, e.Name()), all, seen)
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
