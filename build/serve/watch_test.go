package serve

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// TestEverySaveIsSeen goes through the ways in which files change on a disk.
func TestEverySaveIsSeen(t *testing.T) {
	f := newFolder(t, "content/sub/deep/b.md", "# B\nold\n")
	content := filepath.Join(f.dir, "content")
	outside := filepath.Join(t.TempDir(), "elsewhere")
	f.write(t, "stage/new/inner/n.md", "# N\nfrom a moved folder\n")
	if err := os.MkdirAll(outside, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(content, "sub"), filepath.Join(content, "aa")); err != nil { // watched first, and so is sub by it
		t.Fatal(err)
	}
	do := func(errs ...error) {
		t.Helper()
		for _, err := range errs {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	r := run(t, f, Options{})
	r.shows(t, "/a/", "first")
	at := func(p ...string) string { return filepath.Join(append([]string{content}, p...)...) }
	put := func(text string, p ...string) { do(os.WriteFile(at(p...), []byte(text), 0o644)) }
	for _, step := range []struct {
		name       string
		change     func()
		path, text string
	}{
		{"the other name of a folder taken away", func() {
			do(os.Remove(at("aa")))
			put("# B\nhas one name\n", "sub", "deep", "b.md")
		}, "/b/", "has one name"},
		{"file of the folder with one name", func() { put("# B\nsaved\n", "sub", "deep", "b.md") }, "/b/", "saved"},
		{"write in place", func() { put("# A\nwritten\n", "a.md") }, "/a/", "written"},
		{"temporary file and rename", func() {
			put("# A\nrenamed over\n", ".a.md.tmp")
			do(os.Rename(at(".a.md.tmp"), at("a.md")))
		}, "/a/", "renamed over"},
		{"vim", func() {
			put("", "4913")
			do(os.Remove(at("4913")), os.Rename(at("a.md"), at("a.md~")))
			put("# A\nby vim\n", "a.md")
			do(os.Remove(at("a.md~")))
		}, "/a/", "by vim"},
		{"deep file", func() { put("# B\ndeep\n", "sub", "deep", "b.md") }, "/b/", "deep"},
		{"new folder with a file", func() {
			do(os.MkdirAll(at("x", "y"), 0o755))
			put("# C\nin a new folder\n", "x", "y", "c.md")
		}, "/c/", "in a new folder"},
		{"file of the new folder", func() { put("# C\nagain\n", "x", "y", "c.md") }, "/c/", "again"},
		{"folder moved in", func() { do(os.Rename(filepath.Join(f.dir, "stage", "new"), at("new"))) }, "/n/", "from a moved folder"},
		{"file of the folder moved in", func() { put("# N\nedited\n", "new", "inner", "n.md") }, "/n/", "edited"},
		{"folder renamed", func() { do(os.Rename(at("x"), at("z"))) }, "/c/", "again"},
		{"file of the renamed folder", func() { put("# C\nafter the rename\n", "z", "y", "c.md") }, "/c/", "after the rename"},
		{"file renamed", func() { do(os.Rename(at("z", "y", "c.md"), at("z", "y", "d.md"))) }, "/d/", "after the rename"},
		{"file deleted", func() { do(os.Remove(at("z", "y", "d.md"))) }, "/d/", "missing"},
		{"folder deleted", func() { do(os.RemoveAll(at("sub"))) }, "/b/", "missing"},
		{"folder made again", func() { f.write(t, "content/sub/deep/b.md", "# B\nback\n") }, "/b/", "back"},
		{"linked folder", func() {
			do(os.WriteFile(filepath.Join(outside, "l.md"), []byte("# L\nfrom a link\n"), 0o644),
				os.Symlink(filepath.Join(outside, "l.md"), at("l.md")))
		}, "/l/", "from a link"},
		{"target of the link", func() {
			do(os.WriteFile(filepath.Join(outside, "l.md"), []byte("# L\nthe target\n"), 0o644))
		}, "/l/", "the target"},
		{"configuration", func() { f.write(t, "memo.toml", "title = 覚え書き\n") }, "/", "覚え書き"},
		{"style sheet", func() { f.write(t, "style.css", "main { color: red }\n") }, "/a/", "style." + fingerprint("main { color: red }\n")},
		{"content taken away and brought back", func() {
			do(os.Rename(content, content+".away"))
			time.Sleep(50 * time.Millisecond)
			do(os.Rename(content+".away", content))
			put("# A\nback again\n", "a.md")
		}, "/a/", "back again"},
	} {
		t.Run(step.name, func(t *testing.T) {
			step.change()
			until(t, fmt.Sprintf("%q at %s", step.text, step.path), func() bool {
				_, body := r.get(t, step.path)
				return strings.Contains(body, step.text)
			})
		})
		time.Sleep(20 * time.Millisecond)
	}
}

// TestAThousandFilesAtOnceAreAFewBuilds allows one more for each pause that the
// machine may have made while they were written.
func TestAThousandFilesAtOnceAreAFewBuilds(t *testing.T) {
	f := newFolder(t)
	for i := range 1000 {
		f.write(t, fmt.Sprintf("content/d%d/m%d.md", i%7, i), "# M\nold\n")
	}
	r := run(t, f, Options{})
	r.shows(t, "/m999/", "old")
	before, began := f.builds.Load(), time.Now()
	for i := range 1000 {
		f.write(t, fmt.Sprintf("content/d%d/m%d.md", i%7, i), "# M\nnew\n")
	}
	writing := time.Since(began)
	for i := range 1000 {
		if i%100 == 0 || i == 999 {
			r.shows(t, fmt.Sprintf("/m%d/", i), "new")
		}
	}
	f.write(t, "content/last.md", "# M\nlast\n")
	r.shows(t, "/last/", "last") // and so all events before it have been heard
	if n, most := f.builds.Load()-before, 3+int64(writing/patience().burstQuiet); n > most {
		t.Errorf("%d builds, at most %d for files that came in %v", n, most, writing)
	}
}

func TestFilesOfEditorsForAMomentBuildNothing(t *testing.T) {
	f := newFolder(t)
	r := run(t, f, Options{Ignored: unread})
	r.shows(t, "/a/", "first")
	before := f.builds.Load()
	for _, name := range []string{"4913", "a.md~", ".#a.md", "#a.md#", ".a.md.swp", ".a.md.swx"} {
		f.write(t, "content/"+name, "x")
	}
	f.write(t, "unrelated.txt", "beside memo.toml")
	time.Sleep(150 * time.Millisecond)
	if n := f.builds.Load() - before; n != 0 {
		t.Errorf("%d builds", n)
	}
}

// TestOtherRightsAreLookedAt: a file that cannot be read is a mistake, and its
// bytes are the same before and after.
func TestOtherRightsAreLookedAt(t *testing.T) {
	f := newFolder(t)
	r := run(t, f, Options{})
	r.shows(t, "/a/", "first")
	for _, mode := range []os.FileMode{0, 0o644} {
		before := f.builds.Load()
		if err := os.Chmod(filepath.Join(f.dir, "content/a.md"), mode); err != nil {
			t.Fatal(err)
		}
		until(t, "a build", func() bool { return f.builds.Load() > before })
	}
}

// TestHalfAFileIsNotBelieved: of what an editor writes in two steps the first
// is not built.
func TestHalfAFileIsNotBelieved(t *testing.T) {
	const whole = "# A\n長い本文です。\n二行目です。\n"
	for name, half := range map[string]string{"emptied": "", "cut within a line": whole[:len(whole)-4], "most is missing": "# A\n"} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t)
			f.write(t, "content/a.md", whole)
			p := patience()
			p.unfinished = time.Minute // but for the second step
			w := newWatcher(p, unread, func(string, ...any) {})
			go w.run(t.Context(), f.Roots())
			w.ready(t.Context())
			f.write(t, "content/a.md", half)
			select {
			case got := <-w.changed:
				t.Fatalf("handed over: %q", got)
			case <-time.After(60 * time.Millisecond): // until then nothing may come
			}
			f.write(t, "content/a.md", whole)
			if got := <-w.changed; len(got) != 1 {
				t.Errorf("changed %q", got)
			}
		})
	}
}

// TestAMissingFileIsNotBelieved: of what is removed and then written anew only
// the second step is built, whatever leads to the file.
func TestAMissingFileIsNotBelieved(t *testing.T) {
	for _, name := range []string{"content/a.md", "content/l.md", "elsewhere/l.md", "style.css"} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t, "elsewhere/l.md", "# L\n")
			if err := os.Symlink("../elsewhere/l.md", filepath.Join(f.dir, "content/l.md")); err != nil {
				t.Fatal(err)
			}
			p := patience()
			p.unfinished = time.Minute // but for the second step
			w := newWatcher(p, unread, func(string, ...any) {})
			go w.run(t.Context(), f.Roots())
			w.ready(t.Context())
			for _, text := range []string{"# Other than what it was\n", "# And longer than what it was\n"} {
				if err := os.Remove(filepath.Join(f.dir, name)); err != nil {
					t.Fatal(err)
				}
				select {
				case got := <-w.changed:
					t.Fatalf("handed over: %q", got)
				case <-time.After(60 * time.Millisecond): // until then nothing may come
				}
				f.write(t, name, text)
				if got := <-w.changed; len(got) != 1 {
					t.Errorf("changed %q", got)
				}
			}
		})
	}
}

// TestALinkToAFolderOfALinkedFileIsFollowed: the system has one name for the
// events of a folder, whichever link it was watched for first.
func TestALinkToAFolderOfALinkedFileIsFollowed(t *testing.T) {
	for _, order := range [][]string{{"s.md", "extd"}, {"extd", "s.md"}} {
		f := newFolder(t, "ext/s.md", "# S\n")
		w := newWatcher(patience(), unread, func(string, ...any) {})
		go w.run(t.Context(), f.Roots())
		w.ready(t.Context())
		for _, name := range order {
			to := map[string]string{"s.md": "../ext/s.md", "extd": "../ext"}[name]
			if err := os.Symlink(to, filepath.Join(f.dir, "content", name)); err != nil {
				t.Fatal(err)
			}
			<-w.changed
		}
		for _, name := range []string{"ext/n.md", "ext/sub/m.md"} {
			f.write(t, name, "# New\n")
			select {
			case got := <-w.changed:
				if got != nil {
					t.Errorf("%q: told %q, and not that anything may be", order, got)
				}
			case <-time.After(10 * time.Second):
				t.Fatalf("%q: %s never seen", order, name)
			}
		}
	}
}

// TestARenameWaitsForNothing: the file is not gone, it has another name.
func TestARenameWaitsForNothing(t *testing.T) {
	f := newFolder(t, "content/sub/b.md", "# B\n")
	p := patience()
	p.unfinished = time.Hour
	w := newWatcher(p, unread, func(string, ...any) {})
	go w.run(t.Context(), f.Roots())
	w.ready(t.Context())
	for _, move := range [][2]string{{"content/a.md", "content/c.md"}, {"content/c.md", "content/sub/c.md"}, {"content/sub/c.md", "content/sub/b.md"}, {"content/sub", "content/moved"}} {
		if err := os.Rename(filepath.Join(f.dir, move[0]), filepath.Join(f.dir, move[1])); err != nil {
			t.Fatal(err)
		}
		<-w.changed
	}
}

// TestAShortFileIsBelievedInTheEnd: somebody may mean it.
func TestAShortFileIsBelievedInTheEnd(t *testing.T) {
	f := newFolder(t)
	r := run(t, f, Options{})
	r.shows(t, "/a/", "first")
	f.write(t, "content/a.md", "cut")
	r.shows(t, "/a/", "cut")
}

// TestASaveWaitsForNothing: a file that lost a line is a save like any other.
func TestASaveWaitsForNothing(t *testing.T) {
	f := newFolder(t)
	p := patience()
	p.unfinished = time.Hour
	w := newWatcher(p, unread, func(string, ...any) {})
	go w.run(t.Context(), f.Roots())
	w.ready(t.Context())
	for _, text := range []string{"# A\nfirst\nsecond\nthird\n", "# A\nfirst\nsecond\n", "# A\nno line end"} {
		f.write(t, ".a.tmp", text)
		if err := os.Rename(filepath.Join(f.dir, ".a.tmp"), filepath.Join(f.dir, "content/a.md")); err != nil {
			t.Fatal(err)
		}
		<-w.changed
	}
}

func TestWithoutWatchesFilesAreLookedAt(t *testing.T) {
	f := newFolder(t, "content/sub/b.md", "# B\n")
	for name, open := range map[string]func() (*fsnotify.Watcher, error){
		"no instance": func() (*fsnotify.Watcher, error) { return nil, fmt.Errorf("inotify_init: %w", syscall.EMFILE) },
		"lost later":  fsnotify.NewWatcher,
	} {
		t.Run(name, func(t *testing.T) {
			var said lines
			p := patience()
			p.poll = 20 * time.Millisecond
			w := newWatcher(p, unread, func(format string, args ...any) { fmt.Fprintf(&said, format, args...) })
			w.open = open
			go w.run(t.Context(), f.Roots())
			w.ready(t.Context())
			if name == "lost later" {
				go w.poll(t.Context(), f.Roots(), syscall.ENOSPC, survey(f.Roots(), unread))
			}
			until(t, "a message", func() bool { return strings.Contains(said.String(), "max_user_watches") })
			time.Sleep(30 * time.Millisecond)
			f.write(t, "content/sub/b.md", "# B\nfrom "+name+"\n")
			select {
			case got := <-w.changed:
				if len(got) != 1 || filepath.Base(got[0]) != "b.md" {
					t.Errorf("changed %v", got)
				}
			case <-time.After(time.Minute):
				t.Error("never seen")
			}
		})
	}
}

func TestLinksInCirclesEnd(t *testing.T) {
	f := newFolder(t)
	if err := os.Symlink(filepath.Join(f.dir, "content"), filepath.Join(f.dir, "content", "loop")); err != nil {
		t.Fatal(err)
	}
	r := newRoots(func(string) error { return nil }, unread, f.Roots())
	if err := r.watchAll(); err != nil || len(r.trees) != 1 {
		t.Errorf("%v, watching %v", err, r.trees)
	}
	if n := len(survey(f.Roots(), unread)); n != 2 {
		t.Errorf("%d files", n)
	}
}

// unread is what editors write beside a file for a moment.
func unread(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~") || name == "4913"
}
