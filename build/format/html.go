package format

import (
	"cmp"
	"context"
	"html/template"
	"slices"

	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

// Output paths that do not depend on the content.
const (
	homeOut    = "index.html"
	tagsOut    = "tags/index.html"
	archiveOut = "archive/index.html"
	searchOut  = "search/index.html"
	missingOut = "404.html"
)

// IndexDir is the folder of the search index.
const IndexDir = "_memo/search/"

// How many memos stand on the front page, on the page for an address without
// a page, and on the archive's one page (ten thousand would be 2.5 MB); and
// how many tags stand on the front page.
const (
	fresh    = 20
	recent   = 5
	archived = 1000
	cloud    = 30
)

// HTML makes the pages: every entry, and the lists that lead to them. An
// entry of the author's at the address of a generated page takes its place.
func HTML(s *site.Site, t *theme.Theme, o Options) []output.Output {
	p := pages{views: newViews(s, t, o), outputs: make([]output.Output, 0, len(s.ByOut)+1024)}
	for _, e := range s.ByOut {
		p.outputs = append(p.outputs, output.Output{Path: e.Out, ContentType: pageType,
			Render: func(context.Context) ([]byte, diag.List) { return t.Render("memo", p.memo(e)) }})
	}
	p.add(homeOut, "home", func() any { return p.home() })
	for _, sec := range s.Sections {
		p.list(p.section(sec))
	}
	for _, tag := range s.Tags {
		p.list(p.tag(tag))
	}
	for _, series := range s.Series {
		p.list(p.seriesList(series))
	}
	for _, y := range s.Years {
		p.list(p.year(y))
	}
	p.add(tagsOut, "tags", func() any { return p.tagIndex() })
	p.add(archiveOut, "archive", func() any { return p.archive() })
	p.add(searchOut, "search", func() any { return p.search() })
	p.add(missingOut, "404", func() any { return p.missing() })
	output.Sort(p.outputs)
	return slices.CompactFunc(p.outputs, func(a, b output.Output) bool { return a.Path == b.Path })
}

// pageType is the content type of a page.
const pageType = "text/html; charset=utf-8"

// pages collects promises of pages: the entries in order of path, then the
// generated ones. Of two with one path the first counts.
type pages struct {
	*views
	outputs []output.Output
}

func (p *pages) add(out, layout string, view func() any) {
	p.outputs = append(p.outputs, output.Output{Path: out, ContentType: pageType,
		Render: func(context.Context) ([]byte, diag.List) { return p.theme.Render(layout, view()) }})
}

func (p *pages) list(l list) {
	for n := range l.pages() {
		p.add(pageOut(l.out, n+1), l.kind, func() any { return p.views.list(l, n+1) })
	}
}

// home is the front page: the newest memos and the ways to the others.
func (v *views) home() theme.HomeView {
	head := v.head(v.Options.Title, v.prefix)
	head.JSONLD = v.website()
	h := theme.HomeView{Title: phrases(v.Options.Title), Rows: v.rowsOf(v.newest(fresh)),
		Tags: frequent(v.tags()), Series: v.series(), Years: v.years()}
	if e := v.Home; e != nil && e.Page != nil {
		h.Body = template.HTML(e.Body())
		head.Description = e.Front.Description
		h.Title = phrases(e.Title)
	}
	if len(v.memos()) > fresh {
		h.More = v.at(archiveOut)
	}
	h.Frame = v.frame("home", v.prefix, head)
	return h
}

// frequent gives the tags that the front page has room for: those with most
// memos, in the order of all.
func frequent(tags []theme.Count) []theme.Count {
	most := slices.Clone(tags)
	slices.SortStableFunc(most, func(a, b theme.Count) int { return cmp.Compare(b.Count, a.Count) })
	in := map[string]bool{}
	for _, t := range most[:min(cloud, len(most))] {
		in[t.URL] = true
	}
	return slices.DeleteFunc(slices.Clone(tags), func(t theme.Count) bool { return !in[t.URL] })
}

func (v *views) tagIndex() theme.TagsView {
	return theme.TagsView{Frame: v.plain("tags", tagsOut), Tags: v.tags()}
}

// archive shows the memos of the newest years; once there are many, older
// years are a number that leads to their own page.
func (v *views) archive() theme.ArchiveView {
	a := theme.ArchiveView{Frame: v.plain("archive", archiveOut)}
	shown := 0
	for i, y := range v.Years {
		view := theme.YearView{Count: v.years()[i]}
		if shown += len(y.Entries); i == 0 || shown <= archived {
			view.Rows = v.rowsOf(y.Entries)
		}
		a.Years = append(a.Years, view)
	}
	return a
}

func (v *views) search() theme.SearchView {
	f := v.plain("search", searchOut)
	f.Head.NoIndex = true
	return theme.SearchView{Frame: f}
}

func (v *views) missing() theme.MissingView {
	head := v.head(v.theme.Word("missing"), v.at(missingOut))
	head.NoIndex = true
	return theme.MissingView{Frame: v.frame("missing", "", head), Rows: v.rowsOf(v.newest(recent))}
}

// plain is the frame of a page that the theme has a word for.
func (v *views) plain(kind, out string) theme.Frame {
	own := theme.Link{Name: v.theme.Word(kind), URL: v.at(out)}
	head := v.head(own.Name, own.URL)
	head.JSONLD = v.breadcrumbs([]theme.Link{own})
	return v.frame(kind, own.URL, head, own)
}
