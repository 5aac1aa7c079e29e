package site

import (
	"cmp"
	"slices"
	"strings"

	"memo/build/page"
)

// index is the file that an address with a slash at its end stands for.
const index = "index.html"

// place makes the entries, the sections and home.
func (a *assembly) place() {
	s := a.site
	slab := make([]Entry, len(a.order))
	s.all = make([]*Entry, len(a.order))
	s.Entries = make([]*Entry, 0, len(a.order))
	sections := map[string]*Section{}
	for n, t := range a.order {
		p, r, e := a.pages[t.page], a.roles[t.page], &slab[n]
		s.all[n] = e
		e.Page, e.Label, e.rank = p, t.label, int32(n)
		e.Out, e.URL, e.key = a.outputs(a.address(p, r))
		if r != top && r != home {
			e.Section = a.section(sections, p.Facts.Section)
		}
		switch r {
		case home:
			s.Home = e
		case section:
			e.Section.Index = e
		default:
			s.Entries = append(s.Entries, e)
			if e.Section != nil {
				e.Section.Entries = append(e.Section.Entries, e)
			}
		}
	}
	a.finishHome()
	a.finishSections()
}

func (a *assembly) section(known map[string]*Section, name string) *Section {
	if n := len(a.site.Sections); n > 0 && a.site.Sections[n-1].Name == name {
		return a.site.Sections[n-1]
	}
	s := known[name]
	if s == nil {
		s = &Section{Name: name, Title: name, Layout: a.layoutOf(name).Layout}
		known[name] = s
		a.site.Sections = append(a.site.Sections, s)
	}
	return s
}

// address gives where a page is published, without index.html.
func (a *assembly) address(p *page.Page, r role) spelled {
	switch {
	case r == home:
		return spelled{}
	case p.Front.URL != "":
		return spell(folderOrFile(strings.TrimLeft(p.Front.URL, "/")))
	case r == top:
		return spelled{p.Slug + "/", p.Facts.SlugKey + "/", p.Facts.SlugURL + "/"}
	case r != memo:
		return spell(p.Facts.Folder + "/")
	}
	l := a.layoutOf(p.Facts.Section)
	if p.Date.IsZero() && l.dated() {
		a.undated(p, l)
	}
	return a.expand(l, p)
}

// outputs gives the output path, the URL and the key of an address. Plain
// ones, nearly all, are parts of one string: a third of the memory.
func (a *assembly) outputs(s spelled) (out, url, key string) {
	prefix := a.site.Prefix
	file := s.out != "" && !strings.HasSuffix(s.out, "/")
	if file {
		return s.out, prefix + s.url, s.key
	}
	if s.out == s.url && s.out == s.key {
		all := prefix + s.out + index
		end := len(all) - len(index)
		return all[len(prefix):], all[:end], all[len(prefix):end]
	}
	return s.out + index, prefix + s.url, s.key
}

// finishHome gives a site without a text for its front page an empty one.
func (a *assembly) finishHome() {
	h := a.site.Home
	if h == nil {
		h = &Entry{Page: page.New(page.Page{Title: a.o.Title}), Out: index, URL: a.site.Prefix, rank: -1}
		a.site.Home = h
	}
	if h.Title == "" {
		p := *h.Page
		p.Title = a.o.Title
		h.Page = &p
	}
}

func (a *assembly) finishSections() {
	slices.SortFunc(a.site.Sections, func(x, y *Section) int { return cmp.Compare(x.Name, y.Name) })
	for _, s := range a.site.Sections {
		s.Out, s.URL, _ = a.outputs(spell(s.Name + "/"))
		if s.Index != nil {
			s.Out, s.URL, s.Title = s.Index.Out, s.Index.URL, s.Index.Title
		}
	}
}
