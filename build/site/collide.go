package site

import (
	"strings"

	"memo/build/diag"
	"memo/build/page"
)

// yielded is what gives way to something else that has its address. It takes
// a whole site to see that, so what gives way is noted and the site assembled
// without it: a collision costs one Assemble more, a site without one nothing.
type yielded struct {
	pages map[string]bool // by path
	files map[string]bool // resources, by path
	names map[string]bool // aliases, by aliasName
	lists map[string]bool // of sections, by name
	dated map[string]bool // pages that keep the date of their file's name, by path
	texts map[string]bool // pages that are the text of what every site has at their address, by path
	said  diag.List
}

func newYielded() *yielded {
	return &yielded{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, nil}
}

// count tells two states of y apart: it only ever grows.
func (y *yielded) count() int {
	return len(y.pages) + len(y.files) + len(y.names) + len(y.lists) + len(y.dated) + len(y.texts)
}

// pagesLeft gives the pages that still stand, those that keep their date under
// the longer slug.
func (y *yielded) pagesLeft(pages []*page.Page) []*page.Page {
	if len(y.pages)+len(y.dated) == 0 {
		return pages
	}
	out := make([]*page.Page, 0, len(pages))
	for _, p := range pages {
		switch {
		case y.pages[p.Path]:
		case y.dated[p.Path]:
			d, _ := p.Dated()
			out = append(out, d)
		default:
			out = append(out, p)
		}
	}
	return out
}

// filesLeft gives the resources that still stand.
func (y *yielded) filesLeft(files []Resource) []Resource {
	if len(y.files) == 0 {
		return files
	}
	out := make([]Resource, 0, len(files))
	for _, r := range files {
		if !y.files[r.Path] {
			out = append(out, r)
		}
	}
	return out
}

// aliasName names an alias of a page.
func aliasName(p *page.Page, alias string) string { return p.Path + "\x00" + alias }

// collide settles two outputs with one path.
func (a *assembly) collide(key string, first, second int32) {
	if a.keepDates(first, second) || a.lend(key, first, second) {
		return
	}
	loser, winner := a.weaker(first, second)
	a.yield(loser, winner, "would be published at /"+key+" like "+a.describe(winner))
}

// inTheWay settles that claimant n is a file where other needs a folder.
func (a *assembly) inTheWay(n, other int32) {
	if loser, winner := a.weaker(n, other); loser == n {
		a.yield(n, winner, "is a file where "+a.describe(winner)+" needs a folder")
	} else {
		a.yield(other, winner, "needs a folder where "+a.describe(winner)+" is a file")
	}
}

// keepDates gives two memos the dates that their names begin with back, when
// without them they have one address: 2024-01-01-memo.md and 2024-02-01-memo.md.
func (a *assembly) keepDates(first, second int32) bool {
	if a.other(first) != nil || a.other(second) != nil {
		return false
	}
	kept := false
	for _, n := range [...]int32{first, second} {
		p := a.site.all[n].Page
		if _, ok := p.Dated(); ok {
			a.gone.dated[p.Path], kept = true, true
		}
	}
	return kept
}

// lend makes a page the text of what every site has at its address, as
// tags/_index.md and 404.md are meant. No memo becomes one.
func (a *assembly) lend(key string, first, second int32) bool {
	if c := a.other(second); a.other(first) != nil || c == nil || !c.lent {
		return false
	}
	p := a.site.all[first].Page
	switch r := a.roles[a.order[first].page]; {
	case r == text:
		a.claims.by[key] = second
	case r == memo && p.Facts.Name != "index":
		return false
	}
	a.gone.texts[p.Path] = true
	return true
}

// weaker tells which of two claimants gives way: what an author wrote to what
// every site has, an alias and a file to a page, and of two of a kind the
// later one by path.
func (a *assembly) weaker(x, y int32) (loser, winner int32) {
	sx, sy := a.strength(x), a.strength(y)
	if sx < sy || sx == sy && a.fileName(x) > a.fileName(y) {
		return x, y
	}
	return y, x
}

func (a *assembly) strength(n int32) int {
	switch c := a.other(n); {
	case c == nil && a.roles[a.order[n].page] == text:
		return 5
	case c == nil:
		return 3
	case c.file > 0:
		return 2
	case c.alias > 0:
		return 1
	case c.list != "":
		return 4
	}
	return 5
}

// yield takes the loser of a collision out of the site, with a warning at its
// source. What every site has cannot go: two of these in each other's way are
// an error.
func (a *assembly) yield(loser, winner int32, message string) {
	d, who, hint := a.source(loser)
	if o := a.other(winner); o != nil && o.what != "" {
		hint = "memo generates that address; " + hint
	}
	d.Severity, d.Code, d.Message, d.Hint = diag.Warning, "duplicate-url", who+" "+message+" and is left out", hint
	set, name := a.nameOf(loser)
	switch {
	case who == "":
		d = diag.Diagnostic{Severity: diag.Error, Code: "duplicate-url", Message: a.describe(loser) + " " + message}
		a.diags.Add(d)
	case !set[name]:
		set[name] = true
		a.gone.said.Add(d)
	}
}

// nameOf gives by what name a claimant is noted when it gives way, and where.
func (a *assembly) nameOf(n int32) (set map[string]bool, name string) {
	switch c := a.other(n); {
	case c == nil:
		return a.gone.pages, a.site.all[n].Path
	case c.file > 0:
		return a.gone.files, a.site.Resources[c.file-1].Path
	case c.alias > 0:
		return a.gone.names, aliasName(c.entry.Page, c.entry.Facts.Aliases[c.alias-1].Path)
	case c.list != "":
		return a.gone.lists, c.list
	}
	return nil, ""
}

// source gives the place to report claimant n at, what to call it there, and
// what its author can do; "" for what every site has.
func (a *assembly) source(n int32) (d diag.Diagnostic, who, hint string) {
	c := a.other(n)
	switch {
	case c == nil:
		return at(a.site.all[n].Page, "url", "slug"), "this page", "give one of them another slug or url in its front matter"
	case c.file > 0:
		return diag.Diagnostic{Pos: diag.Pos{File: a.fileOf(c)}}, "this file", "rename one of them"
	case c.alias > 0:
		return aliasAt(c.entry, c.alias-1), "alias " + c.entry.Front.Aliases[c.alias-1], "remove or change the alias"
	case c.list != "":
		return diag.Diagnostic{Pos: diag.Pos{File: a.root + c.list}}, c.what, "rename the folder, or give it an _index.md with another url"
	}
	return d, "", ""
}

// describe names claimant n in a report about another.
func (a *assembly) describe(n int32) string {
	c := a.other(n)
	switch {
	case c == nil:
		return a.site.all[n].File
	case c.file > 0:
		return a.fileOf(c)
	case c.alias > 0:
		return "the alias " + c.entry.Front.Aliases[c.alias-1] + " of " + c.entry.File
	}
	return c.what
}

// fileName gives the file that claimant n is made from, what it is called
// when there is none.
func (a *assembly) fileName(n int32) string {
	if c := a.other(n); c != nil && c.alias > 0 {
		return c.entry.File
	}
	return a.describe(n)
}

// other gives claim n, nil when it is an entry's own address.
func (a *assembly) other(n int32) *claim {
	if int(n) < len(a.site.all) {
		return nil
	}
	return &a.claims.others[int(n)-len(a.site.all)]
}

func (a *assembly) fileOf(c *claim) string { return a.root + a.site.Resources[c.file-1].Path }

// badPath reports an address that cannot be a path below the output folder,
// or is in the folder of the theme's files.
func (a *assembly) badPath(e *Entry, out string) {
	message := "the address /" + strings.TrimSuffix(out, index) + " is no path inside the site"
	if a.own(e.key) {
		message = "files of the theme are published in " + a.o.Own
	} else if long := tooLong(out); long != "" {
		message = long
	}
	a.report(at(e.Page, "url", "slug"), "bad-path", message, "give it another slug or url in the front matter")
}

func (a *assembly) report(d diag.Diagnostic, code, message, hint string) {
	d.Severity, d.Code, d.Message, d.Hint = diag.Error, code, message, hint
	a.diags.Add(d)
}
