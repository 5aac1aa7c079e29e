package build

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"memo/build/check"
	"memo/build/diag"
	"memo/build/format"
	"memo/build/output"
	"memo/build/page"
	"memo/build/source"
	"memo/build/store"
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

	Meter *Meter // is told what each memo takes; may be nil
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
	r := s.result(st, t, o, outs, in.inSettings(in.strict(found)), in.bookNames(), watch.timings)
	r.leftOut, r.Notices, r.inContent, r.until = leftOut, append(notices(in), withheldNotices(st)...), in.holds, format.Until(st, o)
	r.meter = s.Meter
	r.Check = func() diag.List { return in.inSettings(check.Site(st, checkOptions(in))) }
	return r, ctx.Err()
}

// parsed is a page with everything it was made from: it is good for as long
// as the same file and options come again.
type parsed struct {
	created, changed time.Time
	page             *page.Page
	found            diag.List
	secrets          diag.List // in its text
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
		defer s.Meter.read(o.Root+f.Path, time.Now())
		p, found := s.parser.Parse(*f)
		out[missing[j].at] = &parsed{f.Created, f.Changed, p, found, secretsIn(p.File, f.Bytes)}
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
