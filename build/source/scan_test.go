package source

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"memo/build/diag"
)

// write makes files below a new folder; a text that starts with "-> " makes a
// symbolic link.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if target, is := strings.CutPrefix(text, "-> "); is {
			if err := os.Symlink(strings.ReplaceAll(target, "$DIR", dir), p); err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func mustScan(t testing.TB, fsys fs.FS) (Tree, diag.List) {
	t.Helper()
	tree, ds, err := Scan(fsys, Options{Root: "content/"})
	if err != nil {
		t.Fatal(err)
	}
	return tree, ds
}

func paths(tree Tree) []string {
	var out []string
	for _, f := range tree.Files {
		out = append(out, f.Path)
	}
	return out
}

// findings gives "file: code" per diagnostic.
func findings(ds diag.List) string {
	var out []string
	for _, d := range ds.Sorted() {
		out = append(out, d.File+": "+d.Code)
	}
	return strings.Join(out, "\n")
}

func TestLeftoversOfEditorsAreLeftOut(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, name := range []string{"a.md", ".well-known/security.txt", ".git/config", "node_modules/x/y.md", ".DS_Store", "Thumbs.db", "Icon\r",
		"a.md~", "a.md.bak", "a.md.orig", "a.md.rej", ".#a.md", "#a.md#", "4913", ".a.md.swp", "a.swp", "posts/.hidden/b.md", "#", "posts/C#.md"} {
		fsys[name] = &fstest.MapFile{Data: []byte(name)}
	}
	tree, ds := mustScan(t, fsys)
	if got, want := paths(tree), []string{"#", ".well-known/security.txt", "a.md", "posts/C#.md"}; !slices.Equal(got, want) || len(ds) > 0 {
		t.Errorf("got %q, want %q, %v", got, want, ds)
	}
}

func TestOnlyMarkdownIsHeldInMemory(t *testing.T) {
	dir := write(t, map[string]string{"a.md": "text", "a.png": "pixels", "empty.md": ""})
	tree, _ := mustScan(t, os.DirFS(dir))
	for _, f := range tree.Files {
		held := f.Bytes != nil
		got, err := f.Read()
		want, _ := os.ReadFile(filepath.Join(dir, f.Path))
		if err != nil || !bytes.Equal(got, want) || f.Hash != sha256.Sum256(want) || f.Size != int64(len(want)) || held != (filepath.Ext(f.Path) == ".md") {
			t.Errorf("%s: %q %v, held %v, size %d", f.Path, got, err, held, f.Size)
		}
	}
}

func TestNamesAreComposedAndCollisionsReported(t *testing.T) {
	fsys := fstest.MapFS{"か\u3099.md": {Data: []byte("x")}} // が as macOS spells it
	tree, ds := mustScan(t, fsys)
	if len(ds) > 0 || len(tree.Files) != 1 || tree.Files[0].Path != "が.md" {
		t.Fatalf("%q %v", paths(tree), ds)
	}
	if got, err := tree.Files[0].Open(); err != nil {
		t.Errorf("cannot open %q: %v %v", tree.Files[0].Name, got, err)
	}
	fsys["が.md"] = &fstest.MapFile{Data: []byte("y")}
	if tree, ds = mustScan(t, fsys); findings(ds) != "content/が.md: duplicate-name" || ds.HasErrors() || len(tree.Files) != 1 || tree.Files[0].Name != "か\u3099.md" {
		t.Errorf("%q %v", paths(tree), findings(ds))
	}
}

// Two spellings of a folder are one folder: what is in either is published,
// and only a file that is in both is there twice.
func TestFoldersOfOneNameAreOne(t *testing.T) {
	one, other := "か\u3099/", "が/"
	fsys := fstest.MapFS{one + "b.md": {Data: []byte("x")}, other + "a.md": {Data: []byte("y")}, other + "c/d.md": {Data: []byte("z")}, one + "c/e.md": {Data: []byte("z")}}
	tree, ds := mustScan(t, fsys)
	if got := paths(tree); len(ds) > 0 || !slices.Equal(got, []string{"が/a.md", "が/b.md", "が/c/d.md", "が/c/e.md"}) {
		t.Errorf("%q %v", got, findings(ds))
	}
	fsys[other+"b.md"] = &fstest.MapFile{Data: []byte("v")}
	if tree, ds = mustScan(t, fsys); findings(ds) != "content/が/b.md: duplicate-name" || ds.HasErrors() || len(tree.Files) != 4 {
		t.Errorf("%q %v", paths(tree), findings(ds))
	}
}

func TestLinksAreFollowedButNotInCircles(t *testing.T) {
	outside := write(t, map[string]string{"o.md": "x", "deep/p.md": "y"})
	dir := write(t, map[string]string{"a/x.md": "x", "a/up": "-> ..", "a/self": "-> self", "b": "-> a", "gone.md": "-> nowhere",
		"link.md": "-> a/x.md", "out": "-> " + outside, "m/n": "-> ../n", "n/m": "-> ../m"})
	tree, ds := mustScan(t, os.DirFS(dir))
	want := []string{"a/x.md", "b/x.md", "link.md", "out/deep/p.md", "out/o.md"}
	if got := paths(tree); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	wantFindings := "content/a/self: unreadable\ncontent/a/up: link-loop\ncontent/b/self: unreadable\ncontent/b/up: link-loop\n" +
		"content/gone.md: unreadable\ncontent/m/n/m: link-loop\ncontent/n/m/n: link-loop"
	if got := findings(ds); got != wantFindings {
		t.Errorf("got\n%s\nwant\n%s", got, wantFindings)
	}
}

func TestAManyfoldMazeOfLinksEnds(t *testing.T) {
	files := map[string]string{}
	for i := range 12 {
		for j := range 12 {
			if i != j {
				files[fmt.Sprintf("d%d/l%d", i, j)] = fmt.Sprintf("-> ../d%d", j)
			}
		}
	}
	start := time.Now()
	if _, ds := mustScan(t, os.DirFS(write(t, files))); !ds.HasErrors() {
		t.Error("no diagnostic")
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("took %v", d)
	}
}

// listed is a file system whose root lists names that a disk would refuse.
type listed struct {
	fstest.MapFS
	names []string
}

func (l listed) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := l.MapFS.ReadDir(name)
	for _, n := range l.names {
		entries = append(entries, fs.FileInfoToDirEntry(named{n}))
	}
	return entries, err
}

type named struct{ name string }

func (n named) Name() string     { return n.name }
func (named) Size() int64        { return 0 }
func (named) Mode() fs.FileMode  { return 0 }
func (named) ModTime() time.Time { return time.Time{} }
func (named) IsDir() bool        { return false }
func (named) Sys() any           { return nil }

func TestNamesThatNoAddressCanBeMadeOfAreRefused(t *testing.T) {
	fsys := listed{fstest.MapFS{"ok.md": {Data: []byte("x")}}, []string{`x\..\evil.md`, "a/../../b.md", "bell\a.md", "bad\xff.md", strings.Repeat("長", 90) + ".md"}}
	tree, ds := mustScan(t, fsys)
	if got := paths(tree); !slices.Equal(got, []string{"ok.md"}) || ds.Count(diag.Error) != 5 {
		t.Errorf("%q\n%s", got, findings(ds))
	}
}

func TestTooLargeAndUnreadableFilesAreReportedAndTheRestIsRead(t *testing.T) {
	dir := write(t, map[string]string{"a.md": "x", "secret.md": "x", "locked/b.md": "x"})
	big, err := os.Create(filepath.Join(dir, "big.md"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(big.Truncate(50<<20), big.Close(), os.Chmod(filepath.Join(dir, "secret.md"), 0), os.Chmod(filepath.Join(dir, "locked"), 0)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "locked"), 0o755) })
	tree, ds := mustScan(t, os.DirFS(dir))
	want := "content/big.md: too-large"
	if os.Geteuid() != 0 { // root reads everything
		want += "\ncontent/locked: unreadable\ncontent/secret.md: unreadable"
	}
	if got := findings(ds); got != want || tree.Find("a.md") == nil || tree.Find("big.md") != nil {
		t.Errorf("got\n%s\nwant\n%s\n%q", got, want, paths(tree))
	}
}

// flaky fails to open the files named in it.
type flaky struct {
	fs.FS
	broken map[string]bool
	opened *opened
}

// opened counts per name; Scan opens from several goroutines.
type opened struct {
	sync.Mutex
	n map[string]int
}

func (f flaky) Open(name string) (fs.File, error) {
	f.opened.Lock()
	f.opened.n[name]++
	f.opened.Unlock()
	if f.broken[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.FS.Open(name)
}

func TestAFileThatCannotBeOpenedIsAnErrorWithItsPath(t *testing.T) {
	fsys := flaky{fstest.MapFS{"a.md": {}, "b.png": {}}, map[string]bool{"b.png": true}, &opened{n: map[string]int{}}}
	tree, ds, err := Scan(fsys, Options{Root: "content/"})
	if err != nil || findings(ds) != "content/b.png: unreadable" || ds[0].Message != "cannot be read: permission denied" || len(tree.Files) != 1 {
		t.Errorf("%v %+v", err, ds)
	}
}

func TestAMissingRootIsTheWorldsFailure(t *testing.T) {
	if _, _, err := Scan(os.DirFS(filepath.Join(t.TempDir(), "content")), Options{Root: "content/"}); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestUnchangedFilesAreNotReadAgain(t *testing.T) {
	fsys := flaky{fstest.MapFS{"a.md": {Data: []byte("x")}, "b.md": {Data: []byte("y")}, "c/d.md": {}}, nil, &opened{n: map[string]int{}}}
	tree, _ := mustScan(t, fsys)
	fsys.FS.(fstest.MapFS)["b.md"] = &fstest.MapFile{Data: []byte("z")}
	tree, _, err := Update(fsys, tree, []string{"b.md", "c"}, Options{}) // a folder: the tree is listed
	if err != nil {
		t.Fatal(err)
	}
	if fsys.opened.n["a.md"] != 1 || string(tree.Find("b.md").Bytes) != "z" {
		t.Errorf("opened %v, b.md is %q", fsys.opened.n, tree.Find("b.md").Bytes)
	}
}

func BenchmarkScan(b *testing.B) {
	dir := b.TempDir()
	for i := range 1000 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.md", i)), bytes.Repeat([]byte("本文\n"), 700), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			mustScan(b, os.DirFS(dir))
		}
	})
	b.Run("one changed", func(b *testing.B) {
		tree, _ := mustScan(b, os.DirFS(dir))
		for b.Loop() {
			tree, _, _ = Update(os.DirFS(dir), tree, []string{"0500.md"}, Options{})
		}
	})
}
