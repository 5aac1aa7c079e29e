package site

import (
	"strings"

	"memo/build/filename"
	"memo/build/page"
)

// byPath finds what a Markdown link means: a source file or an address, taken
// from the source file's folder or, as browsers do, from the page's address.
func (a *assembly) byPath(e *Entry, r *page.Ref) target {
	t := nothing
	if !r.Climbs {
		t = a.key(r.Key)
	}
	if !t.found() && r.Rel == "" {
		if rest, ok := strings.CutPrefix("/"+r.Key, strings.ToLower(a.site.Prefix)); ok && a.site.Prefix != "/" {
			t = a.or(t, a.key(rest))
		}
	}
	if !t.found() && r.Rel != "" {
		if key, ok := page.Join(e.key, r.Rel); ok {
			t = a.or(t, a.key(key))
		}
	}
	if !t.found() && r.Nearest {
		t = a.or(t, a.nearby(e, r.Rel))
	}
	return t
}

// nearby finds the nearest file of a name.
func (a *assembly) nearby(e *Entry, name string) target {
	t, _ := a.fileNamed(e, name)
	if stem := page.Stem(name); !t.found() && stem != name {
		t, _ = a.one(e, a.pagesNamed(byFile, stem))
	}
	return t
}

// or gives second, unless only first knows a page that is left out.
func (a *assembly) or(first, second target) target {
	if !second.found() && second.hidden == nil {
		return first
	}
	return second
}

// key finds what a cleaned, folded path from the root means, under the name
// that it is written with or the one that it is published with.
func (a *assembly) key(key string) target {
	if source, ok := page.SourceKey(key); ok {
		if i := a.sourceFile(source); i >= 0 {
			return a.page(i)
		}
	}
	if n, ok := a.claims.by[key]; ok {
		return a.claimed(n)
	}
	if i := a.resource(key); i >= 0 {
		return target{resource: i}
	}
	if t := a.unusual(key); t.found() || t.hidden != nil {
		return t
	}
	t := nothing
	for _, other := range [...]string{page.FolderSlug(key), filename.Path(key)} {
		if other != key && !t.found() {
			t = a.or(t, a.key(other))
		}
	}
	return t
}

// unusual finds what is written in one of the rarer ways: without the slash
// at the end or with index.html, by the folder of a bundle, without ".md" or with ".html" in its place, the
// alternate of a page, a file of the theme, a page that is left out.
func (a *assembly) unusual(key string) target {
	if a.own(key) {
		return target{resource: -1, url: a.site.Prefix + page.Escape(key)}
	}
	slashed := key
	if key != "" && !strings.HasSuffix(key, "/") {
		slashed = key + "/"
	}
	for _, k := range [...]string{trimIndex(key), slashed} {
		if n, ok := a.claims.by[k]; ok {
			return a.claimed(n)
		}
	}
	if dir, ok := strings.CutSuffix(key, "/index.md"); ok {
		if n, ok := a.claims.by[dir+"/"]; ok && int(n) < len(a.site.all) {
			e := a.site.all[n]
			return target{resource: -1, url: e.URL + "index.md", title: e.Title}
		}
	}
	if i := a.folderIndex(slashed); i >= 0 {
		return a.page(i)
	}
	for _, stem := range [...]string{key, strings.TrimSuffix(key, ".html")} {
		if i := a.sourceFile(stem + ".md"); i >= 0 {
			return a.page(i)
		}
	}
	if i := a.leftOut(slashed); i >= 0 {
		return a.page(i)
	}
	return nothing
}

// page gives pages[i] as a target.
func (a *assembly) page(i int32) target {
	if n := a.rank[i]; n >= 0 {
		return target{entry: a.site.all[n], resource: -1}
	}
	return target{resource: -1, hidden: a.pages[i]}
}

// claimed gives what claimant n publishes.
func (a *assembly) claimed(n int32) target {
	c := a.other(n)
	switch {
	case c == nil:
		return target{entry: a.site.all[n], resource: -1}
	case c.file > 0:
		return target{resource: int32(c.file - 1)}
	case c.entry != nil:
		return target{entry: c.entry, resource: -1}
	}
	return target{resource: -1, url: c.url, title: c.title}
}
