package site

import (
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"memo/build/diag"
	"memo/build/page"
)

// Assemble settles everything that takes more than one page to know. It never
// writes to its arguments and gives the same site for the same ones; pages
// and resources may come in any order. The list holds what does not fit
// together: two outputs with one path, links that lead nowhere. Of two outputs
// with one path one gives way, and the site is assembled without it.
//
// It runs over all pages on every change of one: a fact that one page alone
// decides belongs in page.Facts.
func Assemble(pages []*page.Page, resources []Resource, o Options) (*Site, diag.List) {
	gone := newYielded()
	for {
		a, before := newAssembly(gone.pagesLeft(pages), o, gone), gone.count()
		a.hideFolders(resources)
		a.choose()
		a.place()
		a.files(gone.filesLeft(resources))
		a.tags()
		a.series()
		a.neighbours()
		a.years()
		a.claimAll()
		if gone.count() > before {
			continue
		}
		a.link()
		a.withhold()
		a.site.Until = until(pages, o.Now)
		return a.site, append(gone.said, a.diags...)
	}
}

// assembly is one Assemble under way.
type assembly struct {
	o        Options
	base     string // BaseURL without the slash at its end
	root     string // of page.File: "content/"
	site     *Site
	pages    []*page.Page    // by path
	slab     []Entry         // of pages; empty for one that is left out
	order    []turn          // the published ones, newest first; parallel to site.all
	rank     []int32         // of pages: place in order, -1 left out
	roles    []role          // of pages
	hidden   map[string]bool // folders of which all pages and files are drafts, with a slash at the end
	unlists  map[string]bool // folders of which no page is in a list
	in       []int32         // of pages: index in site.Sections while they are being found, -1 in none
	layouts  map[string]*layout
	sections map[string]int32 // name of a section in addresses -> index in site.Sections, until they are sorted
	every    []Claim          // what every site has, of itself and by its formats
	claims   claims
	gone     *yielded
	look     lookup
	diags    diag.List
	scratch  []byte
	arena
}

// turn is a page's place in time, small so that sorting ten thousand of them
// touches no page.
type turn struct {
	when  int64 // microseconds since 1970, or undated
	page  int32
	label label
}

// undated stands for the time of a page without a date: it comes last.
const undated = math.MinInt64

// label is why build would leave a page out.
type label uint8

const (
	published label = iota
	draft
	expired
	future
)

func (l label) String() string { return [...]string{"", "draft", "expired", "future"}[l] }

func newAssembly(pages []*page.Page, o Options, gone *yielded) *assembly {
	byPath := func(x, y *page.Page) int { return strings.Compare(x.Path, y.Path) }
	if !slices.IsSortedFunc(pages, byPath) {
		pages = slices.Clone(pages)
		slices.SortFunc(pages, byPath)
	}
	if o.Location == nil {
		o.Location = time.UTC
	}
	a := &assembly{o: o, base: strings.TrimSuffix(o.BaseURL, "/"), pages: pages, gone: gone, every: slices.Concat(ofEverySite, o.Claims), layouts: map[string]*layout{}, sections: map[string]int32{},
		scratch: make([]byte, 0, 256)}
	a.site = &Site{Options: o, Prefix: Prefix(o.BaseURL), Texts: map[string]*Entry{}}
	if len(pages) > 0 {
		a.root = strings.TrimSuffix(pages[0].File, pages[0].Path)
	}
	return a
}

// Prefix gives the path of the base URL with slashes at both ends.
func Prefix(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return "/"
	}
	p := strings.Trim(u.EscapedPath(), "/")
	if p == "" {
		return "/"
	}
	return "/" + p + "/"
}

// choose tells which pages are published, and sorts them: newest first, those
// without a date last, pages of one moment by path.
func (a *assembly) choose() {
	a.order = make([]turn, 0, len(a.pages))
	a.rank = make([]int32, len(a.pages))
	a.roles = make([]role, len(a.pages))
	for i, p := range a.pages {
		a.roles[i] = a.roleOf(i)
		label := a.label(p)
		if a.o.KeptBack[p.Path] != "" || a.isHidden(p.Path, p.Facts.Drafts) {
			label = draft
		}
		if label == draft && !a.o.Drafts || label > draft && !a.o.Future {
			a.rank[i] = -1
			a.site.Left++
			continue
		}
		when := int64(undated)
		if !p.Date.IsZero() {
			when = p.Date.UnixMicro()
		}
		a.order = append(a.order, turn{when, int32(i), label})
	}
	slices.SortFunc(a.order, func(x, y turn) int {
		switch {
		case x.when > y.when:
			return -1
		case x.when < y.when:
			return 1
		}
		return int(x.page - y.page)
	})
	for n, t := range a.order {
		a.rank[t.page] = int32(n)
	}
}

// hideFolders finds the folders all of whose pages and files are drafts: by a
// cascade, as the bundle of a draft, or by the settings of a book; and those
// whose pages are in no list.
func (a *assembly) hideFolders(resources []Resource) {
	a.hidden, a.unlists = map[string]bool{}, map[string]bool{}
	for i, p := range a.pages {
		if p.Front.Unlists {
			a.unlists[parent(p.Path)] = true
		}
		if p.Front.HidesBelow || p.Front.Draft && p.Facts.Name == "index" && a.roleOf(i) == memo {
			a.hidden[parent(p.Path)] = true
		}
	}
	for _, r := range resources {
		if r.Hidden && page.HidesFolder(r.Path) {
			a.hidden[parent(r.Path)] = true
		}
	}
}

// isHidden tells whether a file lies in a folder of drafts: of one by its name,
// "" when there is none, or by what is in it.
func (a *assembly) isHidden(path, drafts string) bool {
	return drafts != "" && (a.o.ShowsDrafts == nil || !a.o.ShowsDrafts(drafts)) || within(a.hidden, path)
}

// within tells whether one of folders holds a file.
func within(folders map[string]bool, path string) bool {
	for dir := path; len(folders) > 0 && dir != ""; {
		dir = parent(dir)
		if folders[dir] {
			return true
		}
	}
	return false
}

// label tells why build would leave p out. Without a present moment (Now is
// zero) nothing is future or expired.
func (a *assembly) label(p *page.Page) label {
	f := &p.Front
	if f.Draft {
		return draft
	}
	if a.o.Now.IsZero() {
		return published
	}
	if !f.Expiry.IsZero() && !f.Expiry.After(a.o.Now) {
		return expired
	}
	if publicFrom(p).After(a.o.Now) {
		return future
	}
	return published
}
