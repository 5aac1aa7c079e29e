package serve

import (
	"slices"
	"strings"
	"sync"

	"memo/build"
	"memo/build/output"
)

// indexes are the last two search indexes that were made. A save makes none:
// with 10,000 memos that takes 280 ms. The next request for the root, which
// every search begins with, makes the one of the site as it is then; a search
// that began before goes on in the files of its own, whose names are made of
// their content.
type indexes struct {
	mu   sync.Mutex
	made [2][]output.Output // the last, and the one before
}

// lookup finds a file of the index.
func (x *indexes) lookup(r *build.Result, path string) (output.Output, bool) {
	x.mu.Lock()
	for _, outs := range x.made {
		i, ok := slices.BinarySearchFunc(outs, path, func(o output.Output, p string) int { return strings.Compare(o.Path, p) })
		if ok && outs[i].Immutable {
			x.mu.Unlock()
			return outs[i], true
		}
	}
	x.mu.Unlock()
	out, ok := r.Lookup(path)
	if !ok || r.Index == nil {
		return out, ok
	}
	outs := r.Index() // made by Lookup
	x.mu.Lock()
	defer x.mu.Unlock()
	if len(x.made[0]) == 0 || &outs[0] != &x.made[0][0] {
		x.made = [2][]output.Output{outs, x.made[0]}
	}
	return out, true
}
