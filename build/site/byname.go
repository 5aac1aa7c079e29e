package site

import (
	"strings"

	"memo/build/japanese"
	"memo/build/page"
)

// byName finds what a wiki link means. Each way of finding is tried in turn,
// the surest first: a path from content/ or, where an Obsidian vault has
// become a section, from the section; the file's name, the title, an alias.
// One that finds several pages ends the search with their paths: a guess
// would silently change when another memo is written.
func (a *assembly) byName(e *Entry, r *page.Ref) (target, []string) {
	if r.Picture || strings.Contains(r.Key[strings.LastIndexByte(r.Key, '/')+1:], ".") {
		if t, several := a.fileNamed(r.Key); t.found() || len(several) > 0 || r.Picture {
			return t, several
		}
	}
	if i := a.sourceFile(r.Key + ".md"); i >= 0 {
		return a.page(i), nil
	}
	if strings.Contains(r.Key, "/") {
		if i := a.sourceFile(japanese.Fold(e.Facts.Section) + "/" + r.Key + ".md"); i >= 0 {
			return a.page(i), nil
		}
		if t := a.key(strings.TrimSuffix(r.Key, "/") + "/"); t.found() || t.hidden != nil {
			return t, nil
		}
	}
	for class := byFile; class <= byAlias; class++ {
		if t, several := a.one(a.pagesNamed(class, r.Key)); t.found() || t.hidden != nil || len(several) > 0 {
			return t, several
		}
	}
	return nothing, nil
}

// one gives the only page of a list, or the first of several.
func (a *assembly) one(list []int32) (target, []string) {
	switch len(list) {
	case 0:
		return nothing, nil
	case 1:
		return a.page(list[0]), nil
	}
	var paths []string
	for _, i := range list[:min(len(list), mostNamed+1)] {
		paths = append(paths, page.Stem(a.pages[i].Path))
	}
	return nothing, paths
}

// fileNamed finds a resource by path or by its name alone.
func (a *assembly) fileNamed(key string) (target, []string) {
	if i := a.resource(key); i >= 0 {
		return target{resource: i}, nil
	}
	list := a.resourcesNamed(key)
	switch len(list) {
	case 0:
		return nothing, nil
	case 1:
		return target{resource: list[0]}, nil
	}
	var paths []string
	for _, i := range list[:min(len(list), mostNamed+1)] {
		paths = append(paths, a.site.Resources[i].Path)
	}
	return nothing, paths
}
