package site

import (
	"cmp"
	"slices"
	"strings"

	"memo/build/page"
)

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
		e.Page, e.Label, e.title, e.rank = p, t.label.String(), p.Title, int32(n)
		at := a.address(p, r)
		e.Out, e.URL, e.key = at.out, at.url, at.key
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

// address gives where a page is published.
func (a *assembly) address(p *page.Page, r role) location {
	switch {
	case r == home:
		return a.locate(spelled{})
	case p.Front.URL != "":
		return a.locate(spell(folderOrFile(strings.TrimLeft(p.Front.URL, "/"))))
	case r == top:
		return a.locate(spelled{p.Slug + "/", p.Facts.SlugKey + "/", p.Facts.SlugURL + "/"})
	case r == memo:
		return a.expand(a.layoutOf(p.Facts.Section), p)
	}
	return a.locate(spell(p.Facts.Folder + "/"))
}

// finishHome gives a site without a text for its front page an empty one.
func (a *assembly) finishHome() {
	h := a.site.Home
	if h == nil {
		h = &Entry{Page: page.New(page.Page{Title: a.o.Title}), Out: index, URL: a.site.Prefix, title: a.o.Title, rank: -1}
		a.site.Home = h
	}
	if h.Title == "" {
		p := *h.Page
		p.Title = a.o.Title
		h.Page, h.title = &p, p.Title
	}
}

func (a *assembly) finishSections() {
	slices.SortFunc(a.site.Sections, func(x, y *Section) int { return cmp.Compare(x.Name, y.Name) })
	for _, s := range a.site.Sections {
		l := a.locate(spell(s.Name + "/"))
		s.Out, s.URL = l.out, l.url
		if s.Index != nil {
			s.Out, s.URL, s.Title = s.Index.Out, s.Index.URL, s.Index.Title
		}
	}
}
