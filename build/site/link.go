package site

import (
	"net/url"
	"path"
	"strings"

	"memo/build/diag"
	"memo/build/markdown"
	"memo/build/page"
)

// target is where a link was found to lead: one of a page, a resource and
// another output; or to a page that is left out.
type target struct {
	entry    *Entry
	resource int32  // index in Site.Resources, -1 for none
	url      string // of another output
	title    string
	hidden   *page.Page
	alias    bool // found by another name of the page's, by which it is meant to be called
}

var nothing = target{resource: -1}

func (t target) found() bool { return t.entry != nil || t.resource >= 0 || t.url != "" }

// link resolves every link of every page and notes who links to whom.
func (a *assembly) link() {
	n := 0
	for _, e := range a.site.byPath {
		n += len(e.Facts.Refs)
	}
	slab := make([]Resolved, n)
	to := edges{to: make([]int32, 0, n), from: make([]int32, len(a.pages)+1)}
	for i := range a.slab {
		to.from[i] = int32(len(to.to))
		if e := &a.slab[i]; e.Page != nil {
			k := len(e.Facts.Refs)
			e.Links, slab = slab[:k:k], slab[k:]
			a.linkPage(e, &to)
		}
	}
	to.from[len(a.pages)] = int32(len(to.to))
	a.backlinks(to)
}

func (a *assembly) linkPage(e *Entry, to *edges) {
	if e.Front.Image != "" {
		a.image(e)
	}
	for i := range e.Facts.Refs {
		a.resolve(e, i)
		if t := e.Links[i].Entry; t != nil && t != e && t.rank >= 0 && !e.Unlisted {
			to.to = append(to.to, t.rank)
		}
	}
}

// resolve settles link i of e, or says what is wrong with it.
func (a *assembly) resolve(e *Entry, i int) {
	r := &e.Facts.Refs[i]
	if r.Way == page.Away {
		inner, ok := a.inside(r)
		if !ok {
			e.Links[i] = Resolved{URL: r.Key, External: true}
			return
		}
		r = &inner
	}
	t := nothing
	switch r.Way {
	case page.Nowhere:
		return
	case page.Here:
		t.entry = e
	case page.ByPath:
		if t = a.byPath(e, r); !t.found() && e.Doc.Links[i].Kind == markdown.Inclusion {
			if f := a.beside(e, e.Doc.Links[i].Target); f != nil {
				e.Links[i] = Resolved{Resource: f, Title: path.Base(f.Path)}
				return
			}
		}
	case page.ByName:
		var several []string
		if t, several = a.byName(e, r); len(several) > 0 {
			a.ambiguous(e, i, several)
			return
		}
	}
	if !t.found() || r.Picture && t.entry != nil {
		a.missing(e, i, r, t)
		return
	}
	e.Links[i] = a.resolved(e, i, r, t)
}

// beside gives the file outside of the pages' folder that e includes, nil for none.
func (a *assembly) beside(e *Entry, target string) *Resource {
	folder := path.Dir(e.Path)
	if strings.HasPrefix(target, "/") {
		folder = ""
	}
	return a.o.Beside[path.Join(a.o.Folder, folder, target)]
}

// image settles the picture that e's front matter names.
func (a *assembly) image(e *Entry) {
	r := &e.Facts.Image
	away, fetched := webURL(r.Key)
	if r.Way == page.Nowhere || r.Way == page.Away && !fetched {
		d := at(e.Page, "image", "images")
		d.Severity, d.Code, d.Message, d.Hint = diag.Warning, "bad-address", "not a picture's address: "+e.Front.Image, "name a file of the site, or a URL with http or https and without a password"
		a.diags.Add(d)
		return
	}
	if r.Way == page.Away {
		inner, ok := a.inside(r)
		if !ok {
			e.Image = Resolved{URL: away, External: true}
			return
		}
		r = &inner
	}
	if t := a.byPath(e, r); t.resource >= 0 {
		e.Image = a.resolved(e, 0, r, t)
		return
	}
	a.broken(at(e.Page, "image", "images"), "broken-link", "image not found: "+e.Front.Image, "")
}

// webURL gives a URL that every reader of a page can fetch as a page writes it:
// with http or https, a host, and nobody's password.
func webURL(s string) (string, bool) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return "", false
	}
	return u.String(), true
}

// inside reads an absolute URL of this site as a path from its root.
func (a *assembly) inside(r *page.Ref) (page.Ref, bool) {
	rest, ok := strings.CutPrefix(r.Key, a.base)
	if !ok || a.base == "" || rest != "" && !strings.ContainsAny(rest[:1], "/?#") {
		return page.Ref{}, false
	}
	rest, fragment, _ := strings.Cut(rest, "#")
	inner := page.NewRef("/"+strings.TrimPrefix(rest, "/"), fragment, "")
	inner.Picture = r.Picture
	return inner, true
}

// resolved gives the URL and whatever else is known of a target.
func (a *assembly) resolved(e *Entry, i int, r *page.Ref, t target) Resolved {
	switch {
	case t.entry != nil:
		out := Resolved{URL: t.entry.URL, Entry: t.entry, Title: t.entry.title}
		if t.alias {
			out.Title = e.Doc.Links[i].Target
		}
		if r.Query != "" {
			out.URL += safeQuery(r.Query)
		}
		if r.Fragment != "" {
			a.anchor(e, i, r, &out)
		}
		return out
	case t.resource >= 0:
		f := &a.site.Resources[t.resource]
		out := Resolved{URL: a.resourceURL(f), Resource: f, Width: f.Width, Height: f.Height}
		out.Title = f.Path[strings.LastIndexByte(f.Path, '/')+1:]
		return withRest(out, r)
	}
	return withRest(Resolved{URL: t.url, Title: t.title}, r)
}

// withRest adds the query and the fragment of a link to other outputs, whose
// anchors are not known.
func withRest(out Resolved, r *page.Ref) Resolved {
	out.URL += safeQuery(r.Query)
	if r.Fragment != "" {
		out.URL += "#" + page.Escape(r.Fragment)
	}
	return out
}

// safeQuery escapes what cannot stand in a URL and keeps what is escaped.
func safeQuery(q string) string {
	var b strings.Builder
	for i := range len(q) {
		if c := q[i]; c <= ' ' || c >= 0x7F || strings.IndexByte("\"'<>\\`{}|^", c) >= 0 {
			b.WriteString(page.Escape(q[i : i+1]))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
