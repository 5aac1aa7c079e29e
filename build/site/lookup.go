package site

import (
	"strings"

	"memo/build/japanese"
	"memo/build/page"
)

// lookup holds the indexes that only some sites' links need. Each is made
// when first asked for: most sites write one style of link, and the addresses
// are indexed in claims already.
type lookup struct {
	sources  map[string]int32      // folded path of a page's file -> index in pages, left out ones too
	files    map[string]int32      // folded path of a resource -> index in Site.Resources
	names    [3]map[string][]int32 // by file name, title, alias -> indexes in pages
	bases    map[string][]int32    // folded name of a resource without its folder -> indexes in Site.Resources
	near     []candidate           // names for near misses
	compared int                   // names compared so far
	anchors  map[*Entry]*anchors   // of pages that links with a fragment lead to
	hidden   map[string]int32      // address of a page that is left out -> index in pages
}

// The classes of names, the surest first.
const (
	byFile = iota
	byTitle
	byAlias
)

// source finds a page by the folded path of its file, -1 for none.
func (a *assembly) sourceFile(key string) int32 {
	if a.look.sources == nil {
		a.look.sources = make(map[string]int32, len(a.pages))
		for i, p := range a.pages {
			a.look.sources[p.Facts.Key] = int32(i)
		}
	}
	return found(a.look.sources, key)
}

// folderIndex finds the page that is the index of a source folder (folded,
// with the slash at its end).
func (a *assembly) folderIndex(dir string) int32 {
	for _, name := range [...]string{"index.md", "_index.md", "readme.md"} {
		if i := a.sourceFile(dir + name); i >= 0 {
			return i
		}
	}
	return -1
}

// resource finds a resource by its folded path, -1 for none.
func (a *assembly) resource(key string) int32 {
	if len(a.site.Resources) == 0 {
		return -1
	}
	if a.look.files == nil {
		a.look.files = make(map[string]int32, len(a.site.Resources))
		for i, r := range a.site.Resources {
			a.look.files[japanese.Fold(r.Path)] = int32(i)
		}
	}
	return found(a.look.files, key)
}

// resourcesNamed finds resources by the name alone, as ![[a.png]] asks for.
func (a *assembly) resourcesNamed(name string) []int32 {
	if a.look.bases == nil {
		a.look.bases = map[string][]int32{}
		for i, r := range a.site.Resources {
			base := japanese.Fold(r.Path[strings.LastIndexByte(r.Path, '/')+1:])
			a.look.bases[base] = append(a.look.bases[base], int32(i))
		}
	}
	return a.look.bases[name]
}

// pagesNamed finds pages by a name of one class. Pages that are left out
// count only when there is no other.
func (a *assembly) pagesNamed(class int, name string) []int32 {
	if a.look.names[class] == nil {
		a.look.names[class] = make(map[string][]int32, len(a.pages))
		for i, p := range a.pages {
			for _, name := range namesOf(class, &p.Facts) {
				a.named(a.look.names[class], name, int32(i))
			}
		}
	}
	return a.look.names[class][name]
}

// named notes that pages[i] has a name. Pages come in order, so that of those
// that have it already only the last can be this one.
func (a *assembly) named(of map[string][]int32, name string, i int32) {
	known, left := of[name], a.rank[i] < 0
	switch {
	case name == "" || len(known) > 0 && known[len(known)-1] == i:
	case len(known) == 0 || left == (a.rank[known[0]] < 0):
		of[name] = append(known, i)
	case !left:
		of[name] = []int32{i}
	}
}

func namesOf(class int, f *page.Facts) []string {
	switch class {
	case byFile:
		return f.Names
	case byTitle:
		return []string{f.Title}
	}
	var keys []string
	for _, alias := range f.Aliases {
		keys = append(keys, alias.Key)
	}
	return keys
}

// leftOut finds a page that is not published by the address it would have.
func (a *assembly) leftOut(key string) int32 {
	if a.site.Left == 0 {
		return -1
	}
	if a.look.hidden == nil {
		a.look.hidden = map[string]int32{}
		for i, p := range a.pages {
			if a.rank[i] < 0 {
				a.look.hidden[a.address(p, a.roles[i]).key] = int32(i)
			}
		}
	}
	return found(a.look.hidden, key)
}

func found(m map[string]int32, key string) int32 {
	if i, ok := m[key]; ok {
		return i
	}
	return -1
}
