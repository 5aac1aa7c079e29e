package disk

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"memo/build/effort"
	"memo/build/output"
)

// killed ends the process, as it seems, at the n-th change that a commit makes
// to the disk; false when the commit was through before that.
func (s site) killed(t *testing.T, outs map[string]output.Output, files map[string]string, n int) (cut bool) {
	t.Helper()
	w := s.open()
	s.put(w, outs, files)
	defer func() {
		if cut = recover() != nil; cut {
			w.lock.release()
			w.stageLock.release()
		}
	}()
	step := func() {
		if n--; n < 0 {
			w.stage, w.early = "", false // nobody is left to clean up
			panic("killed")
		}
	}
	world := w.disk
	w.disk = disk{
		write:  func(name string, b []byte) error { step(); return world.write(name, b) },
		rename: func(from, to string) error { step(); return world.rename(from, to) },
		link:   func(from, to string) error { step(); return world.link(from, to) },
		remove: func(name string) error { step(); return world.remove(name) },
		mkdir:  func(name string, mode fs.FileMode) error { step(); return world.mkdir(name, mode) },
	}
	if _, err := w.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	return false
}

func (s site) put(w *Writer, outs map[string]output.Output, files map[string]string) {
	s.t.Helper()
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if _, err := w.Put(outs[p], []byte(files[p])); err != nil {
			s.t.Fatal(err)
		}
	}
}

// web is a site whose files name what they need and where they lead:
// "needs PATH" and "leads PATH", a line each.
type web struct {
	outs  map[string]output.Output
	files map[string]string
}

// randomWeb makes a site like a real one. The seed decides on style, memos
// and tags, so that two of them share most of their files.
func randomWeb(r *rand.Rand) web {
	w := web{map[string]output.Output{}, map[string]string{}}
	css := fmt.Sprintf("_memo/main.%d.css", r.IntN(3))
	w.add(output.Output{Path: css, Immutable: true})
	shard := fmt.Sprintf("_memo/search/%d", r.IntN(1000))
	w.add(output.Output{Path: shard, Immutable: true})
	html := func(p string, list bool) output.Output {
		return output.Output{Path: p, ContentType: "text/html; charset=utf-8", List: list}
	}
	var pages, lists []string
	tags := map[string][]string{}
	for i := range 4 {
		if r.IntN(3) == 0 {
			continue
		}
		p := fmt.Sprintf("posts/%d/index.html", i)
		pages = append(pages, p)
		for range r.IntN(3) {
			tag := fmt.Sprintf("tags/%d/index.html", r.IntN(3))
			tags[tag] = append(tags[tag], p)
		}
	}
	lists = append(slices.Sorted(maps.Keys(tags)), "feed.xml", "posts/index.html")
	for _, p := range pages {
		picture := path.Dir(p) + "/a.png"
		w.add(output.Output{Path: picture, ContentType: "image/png"}, fmt.Sprint("v", r.IntN(2)))
		text := []string{"needs " + css, "needs " + picture, "leads index.html", "leads posts/index.html", "leads " + pages[r.IntN(len(pages))]}
		for tag, in := range tags {
			if slices.Contains(in, p) {
				text = append(text, "leads "+tag)
			}
		}
		slices.Sort(text)
		w.add(html(p, false), text...)
	}
	leads := func(to []string) (text []string) {
		for _, p := range to {
			text = append(text, "leads "+p)
		}
		return append(text, "needs "+css)
	}
	for tag, in := range tags {
		w.add(html(tag, true), leads(in)...)
	}
	w.add(html("posts/index.html", true), leads(pages)...)
	w.add(output.Output{Path: "feed.xml", List: true}, leads(pages)...)
	w.add(output.Output{Path: "_memo/search/root", List: true}, append(leads(pages), "needs "+shard)...)
	w.add(html("index.html", true), append(leads(lists), "leads _memo/search/root")...)
	return w
}

func (w web) add(o output.Output, text ...string) {
	w.outs[o.Path], w.files[o.Path] = o, strings.Join(text, "\n")
}

// check walks through what stands in the folder as a reader would: from home
// everything that is led to is there, every page there is finds what it
// needs, and until the first delete every page of the old site leads where it
// did.
func (s site) check(t *testing.T, old, next web) {
	t.Helper()
	have := s.holds()
	deleting := false
	for p := range old.files {
		if _, there := have[p]; !there {
			deleting = true
		}
	}
	reached := map[string]bool{}
	var follow func(p string)
	follow = func(p string) {
		if reached[p] {
			return
		}
		reached[p] = true
		text, there := have[p]
		if !there {
			t.Errorf("%s is led to and not there", p)
		}
		for line := range strings.Lines(text) {
			if to, is := strings.CutPrefix(strings.TrimSpace(line), "leads "); is {
				follow(to)
			}
		}
	}
	if _, there := have["index.html"]; there {
		follow("index.html")
	}
	for p, text := range have {
		if _, was := old.files[p]; was && !deleting {
			follow(p)
		}
		for line := range strings.Lines(text) {
			if need, is := strings.CutPrefix(strings.TrimSpace(line), "needs "); is {
				if _, there := have[need]; !there {
					t.Errorf("%s is without %s", p, need)
				}
			}
		}
	}
	for p := range have {
		if old.files[p] == "" && next.files[p] == "" && !strings.HasSuffix(p, "/") && old.outs[p].Path == "" && next.outs[p].Path == "" {
			t.Errorf("%s is of neither site", p)
		}
	}
}

// TestAKilledCommitLeavesAWholeSite kills a commit at each change to the disk
// that it makes (at every third without MEMO_LONG_TESTS), between random sites,
// and lets the next run, of a third one, find the folder with and without its
// manifest.
func TestAKilledCommitLeavesAWholeSite(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	kills, stride := 0, effort.Of(3, 1)
	for range 2 {
		old, next, third := randomWeb(r), randomWeb(r), randomWeb(r)
		for n := 0; ; n += stride {
			s := newSite(t)
			s.commit(t, old)
			cut := s.killed(t, next.outs, next.files, n)
			s.check(t, old, next)
			if t.Failed() {
				t.Fatalf("killed at change %d", n)
			}
			if n%2 == 0 {
				_ = os.RemoveAll(s.cache())
			}
			s.commit(t, third)
			if got, want := s.holds(), tree(third.files); !maps.Equal(got, want) {
				t.Fatalf("killed at change %d, then\ngot  %q\nwant %q", n, got, want)
			}
			if left, _ := filepath.Glob(filepath.Join(s.dir, "*", stageName+"*")); n%2 == 1 && len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
			if !cut {
				break
			}
			kills++
		}
	}
	if kills*stride < 60 {
		t.Errorf("only %d kills", kills)
	}
}

func (s site) commit(t *testing.T, w web) {
	t.Helper()
	writer := s.open()
	s.put(writer, w.outs, w.files)
	if _, err := writer.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// TestAFirstCommitKilledLeavesNoEmptyFolder is the same from nothing.
func TestAFirstCommitKilledLeavesNoEmptyFolder(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	next, third := randomWeb(r), randomWeb(r)
	for n, cut := 0, true; cut; n += effort.Of(3, 1) {
		s := newSite(t)
		cut = s.killed(t, next.outs, next.files, n)
		s.check(t, web{}, next)
		s.commit(t, third)
		if got, want := s.holds(), tree(third.files); !maps.Equal(got, want) {
			t.Fatalf("killed at change %d, then\ngot  %q\nwant %q", n, got, want)
		}
	}
}

// TestARunKilledAtItsEndIsNotOver holds that what was killed while it took its
// staged files away is done again, and they are gone.
func TestARunKilledAtItsEndIsNotOver(t *testing.T) {
	s, files := newSite(t), map[string]string{"index.html": "1"}
	w := s.open()
	w.Note([]byte("noted"))
	if _, err := w.Put(out("index.html"), []byte("1")); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, _, same := Same(s.folder()); !same {
		t.Error("a run that is over is not the same")
	}
	left := filepath.Join(s.cache(), stageName+"1")
	if err := os.Mkdir(left, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, _, same := Same(s.folder()); same {
		t.Error("the staged files stay")
	}
	s.run(files)
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("after another run: %v", err)
	}
}

// TestAKilledCommitOfARenamedSiteIsItsOwn kills a site's first commit, and its
// second, at each change to the disk, and then gives the site another name, and
// an address: the folder is still its own.
func TestAKilledCommitOfARenamedSiteIsItsOwn(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	old, next := randomWeb(r), randomWeb(r)
	third := map[string]string{"index.html": "3"}
	for _, before := range []bool{false, true} {
		for n, cut := 0, true; cut; n += effort.Of(3, 1) {
			s := newSite(t)
			if before {
				s.commit(t, old)
			}
			cut = s.killed(t, next.outs, next.files, n)
			url := []string{"", "https://alpha.example/"}[n%2]
			if err := into(s.called(s.public(), url, "renamed"), third); err != nil {
				t.Fatalf("killed at change %d: %v", n, err)
			}
			s.wants(third)
		}
	}
}
