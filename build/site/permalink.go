package site

import (
	"strconv"
	"strings"

	"memo/build/diag"
	"memo/build/japanese"
	"memo/build/page"
)

// layout is a section's Layout made ready: the permalink cut into literals
// and names, and the section's own segment in its three spellings.
type layout struct {
	Layout
	parts []string // literal text, or ":" and a name
	name  spelled
}

// spelled is a piece of an address: as a file name, folded, and in a URL.
type spelled struct{ out, key, url string }

func spell(s string) spelled { return spelled{s, japanese.Fold(s), page.Escape(s)} }

// layoutOf gives the layout of a section, zero fields filled in.
func (a *assembly) layoutOf(name string) *layout {
	if l := a.layouts[name]; l != nil {
		return l
	}
	l := &layout{Layout: a.o.Sections[name], name: spell(name)}
	if l.Permalink == "" {
		l.Permalink = Defaults.Permalink
	}
	if l.PerPage <= 0 {
		l.PerPage = Defaults.PerPage
	}
	if l.Sort == "" {
		l.Sort = Defaults.Sort
	}
	l.parts = cutPermalink(l.Permalink)
	a.layouts[name] = l
	return l
}

// names are what a permalink may hold, longer ones before their beginnings.
var names = []string{":section", ":slug", ":year", ":month", ":day", ":title", ":path"}

func cutPermalink(s string) []string {
	s = folderOrFile(strings.TrimLeft(s, "/"))
	var parts []string
	for s != "" {
		at, name := len(s), ""
		for _, n := range names {
			if i := strings.Index(s, n); i >= 0 && i < at {
				at, name = i, n
			}
		}
		if at > 0 {
			parts = append(parts, s[:at])
		}
		if name != "" {
			parts = append(parts, name)
		}
		s = s[at+len(name):]
	}
	return parts
}

// folderOrFile gives an address the slash that it needs unless it names an
// HTML file.
func folderOrFile(s string) string {
	if s == "" || strings.HasSuffix(s, "/") || strings.HasSuffix(s, ".html") || strings.HasSuffix(s, ".htm") {
		return s
	}
	return s + "/"
}

// expand gives the address of p under the layout.
func (a *assembly) expand(l *layout, p *page.Page) spelled {
	var room [128]byte
	raw := room[:0]
	for _, part := range l.parts {
		raw = append(raw, a.part(l, p, part).out...)
	}
	if plain(raw) {
		s := string(raw)
		return spelled{s, s, s}
	}
	var key, url strings.Builder
	for _, part := range l.parts {
		s := a.part(l, p, part)
		key.WriteString(s.key)
		url.WriteString(s.url)
	}
	return spelled{string(raw), key.String(), url.String()}
}

// part gives what one part of a permalink stands for.
func (a *assembly) part(l *layout, p *page.Page, part string) spelled {
	slug := spelled{p.Slug, p.Facts.SlugKey, p.Facts.SlugURL}
	switch part {
	case ":slug":
		return slug
	case ":section":
		return l.name
	case ":title":
		return spell(japanese.HeadingID(p.Title))
	case ":path":
		below := spell(below(p.Facts))
		return spelled{below.out + slug.out, below.key + slug.key, below.url + slug.url}
	case ":year":
		return same(strconv.Itoa(p.Date.In(a.o.Location).Year()))
	case ":month":
		return same(twoDigits(int(p.Date.In(a.o.Location).Month())))
	case ":day":
		return same(twoDigits(p.Date.In(a.o.Location).Day()))
	}
	return spell(part)
}

func same(s string) spelled { return spelled{s, s, s} }

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// below gives the folders between a page's section and the page, with a slash
// at the end. The folder of a bundle is the page's own.
func below(f page.Facts) string {
	dir := strings.TrimPrefix(strings.TrimPrefix(f.Folder, f.Section), "/")
	if f.Name == "index" {
		dir = dir[:strings.LastIndexByte(dir, '/')+1]
	}
	if dir == "" || strings.HasSuffix(dir, "/") {
		return dir
	}
	return dir + "/"
}

// plain tells whether an address is spelled alike as a file name, folded and
// in a URL, as nearly all are.
func plain[S string | []byte](s S) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '/' && c != '.' && c != '_' && c != '~' {
			return false
		}
	}
	return true
}

// dated tells whether the layout takes anything from a page's date.
func (l *layout) dated() bool {
	return strings.Contains(l.Permalink, ":year") || strings.Contains(l.Permalink, ":month") || strings.Contains(l.Permalink, ":day")
}

// undated reports a page without the date that its address is made of.
func (a *assembly) undated(p *page.Page, l *layout) {
	d := at(p, "date")
	d.Severity, d.Code = diag.Error, "no-date"
	d.Message = "no date, which the permalink " + l.Permalink + " needs"
	d.Hint = "add date: to the front matter"
	a.diags.Add(d)
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
