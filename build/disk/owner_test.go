package disk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestOutputOfAnotherSiteIsLeftAlone(t *testing.T) {
	a, b := newSite(t), newSite(t)
	files := map[string]string{"index.html": "a", "_memo/a.css": "a"}
	a.run(files)
	_ = os.RemoveAll(a.cache())
	w, err := Open(context.Background(), Folder{Dir: a.public(), Site: b.dir, Cache: b.cache()})
	if err == nil || !strings.Contains(err.Error(), "holds the output of another site") {
		t.Error(w, err)
	}
	a.wants(files)

	nested := filepath.Join(a.dir, "sub")
	if _, err := Open(context.Background(), Folder{Dir: a.public(), Site: nested}); err == nil {
		t.Error("a site inside the site took over its output")
	}
}

// TestWhatMemoWroteIsKnownWithoutItsCache holds that the folder itself tells
// what may be replaced and deleted: after the cache was lost, in a clone, in a
// folder that was moved, and after another clone published.
func TestWhatMemoWroteIsKnownWithoutItsCache(t *testing.T) {
	first := map[string]string{"index.html": "1", "_memo/a.css": "x", "drafted/index.html": "d", "old/edited.html": "o", "same.html": "s"}
	next := map[string]string{"index.html": "2", "_memo/a.css": "x", "same.html": "s"}
	for name, lose := range map[string]func(s site) site{
		"kept": func(s site) site { return s },
		"lost": func(s site) site { _ = os.RemoveAll(s.cache()); return s },
		"damaged": func(s site) site {
			_ = os.WriteFile(filepath.Join(s.cache(), ManifestName), []byte("{"), 0o644)
			return s
		},
		"cloned": func(s site) site {
			clone := newSite(t)
			if err := os.CopyFS(clone.public(), os.DirFS(s.public())); err != nil {
				t.Fatal(err)
			}
			return clone
		},
		"moved": func(s site) site {
			moved := site{t, filepath.Join(t.TempDir(), "elsewhere")}
			if err := os.Rename(s.dir, moved.dir); err != nil {
				t.Fatal(err)
			}
			return moved
		},
		"pulled": func(s site) site { // the cache is of an older output than the one that is there
			older := newSite(t)
			older.run(map[string]string{"index.html": "0", "gone.html": ""})
			if err := errors.Join(os.RemoveAll(older.public()), os.CopyFS(older.public(), os.DirFS(s.public()))); err != nil {
				t.Fatal(err)
			}
			return older
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.run(first)
			s.write("mine.txt", "m")
			s.write("old/edited.html", "edited by somebody")
			s = lose(s)
			stats := s.run(next)
			want := maps.Clone(next)
			want["mine.txt"] = "m"
			s.wants(want)
			if stats.Written != 1 || stats.Unchanged != 2 || stats.Deleted != 2 || !slices.Equal(stats.Withdrawn, []string{"old/edited.html"}) {
				t.Errorf("%+v", stats)
			}
			if stats = s.run(next); stats.Written+stats.Deleted > 0 {
				t.Errorf("again: %+v", stats)
			}
		})
	}
}

// TestAPageUnderANameOfAnEarlierMemoGoes: what is published under other names
// today was written under ones that Windows cannot hold.
func TestAPageUnderANameOfAnEarlierMemoGoes(t *testing.T) {
	s := newSite(t)
	s.write("tags/c:/index.html", "c")
	s.write(MarkerPath, string(encodeMarker(identity(s.folder()), nil, Manifest{"tags/c:/index.html": {Hash: sha256.Sum256([]byte("c"))}})))
	files := map[string]string{"tags/c：/index.html": "c"}
	s.run(files)
	s.wants(files)
}

func TestWithoutACacheFolderAllIsAsWell(t *testing.T) {
	s := newSite(t)
	for _, files := range []map[string]string{{"_memo/a.css": "a", "x.html": "1"}, {"_memo/b.css": "b"}} {
		w, err := Open(context.Background(), Folder{Dir: s.public(), Site: s.dir})
		if err != nil {
			t.Fatal(err)
		}
		for p, text := range files {
			if _, err := w.Put(out(p), []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Commit(context.Background()); err != nil {
			t.Fatal(err)
		}
		s.wants(files)
	}
}

func TestFilesWithoutAMarkerAreTakenAtTheirBytes(t *testing.T) {
	s := newSite(t)
	s.run(map[string]string{"a.html": "a", "b.html": "b"})
	_ = os.RemoveAll(filepath.Join(s.public(), "_memo"))
	s.write("b.html", "of another program")
	s.run(map[string]string{"c.html": "c"})
	s.wants(map[string]string{"b.html": "of another program", "c.html": "c"})
}

func TestMarkerTellsNothingOfTheSite(t *testing.T) {
	s := newSite(t)
	s.run(map[string]string{"secret-plan/index.html": "the plan", "index.html": "1"})
	b, err := os.ReadFile(filepath.Join(s.public(), MarkerPath))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(b, []byte("secret")) || bytes.Contains(b, []byte(filepath.Base(s.dir))) || len(b) > len(markerHead)+20+3*20 {
		t.Errorf("%s", b)
	}
}

func TestAMarkerWithAMergeConflictIsBothSides(t *testing.T) {
	a := encodeMarker("x", nil, Manifest{"a": {}, "b": {}})
	b := encodeMarker("x", nil, Manifest{"a": {}, "c": {}})
	m, ok := parseMarker([]byte("<<<<<<< HEAD\r\n" + string(a) + "=======\n" + string(b) + ">>>>>>> other\n"))
	for _, p := range []string{"a", "b", "c"} {
		if m.files[digestOf(p)] == nil {
			t.Errorf("%s is lost", p)
		}
	}
	if !ok || m.site != "x" || len(m.files) != 3 {
		t.Errorf("%+v", m)
	}
	for _, text := range []string{"", "memo-output 1\n", "\x00\xff", "0AAAA"} {
		if _, ok := parseMarker([]byte(text)); ok {
			t.Errorf("%q is a marker", text)
		}
	}
}

// TestStagesOfOthersAreLeftAlone holds that staged files are swept where their
// owner is dead and the site's own, and only there.
func TestStagesOfOthersAreLeftAlone(t *testing.T) {
	s := newSite(t)
	s.run(map[string]string{"index.html": "1"})
	other := filepath.Join(s.public(), stageName+"0123456789abcdef-1")
	own := (&Writer{site: identity(s.folder())}).stagePrefix()
	live, dead := filepath.Join(s.public(), own+"1"), filepath.Join(s.public(), own+"2")
	cached := filepath.Join(s.cache(), stageName+"3")
	for _, dir := range []string{other, live, dead, cached} {
		if err := errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, stageLock), nil, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	l, err := takeLock(context.Background(), filepath.Join(live, stageLock), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer l.release()
	s.run(map[string]string{"index.html": "2"})
	for dir, want := range map[string]bool{other: true, live: true, dead: false, cached: false} {
		if _, err := os.Stat(dir); (err == nil) != want {
			t.Errorf("%s is there: %v", dir, err == nil)
		}
	}
}

// TestACacheOfNoUseCostsANoteAndNotTheRun holds for what may stand where the
// files of the cache folder should.
func TestACacheOfNoUseCostsANoteAndNotTheRun(t *testing.T) {
	for name, spoil := range map[string]func(cache string) error{
		"a file":                   func(c string) error { return os.WriteFile(c, nil, 0o644) },
		"lock is a folder":         func(c string) error { return os.MkdirAll(filepath.Join(c, "lock"), 0o755) },
		"manifest is a folder":     func(c string) error { return os.MkdirAll(filepath.Join(c, ManifestName, "x"), 0o755) },
		"new manifest is a folder": func(c string) error { return os.MkdirAll(filepath.Join(c, ManifestName+".tmp", "x"), 0o755) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			if err := spoil(s.cache()); err != nil {
				t.Fatal(err)
			}
			for _, files := range []map[string]string{{"a.html": "a", "_memo/x.css": ""}, {"b.html": "b"}} {
				if stats := s.run(files); len(stats.Notes) == 0 {
					t.Error("nothing was said")
				}
				s.wants(files)
			}
		})
	}
}
