package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// withdrawnName is the folder in the cache folder for what was withdrawn; each
// run that needs one makes a folder in it with the next free number.
const withdrawnName = "withdrawn"

// errNoPlace is the error of a file that must go and has nowhere to go.
var errNoPlace = errors.New("there is no place for withdrawn files")

// withdraw moves a file that is no longer part of the site, but that somebody
// has changed since memo wrote it, into the cache folder: where it is it would
// stay published, and deleted the change would be lost.
func (t *transaction) withdraw(p string) error {
	if err := t.makeAside(); err != nil {
		return err
	}
	to := filepath.Join(t.stats.Aside, filepath.FromSlash(p))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	if err := t.moveAway(t.at(p), to); err != nil {
		return err
	}
	t.stats.Withdrawn = append(t.stats.Withdrawn, p)
	return nil
}

// makeAside makes the run's folder for what it withdraws.
func (t *transaction) makeAside() error {
	if t.stats.Aside != "" {
		return nil
	}
	if t.Cache == "" {
		return errNoPlace
	}
	dir := filepath.Join(t.Cache, withdrawnName)
	err := os.MkdirAll(dir, 0o755)
	for n := 1; err == nil && t.stats.Aside == ""; n++ {
		aside := filepath.Join(dir, strconv.Itoa(n))
		if err = os.Mkdir(aside, 0o755); err == nil {
			t.stats.Aside = aside
		} else if errors.Is(err, fs.ErrExist) {
			err = nil
		}
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errNoPlace, err)
	}
	return nil
}

// moveAway is a rename that leads to another file system too.
func (t *transaction) moveAway(from, to string) error {
	if t.disk.rename(from, to) == nil {
		return nil
	}
	if err := t.copy(from, to); err != nil {
		return err
	}
	if err := t.disk.remove(from); err != nil {
		return errors.Join(err, os.Remove(to))
	}
	return nil
}
