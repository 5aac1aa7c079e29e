package site

import (
	"strings"

	"memo/build/diag"
)

// collide reports two outputs with one path, at each that has a source file.
func (a *assembly) collide(key string, first, second int32) {
	address := "/" + key
	a.clash(second, first, "would be published at "+address+" like "+a.describe(first))
	a.clash(first, second, "would be published at "+address+" like "+a.describe(second))
}

// clash reports that claimant n and other are in each other's way. Of two
// outputs of one page (an alias and an address) one report is enough.
func (a *assembly) clash(n, other int32, message string) {
	d, who, hint := a.source(n)
	if who == "" {
		return
	}
	if o := a.other(other); o != nil && o.what != "" {
		hint = "memo generates that address; " + hint
	}
	if a.apart(n, other) {
		hint = `permalink = "/:section/:path/" under [sections.` + a.site.all[n].Facts.Section + "] keeps folders apart; or " + hint
	}
	a.report(d, "duplicate-url", who+" "+message, hint)
}

// apart tells two pages that their folders below the section tell apart.
func (a *assembly) apart(n, other int32) bool {
	if a.other(n) != nil || a.other(other) != nil {
		return false
	}
	x, y := a.site.all[n], a.site.all[other]
	return x.Facts.Section == y.Facts.Section && below(&x.Facts) != below(&y.Facts) && x.Front.URL == "" && y.Front.URL == ""
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
	if strings.HasPrefix(e.key, assets) {
		message = "files of the theme are published in " + assets
	}
	a.report(at(e.Page, "url", "slug"), "bad-path", message, "give it another slug or url in the front matter")
}

func (a *assembly) report(d diag.Diagnostic, code, message, hint string) {
	d.Severity, d.Code, d.Message, d.Hint = diag.Error, code, message, hint
	a.diags.Add(d)
}
