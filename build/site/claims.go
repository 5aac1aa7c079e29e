package site

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"memo/build/diag"
	"memo/build/filename"
	"memo/build/japanese"
	"memo/build/page"
)

// claims is who publishes at which path. Every output of the site but theme
// files and the .md alternates is claimed, so that no two overwrite each
// other, and so that links can be looked up in it. Keys are folded paths
// without index.html: file systems and hosts that do not tell case apart, or
// NFC from NFD, must not either.
type claims struct {
	by     map[string]int32 // below len(site.all): that entry; else others from there on
	others []claim
	dirs   map[string]int32 // folders in which something is published, with the first claimant
}

// claim is an output that is not a page's own.
type claim struct {
	url   string
	title string
	what  string // of generated ones: "the tag index"
	list  string // name of the section that it is a list of, "" for other claims
	entry *Entry // the page, of an alias of it or of a section's list
	alias int    // 1 + index in Front.Aliases, 0 for other claims
	file  int    // 1 + index in Site.Resources, 0 for other claims
	lent  bool   // its page has room for a text of the author's
}

// claimAll claims for everybody, what is generated last.
func (a *assembly) claimAll() {
	s := a.site
	n := len(s.all) + len(s.Resources) + 2*len(s.Tags) + len(s.Series) + len(s.Years) + len(a.every) + 64
	a.claims = claims{by: make(map[string]int32, n), dirs: map[string]int32{}}
	a.claimEntries()
	a.claimLists()
	a.claimFiles()
	a.claimAliases()
	a.claimGenerated()
	a.filesAndFolders()
}

func (a *assembly) claimEntries() {
	last := "\x00"
	for _, e := range a.site.byPath {
		if !fs.ValidPath(e.Out) || a.own(e.key) || tooLong(e.Out) != "" {
			a.badPath(e, e.Out)
			continue
		}
		a.take(e.key, e.rank)
		if dir := parent(e.key); dir != last {
			a.claims.within(dir, e.rank)
			last = dir
		}
	}
}

// claimLists claims the address of home and of each section without a text
// of its own, and those of the further pages of a section's list.
func (a *assembly) claimLists() {
	if a.site.Home.rank < 0 {
		a.claim("", claim{url: a.site.Prefix, title: a.site.Home.Title, what: "the home page", entry: a.site.Home})
	}
	for _, s := range a.site.Sections {
		if a.gone.lists[s.Name] {
			s.NoList = true
			continue
		}
		if s.Index == nil {
			a.claim(trimIndex(japanese.Fold(s.Out)), claim{url: s.URL, title: s.Title, list: s.Name, what: "the list of the section " + s.Name})
		}
		for n := 2; (n-1)*s.Layout.PerPage < len(s.Entries); n++ {
			p := spell(trimIndex(PageOut(s.Out, n)))
			a.claim(p.key, claim{url: a.site.Prefix + p.url, title: s.Title, list: s.Name, what: "a page of the list of the section " + s.Name})
		}
	}
}

func (a *assembly) claimFiles() {
	for i := range a.site.Resources {
		r := &a.site.Resources[i]
		key := r.key()
		if a.own(key) {
			a.report(diag.Diagnostic{Pos: diag.Pos{File: a.root + r.Path}}, "bad-path", "files of the theme are published in "+a.o.Own, "rename the folder")
			continue
		}
		a.claim(key, claim{url: a.resourceURL(r), file: i + 1})
	}
}

// claimAliases makes the redirects.
func (a *assembly) claimAliases() {
	for _, e := range a.site.byPath {
		for i, alias := range e.Facts.Aliases {
			if alias.Path == "" || a.gone.names[aliasName(e.Page, alias.Path)] {
				continue
			}
			out, ok := aliasOut(e, alias.Path)
			if !ok || !fs.ValidPath(out) {
				a.report(aliasAt(e, i), "bad-address", "alias "+alias.Path+" climbs out of the site", "")
				continue
			}
			if long := tooLong(out); long != "" {
				a.report(aliasAt(e, i), "bad-address", "alias: "+long, "")
				continue
			}
			a.renamed(aliasAt(e, i), "aliases", alias.Path)
			key := trimIndex(japanese.Fold(out))
			if key == e.key || a.aliasOf(key, e) {
				continue
			}
			if a.claim(key, claim{url: e.URL, title: e.Title, entry: e, alias: i + 1}) {
				a.site.Redirects = append(a.site.Redirects, Redirect{Out: out, To: e})
			}
		}
	}
	slices.SortFunc(a.site.Redirects, func(x, y Redirect) int { return strings.Compare(x.Out, y.Out) })
}

// aliasOf tells whether key is known as an alias of e already.
func (a *assembly) aliasOf(key string, e *Entry) bool {
	n, ok := a.claims.by[key]
	c := a.other(n)
	return ok && c != nil && c.alias > 0 && c.entry == e
}

// aliasOut gives the output path of an alias: one without a slash before it
// is taken from the folder that the page's own address is in, as in Hugo.
func aliasOut(e *Entry, alias string) (string, bool) {
	s, rooted := strings.CutPrefix(alias, "/")
	ok := true
	if !rooted {
		s, ok = page.Join(strings.TrimSuffix(strings.TrimSuffix(e.Out, index), "/"), s)
	}
	s = folderOrFile(filename.Path(s))
	if s == "" || strings.HasSuffix(s, "/") {
		s += index
	}
	return s, ok
}

func aliasAt(e *Entry, i int) diag.Diagnostic {
	return at(e.Page, "aliases."+strconv.Itoa(i), "aliases")
}

func (a *assembly) claimGenerated() {
	s := a.site
	for _, c := range a.every {
		if !c.Yields || s.File(c.Out) == nil {
			a.generated(c.Out, c.What, "")
		}
	}
	for _, t := range s.Tags {
		a.generated(t.Out, "the page of the tag "+t.Name, t.Name)
		a.generated(t.FeedOut(), "the feed of the tag "+t.Name, t.Name)
		for n := 2; (n-1)*Defaults.PerPage < len(t.Entries); n++ {
			a.generated(PageOut(t.Out, n), "a page of the list of the tag "+t.Name, t.Name)
		}
	}
	if len(s.Series) > 0 {
		a.generated(SeriesOut, "the index of series", "")
	}
	for _, x := range s.Series {
		a.generated(x.Out, "the page of the series "+x.Name, x.Name)
	}
	for _, y := range s.Years {
		name := strconv.Itoa(y.Year)
		a.generated(y.Out, "the archive of "+name, name)
	}
}

// generated claims what every site has. Its pages, but not the further ones of
// a list, have room for a text of the author's.
func (a *assembly) generated(out, what, title string) {
	key := trimIndex(out)
	lent := (strings.HasSuffix(key, "/") || out == MissingOut) && !strings.Contains(key, "/page/")
	a.claim(key, claim{url: a.site.Prefix + page.Escape(key), title: title, what: what, lent: lent})
}

// own tells what would be published in the folder that is memo's own.
func (a *assembly) own(key string) bool {
	return a.o.Own != "" && strings.HasPrefix(key, a.o.Own)
}

// claim takes key for c and notes the folder it is in; false when it is taken.
func (a *assembly) claim(key string, c claim) bool {
	n := int32(len(a.site.all) + len(a.claims.others))
	a.claims.others = append(a.claims.others, c)
	a.claims.within(parent(key), n)
	return a.take(key, n)
}

func (a *assembly) take(key string, n int32) bool {
	if first, ok := a.claims.by[key]; ok {
		a.collide(key, first, n)
		return false
	}
	a.claims.by[key] = n
	return true
}
