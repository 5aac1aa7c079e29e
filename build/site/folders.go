package site

import (
	"strings"

	"memo/build/japanese"
)

// within notes that something is published in dir and the folders above it.
func (c *claims) within(dir string, n int32) {
	for dir != "" {
		if _, known := c.dirs[dir]; known {
			return
		}
		c.dirs[dir] = n
		dir = parent(dir)
	}
}

// parent gives the folder of a key, with the slash at its end; "" at the top.
func parent(key string) string {
	return key[:strings.LastIndexByte(strings.TrimSuffix(key, "/"), '/')+1]
}

// filesAndFolders reports a file that is published where a folder must be.
// Only resources, the files of every site, pages and aliases that end in
// .html, and the two files that each page is can be in the way.
func (a *assembly) filesAndFolders() {
	for _, e := range a.site.byPath {
		a.file(e.key, e.rank)
		a.folder(e.key, e.rank)
	}
	for _, c := range a.every {
		a.file(c.key(), a.claims.by[c.key()])
	}
	for _, t := range a.site.Tags {
		a.file(t.FeedOut(), a.claims.by[t.FeedOut()])
	}
	for i, c := range a.claims.others {
		n := int32(len(a.site.all) + i)
		switch {
		case c.file > 0:
			a.file(a.site.Resources[c.file-1].key(), n)
		case c.alias > 0:
			if out, ok := aliasOut(c.entry, c.entry.Facts.Aliases[c.alias-1].Path); ok {
				key := trimIndex(japanese.Fold(out))
				a.file(key, n)
				a.folder(key, n)
			}
		}
	}
	for dir, n := range a.claims.dirs {
		a.folder(dir, n)
	}
}

// alternate is the file beside a page's index.html that holds its Markdown.
const alternate = "index.md"

// file reports what needs a folder of the name of claimant n's file, or has
// the name of the Markdown of a page.
func (a *assembly) file(key string, n int32) {
	if key == "" || strings.HasSuffix(key, "/") {
		return
	}
	if other, ok := a.claims.by[key+"/"]; ok {
		a.inTheWay(n, other)
	} else if other, ok = a.claims.dirs[key+"/"]; ok {
		a.inTheWay(n, other)
	}
	if strings.HasSuffix(key, "/"+alternate) {
		if page, ok := a.claims.by[parent(key)]; ok && a.other(page) == nil {
			a.yield(n, page, "would be published where "+a.describe(page)+" has its Markdown")
		}
	}
}

// folder reports a folder that has the name of one of a page's two files.
func (a *assembly) folder(key string, n int32) {
	name := strings.TrimPrefix(key, parent(key))
	if name != index+"/" && name != alternate+"/" {
		return
	}
	if page, ok := a.claims.by[parent(key)]; ok && (name == index+"/" || a.other(page) == nil) {
		a.inTheWay(page, n)
	}
}
