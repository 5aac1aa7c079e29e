package format

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"memo/build/japanese"
	"memo/build/site"
	"memo/build/theme"
)

func (v *views) makeTags() []theme.Count {
	var out []theme.Count
	for _, t := range v.Tags {
		out = append(out, theme.Count{Name: t.Name, URL: t.URL, Count: len(t.Entries)})
	}
	return alphabetical(stepped(out))
}

func (v *views) makeSeries() []theme.SeriesCount {
	counts, out := make([]theme.Count, len(v.Series)), make([]theme.SeriesCount, len(v.Series))
	for i, s := range v.Series {
		counts[i] = theme.Count{Name: s.Name, URL: s.URL, Count: len(s.Entries)}
	}
	for i, c := range stepped(counts) {
		out[i].Count = c
		out[i].First, out[i].Last = v.span(v.Series[i].Entries)
	}
	slices.SortFunc(out, func(a, b theme.SeriesCount) int { return collate(a.Count, b.Count) })
	return out
}

// span gives the dates of the oldest and the newest of entries.
func (v *views) span(entries []*site.Entry) (first, last time.Time) {
	for _, e := range entries {
		if e.Date.IsZero() {
			continue
		}
		if first.IsZero() || e.Date.Before(first) {
			first = e.Date
		}
		if e.Date.After(last) {
			last = e.Date
		}
	}
	return v.local(first), v.local(last)
}

func (v *views) makeYears() []theme.Count {
	var out []theme.Count
	for _, y := range v.Years {
		out = append(out, theme.Count{Name: strconv.Itoa(y.Year), URL: y.URL, Count: len(y.Entries)})
	}
	return stepped(out)
}

// alphabetical puts counts in the order of an index.
func alphabetical(counts []theme.Count) []theme.Count {
	slices.SortStableFunc(counts, collate)
	return counts
}

func collate(a, b theme.Count) int {
	return strings.Compare(japanese.CollationKey(a.Name), japanese.CollationKey(b.Name))
}

// frequent gives the n tags with most memos, most first.
func frequent(tags []theme.Count, n int) []theme.Count {
	sorted := slices.Clone(tags)
	slices.SortStableFunc(sorted, func(a, b theme.Count) int { return cmp.Compare(b.Count, a.Count) })
	return sorted[:min(n, len(sorted))]
}

// newestSeries gives the series that the front page has room for: those with
// the newest memos, by name.
func (v *views) newestSeries() []theme.Count {
	all := slices.Clone(v.series())
	slices.SortStableFunc(all, func(a, b theme.SeriesCount) int { return b.Last.Compare(a.Last) })
	var out []theme.Count
	for _, s := range all[:min(serials, len(all))] {
		out = append(out, s.Count)
	}
	return alphabetical(out)
}

// tagIndex is the view of all tags; many of them are grouped, and of these at
// least three that more than one memo bears stand in front.
func (v *views) tagIndex() theme.TagsView {
	view := theme.TagsView{Frame: v.plain("tags", site.TagsOut), Text: v.text(site.TagsOut), Tags: v.tags()}
	if len(view.Tags) <= cloud {
		return view
	}
	often := slices.DeleteFunc(frequent(view.Tags, most), func(t theme.Count) bool { return t.Count < 2 })
	if len(often) >= 3 {
		view.Most = often
	}
	for _, t := range view.Tags {
		initial := japanese.Initial(t.Name)
		if n := len(view.Groups); n == 0 || view.Groups[n-1].Name != initial {
			view.Groups = append(view.Groups, theme.TagGroup{Name: initial})
		}
		last := &view.Groups[len(view.Groups)-1]
		last.Tags = append(last.Tags, t)
	}
	return view
}

func (v *views) seriesIndex() theme.SeriesIndexView {
	return theme.SeriesIndexView{Frame: v.plain("series", site.SeriesOut), Text: v.text(site.SeriesOut), Series: v.series()}
}

// archive shows the memos of the newest years; once there are many, older
// years are folded, and then a number that leads to their own page. Memos
// without a date come last; they have no other page.
func (v *views) archive() theme.ArchiveView {
	a := theme.ArchiveView{Frame: v.plain("archive", site.ArchiveOut), Text: v.text(site.ArchiveOut)}
	shown := 0
	add := func(c theme.Count, entries []*site.Entry) {
		first := len(a.Years) == 0
		shown += len(entries)
		view := theme.YearView{Count: c, Open: first || shown <= unfolded}
		if first || shown <= archived || c.URL == "" {
			view.Rows = v.rowsOf(entries)
		}
		a.Years = append(a.Years, view)
	}
	for i, y := range v.Years {
		add(v.years()[i], y.Entries)
	}
	if i := slices.IndexFunc(v.Memos, func(e *site.Entry) bool { return e.Date.IsZero() }); i >= 0 {
		add(theme.Count{Name: v.theme.Word("undated"), Count: len(v.Memos) - i}, v.Memos[i:])
	}
	return a
}
