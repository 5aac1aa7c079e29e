package format

import (
	"cmp"
	"math"
	"slices"

	"memo/build/site"
	"memo/build/theme"
)

// row is a memo in a list, made once for all lists, but only when it is asked
// for: a reload while drafting shows one page of ten thousand. Of two made at
// one moment, which are equal, one stays.
func (v *views) row(e *site.Entry) *theme.Row {
	if e.Rank() < 0 {
		return v.makeRow(e)
	}
	known := &v.rows()[e.Rank()]
	if r := known.Load(); r != nil {
		return r
	}
	known.CompareAndSwap(nil, v.makeRow(e))
	return known.Load()
}

func (v *views) makeRow(e *site.Entry) *theme.Row {
	return &theme.Row{URL: e.URL, Title: phrases(e.Title), Summary: summary(e), Date: v.local(e.Date),
		Tags: tagLinks(e.Tags), Label: e.Label}
}

// rowsOf gives the rows of a list.
func (v *views) rowsOf(entries []*site.Entry) []*theme.Row {
	out := make([]*theme.Row, len(entries))
	for i, e := range entries {
		out[i] = v.row(e)
	}
	return out
}

// summary is what the author says about a memo, else how it begins.
func summary(e *site.Entry) string { return cmp.Or(e.Front.Description, e.Doc.Summary) }

func tagLinks(tags []*site.Tag) []theme.Link {
	out := make([]theme.Link, len(tags))
	for i, t := range tags {
		out[i] = theme.Link{Name: t.Name, URL: t.URL}
	}
	return out
}

// makeNav lists the sections.
func (v *views) makeNav() []theme.Link {
	var out []theme.Link
	for _, s := range v.Sections {
		if !s.NoList && (s.Index == nil || !s.Index.Unlisted) {
			out = append(out, theme.Link{Name: s.Title, URL: s.URL})
		}
	}
	return out
}

// makePages lists the pages like "about" by weight and title, as many as there
// is room for.
func (v *views) makePages() []theme.Link {
	pages := slices.DeleteFunc(slices.Clone(v.Top), func(e *site.Entry) bool { return e.Memo })
	slices.SortStableFunc(pages, func(a, b *site.Entry) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Title, b.Title))
	})
	var out []theme.Link
	for _, e := range pages[:min(len(pages), site.MaxPages)] {
		out = append(out, theme.Link{Name: e.Title, URL: e.URL})
	}
	return out
}

// rank orders by weight; a page without one comes last.
func rank(e *site.Entry) int {
	if e.Front.Weight == 0 {
		return math.MaxInt
	}
	return e.Front.Weight
}

// stepped sorts counts into four steps by the logarithm of the count: with
// one memo 1, with the most of all 4.
func stepped(counts []theme.Count) []theme.Count {
	most := 1
	for _, c := range counts {
		most = max(most, c.Count)
	}
	for i, c := range counts {
		counts[i].Step = 1
		if most > 1 && c.Count > 0 {
			counts[i].Step += int(math.Round(3 * math.Log(float64(c.Count)) / math.Log(float64(most))))
		}
	}
	return counts
}
