package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"memo/build/effort"
)

// full fails every write after the n-th as a full disk does, half of the
// bytes written.
func full(n int) func(*Writer) {
	return func(w *Writer) {
		var mu sync.Mutex
		write := w.disk.write
		w.disk.write = func(name string, b []byte) error {
			mu.Lock()
			defer mu.Unlock()
			if n--; n < 0 {
				_ = os.WriteFile(name, b[:len(b)/2], 0o644)
				return &fs.PathError{Op: "write", Path: name, Err: syscall.ENOSPC}
			}
			return write(name, b)
		}
	}
}

// stuck fails the n-th rename.
func stuck(n int) func(*Writer) {
	return func(w *Writer) {
		rename := w.disk.rename
		w.disk.rename = func(from, to string) error {
			if n--; n == -1 {
				return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EACCES}
			}
			return rename(from, to)
		}
	}
}

func TestAFailedRunLeavesThePreviousOutput(t *testing.T) {
	s := newSite(t)
	old := map[string]string{"index.html": "1", "a/index.html": "a", "b": "b", "c/d": "d"}
	s.run(old)
	next := map[string]string{"index.html": "2", "a/index.html": "A", "new/x.html": "n", "b/c": "c", "c": "C"}
	failures, stride := 0, effort.Of(3, 1)
	for n := 0; n < 40; n += stride {
		for name, break_ := range map[string]func(*Writer){"full": full(n), "stuck": stuck(n)} {
			_, err := s.try(next, break_)
			if err == nil {
				s.run(old)
				continue
			}
			failures++
			if got := s.holds(); !maps.Equal(got, tree(old)) && !(name == "stuck" && maps.Equal(got, tree(next))) && !(name == "full" && maps.Equal(got, tree(next))) {
				t.Fatalf("%s after %d: %v\n%q", name, n, err, got)
			}
			if !errors.Is(err, syscall.ENOSPC) && !errors.Is(err, syscall.EACCES) {
				t.Fatalf("%s after %d: cause lost: %v", name, n, err)
			}
			if left, _ := filepath.Glob(filepath.Join(s.dir, "*", stageName+"*")); len(left) > 0 {
				t.Fatalf("left behind: %q", left)
			}
			s.run(old)
			s.wants(old)
		}
	}
	if failures*stride < 15 {
		t.Errorf("only %d failures were tried", failures)
	}
}

func TestACancelledRunLeavesThePreviousOutput(t *testing.T) {
	s := newSite(t)
	s.run(map[string]string{"index.html": "1"})
	w := s.open()
	if _, err := w.Put(out("index.html"), []byte("2")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := w.Commit(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	s.wants(map[string]string{"index.html": "1"})
}

func TestNothingIsMadeBeforeCommit(t *testing.T) {
	s := newSite(t)
	w := s.open()
	if _, err := w.Put(out("index.html"), []byte("1")); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.public()); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the output folder is there already")
	}
	w.Abort()
	w.Abort()
}

// TestAProbeOfAKilledRunIsSweptByTheNext kills a run while it tries whether a
// rename leads from its stage to the output folder, which is not there yet.
func TestAProbeOfAKilledRunIsSweptByTheNext(t *testing.T) {
	s := newSite(t)
	other := filepath.Join(s.dir, stageName+"0123456789abcdef-1"+probe)
	if err := os.WriteFile(other, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	func() {
		w := s.open()
		defer w.lock.release()
		defer func() { _ = recover() }()
		w.disk.rename = func(from, to string) error {
			w.mu.Unlock()
			panic(errors.Join(os.Rename(from, to), errors.New("killed")))
		}
		_, _ = w.Put(out("index.html"), nil)
	}()
	probes := func() []string { return stages(s.dir, stageName) }
	if len(probes()) != 2 {
		t.Fatalf("no probe was left behind: %q", probes())
	}
	s.run(map[string]string{"index.html": "1"})
	if got := probes(); !slices.Equal(got, []string{other}) {
		t.Errorf("left behind: %q", got)
	}
}

func TestAKilledRunIsRepairedByTheNext(t *testing.T) {
	s := newSite(t)
	old := map[string]string{"index.html": "1", "b": "b"}
	s.run(old)
	next := map[string]string{"index.html": "2", "new.html": "n", "zzz.html": "z"}
	for n := 1; n < 6; n++ {
		func() { // a panic in the middle, with no undo: the process is gone
			w := s.open()
			defer w.lock.release()
			defer func() { _ = recover() }()
			left := n
			w.disk.rename = func(from, to string) error {
				if left--; left < 0 {
					w.stage = ""
					panic("killed")
				}
				return os.Rename(from, to)
			}
			for p, text := range next {
				if _, err := w.Put(out(p), []byte(text)); err != nil {
					t.Fatal(err)
				}
			}
			_, _ = w.Commit(context.Background())
		}()
		final := map[string]string{"index.html": "3", "new.html": "other"}
		s.run(final)
		s.wants(final)
		s.run(old)
		if left, _ := filepath.Glob(filepath.Join(s.dir, "*", stageName+"*")); len(left) > 0 {
			t.Errorf("left behind: %q", left)
		}
	}
}

func TestASecondMemoWaitsAndThenSaysWhy(t *testing.T) {
	s := newSite(t)
	w := s.open()
	_, err := open(context.Background(), s.folder(), 50*time.Millisecond)
	if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("another memo is building this site (process %d)", os.Getpid())) {
		t.Error(err)
	}
	time.AfterFunc(100*time.Millisecond, w.Abort)
	second, err := open(context.Background(), s.folder(), 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	second.Abort()
}

func TestAStageOnAnotherFileSystemMovesIntoTheOutput(t *testing.T) {
	s := newSite(t)
	cache := s.cache()
	stats, err := s.try(map[string]string{"a/b.html": "1"}, func(w *Writer) {
		w.disk.rename = func(from, to string) error {
			if strings.HasPrefix(from, filepath.Join(cache, stageName)) {
				return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EXDEV}
			}
			return os.Rename(from, to)
		}
	})
	if err != nil || stats.Written != 1 {
		t.Fatal(err, stats)
	}
	s.wants(map[string]string{"a/b.html": "1"})
}
