package serve

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"memo/build"
)

// roots is what is being watched: every folder under the site's roots, and
// single names in folders that are not themselves of interest (memo.toml, a
// folder that does not exist yet, the target of a symbolic link).
//
// Folders are watched, never files: an editor that saves by renaming leaves a
// watch on a file behind with the old one.
type roots struct {
	add     func(dir string) error
	ignored func(name string) bool
	paths   []string
	trees   map[string]string // folder watched, as events spell it -> its real path
	seen    map[string]bool   // real paths in trees, so that links cannot run in circles
	points  map[string]bool   // single names
	twice   map[string]bool   // folders that are watched under another name already
	sizes   map[string]int64  // of files, when they were first seen or last handed over
}

func newRoots(add func(string) error, ignored func(string) bool, paths []string) roots {
	return roots{add: add, ignored: ignored, paths: paths, trees: map[string]string{}, seen: map[string]bool{}, points: map[string]bool{}, twice: map[string]bool{}, sizes: map[string]int64{}}
}

// watchAll starts over: it is right whatever was missed before. The only
// errors are those of a system that has no more watches to give.
func (r roots) watchAll() error {
	clear(r.trees)
	clear(r.seen)
	clear(r.points)
	clear(r.twice)
	for _, p := range r.paths {
		if err := r.point(p); err != nil {
			return err
		}
		if err := r.grow(p); err != nil {
			return err
		}
		r.learn(p)
	}
	return nil
}

// point watches for one name: in its folder, or, while that does not exist,
// for the folder. Where the folder goes the name goes with it.
func (r roots) point(path string) error {
	for {
		r.points[path], r.points[filepath.Dir(path)] = true, true
		dir := filepath.Dir(path)
		err := r.add(dir)
		if r.seen[dir] && r.trees[dir] == "" {
			r.twice[dir] = true
		}
		if !errors.Is(err, fs.ErrNotExist) || dir == path {
			return scarce(err)
		}
		path = dir
	}
}

// grow watches a folder, or a link to one, and everything below. A path that
// is neither is no mistake: it may have gone already. Where a link leads to
// nothing, something may come.
func (r roots) grow(path string) error {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return r.expect(path)
	}
	info, err := os.Stat(real)
	switch {
	case err != nil:
		return nil
	case info.IsDir():
		return r.tree(path, real)
	case real != path:
		r.learn(real)
		return r.point(real)
	}
	return nil
}

// expect watches for what a link names that leads to nothing.
func (r roots) expect(link string) error {
	to, err := os.Readlink(link)
	if err != nil {
		return nil
	}
	if !filepath.IsAbs(to) {
		dir, err := filepath.EvalSymlinks(filepath.Dir(link))
		if err != nil {
			return nil
		}
		to = filepath.Join(dir, to)
	}
	return r.point(to)
}

// tree watches a folder before it reads it: what is made later has an event,
// what was there is found.
func (r roots) tree(dir, real string) error {
	if isOutput(real) {
		return nil
	}
	if r.seen[real] {
		if r.trees[dir] == "" {
			r.twice[dir] = true
		}
		return nil
	}
	if err := r.add(dir); err != nil {
		return scarce(err)
	}
	r.trees[dir], r.seen[real] = real, true
	if dir != real && r.points[real] {
		r.twice[dir] = true // events keep the name that was watched first
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if r.ignored(e.Name()) {
			continue
		}
		switch path := filepath.Join(dir, e.Name()); {
		case e.IsDir():
			err = r.tree(path, filepath.Join(real, e.Name()))
		case e.Type()&fs.ModeSymlink != 0:
			r.learn(path)
			err = r.grow(path)
		default:
			r.learn(path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// isOutput tells a folder that memo writes, of which no build reads anything.
func isOutput(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(build.OutputMarker)))
	return err == nil
}

// learn measures a file that was not seen before; what is known of another is
// needed until its change is handed over.
func (r roots) learn(path string) {
	if _, known := r.sizes[path]; !known {
		r.measure(path)
	}
}

// measure notes a file's size. One that is gone keeps what it had: it may have
// gone after its last change was handed over.
func (r roots) measure(path string) {
	info, err := os.Stat(path)
	if err == nil && info.Mode().IsRegular() {
		r.sizes[path] = info.Size()
	} else if !errors.Is(err, fs.ErrNotExist) {
		delete(r.sizes, path)
	}
}

// unfinished tells a file that somebody seems to be in the middle of writing:
// it is empty, or it was made shorter in place, to less than half of what it
// was or to within a line.
func (r roots) unfinished(path string, inPlace bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	size, was := info.Size(), r.sizes[path]
	if size == 0 || !inPlace || size >= was {
		return size == 0
	}
	var last [1]byte
	_, err = f.ReadAt(last[:], size-1)
	return size < was/2 || err == nil && last[0] != '\n'
}

// vanished tells a file that somebody seems to be about to make anew: it is
// gone, and none of the changed files has come that it could be under another
// name.
func (r roots) vanished(path string, changed map[string]bool) bool {
	was, known := r.sizes[path]
	if _, err := os.Lstat(path); !known || !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	for p := range changed {
		size, old := r.sizes[p]
		if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() && info.Size() == was && (!old || size != was) {
			return false
		}
	}
	return true
}

// concerns tells whether an event's path is of interest.
func (r roots) concerns(path string) bool {
	if r.points[path] || r.trees[path] != "" {
		return true
	}
	dir := filepath.Dir(path)
	return (r.trees[dir] != "" || r.seen[dir]) && !r.ignored(filepath.Base(path))
}

// forget gives up a folder and everything below, and gives what was watched.
func (r roots) forget(path string) []string {
	if r.trees[path] == "" {
		return nil // nor is anything below
	}
	var gone []string
	for dir, real := range r.trees {
		if dir == path || strings.HasPrefix(dir, path+string(filepath.Separator)) {
			gone = append(gone, dir)
			delete(r.trees, dir)
			delete(r.seen, real)
		}
	}
	return gone
}

// scarce passes on the errors that mean there are no more watches; any other
// is about one folder, which may have gone in the meantime.
func scarce(err error) error {
	if outOfWatches(err) {
		return err
	}
	return nil
}

func outOfWatches(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}
