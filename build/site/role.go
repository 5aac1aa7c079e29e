package site

import (
	"slices"
	"strings"

	"memo/build/page"
)

// role is what a file's name and place make of it.
type role uint8

const (
	memo     role = iota // a page of a section: posts/x.md, posts/x/index.md
	loose                // a memo of no section
	top                  // any other page of no section: about.md, about/index.md
	home                 // index.md, _index.md
	section              // a section's own text: posts/_index.md, or posts.md beside the folder
	folder               // the text of a folder further down: posts/aws/_index.md
	text                 // of what every site has: tags/_index.md, 404.md
	unlisted             // a page of any kind that is in no list
)

// listed tells whether a page of this role is one of Site.Entries.
func (r role) listed() bool { return r != home && r != section && r != text && r != unlisted }

// isMemo tells whether it is one of Site.Memos.
func (r role) isMemo() bool { return r.listed() && r != top }

// MaxPages is how many pages like "about" a navigation has room for. A folder
// of many loose notes would drown the sections.
const MaxPages = 8

// loosen tells the memos of no section from pages like "about", by what their
// authors say of them. Of a site without sections all are memos, and so are
// more undated notes than a navigation has room for: they would be in no list.
func (a *assembly) loosen() {
	var notes []int
	for i, r := range a.roles {
		f := &a.pages[i].Facts
		switch {
		case r != top || a.rank[i] < 0:
		case len(a.site.Sections) == 0 || f.Filed && !f.Fixture:
			a.roles[i] = loose
		case !f.Fixture:
			notes = append(notes, i)
		}
	}
	if len(notes) > MaxPages {
		for _, i := range notes {
			a.roles[i] = loose
		}
	}
}

// roleOf reads the role of pages[i] off its path. README.md is its folder's
// index where there is no other; an index.md (or README.md) that is alone in
// a folder at the top level is a page, not the text of a section of nothing.
func (a *assembly) roleOf(i int) role {
	f := &a.pages[i].Facts
	index := f.Name == "index" || f.Name == "_index"
	if !index && (len(f.Name) != len("readme") || !strings.EqualFold(f.Name, "readme") || a.hasIndex(f.Folder)) {
		switch {
		case f.Folder != "":
			return memo
		case a.besideFolder(i):
			return section
		}
		return top
	}
	switch {
	case f.Folder == "":
		return home
	case f.Folder == f.Section && f.Name != "_index" && a.alone(i):
		return top
	case f.Folder == f.Section:
		return section
	case f.Name == "index":
		return memo
	}
	return folder
}

// alone tells whether pages[i] is the only page below its folder. Pages of
// one folder are neighbours in the order of paths.
func (a *assembly) alone(i int) bool {
	dir := a.pages[i].Facts.Folder + "/"
	before := i > 0 && strings.HasPrefix(a.pages[i-1].Path, dir)
	after := i+1 < len(a.pages) && strings.HasPrefix(a.pages[i+1].Path, dir)
	return !before && !after
}

// besideFolder tells whether a page at the top is the text of a section that
// has no other: notes.md beside notes/.
func (a *assembly) besideFolder(i int) bool {
	p := a.pages[i]
	dir := p.Facts.Name + "/"
	n, _ := slices.BinarySearchFunc(a.pages, dir, func(p *page.Page, dir string) int { return strings.Compare(p.Path, dir) })
	within := n < len(a.pages) && strings.HasPrefix(a.pages[n].Path, dir)
	return within && p.Front.URL == "" && p.Front.Slug == "" && !a.hasIndex(p.Facts.Name) && !a.has(dir+"README")
}

// hasIndex tells whether a folder has an index that is no README.
func (a *assembly) hasIndex(dir string) bool {
	if dir != "" {
		dir += "/"
	}
	return a.has(dir+"_index") || a.has(dir+"index")
}

// has tells whether there is a page of this path and an extension of Markdown.
func (a *assembly) has(path string) bool {
	path += "."
	n, _ := slices.BinarySearchFunc(a.pages, path, func(p *page.Page, path string) int { return strings.Compare(p.Path, path) })
	for ; n < len(a.pages) && strings.HasPrefix(a.pages[n].Path, path); n++ {
		if page.Stem(a.pages[n].Path)+"." == path {
			return true
		}
	}
	return false
}
