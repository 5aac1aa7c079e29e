package site

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// neighbours puts each section's entries into the section's order and tells
// each its neighbours.
func (a *assembly) neighbours() {
	for _, s := range a.site.Sections {
		list, forward := s.Entries, false
		switch s.Layout.Sort {
		case "lastmod":
			slices.SortStableFunc(list, func(x, y *Entry) int { return y.Lastmod.Compare(x.Lastmod) })
		case "title":
			slices.SortStableFunc(list, func(x, y *Entry) int { return cmp.Compare(x.Facts.Title, y.Facts.Title) })
			forward = true
		case "weight":
			slices.SortStableFunc(list, byWeight)
			forward = true
		}
		for i := 1; i < len(list); i++ {
			earlier, later := list[i], list[i-1]
			if forward {
				earlier, later = later, earlier
			}
			earlier.Next, later.Prev = later, earlier
		}
	}
}

// years makes the archive: the dated memos of the sections.
func (a *assembly) years() {
	var y *Year
	var start int64 // of y, in microseconds since 1970
	for n, t := range a.order {
		e := a.site.all[n]
		if e.Section == nil || !a.roles[t.page].listed() || e.Date.IsZero() {
			continue
		}
		if y == nil || t.when < start {
			y = &Year{Year: e.Date.In(a.o.Location).Year()}
			start = time.Date(y.Year, 1, 1, 0, 0, 0, 0, a.o.Location).UnixMicro()
			l := a.locate(spell("archive/" + strconv.Itoa(y.Year) + "/"))
			y.Out, y.URL = l.out, l.url
			a.site.Years = append(a.site.Years, y)
		}
		y.Entries = append(y.Entries, e)
	}
}
