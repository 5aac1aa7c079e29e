package disk

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// stageName begins the names of staging folders; a dot keeps them out of
// every scan and most uploads.
const stageName = ".memo-stage-"

// writeFile is os.WriteFile for a file that must be new; a write that fails
// leaves nothing behind.
func writeFile(name string, b []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(name)
	}
	return err
}

// stageFile writes b to a new file in the staging folder.
func (w *Writer) stageFile(b []byte) (string, error) {
	w.mu.Lock()
	if w.stage == "" {
		stage, err := w.newStage()
		if err != nil {
			w.mu.Unlock()
			return "", err
		}
		w.stage = stage
	}
	w.serial++
	name := filepath.Join(w.stage, strconv.Itoa(w.serial))
	w.mu.Unlock()
	return name, w.disk.write(name, b)
}

// newStage makes a folder from which a rename into the output works: in the
// cache folder when that is on the same file system, else in the output
// folder itself, which may be a volume of its own.
func (w *Writer) newStage() (string, error) {
	if w.cache != "" {
		stage, err := os.MkdirTemp(w.cache, stageName)
		if err == nil && w.sameFileSystem(stage, existing(w.dir)) {
			return stage, nil
		}
		_ = os.RemoveAll(stage)
	}
	if err := os.MkdirAll(w.dir, 0o755); err != nil {
		return "", err
	}
	return os.MkdirTemp(w.dir, stageName)
}

// existing is dir, or the nearest folder above it that is there.
func existing(dir string) string {
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// sameFileSystem tries a rename, the only test that all systems agree on.
func (w *Writer) sameFileSystem(stage, base string) bool {
	from := filepath.Join(stage, "probe")
	to := filepath.Join(base, filepath.Base(stage)+"-probe")
	if w.disk.write(from, nil) != nil {
		return false
	}
	err := w.disk.rename(from, to)
	_ = os.Remove(from)
	_ = os.Remove(to)
	return err == nil
}

// sweep removes what a killed run left behind; the lock is held, so nobody
// is using it.
func (w *Writer) sweep() {
	for _, dir := range []string{w.cache, w.dir} {
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), stageName) {
				_ = os.RemoveAll(filepath.Join(dir, e.Name()))
			}
		}
	}
}

// isNotDir tells a path that leads through a file.
func isNotDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }
