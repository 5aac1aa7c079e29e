package disk

import (
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"memo/build/output"
)

// delete removes the stale files and the folders that this empties. It gives
// the manifest of what is there now: a file that could not be deleted is
// tried again, and named again, by every run to come.
func (t *transaction) delete() (Manifest, error) {
	left := t.next
	var failed error
	respelt := map[string]bool{}
	if len(t.stale) > 0 {
		respelt = t.respelt(t.stale)
	}
	for _, s := range t.steps {
		if s.Action != output.Delete || !t.stale[s.Path] || respelt[s.Path] {
			continue // it stays, it is gone already, or it is a new file
		}
		switch err := t.deleteFile(s.Path); {
		case err == nil:
			continue
		case errors.Is(err, errNoPlace):
			t.stats.Kept = append(t.stats.Kept, s.Path)
			t.note(err)
		default:
			failed = errors.Join(failed, fmt.Errorf("deleting an old page: %w", err))
		}
		left[s.Path] = t.prev[s.Path]
	}
	for _, dir := range slices.Backward(t.made) {
		t.removeEmpty(dir)
	}
	return left, failed
}

// deleteFile takes a file out of the folder. A folder in its place is somebody
// else's and stays.
func (t *transaction) deleteFile(p string) error {
	if info, err := os.Lstat(t.at(p)); err == nil && !info.IsDir() {
		if untouched(t.at(p), t.prev[p]) {
			err = t.disk.remove(t.at(p))
		} else {
			err = t.withdraw(p)
		}
		if err != nil {
			return err
		}
		t.stats.Deleted++
		t.stats.Changed = append(t.stats.Changed, p)
	}
	t.removeEmpty(path.Dir(p))
	return nil
}

// removeEmpty removes a folder and those above it as far as they are empty.
func (t *transaction) removeEmpty(dir string) {
	for ; dir != "."; dir = path.Dir(dir) {
		info, err := os.Lstat(t.at(dir))
		if err == nil && (!info.IsDir() || t.disk.remove(t.at(dir)) != nil) {
			return
		}
	}
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
