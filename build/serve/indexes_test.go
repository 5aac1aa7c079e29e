package serve

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"memo/build"
	"memo/build/diag"
	"memo/build/output"
)

// searched is a folder with an index, of which it counts how often one is made.
type searched struct {
	*folder
	made atomic.Int64
}

func (s *searched) Build(ctx context.Context, changed []string, progress func(done, total int)) (*build.Result, error) {
	r, err := s.folder.Build(ctx, changed, progress)
	nth := s.builds.Load()
	r.Index = sync.OnceValue(func() []output.Output {
		s.made.Add(1)
		file := func(name string, immutable bool) output.Output {
			return output.Output{Path: build.IndexDir + name, ContentType: "application/octet-stream", Immutable: immutable, Key: name,
				Render: func(context.Context) ([]byte, diag.List) { return []byte(fmt.Sprint(name, " of ", nth)), nil }}
		}
		outs := []output.Output{file(fmt.Sprintf("part-%d", nth), true), file("root", false)}
		slices.SortFunc(outs, func(a, b output.Output) int { return strings.Compare(a.Path, b.Path) })
		return outs
	})
	return r, err
}

// TestASaveMakesNoIndex: the next search does, and one that is under way
// keeps its files.
func TestASaveMakesNoIndex(t *testing.T) {
	s := &searched{folder: newFolder(t)}
	r := run(t, s, Options{})
	_, root := r.get(t, "/"+build.IndexDir+"root")
	part := fmt.Sprintf("/%spart-%s", build.IndexDir, strings.TrimPrefix(root, "root of "))
	r.shows(t, part, "part-")
	_, before := r.get(t, part)

	s.write(t, "content/a.md", "# A\nsaved\nsecond\n")
	r.shows(t, "/a/", "saved")
	if n := s.made.Load(); n != 1 {
		t.Errorf("%d indexes made by a save after a search", n-1)
	}
	if status, got := r.get(t, part); status != 200 || got != before {
		t.Errorf("%s: %d %q, want %q", part, status, got, before)
	}
	if _, got := r.get(t, "/"+build.IndexDir+"root"); got == root || s.made.Load() != 2 {
		t.Errorf("the root is %q still, %d made", got, s.made.Load())
	}
	if status, got := r.get(t, part); status != 200 || got != before {
		t.Errorf("after the new root: %s: %d %q, want %q", part, status, got, before)
	}
}
