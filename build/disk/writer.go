// Package disk keeps a folder as a run of memo wants it.
//
// In go paths and bytes; out come files, each written only where its bytes
// differ, and a manifest of what memo wrote. It refuses to touch what memo did
// not write: such a file is never deleted, and never replaced by other bytes.
package disk

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"memo/build/output"
)

// Writer brings one output folder up to date with what a run Puts. It may be
// used from many goroutines. Between Open and Commit nothing in the folder
// changes: files that differ are staged beside it, on the same file system.
//
//	w, err := disk.Open(ctx, "public", ".memo")
//	defer w.Abort()
//	w.Put("index.html", html) …
//	stats, err := w.Commit(ctx)
//
// A full disk, a folder that cannot be written, a crash or Ctrl-C while the
// site is made therefore leave the last complete output in place. Commit moves
// the staged files in one by one, which takes no space and some 20 µs each; when a
// move fails, those before it are undone. A power cut in the middle of Commit
// can leave new pages beside old ones, each of them whole; the next run puts
// that right.
type Writer struct {
	dir, cache string
	key        string
	disk       disk
	lock       *lock
	all        manifests
	prev       Manifest
	folded     map[string]string // lower-case paths of prev -> the paths
	adopted    bool              // the folder is memo's, though the manifest is lost

	mu     sync.Mutex
	names  names
	next   Manifest
	staged []move
	stage  string // folder of staged files, "" until there is one
	serial int    // of the last file in it
	stats  Stats
}

// move is a staged file and the path it is for.
type move struct {
	path string
	from string
}

// Stats is what a run did to the folder.
type Stats struct {
	Written   int      // files made or replaced
	Bytes     int64    // in them
	Unchanged int      // files that had these bytes already
	Deleted   int      // files of an earlier run that this one did not have
	Changed   []string // paths of the files written and deleted, in the order it happened
	Kept      []string // those of them that somebody has changed since: not deleted
	Adopted   bool     // the manifest was lost; files of earlier runs may remain
}

// disk is what a Writer does to the world, to be made to fail in tests.
type disk struct {
	write  func(name string, b []byte) error
	rename func(from, to string) error
}

// patience is how long Open waits for another memo to finish.
const patience = 10 * time.Second

// Open begins a run. cache is the folder of the manifest, the lock and the
// staged files; "" for none, then nothing can be deleted and what is in dir
// must be recognised anew each time.
func Open(ctx context.Context, dir, cache string) (*Writer, error) {
	return open(ctx, dir, cache, patience)
}

func open(ctx context.Context, dir, cache string, wait time.Duration) (*Writer, error) {
	w := &Writer{dir: filepath.Clean(dir), cache: cache, disk: disk{write: writeFile, rename: os.Rename},
		names: names{map[string]bool{}, map[string]bool{}}, next: Manifest{}}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("the output folder %s is a file", dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("looking at the output folder: %w", err)
	}
	if cache != "" {
		if err := w.openCache(ctx, wait); err != nil {
			w.Abort()
			return nil, err
		}
	}
	if w.prev == nil {
		w.adopted = isMemos(w.dir)
	}
	return w, nil
}

func (w *Writer) openCache(ctx context.Context, wait time.Duration) (err error) {
	if err := os.MkdirAll(w.cache, 0o755); err != nil {
		return fmt.Errorf("making the cache folder: %w", err)
	}
	if w.lock, err = takeLock(ctx, w.cache, wait); err != nil {
		return err
	}
	if w.key, err = outputKey(w.dir, w.cache); err != nil {
		return fmt.Errorf("looking at the output folder: %w", err)
	}
	if w.all, err = readManifests(w.cache); err != nil {
		return err
	}
	w.prev = w.all.Outputs[w.key]
	w.folded = make(map[string]string, len(w.prev))
	for p := range w.prev {
		w.folded[strings.ToLower(p)] = p
	}
	w.sweep()
	return nil
}

// isMemos tells memo's own output by the folder of its assets. It is asked
// only when there is no manifest: after a fresh clone that has the output
// committed, or when the cache was deleted. Then files are replaced freely,
// and none is deleted, because nobody knows any more which are whose.
func isMemos(dir string) bool {
	info, err := os.Lstat(filepath.Join(dir, "_memo"))
	return err == nil && info.IsDir()
}

// Put hands over one file of the run and tells whether it differs from what
// is in the folder. It keeps no reference to b.
func (w *Writer) Put(path string, b []byte) (changed bool, err error) {
	if err := output.CheckPath(path); err != nil {
		return false, err
	}
	w.mu.Lock()
	err = w.names.add(path)
	w.mu.Unlock()
	if err != nil {
		return false, err
	}
	entry := Entry{Hash: sha256.Sum256(b), Size: int64(len(b))}
	state, modTime, err := w.compare(path, b, entry)
	if err != nil {
		return false, err
	}
	if state == equal || state == foreigners {
		entry.ModTime = modTime
		w.record(path, entry, "", state == equal)
		return false, nil
	}
	from, err := w.stageFile(b)
	if err != nil {
		return false, fmt.Errorf("staging %s: %w", path, err)
	}
	info, err := os.Stat(from)
	if err != nil {
		return false, fmt.Errorf("staging %s: %w", path, err)
	}
	entry.ModTime = info.ModTime().UTC()
	w.record(path, entry, from, true)
	return true, nil
}

func (w *Writer) record(path string, e Entry, from string, ours bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if ours {
		w.next[path] = e
	}
	if from == "" {
		w.stats.Unchanged++
		return
	}
	w.staged = append(w.staged, move{path, from})
	w.stats.Written++
	w.stats.Bytes += e.Size
}

// at is the place of an output path on the disk.
func (w *Writer) at(path string) string { return filepath.Join(w.dir, filepath.FromSlash(path)) }

// Abort ends a run without effect. After Commit it does nothing.
func (w *Writer) Abort() {
	if w.stage != "" {
		_ = os.RemoveAll(w.stage)
		w.stage = ""
	}
	w.lock.release()
}
