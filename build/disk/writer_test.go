package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"memo/build/effort"
	"memo/build/output"
)

// site is an output folder and a cache folder in a temporary place.
type site struct {
	t   testing.TB
	dir string
}

func newSite(t testing.TB) site { return site{t, t.TempDir()} }

func (s site) public() string { return filepath.Join(s.dir, "public") }
func (s site) cache() string  { return filepath.Join(s.dir, ".memo") }

func (s site) folder() Folder { return Folder{Dir: s.public(), Site: s.dir, Cache: s.cache()} }

// out is an output as its path tells it.
func out(p string) output.Output {
	return output.Output{Path: p, ContentType: output.ContentType(p), Immutable: strings.HasPrefix(p, "_memo/")}
}

func (s site) open() *Writer {
	s.t.Helper()
	w, err := Open(context.Background(), s.folder())
	if err != nil {
		s.t.Fatal(err)
	}
	return w
}

// try is a run that puts files; the first error ends it.
func (s site) try(files map[string]string, break_ func(*Writer)) (Stats, error) {
	w := s.open()
	defer w.Abort()
	if break_ != nil {
		break_(w)
	}
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if _, err := w.Put(out(p), []byte(files[p])); err != nil {
			return Stats{}, err
		}
	}
	return w.Commit(context.Background())
}

func (s site) run(files map[string]string) Stats {
	s.t.Helper()
	stats, err := s.try(files, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return stats
}

// write makes a file that is not memo's.
func (s site) write(p, text string) {
	s.t.Helper()
	name := filepath.Join(s.public(), p)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		s.t.Fatal(err)
	}
}

// holds gives what is in the output folder but for the marker; folders end in
// a slash.
func (s site) holds() map[string]string {
	m := map[string]string{}
	_ = filepath.WalkDir(s.public(), func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(s.public(), name)
		if e.IsDir() {
			m[rel+"/"] = ""
			return nil
		}
		b, err := os.ReadFile(name)
		m[rel] = string(b)
		return err
	})
	delete(m, MarkerPath)
	if !slices.ContainsFunc(slices.Collect(maps.Keys(m)), func(p string) bool { return strings.HasPrefix(p, "_memo/") && p != "_memo/" }) {
		delete(m, "_memo/")
	}
	return m
}

// tree is the listing that files alone would give.
func tree(files map[string]string) map[string]string {
	m := map[string]string{"./": ""}
	for p, text := range files {
		m[p] = text
		for dir := filepath.Dir(p); dir != "."; dir = filepath.Dir(dir) {
			m[dir+"/"] = ""
		}
	}
	return m
}

func (s site) wants(files map[string]string) {
	s.t.Helper()
	if got, want := s.holds(), tree(files); !maps.Equal(got, want) {
		s.t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestASecondRunWritesNothing(t *testing.T) {
	s := newSite(t)
	files := map[string]string{"index.html": "home", "posts/a/index.html": "a"}
	if stats := s.run(files); stats.Written != 2 || stats.Bytes != 5 {
		t.Errorf("%+v", stats)
	}
	before := stamps(t, s.dir)
	if stats := s.run(files); stats.Written != 0 || stats.Unchanged != 2 || stats.Deleted != 0 {
		t.Errorf("%+v", stats)
	}
	if after := stamps(t, s.dir); !maps.Equal(before, after) {
		t.Errorf("before %v\nafter %v", before, after)
	}
}

// stamps gives every file below dir with its time stamp, the lock apart.
func stamps(t *testing.T, dir string) map[string]time.Time {
	m := map[string]time.Time{}
	if err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.Name() == "lock" || e.Name() == ".memo" {
			return err
		}
		info, err := e.Info()
		m[name] = info.ModTime()
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestOldPagesGoAndForeignFilesStay(t *testing.T) {
	s := newSite(t)
	s.run(map[string]string{"index.html": "1", "posts/a/index.html": "a", "posts/b/index.html": "b", "edited.html": "x"})
	s.write("posts/mine.txt", "mine")
	s.write("CNAME", "example.com")
	s.write("edited.html", "y")
	stats := s.run(map[string]string{"index.html": "2"})
	s.wants(map[string]string{"index.html": "2", "posts/mine.txt": "mine", "CNAME": "example.com"})
	if stats.Deleted != 3 || stats.Written != 1 || !slices.Equal(stats.Withdrawn, []string{"edited.html"}) {
		t.Errorf("%+v", stats)
	}
}

func TestAForeignFileIsNeverOverwrittenOrDeleted(t *testing.T) {
	s := newSite(t)
	s.write("robots.txt", "mine")
	if _, err := s.try(map[string]string{"robots.txt": "memo's"}, nil); err == nil || !strings.Contains(err.Error(), "robots.txt exists and was not written by memo") {
		t.Error(err)
	}
	s.run(map[string]string{"robots.txt": "mine", "index.html": "1"}) // the same bytes are no conflict
	s.run(map[string]string{"index.html": "1"})
	s.wants(map[string]string{"index.html": "1", "robots.txt": "mine"})
}

func TestADamagedManifestIsAsGoodAsNone(t *testing.T) {
	for _, text := range []string{"", "{", `{"version":99,"outputs":{}}`, `{"version":1,"outputs":{"public":{"../victim":{}}}}`, `{"version":1,"outputs":{"public":{"a":{"sha256":"zz"}}}}`} {
		s := newSite(t)
		s.run(map[string]string{"_memo/a.css": "x"})
		if err := os.WriteFile(filepath.Join(s.cache(), ManifestName), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		victim := filepath.Join(s.dir, "victim")
		if err := os.WriteFile(victim, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		s.run(map[string]string{"index.html": "1"})
		if _, err := os.Stat(victim); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestEachOutputFolderHasItsOwnManifest(t *testing.T) {
	s := newSite(t)
	s.run(map[string]string{"index.html": "1", "a.html": "a"})
	other := filepath.Join(t.TempDir(), "x", "y")
	for range 2 {
		w, err := Open(context.Background(), Folder{Dir: other, Site: s.dir, Cache: s.cache()})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Put(out("index.html"), []byte("other")); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Commit(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	if stats := s.run(map[string]string{"index.html": "1"}); stats.Deleted != 1 || stats.Unchanged != 1 {
		t.Errorf("%+v", stats)
	}
}

func TestPathsThatLeaveTheFolderAreRefused(t *testing.T) {
	for _, p := range []string{"", ".", "..", "../a", "/a", "a/../../b", "a//b", "a/", `a\b`, "a\x00b", "a\nb", "a/./b", "\xff", strings.Repeat("長", 90), "tags/c:/x", "a?b", "con/x", "nul.txt", "x./y", "x "} {
		if output.CheckPath(p) == nil {
			t.Errorf("%q is let through", p)
		}
		w := newSite(t).open()
		if _, err := w.Put(out(p), nil); err == nil {
			t.Errorf("%q is written", p)
		}
		w.Abort()
	}
	if err := output.CheckPath("tags/筋トレ/index.html"); err != nil {
		t.Error(err)
	}
}

func TestLinksOutOfTheFolderAreNotFollowed(t *testing.T) {
	s := newSite(t)
	outside := t.TempDir()
	s.write("keep", "")
	if err := os.Symlink(outside, filepath.Join(s.public(), "posts")); err != nil {
		t.Skip(err)
	}
	if _, err := s.try(map[string]string{"posts/a.html": "a"}, nil); err == nil {
		t.Error("wrote through a link")
	}
	if entries, _ := os.ReadDir(outside); len(entries) > 0 {
		t.Error(entries)
	}
}

func TestTheOutputFolderItselfMayBeALink(t *testing.T) {
	s := newSite(t)
	if err := os.Symlink(t.TempDir(), s.public()); err != nil {
		t.Skip(err)
	}
	s.run(map[string]string{"posts/a.html": "a"})
	if b, err := os.ReadFile(filepath.Join(s.public(), "posts/a.html")); string(b) != "a" {
		t.Error(err)
	}
}

func TestAFileAndAFolderOfOneNameAreAnError(t *testing.T) {
	for _, order := range [][]string{{"a", "a/b"}, {"a/b", "a"}, {"a/b/c", "a/b"}, {"a", "a"}} {
		w := newSite(t).open()
		_, first := w.Put(out(order[0]), nil)
		_, second := w.Put(out(order[1]), nil)
		if first != nil || second == nil {
			t.Errorf("%q: %v, %v", order, first, second)
		}
		w.Abort()
	}
}

func TestAFileBecomesAFolderAndBack(t *testing.T) {
	s := newSite(t)
	a, b := map[string]string{"x": "file", "y/z/w": "deep"}, map[string]string{"x/index.html": "folder", "y": "file"}
	for _, files := range []map[string]string{a, b, a, b} {
		stats := s.run(files)
		s.wants(files)
		if len(stats.Withdrawn) > 0 {
			t.Errorf("said to be changed by somebody: %q", stats.Withdrawn)
		}
	}
	s.write("x/mine", "m")
	if _, err := s.try(a, nil); err == nil {
		t.Error("a folder with a foreign file was replaced")
	}
	s.wants(map[string]string{"x/index.html": "folder", "y": "file", "x/mine": "m"})
}

func TestAPageWhoseNameChangesCaseIsReplacedAndNotDeleted(t *testing.T) {
	s := newSite(t)
	s.run(map[string]string{"Go.html": "1"})
	upper, lower := filepath.Join(s.public(), "Go.html"), filepath.Join(s.public(), "go.html")
	if err := os.Link(upper, lower); err != nil { // a disk to which both names are one file
		t.Skip(err)
	}
	_, err := s.try(map[string]string{"go.html": "2"}, func(w *Writer) {
		w.disk.rename = func(from, to string) error {
			if to == lower {
				return errors.Join(os.Rename(from, to), os.Remove(upper), os.Link(lower, upper))
			}
			return os.Rename(from, to)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	s.wants(map[string]string{"go.html": "2", "Go.html": "2"})
}

func TestAnEditedFileIsNotReplacedByAFolder(t *testing.T) {
	s := newSite(t)
	s.run(map[string]string{"x": "memo's"})
	s.write("x", "edited by somebody")
	if _, err := s.try(map[string]string{"x/index.html": "1"}, nil); err == nil {
		t.Error("no error")
	}
	s.wants(map[string]string{"x": "edited by somebody"})
}

// TestAnySequenceOfRunsLeavesTheLastSetAndForeignFiles holds for random sets
// with clashing names, random files and edits of somebody else's, random
// failures, and many goroutines.
func TestAnySequenceOfRunsLeavesTheLastSetAndForeignFiles(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	s := newSite(t)
	last, foreign := map[string]string{}, map[string]string{}
	for round := range effort.Of(60, 300) {
		next := map[string]string{}
		set := names{map[string]bool{}, map[string]bool{}}
		for range r.IntN(12) {
			p := []string{"a", "b", "c/d", "c", "c/e/f", "g/h"}[r.IntN(6)] + []string{"", "/x", ".html"}[r.IntN(3)]
			if set.add(p) == nil {
				next[p] = string(rune('0' + r.IntN(4)))
			}
		}
		if p := fmt.Sprintf("f%d/foreign%d", r.IntN(3), r.IntN(3)); r.IntN(4) == 0 {
			foreign[p] = fmt.Sprint(round)
			s.write(p, foreign[p])
		}
		var break_ func(*Writer)
		if r.IntN(3) == 0 {
			break_ = stuck(r.IntN(20))
		}
		if _, err := s.try(next, break_); err == nil {
			last = next
		} else if maps.Equal(s.holds(), both(next, foreign)) {
			last = next // only the manifest could not be written
		}
		if got, want := s.holds(), both(last, foreign); !maps.Equal(got, want) {
			t.Fatalf("round %d\ngot  %q\nwant %q", round, got, want)
		}
	}
}

func both(a, b map[string]string) map[string]string {
	m := maps.Clone(a)
	maps.Copy(m, b)
	if len(m) == 0 {
		return map[string]string{"./": ""}
	}
	return tree(m)
}

func TestPutIsSafeForConcurrentUse(t *testing.T) {
	s := newSite(t)
	w := s.open()
	defer w.Abort()
	var g sync.WaitGroup
	for i := range 200 {
		g.Go(func() {
			if changed, err := w.Put(out(fmt.Sprintf("p/%d/index.html", i)), fmt.Appendf(nil, "page %d", i)); err != nil || !changed {
				t.Error(changed, err)
			}
		})
	}
	g.Wait()
	if stats, err := w.Commit(context.Background()); err != nil || stats.Written != 200 {
		t.Error(stats, err)
	}
}

func BenchmarkWriter(b *testing.B) {
	page := []byte(strings.Repeat("本文", 2500))
	put := func(b *testing.B, s site, n int) Stats {
		w := s.open()
		for i := range n {
			if _, err := w.Put(out(fmt.Sprintf("posts/%d/index.html", i)), page); err != nil {
				b.Fatal(err)
			}
		}
		stats, err := w.Commit(context.Background())
		if err != nil {
			b.Fatal(err)
		}
		return stats
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			put(b, newSite(b), 1000)
		}
	})
	b.Run("again", func(b *testing.B) {
		s := newSite(b)
		put(b, s, 1000)
		for b.Loop() {
			put(b, s, 1000)
		}
	})
}
