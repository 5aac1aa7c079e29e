// Package disk keeps a folder as a run of memo wants it.
//
// In go outputs and their bytes; out come files, each written only where its
// bytes differ, in an order of which every step is a whole site (output.Order).
// It refuses to touch what memo did not write: such a file is never deleted,
// and never replaced by other bytes. A file that memo wrote goes with its page
// even if somebody has changed it since, because a page that is withdrawn must
// not stay published; the changed file is moved to the cache folder. What memo
// wrote is told by a marker in the folder itself; what else is remembered
// between runs only saves reading.
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

// Folder names an output folder and who writes it.
type Folder struct {
	Dir   string // the output folder
	Site  string // the folder of the site that is published in it
	Cache string // for the lock, the manifest and staged files; "" for none, which costs time
	URL   string // where it will be published, "" when nobody has said
	Title string // of the site
}

// Writer brings one output folder up to date with what a run Puts. It may be
// used from many goroutines. Between Open and Commit nothing in the folder
// changes: files that differ are staged beside it, on the same file system.
//
//	w, err := disk.Open(ctx, disk.Folder{Dir: "public", Site: ".", Cache: ".memo"})
//	defer w.Abort()
//	w.Put(output, html) …
//	stats, err := w.Commit(ctx)
//
// A full disk, a folder that cannot be written, a crash or Ctrl-C while the
// site is made therefore leave the last complete output in place. Commit moves
// the staged files in one by one, which takes some 20 µs each; when a move
// fails, those before it are undone. A power cut in the middle of Commit leaves
// a prefix of output.Order: a whole site, which the next run completes.
type Writer struct {
	Folder
	site   string // its identity
	disk   disk
	lock   *lock
	all    manifests
	key    string            // of the folder in all
	found  []byte            // the marker as it stands
	prev   Manifest          // what memo wrote before this run
	made   []string          // folders that a killed run made
	noted  []byte            // by Note
	folded map[string]string // lower-case paths of prev -> the paths

	mu        sync.Mutex
	names     names
	next      Manifest
	steps     []output.Step     // of the files that differ
	staged    map[string]string // path -> staged file
	stage     string            // folder of staged files, "" until there is one
	stageLock *lock
	early     bool // the output folder was made for it
	serial    int  // of the last file in it
	stats     Stats
}

// Stats is what a run did to the folder.
type Stats struct {
	Written   int      // files made or replaced
	Bytes     int64    // in them
	Unchanged int      // files that had these bytes already
	Deleted   int      // files of an earlier run that this one did not have
	Changed   []string // paths of the files written and deleted, in the order it happened
	Withdrawn []string // of the deleted files, those that somebody had changed since: moved to Aside
	Aside     string   // a folder in the cache folder
	Kept      []string // files that should be withdrawn and for which there is no place: still in the folder
	Notes     []string // what is wrong with the cache folder; it costs time
}

// disk is what a Writer does to the world, to be made to fail in tests.
type disk struct {
	write  func(name string, b []byte) error
	rename func(from, to string) error
	link   func(from, to string) error
	remove func(name string) error
	mkdir  func(name string, mode fs.FileMode) error
}

// replace writes a file of the cache folder so that a reader sees the old bytes
// or the new.
func (d disk) replace(name string, b []byte) error {
	if err := d.write(name+".tmp", b); err != nil {
		return err
	}
	return d.rename(name+".tmp", name)
}

// patience is how long Open waits for another memo to finish.
const patience = 10 * time.Second

// Open begins a run. A folder that holds the output of another site is an
// error.
func Open(ctx context.Context, f Folder) (*Writer, error) {
	return open(ctx, f, patience)
}

func open(ctx context.Context, f Folder, wait time.Duration) (*Writer, error) {
	f.Dir = filepath.Clean(f.Dir)
	w := &Writer{Folder: f, site: identity(f), disk: disk{writeFile, os.Rename, os.Link, os.Remove, os.Mkdir},
		names: names{map[string]bool{}, map[string]bool{}}, next: Manifest{}, staged: map[string]string{}}
	if info, err := os.Stat(f.Dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("the output folder %s is a file", f.Dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("looking at the output folder: %w", err)
	}
	if err := w.openCache(ctx, wait); err != nil {
		return nil, err
	}
	if err := w.recall(); err != nil {
		w.Abort()
		return nil, err
	}
	w.folded = make(map[string]string, len(w.prev))
	for p := range w.prev {
		w.folded[strings.ToLower(p)] = p
	}
	w.sweep()
	return w, nil
}

// openCache takes the lock and reads the manifest. A cache folder that is of
// no use is worth a note and no error, another memo at work is.
func (w *Writer) openCache(ctx context.Context, wait time.Duration) (err error) {
	w.all, w.key = noManifests(), outputKey(w.Folder)
	if w.Cache == "" {
		return nil
	}
	if err := os.MkdirAll(w.Cache, 0o755); err != nil {
		w.note(err)
		w.Cache = ""
		return nil
	}
	if w.lock, err = takeLock(ctx, filepath.Join(w.Cache, "lock"), wait); errors.Is(err, errBusy) || ctx.Err() != nil {
		return err
	} else if err != nil {
		w.note(err)
	}
	if w.all, err = readManifests(w.Cache); err != nil {
		w.note(err)
	}
	return nil
}

func (w *Writer) note(err error) { w.stats.Notes = append(w.stats.Notes, err.Error()) }

// Put hands over one file of the run and tells whether it differs from what
// is in the folder. It keeps no reference to b.
func (w *Writer) Put(o output.Output, b []byte) (changed bool, err error) {
	if err := w.claim(o.Path); err != nil {
		return false, err
	}
	entry := Entry{Hash: sha256.Sum256(b), Size: int64(len(b)), Rank: o.Rank(), Key: o.Key}
	state, modTime, err := w.compare(o.Path, b, entry)
	if err != nil {
		return false, err
	}
	if state == equal || state == foreigners {
		entry.ModTime = modTime
		w.unchanged(o.Path, entry, state == equal)
		return false, nil
	}
	from, err := w.stageFile(b)
	if err != nil {
		return false, fmt.Errorf("staging %s: %w", o.Path, err)
	}
	info, err := os.Stat(from)
	if err != nil {
		return false, fmt.Errorf("staging %s: %w", o.Path, err)
	}
	entry.ModTime = info.ModTime().UTC()
	w.differs(o.Path, entry, from, state == absent)
	return true, nil
}

// claim takes a path for the run.
func (w *Writer) claim(path string) error {
	if err := output.CheckPath(path); err != nil {
		return err
	}
	if path == MarkerPath {
		return fmt.Errorf("the output path %s is memo's own", path)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.names.add(path)
}

func (w *Writer) unchanged(path string, e Entry, ours bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if ours {
		w.next[path] = e
	}
	w.stats.Unchanged++
}

func (w *Writer) differs(path string, e Entry, from string, isNew bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := output.Step{Path: path, Rank: e.Rank, Action: output.Replace}
	if isNew {
		s.Action = output.Add
	}
	w.next[path], w.staged[path], w.steps = e, from, append(w.steps, s)
	w.stats.Written++
	w.stats.Bytes += e.Size
}

// at is the place of an output path on the disk.
func (w *Writer) at(path string) string { return filepath.Join(w.Dir, filepath.FromSlash(path)) }

// Abort ends a run without effect. After Commit it does nothing.
func (w *Writer) Abort() {
	w.stageLock.release()
	if w.stage != "" {
		_ = os.RemoveAll(w.stage)
		w.stage = ""
	}
	if w.early {
		_ = os.Remove(w.Dir) // unless something is in it by now
	}
	w.lock.release()
}
