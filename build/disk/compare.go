package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"
)

// state is what stands at a path compared with what should.
type state uint8

const (
	absent state = iota
	different
	equal
	foreigners // equal, but memo did not write it and must never delete it
)

// compare looks at the disk; a file that memo did not write and that has
// other bytes is an error, because it would be lost.
func (w *Writer) compare(path string, b []byte, want Entry) (state, time.Time, error) {
	name := w.at(path)
	info, err := os.Lstat(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || isNotDir(err) {
			return absent, time.Time{}, nil
		}
		return absent, time.Time{}, fmt.Errorf("looking at %s: %w", name, err)
	}
	modTime := info.ModTime().UTC()
	old, owned := w.prev[path]
	owned = owned || w.wroteAs(path, info)
	if owned && old.Hash == want.Hash && old.Size == want.Size && info.Size() == want.Size && old.ModTime.Equal(modTime) {
		return equal, modTime, nil
	}
	if info.IsDir() {
		return different, modTime, nil // Commit sees whether it can be cleared away
	}
	if info.Mode().IsRegular() && info.Size() == want.Size {
		have, err := os.ReadFile(name)
		if err != nil {
			return absent, modTime, fmt.Errorf("comparing %s: %w", name, err)
		}
		if bytes.Equal(have, b) && owned {
			return equal, modTime, nil
		}
		if bytes.Equal(have, b) {
			return foreigners, modTime, nil
		}
	}
	if !owned {
		return different, modTime, foreign(name)
	}
	return different, modTime, nil
}

// wroteAs tells whether memo wrote the file under another spelling: see respelt.
func (w *Writer) wroteAs(path string, info fs.FileInfo) bool {
	before, is := w.folded[strings.ToLower(path)]
	if !is || before == path {
		return false
	}
	old, err := os.Lstat(w.at(before))
	return err == nil && os.SameFile(old, info)
}

// foreign is the refusal to destroy what is not memo's.
func foreign(name string) error {
	return fmt.Errorf("%s exists and was not written by memo: move it away, choose another output folder with -o, or, if the folder holds nothing but an old site, delete the folder", name)
}
