package source

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// disk is a folder on a disk that heeds modes (as for anybody but root), and
// may take names for the same that differ in case.
type disk struct {
	dir    string
	folded bool
}

// at is where a name leads.
func (d disk) at(name string) string {
	full := filepath.Join(d.dir, name)
	if !d.folded || name == "." {
		return full
	}
	dir := d.at(filepath.Dir(name))
	entries, _ := os.ReadDir(dir) // what cannot be listed has no other spelling
	for _, e := range entries {
		if strings.EqualFold(e.Name(), filepath.Base(name)) {
			return filepath.Join(dir, e.Name())
		}
	}
	return filepath.Join(dir, filepath.Base(name))
}

func (d disk) Open(name string) (fs.File, error) {
	info, err := os.Stat(d.at(name))
	if err == nil && info.Mode().Perm()&0o400 == 0 {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return os.Open(d.at(name))
}

func (d disk) Lstat(name string) (fs.FileInfo, error)     { return os.Lstat(d.at(name)) }
func (d disk) ReadLink(name string) (string, error)       { return os.Readlink(d.at(name)) }
func (d disk) Stat(name string) (fs.FileInfo, error)      { return os.Stat(d.at(name)) }
func (d disk) ReadDir(name string) ([]fs.DirEntry, error) { return d.list(name) }

func (d disk) list(name string) ([]fs.DirEntry, error) {
	f, err := d.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.(fs.ReadDirFile).ReadDir(-1)
}

// vandal does to a disk whatever can be done to one, and notes the names that
// a system would report.
type vandal struct {
	disk
	*rand.Rand
	outside string
	changed []string
}

// name is one of few, so that files, folders and links meet. Two of them are
// one when composed, others differ in case, or sort around a folder's "/".
func (v *vandal) name() string {
	names := []string{"a.md", "aws", "aws.md", "aws-x.md", "A.md", "AWS", "が.md", "か\u3099.md", "がぞう", "か\u3099ぞう", "x.png", "old~", "go.mod", "vendor", "x.pem"}
	name := names[v.IntN(len(names))]
	for v.IntN(2) == 0 && strings.Count(name, "/") < 3 {
		name = names[v.IntN(len(names))] + "/" + name
	}
	return name
}

// deed is one change; what is impossible does nothing.
func (v *vandal) deed() {
	name, other := v.name(), v.name()
	p, q := v.at(name), v.at(other)
	for _, n := range []string{name, other} { // as it is before and after
		v.report(n)
		defer v.report(n)
	}
	switch v.IntN(12) {
	case 0:
		_ = os.RemoveAll(p)
		_ = os.RemoveAll(q)
	case 1:
		_ = os.Rename(p, q)
	case 2:
		_ = os.RemoveAll(q)
		_ = os.Rename(p, q)
	case 3: // a folder moved out, or in
		name, _, _ = strings.Cut(name, "/")
		v.report(name)
		if away := filepath.Join(v.outside, "away"); os.Rename(v.at(name), away) != nil {
			_ = os.Rename(away, v.at(name))
		} else if v.IntN(2) == 0 {
			_ = os.RemoveAll(away)
		}
	case 4:
		_ = os.Chmod(p, []fs.FileMode{0, 0o700}[v.IntN(2)])
	case 5:
		_ = os.Symlink([]string{filepath.Join(v.outside, "o.md"), filepath.Join(v.outside, "f"), q}[v.IntN(3)], p)
	case 6:
		v.write(filepath.Join(v.outside, []string{"o.md", "f/in.md"}[v.IntN(2)]))
	default:
		v.write(p)
	}
}

// report notes what a watcher would say of a change to name: the name, what
// it leads to through links, and the first of its folders that is not there yet.
func (v *vandal) report(name string) {
	for _, n := range []string{name, must(filepath.Rel(v.dir, v.at(name)))} {
		v.changed = append(v.changed, n)
		at, rest := filepath.Join(v.dir, n), ""
		for ; !exists(at); at, rest = filepath.Dir(at), filepath.Base(at) {
			v.changed = append(v.changed, must(filepath.Rel(v.dir, at)))
		}
		real := filepath.Join(must(filepath.EvalSymlinks(at)), rest)
		if in := must(filepath.Rel(v.dir, real)); filepath.IsLocal(in) {
			v.changed = append(v.changed, in)
		}
	}
}

func exists(p string) bool { _, err := os.Stat(p); return err == nil }

// write changes a file, or makes it, without changing its size or time.
func (v *vandal) write(p string) {
	_ = os.MkdirAll(filepath.Dir(p), 0o755)
	if os.WriteFile(p, []byte{byte('0' + v.IntN(10))}, 0o644) == nil {
		_ = os.Chtimes(p, time.Time{}, time.Unix(1, 0))
	}
}

// edit changes single files of the plain kind, as most saves do.
func (v *vandal) edit() {
	for range 1 + v.IntN(3) {
		name := []string{"p/a.md", "p/b.md", "p/か\u3099.md", "p/c.png", "d.md"}[v.IntN(5)]
		if v.write(v.at(name)); v.IntN(5) == 0 {
			_ = os.Remove(v.at(name))
		}
		v.changed = append(v.changed, name)
	}
}

// TestUpdateGivesWhatScanGives is what a server that never reads all files
// again rests on.
func TestUpdateGivesWhatScanGives(t *testing.T) {
	patched := 0
	for seed := range 24 {
		v := &vandal{disk: disk{t.TempDir(), seed%3 == 0}, Rand: rand.New(rand.NewPCG(uint64(seed), 1)), outside: t.TempDir()}
		for _, name := range []string{"p/a.md", "p/b.md", "d.md"} {
			v.write(v.at(name))
		}
		v.write(filepath.Join(v.outside, "f/in.md"))
		o := Options{Root: "content/"}
		tree, _, err := Scan(v.disk, o)
		if err != nil {
			t.Fatal(err)
		}
		for range 30 {
			if v.IntN(8) == 0 { // as by another .gitignore
				o.Exclude = o.Exclude.Ignoring([][]string{nil, {"p/b.md", "vendor"}, {"aws", "a.md", "がぞう/aws"}}[v.IntN(3)])
			}
			if v.IntN(8) == 0 {
				ignored := o.Exclude.git
				o.Exclude = []Exclusion{{}, Excluding(nil), Excluding([]string{"aws", "p/c.*"}), Excluding([]string{"aws", "!aws/a.md", "!vendor/x.png"})}[v.IntN(4)]
				o.Exclude.git = ignored
			}
			v.changed = []string{}
			for range 1 + v.IntN(3) {
				if v.IntN(3) == 0 {
					v.edit()
				} else {
					v.deed()
				}
			}
			if v.IntN(8) == 0 { // a mess is cleared now and then, or no tree would stay plain
				v.changed = []string{"."}
				for _, e := range must(os.ReadDir(v.dir)) {
					_ = os.RemoveAll(filepath.Join(v.dir, e.Name()))
				}
				v.write(v.at("p/a.md"))
			}
			want, wantFound, err := Scan(v.disk, o)
			if err != nil {
				t.Fatal(err)
			}
			if _, ok := patch(v.disk, tree, v.changed, o); ok {
				patched++
			}
			got, found, err := Update(v.disk, tree, v.changed, o)
			if err != nil {
				t.Fatal(err)
			}
			same := func(a, b File) bool { return reflect.DeepEqual(a, b) }
			if !slices.EqualFunc(got.Files, want.Files, same) || got.plain != want.plain || !slices.Equal(got.Ignored, want.Ignored) || !reflect.DeepEqual(found, wantFound) {
				t.Fatalf("seed %d: after %q\ngot  %v %v\nwant %v %v", seed, v.changed, append(contents(got), got.Ignored...), found, append(contents(want), want.Ignored...), wantFound)
			}
			tree = got
		}
	}
	if patched < 60 {
		t.Errorf("single files were looked at alone only %d times", patched)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func contents(t Tree) (out []string) {
	for _, f := range t.Files {
		out = append(out, fmt.Sprintf("%+q as %+q %s %x", f.Path, f.Name, f.Bytes, f.Hash[:4]))
	}
	return out
}
