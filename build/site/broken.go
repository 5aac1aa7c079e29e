package site

import (
	"cmp"
	"net/url"
	"strings"

	"memo/build/diag"
	"memo/build/markdown"
	"memo/build/page"
)

// complain reports on link i of e.
func (a *assembly) complain(e *Entry, i int, code, message, hint string) {
	l := &e.Doc.Links[i]
	a.broken(diag.Diagnostic{Pos: diag.Pos{File: e.File, Line: l.Line, Col: l.Col}, Source: l.Source, Len: l.Len}, code, message, hint)
}

// broken reports at d as the configuration wants broken links to be treated.
func (a *assembly) broken(d diag.Diagnostic, code, message, hint string) {
	if a.o.BrokenLinks == "ignore" {
		return
	}
	d.Severity, d.Code, d.Message, d.Hint = diag.Warning, code, message, hint
	if a.o.BrokenLinks == "error" {
		d.Severity = diag.Error
	}
	a.diags.Add(d)
}

// mostNamed is how many of the pages or files that answer to a link are named.
const mostNamed = 5

// ambiguous reports a wiki link that several pages or files answer to.
func (a *assembly) ambiguous(e *Entry, i int, paths []string) {
	more := ""
	if len(paths) > mostNamed {
		paths, more = paths[:mostNamed], ", …"
	}
	a.complain(e, i, "ambiguous-link", "several files are called "+e.Doc.Links[i].Target,
		"write the path: [["+strings.Join(paths, "]] or [[")+"]]"+more)
}

// missing reports a link that leads nowhere. Where such links are ignored,
// the site has neighbours that memo does not know: the link stays as written,
// read from the root.
func (a *assembly) missing(e *Entry, i int, r *page.Ref, t target) {
	if a.asText(e, i, r, t) {
		return
	}
	if a.o.BrokenLinks == "ignore" {
		if r.Way == page.ByPath && t.hidden == nil {
			e.Links[i].URL = a.asWritten(e, &e.Doc.Links[i])
		}
		return
	}
	written := e.Doc.Links[i].Target
	switch {
	case r.Picture && t.entry != nil:
		a.complain(e, i, "broken-link", "not a file that can be shown in place: "+written, "link to the memo instead: without the !")
	case t.hidden != nil:
		a.complain(e, i, "broken-link", "link to a page that is not published: "+written, t.hidden.File+" is "+a.why(t.hidden))
	case r.Climbs:
		a.complain(e, i, "broken-link", "link leads out of "+cmp.Or(strings.TrimSuffix(a.root, "/"), "the site's folder")+": "+written, "")
	default:
		a.complain(e, i, "broken-link", "link target not found: "+written, a.near(e, i, r))
	}
}

// asText makes text of what need be no link, where nothing is called so or
// nearly so.
func (a *assembly) asText(e *Entry, i int, r *page.Ref, t target) bool {
	l := &e.Doc.Links[i]
	if !l.Doubtful || t.hidden != nil || a.near(e, i, r) != "" {
		return false
	}
	e.Links[i].Title = "[[" + l.Target + "]]"
	return true
}

// asWritten gives the URL that a browser would follow for an unknown path.
func (a *assembly) asWritten(e *Entry, l *markdown.Link) string {
	if ref := page.NewRef(l.Target, l.Fragment, ""); ref.Way == page.Away {
		return ref.Key
	}
	s := writtenURL(l)
	if rest, rooted := strings.CutPrefix(s, "/"); rooted {
		return a.site.Prefix + strings.TrimLeft(rest, "/")
	}
	from, err := url.Parse(e.URL)
	if err != nil {
		return ""
	}
	to, err := from.Parse(s)
	if err != nil {
		return ""
	}
	return to.String()
}

// why says what keeps a page from being published.
func (a *assembly) why(p *page.Page) string {
	if why := a.o.KeptBack[p.Path]; why != "" {
		return why
	}
	switch l := a.label(p); l {
	case draft:
		return "a draft"
	case future:
		return "dated in the future"
	case published:
		return "in a folder of drafts"
	default:
		return l.String()
	}
}
