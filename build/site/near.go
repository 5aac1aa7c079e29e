package site

import (
	"math/bits"
	"strings"

	"memo/build/diag"
	"memo/build/page"
)

// patience is how many names are compared in search of near misses, some 20
// ms. A site with so many broken links was moved, not mistyped, and must be
// served on each save all the same.
const patience = 20_000

// candidate is a name that a link may have meant, with what makes most
// comparisons cheap: which characters it has, and how many.
type candidate struct {
	name  string // folded
	chars uint64
	n     int
	page  int32
}

// near guesses what a broken link meant and says how to write it.
func (a *assembly) near(e *Entry, i int, r *page.Ref) string {
	if r.Picture || a.look.compared >= patience {
		return ""
	}
	name := page.Stem(strings.TrimSuffix(r.Key, "/"))
	name = name[strings.LastIndexByte(name, '/')+1:]
	if name == "" {
		return ""
	}
	if r.Way == page.ByPath {
		if at := a.folderSlipped(name); at != nil {
			return "did you mean " + a.respell(e, i, r, at) + "?"
		}
	}
	at := a.nearest(name)
	if at == nil {
		return ""
	}
	return "did you mean " + a.respell(e, i, r, at) + "?"
}

// folderSlipped finds the only page that has this very name, in another folder.
func (a *assembly) folderSlipped(name string) *Entry {
	list := a.pagesNamed(byFile, name)
	if len(list) != 1 || a.rank[list[0]] < 0 {
		return nil
	}
	return a.site.all[a.rank[list[0]]]
}

// nearest finds the published page whose file name, slug or title is nearest
// to name, or begins like it.
func (a *assembly) nearest(name string) *Entry {
	want := newCandidate(name, 0)
	limit := max(1, want.n/3)
	var names, starts []string
	var of, startsOf []int32
	for _, c := range a.candidates() {
		if bits.OnesCount64(c.chars&^want.chars) <= limit && bits.OnesCount64(want.chars&^c.chars) <= limit && c.n-want.n <= c.n/3 && want.n-c.n <= limit {
			names, of = append(names, c.name), append(of, c.page)
		} else if want.n >= 6 && c.n > want.n && bits.OnesCount64(want.chars&^c.chars) <= 2 {
			starts, startsOf = append(starts, firstRunes(c.name, want.n)), append(startsOf, c.page)
			starts, startsOf = append(starts, firstRunes(c.name, want.n+1)), append(startsOf, c.page)
		}
	}
	a.look.compared += len(a.look.near)/32 + len(names) + len(starts)
	for _, try := range [...]struct {
		names []string
		of    []int32
	}{{names, of}, {starts, startsOf}} {
		if best := diag.Nearest(name, try.names); best != "" {
			for i, n := range try.names {
				if n == best {
					return a.site.all[a.rank[try.of[i]]]
				}
			}
		}
	}
	return nil
}

// candidates lists the names of all published pages.
func (a *assembly) candidates() []candidate {
	if a.look.near == nil {
		for i, p := range a.pages {
			if a.rank[i] < 0 {
				continue
			}
			for _, name := range p.Facts.Names {
				a.look.near = append(a.look.near, newCandidate(name, int32(i)))
			}
			a.look.near = append(a.look.near, newCandidate(p.Facts.Title, int32(i)))
		}
	}
	return a.look.near
}

func newCandidate(name string, page int32) candidate {
	c := candidate{name: name, page: page}
	for _, r := range name {
		c.chars |= 1 << (uint32(r) * 0x9E3779B1 >> 26)
		c.n++
	}
	return c
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// respell gives the link to a page in the style of the broken one.
func (a *assembly) respell(e *Entry, i int, r *page.Ref, to *Entry) string {
	written := e.Doc.Links[i].Target
	switch {
	case r.Way == page.ByName && len(a.pagesNamed(byFile, to.Facts.Names[0])) == 1:
		return "[[" + shortName(to) + "]]"
	case r.Way == page.ByName:
		return "[[" + page.Stem(to.Path) + "]]"
	case page.Stem(written) != written:
		return relative(e.Facts.Folder, to.Path, strings.HasPrefix(written, "./"))
	case strings.HasPrefix(written, "/"):
		return "/" + strings.TrimSuffix(to.Out, index)
	}
	return relative(strings.TrimSuffix(e.Out, "/"+index), strings.TrimSuffix(to.Out, index), false)
}

// shortName is the name of a page's file, or of its bundle.
func shortName(e *Entry) string {
	name := page.Stem(e.Path)
	name = strings.TrimSuffix(strings.TrimSuffix(name, "/index"), "/_index")
	return name[strings.LastIndexByte(name, '/')+1:]
}

// relative gives the way from a folder to a path.
func relative(folder, to string, dotted bool) string {
	up := ""
	for folder != "" && !strings.HasPrefix(to, folder+"/") {
		up += "../"
		folder = folder[:max(0, strings.LastIndexByte(folder, '/'))]
	}
	if folder != "" {
		to = to[len(folder)+1:]
	}
	if up == "" && dotted {
		return "./" + to
	}
	return up + to
}
