package site

import (
	"strings"

	"memo/build/japanese"
	"memo/build/page"
)

// byName finds what a wiki link means. Each way of finding is tried in turn,
// the surest first: a path from content/ or, where an Obsidian vault has
// become a section, from the section, or from the link's folder; the file's name, the title, an alias.
// Of several pages of one name the nearest is meant, as in Obsidian: the one in
// the link's own folder, else the fewest folders away. Where two are as near
// the search ends with their paths: a guess would silently change when another
// memo is written.
func (a *assembly) byName(e *Entry, r *page.Ref) (target, []string) {
	if r.Picture || strings.Contains(r.Key[strings.LastIndexByte(r.Key, '/')+1:], ".") {
		if t, several := a.fileNamed(e, r.Key); t.found() || len(several) > 0 || r.Picture {
			return t, several
		}
	}
	inFolder := strings.Contains(r.Key, "/")
	if i := a.sourceFile(r.Key + ".md"); i >= 0 && (inFolder || len(a.pagesNamed(byFile, r.Key)) < 2) {
		return a.page(i), nil
	}
	if inFolder {
		if i := a.sourceFile(japanese.Fold(e.Facts.Section) + "/" + r.Key + ".md"); i >= 0 {
			return a.page(i), nil
		}
		if i := a.sourceFile(japanese.Fold(e.Facts.Folder) + "/" + r.Key + ".md"); i >= 0 {
			return a.page(i), nil
		}
		if t := a.key(strings.TrimSuffix(r.Key, "/") + "/"); t.found() || t.hidden != nil {
			return t, nil
		}
	}
	for class := byFile; class <= byAlias; class++ {
		t, several := a.one(e, a.pagesNamed(class, r.Key))
		t.alias = class == byAlias
		if t.found() || t.hidden != nil || len(several) > 0 {
			return t, several
		}
	}
	return nothing, nil
}

// one gives the only page of a list or the nearest, or the first of several.
func (a *assembly) one(e *Entry, list []int32) (target, []string) {
	i, several := closest(e.Path, list, folderOf, func(i int32) string { return a.pages[i].Path })
	if i < 0 {
		return nothing, several
	}
	return a.page(i), nil
}

// closest gives the item of a list that is nearest to a file, or -1 and the
// first of several.
func closest(file string, list []int32, folder func(path string) string, path func(int32) string) (int32, []string) {
	if i := nearestTo(folder(file), list, func(i int32) string { return folder(path(i)) }); i >= 0 {
		return i, nil
	}
	var paths []string
	for _, i := range list[:min(len(list), mostNamed+1)] {
		paths = append(paths, page.Stem(path(i)))
	}
	return -1, paths
}

// mostNear is of how many things of one name the nearest is looked for: where
// each of ten thousand folders has a README, nobody means any by that name.
const mostNear = 200

// nearestTo gives the item of a list whose folder is the fewest steps away, -1
// when there is none or two are as near.
func nearestTo(from string, list []int32, folder func(int32) string) int32 {
	best, steps := int32(-1), -1
	if len(list) > mostNear {
		return best
	}
	for _, i := range list {
		switch n := stepsBetween(from, folder(i)); {
		case steps < 0 || n < steps:
			best, steps = i, n
		case n == steps:
			best = -1
		}
	}
	return best
}

// dirOf gives the folders that a file is in, with a slash behind each.
func dirOf(path string) string { return path[:strings.LastIndexByte(path, '/')+1] }

// folderOf is dirOf, but of a bundle's text the folders that the bundle is in.
func folderOf(path string) string {
	dir := dirOf(path)
	if name := page.Stem(path[len(dir):]); name == "index" && dir != "" {
		return dirOf(dir[:len(dir)-1])
	}
	return dir
}

// stepsBetween counts the folders to leave and to enter from one to another.
func stepsBetween(from, to string) int {
	shared := 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			shared = i + 1
		}
	}
	return strings.Count(from[shared:], "/") + strings.Count(to[shared:], "/")
}

// fileNamed finds a resource by path, from the top or the link's folder, or by
// its name alone.
func (a *assembly) fileNamed(e *Entry, key string) (target, []string) {
	for _, path := range [...]string{key, japanese.Fold(e.Facts.Folder) + "/" + key} {
		if i := a.resource(path); i >= 0 {
			return target{resource: i}, nil
		}
	}
	i, several := closest(e.Path, a.resourcesNamed(key), dirOf, func(i int32) string { return a.site.Resources[i].Path })
	if i < 0 {
		return nothing, several
	}
	return target{resource: i}, nil
}
