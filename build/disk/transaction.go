package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// transaction is the moving in of staged files. Each step that succeeded left
// its opposite in undos.
type transaction struct {
	*Writer
	stale map[string]bool // paths of an earlier run that are still to be cleared away
	seen  map[string]bool // folders that are there
	undos []func()
}

func (t *transaction) undo() {
	for _, u := range slices.Backward(t.undos) {
		u()
	}
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
	if p == "." {
		if err := t.above(name); err != nil {
			return err
		}
	}
	return t.makeFolder(name)
}

// above makes the folders above the output folder.
func (t *transaction) above(name string) error {
	parent := filepath.Dir(name)
	if _, err := os.Stat(parent); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := t.above(parent); err != nil {
		return err
	}
	return t.makeFolder(parent)
}

func (t *transaction) makeFolder(name string) error {
	if err := t.disk.mkdir(name, 0o755); err != nil {
		return fmt.Errorf("making %s: %w", name, err)
	}
	t.undos = append(t.undos, func() { _ = t.disk.remove(name) })
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
	if err := t.disk.remove(name); err != nil {
		return fmt.Errorf("replacing %s: %w", name, err)
	}
	t.undos = append(t.undos, func() { _ = t.disk.mkdir(name, 0o755) })
	return nil
}

// setAside moves a file of an earlier run into the staging folder, and it is
// no longer stale: what stands there from now on is this run's.
func (t *transaction) setAside(p string) error {
	name := t.at(p)
	if _, err := os.Lstat(name); err != nil {
		return nil // gone already
	}
	if !untouched(name, t.prev[p]) {
		return foreign(name)
	}
	aside := t.backupName()
	if err := t.disk.rename(name, aside); err != nil {
		return fmt.Errorf("replacing %s: %w", name, err)
	}
	t.undos = append(t.undos, func() { _ = t.disk.rename(aside, name) })
	delete(t.stale, p)
	t.stats.Deleted++
	t.stats.Changed = append(t.stats.Changed, p)
	return nil
}

func (t *transaction) backupName() string {
	t.serial++
	return filepath.Join(t.stage, "old-"+strconv.Itoa(t.serial))
}

// replace puts a staged file in its place. The one that was there stays
// reachable under a second name until all are in; it is never missing from
// its own. A file system without hard links keeps a copy.
func (t *transaction) replace(p, from string) error {
	name, backup := t.at(p), t.backupName()
	err := t.disk.link(name, backup)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		err = t.copy(name, backup)
	}
	switch {
	case err == nil:
		t.undos = append(t.undos, func() { _ = t.disk.rename(backup, name) })
	case errors.Is(err, fs.ErrNotExist):
		t.undos = append(t.undos, func() { _ = t.disk.remove(name) })
	default:
		return err
	}
	return t.disk.rename(from, name)
}

func (t *transaction) copy(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return t.disk.write(to, b)
}
