package format

import (
	"html/template"
	"time"

	"memo/build/diag"
	"memo/build/japanese"
	"memo/build/site"
	"memo/build/theme"
)

// related is how many memos stand under a memo as related to it.
const related = 5

// memoLayout is the layout of a memo's own page.
const memoLayout = "memo"

// memoPage draws an entry's own page.
func (v *views) memoPage(e *site.Entry, m theme.MemoView) ([]byte, diag.List) {
	m.Body = template.HTML(e.Body())
	return v.theme.Render(memoLayout, m)
}

// memo is the view of an entry's own page but for its Body, the most of it.
func (v *views) memo(e *site.Entry) theme.MemoView {
	row := v.row(e)
	m := theme.MemoView{
		Frame: v.frame("memo", v.above(e), v.memoHead(e), v.trail(e)...),
		URL:   e.URL, Title: row.Title, PlainTitle: e.Title,
		Date: row.Date, Verified: v.local(e.Front.Verified), Stale: v.stale(e), Label: e.Label, Tags: row.Tags,
		Minutes: japanese.Minutes(e.Doc.Chars, e.Doc.Words), Chars: e.Doc.Chars + e.Doc.Words,
		Description: e.Front.Description,
		TOC:         toc(e.Doc.Outline, e.Front.TOC), Series: v.seriesOf(e),
		Related: v.rowsOf(v.Site.Related(e, related)), Backlinks: v.rowsOf(e.Backlinks),
		Math: e.Doc.Math, Mermaid: e.Doc.Mermaid, Listed: e.Memo, Params: e.Front.Params,
		Edit: v.o.Repository.edit(e), History: v.o.Repository.history(e),
	}
	if mod := v.local(e.Lastmod); !sameDay(mod, row.Date) {
		m.Lastmod = mod
	}
	both := []*site.Entry{e.Prev, e.Next}
	m.Prev, m.Next = v.rowAt(both, 0), v.rowAt(both, 1)
	m.Neighbours = v.neighbours(e, m.Series)
	if m.Neighbours == nil && (m.Prev != nil || m.Next != nil) {
		m.Neighbours = []theme.Neighbours{{Prev: m.Prev, Next: m.Next}}
	}
	return m
}

// memoHead is what <head> says about an entry.
func (v *views) memoHead(e *site.Entry) theme.Head {
	p, h := v.pictureOf(e), v.head(e.Title, e.URL)
	h.Kind, h.Description, h.NoIndex = "article", summary(e), e.Label != "" || e.Unlisted
	h.Image, h.ImageWidth, h.ImageHeight = p.url, p.width, p.height
	h.Published, h.Modified = v.local(e.Date), v.local(e.Lastmod)
	h.Markdown, h.JSONLD = v.at(markdownOut(e)), v.posting(e, p)
	for _, t := range e.Tags {
		h.Tags = append(h.Tags, t.Name)
	}
	return h
}

// above is the item of the navigation that an entry's page stands under.
func (v *views) above(e *site.Entry) string {
	if e.Section != nil {
		return e.Section.URL
	}
	return e.URL
}

// trail leads from home to an entry.
func (v *views) trail(e *site.Entry) []theme.Link {
	own := theme.Link{Name: e.Title, URL: e.URL}
	if e.Section == nil {
		return []theme.Link{own}
	}
	return []theme.Link{{Name: e.Section.Title, URL: e.Section.URL}, own}
}

// seriesAround is how many memos of a series are shown before and behind the
// one that is read. All of them on each page of a series of 2,000 took 20 s; its own page has them all.
const seriesAround = 20

func (v *views) seriesOf(e *site.Entry) []theme.SeriesView {
	var out []theme.SeriesView
	for _, p := range e.Series {
		n := len(p.Series.Entries)
		from, to := max(0, p.Index-seriesAround), min(n, p.Index+seriesAround+1)
		s := theme.SeriesView{Name: p.Series.Name, URL: p.Series.URL, Index: p.Index + 1, Count: n, First: from + 1}
		for i, of := range p.Series.Entries[from:to] {
			s.Rows = append(s.Rows, theme.Link{Name: of.Title, URL: of.URL, Here: from+i == p.Index})
		}
		out = append(out, s)
	}
	return out
}

// neighbours are the memos before and after e in each series that has others,
// where a reader of e is likely to go on.
func (v *views) neighbours(e *site.Entry, series []theme.SeriesView) []theme.Neighbours {
	var out []theme.Neighbours
	for i, p := range e.Series {
		if len(p.Series.Entries) > 1 {
			out = append(out, theme.Neighbours{Series: &series[i],
				Prev: v.rowAt(p.Series.Entries, p.Index-1), Next: v.rowAt(p.Series.Entries, p.Index+1)})
		}
	}
	return out
}

// rowAt is the row of an entry of a list, nil where there is none.
func (v *views) rowAt(entries []*site.Entry, i int) *theme.Row {
	if i < 0 || i >= len(entries) || entries[i] == nil {
		return nil
	}
	return v.row(entries[i])
}

func sameDay(a, b time.Time) bool {
	return a.YearDay() == b.YearDay() && a.Year() == b.Year()
}
