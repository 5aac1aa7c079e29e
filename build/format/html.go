package format

import (
	"context"
	"html/template"
	"slices"

	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

// searchOut is the output path of the search page.
const searchOut = "search/index.html"

// IndexDir is the folder of the search index.
const IndexDir = output.Own + "search/"

// How many memos stand on the front page, on the page for an address without
// a page, and on the archive's one page (300 rows would weigh over 20 KB
// with what draws them), and how many of these it shows before older years are folded; how many tags and
// series stand on the front page, and how many tags the tag index shows without
// grouping them, and as those used most.
const (
	fresh    = 20
	recent   = 5
	archived = 150
	unfolded = 60
	cloud    = 30
	serials  = 10
	most     = 20
)

// HTML makes the pages: every entry, and the lists that lead to them. An
// entry of the author's at the address of a generated page takes its place.
func HTML(s *site.Site, t *theme.Theme, o Options) []output.Output {
	p := pages{views: newViews(s, t, o), outputs: make([]output.Output, 0, len(s.ByOut)+1024)}
	for _, e := range s.ByOut {
		p.outputs = append(p.outputs, output.Output{Path: e.Out, ContentType: pageType, Layout: memoLayout, Source: e.File,
			Render: func(context.Context) ([]byte, diag.List) { return p.memoPage(e, p.memo(e)) },
			Remake: func(_ context.Context, old string) (string, []byte, diag.List) {
				m := p.memo(e)
				bare := m
				bare.Site = nil
				return p.remake(e, old, m.Site, bare, func() ([]byte, diag.List) { return p.memoPage(e, m) })
			}})
	}
	p.add(site.HomeOut, "home", func() any { return p.home() })
	for _, sec := range s.Sections {
		if !sec.NoList {
			p.list(p.section(sec))
		}
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
	p.add(site.TagsOut, "tags", func() any { return p.tagIndex() })
	if len(s.Series) > 0 {
		p.add(site.SeriesOut, "series-index", func() any { return p.seriesIndex() })
	}
	p.add(site.ArchiveOut, "archive", func() any { return p.archive() })
	p.add(searchOut, "search", func() any { return p.search() })
	p.add(site.MissingOut, "404", func() any { return p.missing() })
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
	p.outputs = append(p.outputs, output.Output{Path: out, ContentType: pageType, List: true, Layout: layout,
		Render: func(context.Context) ([]byte, diag.List) { return p.theme.Render(layout, view()) }})
}

func (p *pages) list(l list) {
	for n := range l.pages() {
		p.add(site.PageOut(l.out, n+1), l.kind, func() any { return p.views.list(l, n+1) })
	}
}

// home is the front page: the newest memos and the ways to the others.
func (v *views) home() theme.HomeView {
	head := v.head(v.Options.Title, v.prefix)
	head.JSONLD = v.website()
	h := theme.HomeView{Title: phrases(v.Options.Title), Rows: v.rowsOf(v.newest(fresh)),
		Tags: alphabetical(frequent(v.tags(), cloud)), Series: v.newestSeries(), Years: v.years()}
	if e := v.Home; e != nil && e.Page != nil {
		h.Body = template.HTML(e.Body())
		head.Description = e.Front.Description
		h.Title, h.Titled = phrases(e.Title), e.Title != v.Options.Title
	}
	if len(v.Memos) > fresh {
		h.More = v.at(site.ArchiveOut)
	}
	h.Frame = v.frame("home", v.prefix, head)
	return h
}

func (v *views) search() theme.SearchView {
	return theme.SearchView{Frame: v.plain("search", searchOut), Text: v.text(searchOut), Rows: v.rowsOf(v.newest(recent))}
}

func (v *views) missing() theme.MissingView {
	head := v.head(v.called(site.MissingOut, v.theme.Word("missing")), v.at(site.MissingOut))
	head.NoIndex = true
	return theme.MissingView{Frame: v.frame("missing", "", head), Text: v.text(site.MissingOut), Rows: v.rowsOf(v.newest(recent))}
}

// plain is the frame of a page that the theme has a word for.
func (v *views) plain(kind, out string) theme.Frame {
	own := theme.Link{Name: v.called(out, v.theme.Word(kind)), URL: v.at(out)}
	head := v.head(own.Name, own.URL)
	if e := v.Texts[out]; e != nil {
		head.Description = summary(e)
	}
	head.JSONLD = v.breadcrumbs([]theme.Link{own})
	return v.frame(kind, own.URL, head, own)
}
