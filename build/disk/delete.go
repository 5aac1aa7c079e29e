package disk

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
)

// untouched tells whether a file still has the bytes that memo wrote.
func (w *Writer) untouched(p string) bool {
	was := w.prev[p]
	info, err := os.Lstat(w.at(p))
	if err != nil || !info.Mode().IsRegular() || info.Size() != was.Size {
		return false
	}
	if info.ModTime().Equal(was.ModTime) {
		return true
	}
	b, err := os.ReadFile(w.at(p))
	return err == nil && sha256.Sum256(b) == was.Hash
}

// delete removes the stale files and the folders that this empties. It gives
// the manifest of what is there now: a file that could not be deleted is
// tried again by the next run.
func (w *Writer) delete(stale map[string]bool) (Manifest, error) {
	left := w.next
	var failed error
	respelt := map[string]bool{}
	if len(stale) > 0 {
		respelt = w.respelt(stale)
	}
	for _, p := range slices.Sorted(maps.Keys(stale)) {
		_, err := os.Lstat(w.at(p))
		switch {
		case err != nil || respelt[p]:
			continue // gone already, its folder is a file now, or it is a new file
		case !w.untouched(p):
			w.stats.Kept = append(w.stats.Kept, p)
			continue
		}
		if err := os.Remove(w.at(p)); err != nil {
			left[p] = w.prev[p]
			failed = errors.Join(failed, fmt.Errorf("deleting an old page: %w", err))
			continue
		}
		w.stats.Deleted++
		w.stats.Changed = append(w.stats.Changed, p)
		for dir := path.Dir(p); dir != "." && os.Remove(w.at(dir)) == nil; dir = path.Dir(dir) {
		}
	}
	return left, failed
}

// respelt gives the stale paths that are a new file under another spelling:
// where the disk takes A and a for one name, a page moved from /A/ to /a/
// must not be deleted after it was written.
func (w *Writer) respelt(stale map[string]bool) map[string]bool {
	folded := make(map[string]string, len(w.next))
	for p := range w.next {
		folded[strings.ToLower(p)] = p
	}
	out := map[string]bool{}
	for p := range stale {
		again, is := folded[strings.ToLower(p)]
		if !is {
			continue
		}
		a, errA := os.Lstat(w.at(p))
		b, errB := os.Lstat(w.at(again))
		out[p] = errA == nil && errB == nil && os.SameFile(a, b)
	}
	return out
}
