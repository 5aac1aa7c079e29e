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
// Only resources, the files of every site, and pages and aliases that end in
// .html can be in the way.
func (a *assembly) filesAndFolders() {
	check := func(key string, n int32) {
		if key == "" || strings.HasSuffix(key, "/") {
			return
		}
		other, ok := a.claims.by[key+"/"]
		if !ok {
			other, ok = a.claims.dirs[key+"/"]
		}
		if ok {
			a.clash(n, other, "is a file where "+a.describe(other)+" needs a folder")
			a.clash(other, n, "needs a folder where "+a.describe(n)+" is a file")
		}
	}
	for _, e := range a.site.byPath {
		check(e.key, e.rank)
	}
	for _, r := range reserved {
		check(r.key, a.claims.by[r.key])
	}
	for _, t := range a.site.Tags {
		key := trimIndex(t.Out) + "feed.xml"
		check(key, a.claims.by[key])
	}
	for i, c := range a.claims.others {
		n := int32(len(a.site.all) + i)
		switch {
		case c.file > 0:
			check(a.site.Resources[c.file-1].key(), n)
		case c.alias > 0:
			if out, ok := aliasOut(c.entry, c.entry.Facts.Aliases[c.alias-1].Path); ok {
				check(trimIndex(japanese.Fold(out)), n)
			}
		}
	}
}
