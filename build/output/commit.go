package output

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Commit makes the folder what the run has Put: moves the staged files in,
// deletes what an earlier run wrote and this one did not, and writes the
// manifest. It gives up before the first move when ctx is cancelled, and
// afterwards not any more. On an error the folder is as it was before.
func (w *Writer) Commit(ctx context.Context) (Stats, error) {
	defer w.Abort()
	if err := ctx.Err(); err != nil {
		return Stats{}, err
	}
	w.stats.Adopted = w.adopted
	stale := w.stale()
	if len(w.staged) == 0 && len(stale) == 0 && maps.Equal(w.prev, w.next) {
		return w.stats, nil
	}
	slices.SortFunc(w.staged, func(a, b move) int { return strings.Compare(a.path, b.path) })
	if err := w.announce(); err != nil {
		return Stats{}, err
	}
	t := &transaction{Writer: w, stale: stale, seen: map[string]bool{}}
	if err := t.moveIn(); err != nil {
		t.undo()
		return Stats{}, errors.Join(err, w.save(w.prev))
	}
	kept, err := w.delete(stale)
	return w.stats, errors.Join(err, w.save(kept))
}

// stale gives the paths that an earlier run wrote and this one did not.
func (w *Writer) stale() map[string]bool {
	stale := map[string]bool{}
	for p := range w.prev {
		if _, again := w.next[p]; !again {
			stale[p] = true
		}
	}
	return stale
}

// announce writes into the manifest that the new paths are memo's before they
// are there: after a crash the next run must be allowed to replace them.
func (w *Writer) announce() error {
	isNew := func(m move) bool { _, known := w.prev[m.path]; return !known }
	if !slices.ContainsFunc(w.staged, isNew) {
		return nil
	}
	soon := maps.Clone(w.next)
	maps.Copy(soon, w.prev)
	return w.save(soon)
}

func (w *Writer) save(m Manifest) error {
	if w.cache == "" {
		return nil
	}
	if m == nil {
		delete(w.all.Outputs, w.key)
	} else {
		w.all.Outputs[w.key] = m
	}
	return w.all.write(w.cache, w.disk)
}

// transaction is the moving in of staged files. Each step that succeeded left
// its opposite in undos.
type transaction struct {
	*Writer
	stale map[string]bool // paths that may be cleared away
	seen  map[string]bool // folders that are there
	undos []func()
}

func (t *transaction) undo() {
	for _, u := range slices.Backward(t.undos) {
		u()
	}
}

// moveIn makes all folders first and moves all files then.
func (t *transaction) moveIn() error {
	for _, m := range t.staged {
		if err := t.clearWay(m.path); err != nil {
			return err
		}
	}
	for _, m := range t.staged {
		if err := t.replace(m); err != nil {
			return fmt.Errorf("writing %s: %w", t.at(m.path), err)
		}
	}
	return nil
}

// clearWay makes the folders above p, and takes away what memo itself wrote
// at an earlier time where a folder or the file must stand now.
func (t *transaction) clearWay(p string) error {
	if err := t.folder(path.Dir(p)); err != nil {
		return err
	}
	info, err := os.Lstat(t.at(p))
	if err != nil || !info.IsDir() {
		return nil
	}
	for old := range t.stale {
		if strings.HasPrefix(old, p+"/") {
			if err := t.setAside(old); err != nil {
				return err
			}
		}
	}
	return t.removeFolders(t.at(p))
}

func (t *transaction) folder(p string) error {
	if t.seen[p] {
		return nil
	}
	if p != "." {
		if err := t.folder(path.Dir(p)); err != nil {
			return err
		}
	}
	t.seen[p] = true
	name := t.at(p)
	info, err := os.Lstat(name)
	switch {
	case err == nil && p == ".":
		return nil // may well be a symbolic link
	case err == nil && info.IsDir():
		return nil
	case err == nil && info.Mode().IsRegular() && t.stale[p]:
		if err := t.setAside(p); err != nil {
			return err
		}
	case err == nil:
		return foreign(name)
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("making %s: %w", name, err)
	}
	return t.makeFolder(name, p == ".")
}

// makeFolder makes a folder, the output folder itself with those above it.
func (t *transaction) makeFolder(name string, all bool) error {
	mkdir := os.Mkdir
	if all {
		mkdir = os.MkdirAll
	}
	if err := mkdir(name, 0o755); err != nil {
		return fmt.Errorf("making %s: %w", name, err)
	}
	t.undos = append(t.undos, func() { _ = os.Remove(name) })
	return nil
}

// removeFolders removes a folder that holds nothing but empty ones.
func (t *transaction) removeFolders(name string) error {
	entries, err := os.ReadDir(name)
	if err != nil {
		return fmt.Errorf("replacing %s: %w", name, err)
	}
	for _, e := range entries {
		below := filepath.Join(name, e.Name())
		if !e.IsDir() {
			return foreign(below)
		}
		if err := t.removeFolders(below); err != nil {
			return err
		}
	}
	if err := os.Remove(name); err != nil {
		return fmt.Errorf("replacing %s: %w", name, err)
	}
	t.undos = append(t.undos, func() { _ = os.Mkdir(name, 0o755) })
	return nil
}

// setAside moves a file of an earlier run into the staging folder.
func (t *transaction) setAside(p string) error {
	name := t.at(p)
	if _, err := os.Lstat(name); err != nil {
		return nil // gone already
	}
	if !t.untouched(p) {
		return foreign(name)
	}
	aside := t.backupName()
	if err := t.disk.rename(name, aside); err != nil {
		return fmt.Errorf("replacing %s: %w", name, err)
	}
	t.undos = append(t.undos, func() { _ = t.disk.rename(aside, name) })
	t.stats.Deleted++
	return nil
}

func (t *transaction) backupName() string {
	t.serial++
	return filepath.Join(t.stage, "old-"+strconv.Itoa(t.serial))
}

// replace puts a staged file in its place. The one that was there stays
// reachable under a second name until all are in, so that no reader ever
// finds nothing; a file system without hard links has a moment without it.
func (t *transaction) replace(m move) error {
	name, backup := t.at(m.path), t.backupName()
	err := os.Link(name, backup)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		err = t.disk.rename(name, backup)
	}
	switch {
	case err == nil:
		t.undos = append(t.undos, func() { _ = t.disk.rename(backup, name) })
	case errors.Is(err, fs.ErrNotExist):
		t.undos = append(t.undos, func() { _ = os.Remove(name) })
	default:
		return err
	}
	return t.disk.rename(m.from, name)
}

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
