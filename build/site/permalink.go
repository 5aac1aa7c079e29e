package site

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"memo/build/diag"
	"memo/build/filename"
	"memo/build/japanese"
	"memo/build/page"
)

// layout is a section's Layout made ready: the permalink cut into parts.
type layout struct {
	Layout
	parts []part
	dated bool // something in it is taken from a page's date

	undated *layout // where pages without one go
}

// part is a piece of a permalink: text, or what the page says for a name.
type part struct {
	name string // ":slug", "" for text
	text spelled
}

// names are what a permalink may hold.
var names = []string{":section", ":slug", ":year", ":month", ":day", ":title", ":path", ":categories/"}

// sectionSlug is the name of a page's section in addresses, "" without one.
func sectionSlug(f *page.Facts) string {
	slug, _, _ := strings.Cut(f.Dir, "/")
	return slug
}

// settings gives what the configuration says of a section, by the folder's name
// or by the one in addresses.
func (a *assembly) settings(section string) Layout {
	for _, name := range slices.Sorted(maps.Keys(a.o.Sections)) {
		if page.FolderSlug(name) == section {
			return a.o.Sections[name]
		}
	}
	return Layout{}
}

// layoutOf gives the layout of a section, named as in addresses, zero fields
// filled in.
func (a *assembly) layoutOf(section string) *layout {
	if l := a.layouts[section]; l != nil {
		return l
	}
	l := &layout{Layout: a.settings(section)}
	l.Permalink = cmp.Or(l.Permalink, Defaults.Permalink)
	l.Sort = cmp.Or(l.Sort, Defaults.Sort)
	if l.PerPage <= 0 {
		l.PerPage = Defaults.PerPage
	}
	if l.cut(section); l.dated {
		l.undated = &layout{Layout: Layout{Permalink: Defaults.Permalink}}
		l.undated.cut(section)
	}
	a.layouts[section] = l
	return l
}

// cut takes the permalink apart.
func (l *layout) cut(section string) {
	for s := folderOrFile(strings.TrimLeft(l.Permalink, "/")); s != ""; {
		at, name := len(s), ""
		for _, n := range names {
			if i := strings.Index(s, n); i >= 0 && i < at {
				at, name = i, n
			}
		}
		if at > 0 {
			l.parts = append(l.parts, part{text: spell(s[:at])})
		}
		switch name {
		case "":
		case ":section":
			l.parts = append(l.parts, part{text: spell(section)})
		default:
			l.parts = append(l.parts, part{name: name})
			l.dated = l.dated || name == ":year" || name == ":month" || name == ":day"
		}
		s = s[at+len(name):]
	}
}

// expand gives where p is published under the layout: as by default when it
// lacks the date that the layout needs.
func (a *assembly) expand(l *layout, p *page.Page) location {
	dateless := l.dated && p.Date.IsZero()
	wanted := l.Permalink
	if dateless {
		l = l.undated
	}
	out := a.written(l, p)
	if filename.Path(out.out) != out.out {
		out = a.locate(spell(trimIndex(out.out)))
	}
	if dateless {
		d := at(p, "date")
		d.Severity, d.Code = diag.Warning, "no-date"
		d.Message, d.Hint = "no date, which the permalink "+wanted+" needs", "add date: to the front matter; until then it is at "+out.url
		a.diags.Add(d)
	}
	return out
}

// written gives the location that the permalink spells. It runs for every page
// of a site and so writes into one buffer and one arena.
func (a *assembly) written(l *layout, p *page.Page) location {
	n := len(a.site.Prefix)
	buf := append(a.scratch[:0], a.site.Prefix...)
	for i := range l.parts {
		buf = append(buf, a.spellPart(&l.parts[i], p).out...)
	}
	end := len(buf)
	if buf[end-1] == '/' {
		buf = append(buf, index...)
		if plain(buf[n:]) {
			return plainLocation(a.keep(buf), n)
		}
	}
	at := location{out: a.keep(buf[n:])}
	at.key = at.out[:end-n]
	buf = buf[:0]
	for i := range l.parts {
		buf = append(buf, a.spellPart(&l.parts[i], p).key...)
	}
	if string(buf) != at.key {
		at.key = a.keep(buf)
	}
	buf = append(buf[:0], a.site.Prefix...)
	for i := range l.parts {
		buf = append(buf, a.spellPart(&l.parts[i], p).url...)
	}
	at.url = a.keep(buf)
	a.scratch = buf
	return at
}

// spellPart gives what one part of a permalink stands for.
func (a *assembly) spellPart(t *part, p *page.Page) spelled {
	slug := spelled{p.Slug, p.Facts.SlugKey, p.Facts.SlugURL}
	switch t.name {
	case "":
		return t.text
	case ":slug":
		return slug
	case ":title":
		return spell(japanese.HeadingID(p.Title))
	case ":categories/":
		var folders strings.Builder
		for _, c := range p.Front.Categories {
			folders.WriteString(japanese.TagSlug(c) + "/")
		}
		return spell(folders.String())
	case ":path":
		below := spell(below(&p.Facts))
		return spelled{below.out + slug.out, below.key + slug.key, below.url + slug.url}
	}
	day := p.Date.In(a.o.Location)
	switch t.name {
	case ":year":
		return same(strconv.Itoa(day.Year()))
	case ":month":
		return same(twoDigits(int(day.Month())))
	}
	return same(twoDigits(day.Day()))
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// below gives the folders between a page's section and the page, with a slash
// at the end. The folder of a bundle is the page's own.
func below(f *page.Facts) string {
	_, dir, _ := strings.Cut(f.Dir, "/")
	if f.Name == "index" {
		return dir[:strings.LastIndexByte(dir, '/')+1]
	}
	if dir == "" {
		return ""
	}
	return dir + "/"
}

// at gives the place of a front matter key of p, line 1 when it is not given.
func at(p *page.Page, keys ...string) diag.Diagnostic {
	for _, k := range keys {
		if d, ok := p.Front.At[k]; ok {
			return d
		}
	}
	return diag.Diagnostic{Pos: diag.Pos{File: p.File, Line: 1}}
}
