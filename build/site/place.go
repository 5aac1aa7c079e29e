package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"memo/build/diag"
	"memo/build/filename"
	"memo/build/page"
	"memo/build/runs"
)

// place makes the entries, the sections and home. It goes through the pages
// by path, as they lie in memory, and so do the strings that it makes.
func (a *assembly) place() {
	s := a.site
	a.slab = make([]Entry, len(a.pages))
	a.in = make([]int32, len(a.pages))
	s.byPath = make([]*Entry, 0, len(a.order))
	s.ByOut = make([]*Entry, 0, len(a.order))
	for i, p := range a.pages {
		a.in[i] = -1
		if a.rank[i] < 0 {
			continue
		}
		e, r := &a.slab[i], a.roles[i]
		e.Page, e.title, e.rank = p, p.Title, a.rank[i]
		a.fixed(p, r)
		at := a.address(p, r)
		e.Out, e.URL, e.key = at.out, at.url, at.key
		e.Unlisted = p.Front.Unlisted || within(a.unlists, p.Path)
		switch {
		case a.gone.texts[p.Path]:
			r, a.roles[i] = text, text
		case e.Unlisted && r.listed():
			e.Memo = r != top || p.Facts.Filed && !p.Facts.Fixture
			r, a.roles[i] = unlisted, unlisted
		}
		if r != top && r != home && r != text && r != unlisted {
			a.in[i] = a.section(cmp.Or(p.Facts.Section, p.Facts.Name), cmp.Or(sectionSlug(&p.Facts), page.FolderSlug(p.Facts.Name)))
			e.Section = s.Sections[a.in[i]]
		}
		switch r {
		case home:
			s.Home = e
		case section:
			e.Section.Index = e
		case text:
			s.Texts[e.Out] = e
		default:
			s.ByOut = append(s.ByOut, e)
		}
		s.byPath = append(s.byPath, e)
	}
	a.loosen()
	runs.Sort(s.ByOut, func(x, y *Entry) int { return strings.Compare(x.Out, y.Out) })
	a.putInOrder()
	a.finishHome()
	a.finishSections()
}

// putInOrder makes the lists that are newest first. It goes by numbers alone:
// at random places of memory an entry takes as long as fifty numbers.
func (a *assembly) putInOrder() {
	s := a.site
	count, memos := make([]int, len(s.Sections)), 0
	for i, n := range a.in {
		if a.rank[i] < 0 || !a.roles[i].isMemo() {
			continue
		}
		if memos++; n >= 0 {
			count[n]++
		}
	}
	for n, k := range count {
		s.Sections[n].Entries = make([]*Entry, 0, k)
	}
	s.all, s.Entries, s.Memos = make([]*Entry, len(a.order)), make([]*Entry, 0, len(a.order)), make([]*Entry, 0, memos)
	for n, t := range a.order {
		e := &a.slab[t.page]
		s.all[n] = e
		if t.label != published {
			e.Label = t.label.String()
		}
		if !a.roles[t.page].listed() {
			continue
		}
		s.Entries = append(s.Entries, e)
		if e.Memo = a.roles[t.page].isMemo(); e.Memo {
			s.Memos = append(s.Memos, e)
		}
		if in := a.in[t.page]; in >= 0 {
			s.Sections[in].Entries = append(s.Sections[in].Entries, e)
		} else {
			s.Top = append(s.Top, e)
		}
	}
}

// section gives the number of a section, which is new when its first page
// comes. Folders of one address are one section, with the name of the first.
func (a *assembly) section(name, slug string) int32 {
	s := a.site
	n, known := a.sections[slug]
	if !known {
		n = int32(len(s.Sections))
		a.sections[slug] = n
		s.Sections = append(s.Sections, &Section{Name: name, Title: name, slug: slug, Layout: a.layoutOf(slug).Layout})
	}
	return n
}

// address gives where a page is published.
func (a *assembly) address(p *page.Page, r role) location {
	switch {
	case r == home:
		return a.locate(spelled{})
	case r == top && p.Facts.Folder == "" && p.Slug+".html" == MissingOut && p.Front.URL == "":
		return a.locate(spell(MissingOut))
	case p.Front.URL != "":
		return a.locate(spell(folderOrFile(strings.TrimLeft(p.Front.URL, "/"))))
	case r == top && (p.Facts.Folder == "" || p.Facts.Name == "index" || p.Front.Slug != ""):
		return a.locate(spelled{p.Slug + "/", p.Facts.SlugKey + "/", p.Facts.SlugURL + "/"})
	case r == memo:
		return a.expand(a.layoutOf(sectionSlug(&p.Facts)), p)
	}
	return a.locate(spell(cmp.Or(p.Facts.Dir, page.FolderSlug(p.Facts.Name)) + "/"))
}

// fixed reports an address in the front matter of a page that cannot have it:
// home is at the site's root, and the text of a folder is at its folder unless
// url says otherwise.
func (a *assembly) fixed(p *page.Page, r role) {
	f := &p.Front
	switch {
	case r == home && f.URL != "" && f.URL != "/" && f.URL != "/"+index:
		a.report(at(p, "url"), "bad-address", "the home page is always at /, not at "+f.URL, "take the address out; an entry of aliases leads an old one here")
	case f.Slug != "" && f.URL == "" && (r == home || r == section || r == folder):
		d := at(p, "slug")
		d.Severity, d.Code, d.Message, d.Hint = diag.Warning, "no-effect", "slug: the text of a folder is at its folder", "url gives it another address"
		if r == home {
			d.Message, d.Hint = "slug: the home page is always at /", "take slug out"
		}
		a.diags.Add(d)
	case f.URL != "" && r != home:
		a.renamed(at(p, "url"), "url", f.URL)
	case f.Slug != "" && f.URL == "":
		a.renamed(at(p, "slug"), "slug", f.Slug)
	}
}

// renamed tells that an address of the author's own is published under another
// name, since Windows could not hold a file of this one.
func (a *assembly) renamed(d diag.Diagnostic, what, address string) {
	if safe := filename.Path(address); safe != address {
		d.Severity, d.Code, d.Message = diag.Warning, "bad-address", what+": "+strconv.Quote(address)+" is a name that Windows cannot hold"
		d.Hint = "it is published as " + safe
		a.diags.Add(d)
	}
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
	for _, s := range a.site.Sections {
		l := a.locate(spell(s.slug + "/"))
		s.Out, s.URL = l.out, l.url
		if s.Index != nil {
			s.Out, s.URL, s.Title = s.Index.Out, s.Index.URL, s.Index.Title
		}
	}
	slices.SortFunc(a.site.Sections, func(x, y *Section) int { return cmp.Compare(x.Name, y.Name) })
}
