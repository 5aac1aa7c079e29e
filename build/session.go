package build

import (
	"context"
	"fmt"
	"io"
	"path"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"memo/build/diag"
	"memo/build/format"
	"memo/build/output"
	"memo/build/page"
	"memo/build/site"
	"memo/build/source"
	"memo/build/store"
	"memo/build/theme"

	"golang.org/x/sync/errgroup"
)

// Session keeps what is dear to make from one Build to the next: the only
// mutable thing of the pipeline. One Build runs at a time; the Results of
// earlier ones stay whole.
type Session struct {
	parser *page.Parser
	with   settled   // options of parser
	pages  []*parsed // of the last Build, by path
	looked map[fileKey]looked
	theme  loaded
	tokens tokens
	store  *store.Store // of earlier runs; may be nil
}

// NewSession starts with nothing parsed. The store may be nil; saving it is
// the caller's.
func NewSession(kept *store.Store) *Session {
	return &Session{looked: map[fileKey]looked{}, store: kept}
}

// Build makes a site of its inputs. Parsing runs on every core; progress, when
// not nil, hears of every page parsed. The author's mistakes are in the
// Result, which is good to publish only without an error among them.
func (s *Session) Build(ctx context.Context, in Inputs, progress func(done, total int)) (*Result, error) {
	watch := newStopwatch()
	found := slices.Clone(in.found)
	t, list, err := s.loadTheme(in)
	if err != nil {
		return nil, err
	}
	found = append(found, list...)
	watch.lap("theme", len(t.Assets))

	if err := s.parse(ctx, memos(in), pageOptions(in, t), progress); err != nil {
		return nil, err
	}
	watch.lap("parse", len(s.pages))

	st, list, leftOut := s.assemble(in)
	found = append(found, list...)
	watch.lap("assemble", len(st.Entries))

	o, list := formatOptions(in)
	found = append(found, list...)
	outs := format.Outputs(st, t, o)
	if more := copies(st.Resources, in); len(more) > 0 {
		outs = append(outs, more...)
		output.Sort(outs)
	}
	found = append(found, missingScripts(in, outs)...)
	found = append(found, missingSections(in)...)
	found = append(found, longTags(in)...)
	watch.lap("plan", len(outs))
	r := s.result(st, t, o, outs, found, watch.timings)
	r.leftOut, r.Notices, r.inContent, r.until = leftOut, notices(in), in.holds, format.Until(st, o)
	return r, ctx.Err()
}

// parsed is a page with everything it was made from: it is good for as long
// as the same file and options come again.
type parsed struct {
	created, changed time.Time
	page             *page.Page
	found            diag.List
}

// settled is page.Options as they compare: each reading of memo.toml makes a
// time zone of its own.
type settled struct {
	page.Options
	zone string
}

func settle(o page.Options) settled {
	s := settled{o, o.Location.String()}
	s.Location = nil
	return s
}

func (p *parsed) good(f *source.File) bool {
	return p.page.Hash == f.Hash && p.created.Equal(f.Created) && p.changed.Equal(f.Changed)
}

// parse brings s.pages up to date with the memos among files. Both are sorted
// by path, so the cache is a merge and not a map.
func (s *Session) parse(ctx context.Context, files []source.File, o page.Options, progress func(done, total int)) error {
	old := s.pages
	if now := settle(o); s.parser == nil || s.with != now {
		s.parser, s.with, old = page.NewParser(o, s.store), now, nil
	}
	out := make([]*parsed, 0, len(files))
	var missing []gap
	for i := range files {
		f := &files[i]
		if !source.IsText(f.Path) {
			continue
		}
		for len(old) > 0 && old[0].page.Path < f.Path {
			old = old[1:]
		}
		if len(old) > 0 && old[0].page.Path == f.Path && old[0].good(f) {
			out = append(out, old[0])
		} else {
			missing = append(missing, gap{f, len(out)})
			out = append(out, nil)
		}
	}
	err := each(ctx, len(missing), progress, func(j int) error {
		f := missing[j].file
		defer naming(f.Path)
		p, found := s.parser.Parse(*f)
		out[missing[j].at] = &parsed{f.Created, f.Changed, p, found}
		return nil
	})
	if err == nil {
		s.pages = out
	}
	return err
}

// gap is a place among the parsed pages and the file that is to fill it.
type gap struct {
	file *source.File
	at   int
}

// naming adds the name of a file to a panic, which means a bug of ours.
func naming(path string) {
	if p := recover(); p != nil {
		panic(fmt.Sprintf("%s: %v\n%s", path, p, debug.Stack()))
	}
}

// fileKey is all that decides what is seen in a file.
type fileKey struct {
	hash [32]byte
	name string
}

// looked is what was seen in a file that is published as it is.
type looked struct {
	width, height int  // of a picture, in CSS pixels
	hidden        bool // it says of itself that it is a draft
}

// resources gives the facts of the files that are published as they are.
// Pictures are measured once for each content.
func (s *Session) resources(files []source.File) []site.Resource {
	var out []site.Resource
	for i := range files {
		f := &files[i]
		if source.IsText(f.Path) {
			continue
		}
		key := fileKey{f.Hash, path.Base(f.Path)}
		d, ok := s.looked[key]
		if !ok {
			d.width, d.height = source.Dimensions(*f)
			d.hidden = unpublished(*f)
			if d != (looked{}) || opens(*f) {
				s.looked[key] = d
			}
		}
		out = append(out, site.Resource{Path: f.Path, Width: d.width, Height: d.height, Hidden: d.hidden, Read: f.Read})
	}
	return out
}

// unpublished reads the start of a page of another tool, or of a book's
// settings, for what it says of being a draft.
func unpublished(f source.File) bool {
	switch strings.ToLower(path.Ext(f.Path)) {
	case ".html", ".htm", ".adoc", ".asciidoc", ".org", ".rst", ".mdx", ".txt", ".yaml", ".yml":
	default:
		return false
	}
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer func() { _ = r.Close() }()
	b, err := io.ReadAll(io.LimitReader(r, 64<<10))
	return err == nil && page.Unpublished(f.Path, b)
}

// opens tells whether a file is still there. What cannot be opened (a folder
// renamed since the scan) has no size today, but the same bytes may come back.
func opens(f source.File) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	_ = r.Close()
	return true
}

// loaded is a theme with everything it was made from.
type loaded struct {
	key  [32]byte
	made *theme.Theme
	list diag.List
}

// loadTheme gives the site's theme, read again only when a file of it, the
// language or the address changed.
func (s *Session) loadTheme(in Inputs) (*theme.Theme, diag.List, error) {
	k := themeKey(in)
	if s.theme.made != nil && s.theme.key == k {
		return s.theme.made, s.theme.list, nil
	}
	layers, o, list := themeOptions(in)
	t, more, err := theme.Load(layers, o)
	if err != nil {
		return nil, nil, err
	}
	s.theme = loaded{k, t, append(list, more...)}
	return t, s.theme.list, nil
}

// each calls f for 0 to n-1 on every core and stops at the first error.
// Progress, when not nil, hears of every step. A panic in f becomes the
// caller's, who may have a way to live with it: memo serve has.
func each(ctx context.Context, n int, progress func(done, total int), f func(i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	var next, done atomic.Int64
	var crash atomic.Pointer[string]
	for range min(n, runtime.GOMAXPROCS(0)) {
		g.Go(func() error {
			defer func() {
				if p := recover(); p != nil {
					text := fmt.Sprintf("%v\n%s", p, debug.Stack())
					crash.CompareAndSwap(nil, &text)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := f(i); err != nil {
					return err
				}
				if d := done.Add(1); progress != nil {
					progress(int(d), n)
				}
			}
			return nil
		})
	}
	err := g.Wait()
	if text := crash.Load(); text != nil {
		panic(*text)
	}
	return err
}
