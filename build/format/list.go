package format

import (
	"html/template"
	"strconv"
	"time"

	"memo/build/site"
	"memo/build/theme"
)

// list is a list of memos before it is cut into pages.
type list struct {
	kind    string // section | tag | series | year, which is the layout as well
	name    string // plain
	what    string // before the name in <title>, "" for nothing
	out     string // of the first page
	here    string // item of the navigation
	trail   []theme.Link
	about   *site.Entry // the author's own text, or nil
	feed    *theme.Link
	entries []*site.Entry
	size    int // entries on one page, 0: all
	beside  func() beside
}

func (v *views) section(s *site.Section) list {
	size := s.Layout.PerPage
	if size <= 0 {
		size = site.Defaults.PerPage
	}
	return list{kind: "section", name: s.Title, out: s.Out, here: s.URL, about: s.Index, entries: s.Entries, size: size,
		trail: []theme.Link{{Name: s.Title, URL: s.URL}}, beside: v.besideList("section", s.URL, s.Entries)}
}

func (v *views) tag(t *site.Tag) list {
	return list{kind: "tag", name: v.called(t.Out, t.Name), about: v.Texts[t.Out], what: v.theme.Word("tag"), out: t.Out, entries: t.Entries, size: site.Defaults.PerPage,
		feed:   &theme.Link{Name: t.Name, URL: v.at(t.FeedOut())},
		trail:  []theme.Link{{Name: v.theme.Word("tags"), URL: v.at(site.TagsOut)}, {Name: t.Name, URL: t.URL}},
		beside: v.besideList("tag", t.URL, t.Entries)}
}

func (v *views) seriesList(s *site.Series) list {
	return list{kind: "series", name: v.called(s.Out, s.Name), about: v.Texts[s.Out], what: v.theme.Word("series"), out: s.Out, entries: s.Entries,
		trail:  []theme.Link{{Name: v.theme.Word("series"), URL: v.at(site.SeriesOut)}, {Name: s.Name, URL: s.URL}},
		beside: v.besideList("series", s.URL, s.Entries)}
}

func (v *views) year(y *site.Year) list {
	name := strconv.Itoa(y.Year)
	return list{kind: "year", name: v.called(y.Out, name), about: v.Texts[y.Out], what: v.theme.Word("archive"), out: y.Out, entries: y.Entries,
		trail:  []theme.Link{{Name: v.theme.Word("archive"), URL: v.at(site.ArchiveOut)}, {Name: name, URL: y.URL}},
		beside: v.besideList("year", y.URL, y.Entries)}
}

// pages is how many pages the list has, at least one.
func (l list) pages() int {
	if l.size == 0 {
		return 1
	}
	return max(1, (len(l.entries)+l.size-1)/l.size)
}

// page gives the entries of page n, from 1.
func (l list) page(n int) []*site.Entry {
	if l.size == 0 {
		return l.entries
	}
	return l.entries[min((n-1)*l.size, len(l.entries)):min(n*l.size, len(l.entries))]
}

// heading is what the title says of page n.
func (l list) heading(n int) string {
	name := l.name
	if l.what != "" {
		name = l.what + ": " + name
	}
	if n > 1 {
		name += " (" + strconv.Itoa(n) + "/" + strconv.Itoa(l.pages()) + ")"
	}
	return name
}

// list is the view of page n of a list.
func (v *views) list(l list, n int) theme.ListView {
	head := v.head(l.heading(n), v.at(site.PageOut(l.out, n)))
	head.Feed, head.JSONLD = l.feed, v.breadcrumbs(l.trail)
	b := l.beside()
	view := theme.ListView{Title: phrases(l.name), Total: len(l.entries), Rows: v.rowsOf(l.page(n)), Feed: l.feed,
		Tags: b.tags, Series: b.series, Years: b.years}
	if l.about != nil {
		head.Description = summary(l.about)
		if n == 1 {
			view.Body = template.HTML(l.about.Body())
		}
	}
	if total := l.pages(); total > 1 {
		view.Pages = v.pager(l.out, n, total)
		view.Prev, view.Next = v.step(l.out, n-1, total), v.step(l.out, n+1, total)
		head.Prev, head.Next = urlOf(view.Prev), urlOf(view.Next)
	}
	view.Frame = v.frame(l.kind, l.here, head, l.trail...)
	return view
}

// pager links the first page, the last, and those near page n; a gap between
// them is an entry without a URL. All of 500 pages on each of 500 would be a
// quarter of a million links.
func (v *views) pager(out string, n, total int) []theme.Link {
	const near = 2
	var links []theme.Link
	for i := 1; i <= total; i++ {
		switch {
		case i == 1 || i == total || i >= n-near && i <= n+near || total <= 2*near+5:
			links = append(links, theme.Link{Name: strconv.Itoa(i), URL: v.at(site.PageOut(out, i)), Here: i == n})
		case links[len(links)-1].URL != "":
			links = append(links, theme.Link{Name: "…"})
		}
	}
	return links
}

// step is the link to a neighbouring page, nil past the ends.
func (v *views) step(out string, n, total int) *theme.Link {
	if n < 1 || n > total {
		return nil
	}
	return &theme.Link{Name: strconv.Itoa(n), URL: v.at(site.PageOut(out, n))}
}

func urlOf(l *theme.Link) string {
	if l == nil {
		return ""
	}
	return l.URL
}

// latest gives the latest change among entries.
func latest(entries []*site.Entry) time.Time {
	var t time.Time
	for _, e := range entries {
		if d := changed(e); d.After(t) {
			t = d
		}
	}
	return t
}

// changed is when an entry last changed, as far as known.
func changed(e *site.Entry) time.Time {
	if e.Lastmod.IsZero() {
		return e.Date
	}
	return e.Lastmod
}
