package disk

import (
	"context"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// stageName begins the names of staging folders; a dot keeps them out of
// every scan and most uploads.
const stageName = ".memo-stage-"

// stagePrefix begins those of one site.
func (w *Writer) stagePrefix() string {
	d := digestOf(w.site)
	return stageName + hex.EncodeToString(d[:]) + "-"
}

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
	prefix := w.stagePrefix()
	if w.Cache != "" {
		stage, err := os.MkdirTemp(w.Cache, prefix)
		if err == nil && w.sameFileSystem(stage, existing(w.Dir)) {
			return stage, nil
		}
		_ = os.RemoveAll(stage)
	}
	_, err := os.Lstat(w.Dir)
	w.early = errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(w.Dir, 0o755); err != nil {
		return "", err
	}
	stage, err := os.MkdirTemp(w.Dir, prefix)
	if err != nil {
		return "", err
	}
	w.stageLock, err = takeLock(context.Background(), filepath.Join(stage, stageLock), 0)
	return stage, err
}

// stageLock is the file that tells whether the owner of a stage in an output
// folder is alive.
const stageLock = "lock"

// existing is dir, or the nearest folder above it that is there.
func existing(dir string) string {
	for {
		if info, err := os.Stat(dir); err == nil && info.IsDir() || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// probe ends the name of the file with which a rename is tried.
const probe = "-probe"

// sameFileSystem tries a rename, the only test that all systems agree on.
func (w *Writer) sameFileSystem(stage, base string) bool {
	from := filepath.Join(stage, probe)
	to := filepath.Join(base, filepath.Base(stage)+probe)
	if w.disk.write(from, nil) != nil {
		return false
	}
	err := w.disk.rename(from, to)
	_ = os.Remove(from)
	_ = os.Remove(to)
	return err == nil
}

// sweep removes the staged files that a killed run left behind. In the cache
// folder all are the site's own, and under the lock nobody uses them; in the
// output folder another memo may be at work. While that folder was not there
// yet, the probe of a rename was made above it.
func (w *Writer) sweep() {
	if w.lock != nil {
		for _, stage := range stages(w.Cache, stageName) {
			_ = os.RemoveAll(stage)
		}
	}
	for _, stage := range stages(w.Dir, w.stagePrefix()) {
		if abandoned(stage) {
			_ = os.RemoveAll(stage)
		}
	}
	for _, file := range stages(existing(filepath.Dir(w.Dir)), w.stagePrefix()) {
		if strings.HasSuffix(file, probe) {
			_ = os.Remove(file)
		}
	}
}

func stages(dir, prefix string) (out []string) {
	entries, _ := os.ReadDir(dir) // no folder, no stages
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	return out
}

// abandoned tells whether the owner of a stage is dead.
func abandoned(stage string) bool {
	f, err := os.OpenFile(filepath.Join(stage, stageLock), os.O_RDWR, 0)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist) || isNotDir(err)
	}
	free, err := tryLock(f)
	return errors.Join(err, f.Close()) == nil && free
}

// isNotDir tells a path that leads through a file.
func isNotDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }
