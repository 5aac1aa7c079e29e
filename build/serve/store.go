package serve

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	"memo/build"
	"memo/build/diag"
	"memo/build/output"
)

// roomFor is how many bytes of rendered output are kept; the oldest go first.
// A memo is 20 to 40 KB, so this is every page that a day of drafting opens.
const roomFor = 64 << 20

// store keeps rendered outputs of one Result, each made once however many
// tabs and requests ask at the same time.
type store struct {
	out *console // hears what is wrong with each rendering

	mu    sync.Mutex
	kept  map[string]*rendered // by output path
	order []string             // oldest first
	size  int
}

// rendered is an output's bytes as they are served.
type rendered struct {
	key      string // of the output
	prefix   string // for which the script tag was written
	once     sync.Once
	body     []byte
	hash     string // of the bytes as built, without the script tag
	mistakes []mistake
}

// newStore starts empty, or with those bytes of old that are still right for
// their outputs: the ones whose key is known and the same.
func newStore(out *console, old *store, lookup func(string) (output.Output, bool), prefix string) *store {
	s := &store{out: out, kept: map[string]*rendered{}}
	if old == nil {
		return s
	}
	old.mu.Lock()
	defer old.mu.Unlock()
	for _, path := range old.order {
		r := old.kept[path]
		if r.key == "" || r.hash == "" || r.prefix != prefix || strings.HasPrefix(path, build.IndexDir) {
			continue // a file of the index lies in it already, and to look for one makes a new index
		}
		if out, ok := lookup(path); ok && out.Key == r.key {
			s.keep(path, r)
		}
	}
	return s
}

// render gives an output's bytes, made now or before.
func (s *store) render(ctx context.Context, out output.Output, prefix string) *rendered {
	s.mu.Lock()
	r := s.kept[out.Path]
	if r == nil {
		r = &rendered{key: out.Key, prefix: prefix}
		s.kept[out.Path] = r
	}
	s.mu.Unlock()
	r.once.Do(func() {
		s.out.rendered(r.make(ctx, out), r.mistakes)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.keep(out.Path, r)
	})
	return r
}

// keep counts a finished rendering and forgets the oldest past the limit.
func (s *store) keep(path string, r *rendered) {
	s.kept[path] = r
	s.order = append(s.order, path)
	s.size += len(r.body)
	for s.size > roomFor && len(s.order) > 1 {
		s.size -= len(s.kept[s.order[0]].body)
		delete(s.kept, s.order[0])
		s.order = s.order[1:]
	}
}

// make renders. A panic is our own bug and is shown as one.
func (r *rendered) make(ctx context.Context, out output.Output) (list diag.List) {
	defer func() {
		if p := recover(); p != nil {
			r.mistakes = []mistake{bug("rendering "+out.Path, p, debug.Stack())}
		}
	}()
	body, list := out.Render(ctx)
	if list.HasErrors() {
		r.mistakes = mistakes(list)
		return list
	}
	sum := sha256.Sum256(body)
	r.body, r.hash = body, hex.EncodeToString(sum[:8])
	if strings.HasPrefix(out.ContentType, "text/html") && out.Redirect == "" {
		version := "200-" + r.hash
		if out.Path == "404.html" {
			version = "404-" + r.hash
		}
		r.body = withScript(body, r.prefix, version)
	}
	return list
}

// withScript puts the live script's tag before the end of the head; its query
// tells the script which version the tab shows.
func withScript(page []byte, prefix, version string) []byte {
	tag := scriptTag(prefix, version)
	i := bytes.Index(page, []byte("</head>"))
	if i < 0 {
		i = len(page)
	}
	out := make([]byte, 0, len(page)+len(tag))
	out = append(out, page[:i]...)
	out = append(out, tag...)
	return append(out, page[i:]...)
}

func scriptTag(prefix, version string) string {
	return fmt.Sprintf(`<script src="%s`+live+`live.js?%s" defer></script>`, escaped(prefix), version)
}
