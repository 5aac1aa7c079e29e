package disk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// TestAWithdrawnPageLeavesTheFolderWhateverBecameOfIt holds for a page that
// somebody changed: it is published no longer, and nothing of it is lost, also
// when it is withdrawn again and when the cache is on another file system.
func TestAWithdrawnPageLeavesTheFolderWhateverBecameOfIt(t *testing.T) {
	for name, break_ := range map[string]func(*Writer){
		"moved": nil,
		"copied": func(w *Writer) {
			w.disk.rename = func(from, to string) error {
				if strings.Contains(to, withdrawnName) {
					return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EXDEV}
				}
				return os.Rename(from, to)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			home := map[string]string{"index.html": "1"}
			for _, n := range []string{"1", "2", "3"} {
				s.run(map[string]string{"index.html": "1", "p/private.html": "p"})
				s.write("p/private.html", "changed "+n)
				stats, err := s.try(home, break_)
				if err != nil || !slices.Equal(stats.Withdrawn, []string{"p/private.html"}) || len(stats.Kept) > 0 {
					t.Errorf("%+v %v", stats, err)
				}
				s.wants(home)
				if b, err := os.ReadFile(filepath.Join(s.cache(), withdrawnName, n, "p/private.html")); string(b) != "changed "+n {
					t.Errorf("%q %v", b, err)
				}
			}
		})
	}
}

// TestAWithdrawnPageThatCannotGoIsNamedByEveryRun holds without a cache folder
// and with one that has no place for it, until somebody has taken the page away.
func TestAWithdrawnPageThatCannotGoIsNamedByEveryRun(t *testing.T) {
	for name, cached := range map[string]bool{"no cache": false, "no place in the cache": true} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.run(map[string]string{"index.html": "1", "private.html": "p"})
			s.write("private.html", "changed")
			f := s.folder()
			if !cached {
				f.Cache = ""
			} else if err := os.WriteFile(filepath.Join(s.cache(), withdrawnName), nil, 0o644); err != nil {
				t.Fatal(err)
			}
			run := func() Stats {
				w, err := Open(context.Background(), f)
				if err != nil {
					t.Fatal(err)
				}
				_, err = w.Put(out("index.html"), []byte("1"))
				stats, failed := w.Commit(context.Background())
				if err := errors.Join(err, failed); err != nil {
					t.Fatal(err)
				}
				return stats
			}
			for range 3 {
				if stats := run(); !slices.Equal(stats.Kept, []string{"private.html"}) || stats.Deleted > 0 {
					t.Errorf("%+v", stats)
				}
				s.wants(map[string]string{"index.html": "1", "private.html": "changed"})
			}
			if err := os.Remove(filepath.Join(s.public(), "private.html")); err != nil {
				t.Fatal(err)
			}
			if stats := run(); len(stats.Kept) > 0 {
				t.Errorf("named though it is gone: %+v", stats)
			}
		})
	}
}
