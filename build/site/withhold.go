package site

import "memo/build/page"

// withhold takes out the files that no published page refers to, if pages which
// are left out do, for the picture of a draft tells what the draft would, or if
// they are reached through a symbolic link, which leads to a home folder as
// easily as to pictures. Any other file that nobody refers to stays.
func (a *assembly) withhold() {
	private, strays := a.ofLeftOut(), 0
	for _, r := range a.site.Resources {
		if r.Linked {
			private[r.Path] = true
		}
	}
	if len(private) == 0 {
		return
	}
	for _, e := range a.site.byPath {
		for _, l := range append(e.Links, e.Image) {
			if l.Resource != nil {
				delete(private, l.Resource.Path)
			}
		}
	}
	kept := make([]Resource, 0, len(a.site.Resources))
	for _, r := range a.site.Resources {
		switch {
		case !private[r.Path]:
			kept = append(kept, r)
		case r.Linked:
			strays++
		}
	}
	a.site.Withheld, a.site.Strays = len(private)-strays, strays
	a.site.Resources = kept // links hold on to those of the slice before
}

// ofLeftOut gives the paths of the files that pages which are left out refer to.
func (a *assembly) ofLeftOut() map[string]bool {
	files := map[string]bool{}
	for i, p := range a.pages {
		if a.rank[i] >= 0 || len(a.site.Resources) == 0 {
			continue
		}
		e := &Entry{Page: p}
		for _, r := range append(p.Facts.Refs[:len(p.Facts.Refs):len(p.Facts.Refs)], p.Facts.Image) {
			if n := a.fileBehind(e, r); n >= 0 {
				files[a.site.Resources[n].Path] = true
			}
		}
	}
	return files
}

// fileBehind gives the resource that a link of a page leads to, -1 for none.
func (a *assembly) fileBehind(e *Entry, r page.Ref) int32 {
	if r.Way == page.Away {
		r, _ = a.inside(&r)
	}
	t := nothing
	switch r.Way {
	case page.ByPath:
		t = a.byPath(e, &r)
	case page.ByName:
		t, _ = a.byName(e, &r)
	}
	return t.resource
}
