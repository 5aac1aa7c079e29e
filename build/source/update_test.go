package source

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// TestUpdateGivesWhatAScanGives makes random changes to files; whenever
// Update answers, its answer is a Scan's.
func TestUpdateGivesWhatAScanGives(t *testing.T) {
	dir, r := t.TempDir(), rand.New(rand.NewSource(1))
	write := func(p, text string) {
		name := filepath.Join(dir, p)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 20 {
		write(fmt.Sprintf("posts/%d.md", i), "start")
	}
	fsys := os.DirFS(dir)
	tree, _, err := Scan(fsys, Tree{}, Options{Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	answered := 0
	for n := range 300 {
		var changed []string
		for range 1 + r.Intn(3) {
			p := fmt.Sprintf("posts/%d.md", r.Intn(25))
			switch r.Intn(6) {
			case 0:
				_ = os.Remove(filepath.Join(dir, p))
			case 1:
				p = fmt.Sprintf("posts/.%d.swp", r.Intn(3))
				write(p, "left by an editor")
			case 2:
				p = fmt.Sprintf("posts/f%d/index.md", r.Intn(3))
				write(p, "in a folder of its own")
			default:
				write(p, fmt.Sprintf("text %d", n))
			}
			changed = append(changed, p)
		}
		if r.Intn(20) == 0 {
			changed = append(changed, "posts/f1")
			_ = os.RemoveAll(filepath.Join(dir, "posts/f1"))
		}
		want, _, err := Scan(fsys, Tree{}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, ok := Update(fsys, tree, changed, Options{Now: time.Now()})
		if !ok {
			if got, _, err = Scan(fsys, tree, Options{Now: time.Now()}); err != nil {
				t.Fatal(err)
			}
		} else {
			answered++
		}
		if g, w := contents(got), contents(want); !reflect.DeepEqual(g, w) {
			t.Fatalf("after %v\ngot  %v\nwant %v", changed, g, w)
		}
		tree = got
	}
	if answered < 200 {
		t.Errorf("Update answered only %d of 300 changes", answered)
	}
}

func contents(t Tree) (out []string) {
	for _, f := range t.Files {
		out = append(out, fmt.Sprintf("%s %s %x %d", f.Path, f.Bytes, f.Hash, f.Size))
	}
	return out
}
