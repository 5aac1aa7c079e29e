package site

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"memo/build/effort"
	"memo/build/markdown"
	"memo/build/page"
)

// sites of n memos, or of a memo with n of something, that took quadratic time
// or memory once or easily could.
var large = map[string]func(n int) ([]*page.Page, Options){
	"one name, linked by it": func(n int) ([]*page.Page, Options) {
		return memos(n, func(i int, p *page.Page) {
			p.Path, p.Title = fmt.Sprintf("posts/%d/a.md", i), "a"
			p.Doc.Links = []markdown.Link{{Kind: markdown.Wiki, Target: "a"}}
		}), options()
	},
	"one file name, left out": func(n int) ([]*page.Page, Options) {
		return memos(n, func(i int, p *page.Page) {
			p.Path, p.Front.Draft = fmt.Sprintf("posts/%d/a.md", i), true
		}), options()
	},
	"one address":    colliding(func(i int, p *page.Page) { p.Front.URL = "/a/" }),
	"one slug":       colliding(func(i int, p *page.Page) { p.Slug = "a" }),
	"one cut slug":   colliding(func(i int, p *page.Page) { p.Path = fmt.Sprintf("posts/%d/%04d-01-01-a.md", i, 1000+i); p.Slug = "a" }),
	"one alias":      colliding(func(i int, p *page.Page) { p.Front.Aliases = []string{"/a/"} }),
	"pages in a row": colliding(func(i int, p *page.Page) { p.Front.URL = fmt.Sprintf("/a/%d/", i/2) }),
	"files in folders": colliding(func(i int, p *page.Page) {
		p.Front.URL = "/" + strings.Repeat("a.html/", min(i, 20)) + fmt.Sprint(i/20) + ".html"
	}),
	"aliases of the next": colliding(func(i int, p *page.Page) { p.Front.Aliases = []string{fmt.Sprintf("/posts/m%d/", i+1)} }),
	"headings and links to them": func(n int) ([]*page.Page, Options) {
		return memos(1, func(i int, p *page.Page) {
			for k := range n {
				p.Doc.Outline = append(p.Doc.Outline, markdown.Heading{Level: 2, ID: fmt.Sprintf("h%d", k), Text: "H"})
				for _, f := range []string{"h%d", "H%d", "n%d", "none%d"} {
					p.Doc.Links = append(p.Doc.Links, markdown.Link{Fragment: fmt.Sprintf(f, k)})
				}
				p.Doc.Body = append(p.Doc.Body, markdown.Piece{Ref: -1, HTML: fmt.Appendf(nil, `<p id="n%d">a</p>`, k)})
			}
		}), options()
	},
	"folders of drafts": func(n int) ([]*page.Page, Options) {
		return memos(n, func(i int, p *page.Page) {
			p.Path, p.Front.HidesBelow = fmt.Sprintf("s%d/_index.md", i), true
		}), options()
	},
	"links to one": func(n int) ([]*page.Page, Options) {
		return memos(n, func(i int, p *page.Page) { p.Doc.Links = []markdown.Link{{Kind: markdown.Wiki, Target: "m0"}} }), options()
	},
	"links of one to one": func(n int) ([]*page.Page, Options) {
		return memos(2, func(i int, p *page.Page) {
			p.Doc.Links = slices.Repeat([]markdown.Link{{Kind: markdown.Wiki, Target: "m1"}}, n)
		}), options()
	},
	"links to a long title": func(n int) ([]*page.Page, Options) {
		return memos(2, func(i int, p *page.Page) {
			p.Title = strings.Repeat("題", n)
			p.Doc.Links = slices.Repeat([]markdown.Link{{Kind: markdown.Wiki, Target: "m1"}}, n)
		}), options()
	},
	"links to nothing": func(n int) ([]*page.Page, Options) {
		return memos(1, func(i int, p *page.Page) {
			for k := range n {
				p.Doc.Links = append(p.Doc.Links, markdown.Link{Kind: markdown.Wiki, Target: fmt.Sprintf("x%d", k)}, markdown.Link{Target: fmt.Sprintf("x%d.md", k)})
			}
		}), options()
	},
	"a series": func(n int) ([]*page.Page, Options) {
		return memos(n, func(i int, p *page.Page) { p.Front.Series = []string{"s"} }), options()
	},
	"a series each": func(n int) ([]*page.Page, Options) {
		return memos(n, func(i int, p *page.Page) { p.Front.Series = []string{fmt.Sprint("s", i)} }), options()
	},
	"tags of one": func(n int) ([]*page.Page, Options) {
		return memos(1, func(i int, p *page.Page) {
			for k := range n {
				p.Front.Tags = append(p.Front.Tags, fmt.Sprint("t", k))
			}
		}), options()
	},
	"one tag": func(n int) ([]*page.Page, Options) {
		return memos(n, func(i int, p *page.Page) { p.Front.Tags = []string{"t"} }), options()
	},
	"sections": func(n int) ([]*page.Page, Options) {
		return memos(n, func(i int, p *page.Page) { p.Path = fmt.Sprintf("s%d/a.md", i) }), options()
	},
}

func colliding(set func(i int, p *page.Page)) func(n int) ([]*page.Page, Options) {
	return func(n int) ([]*page.Page, Options) { return memos(n, set), options() }
}

func memos(n int, set func(i int, p *page.Page)) []*page.Page {
	pages := make([]*page.Page, n)
	for i := range pages {
		p := page.Page{Path: fmt.Sprintf("posts/m%d.md", i), Slug: fmt.Sprintf("m%d", i), Title: fmt.Sprint(i)}
		set(i, &p)
		p.File = "content/" + p.Path
		pages[i] = page.New(p)
	}
	return pages
}

// TestLargeSitesTakeLinearMemory compares a site with one of twice as much: 2
// when it is linear, 4 when it is quadratic.
func TestLargeSitesTakeLinearMemory(t *testing.T) {
	for name, of := range large {
		measure := func(n int) uint64 {
			pages, o := of(n)
			return allocated(func() { Assemble(pages, nil, o) })
		}
		if once, twice := measure(1500), measure(3000); twice > 3*once {
			t.Errorf("%s: %d bytes, %d for twice as much", name, once, twice)
		}
	}
}

// TestLargeSitesTakeLinearTime holds the same of the work.
func TestLargeSitesTakeLinearTime(t *testing.T) {
	for name, of := range large {
		effort.Linear(t, name, effort.Of(400, 1500), func(n int) func() {
			pages, o := of(n)
			return func() { Assemble(pages, nil, o) }
		})
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// However many memos share a tag, Related looks at so many of them, those
// with the rarest tags first.
func TestRelatedLooksAtSoManyMemos(t *testing.T) {
	s, _ := Assemble(memos(2*mostMet, func(i int, p *page.Page) {
		p.Front.Tags = []string{"all"}
		if i%10_000 == 7 {
			p.Front.Tags = append(p.Front.Tags, "rare")
		}
	}), nil, options())
	e := s.Of("content/posts/m7.md")
	got := paths(s.Related(e, 5))
	if !strings.HasPrefix(got, "m10007 m20007 m30007 ") {
		t.Errorf("related are %s", got)
	}
	m := s.newMarks()
	defer s.forget(m)
	s.meet(e, m)
	if len(m.met) > mostMet {
		t.Errorf("%d were looked at", len(m.met))
	}
	if !slices.Contains(m.met, s.Memos[0].rank) {
		t.Error("the newest was not looked at")
	}
}
