package site

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// neighbours puts each section's entries into the section's order and tells
// each its neighbours, and so the memos of no section.
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
		chain(list, forward)
	}
	chain(slices.DeleteFunc(slices.Clone(a.site.Top), func(e *Entry) bool { return !e.Memo }), false)
}

// chain tells each entry of a list its neighbours.
func chain(list []*Entry, forward bool) {
	for i := 1; i < len(list); i++ {
		earlier, later := list[i], list[i-1]
		if forward {
			earlier, later = later, earlier
		}
		earlier.Next, later.Prev = later, earlier
	}
}

// years makes the archive: the dated memos. They are newest first, so each
// year is a stretch of them.
func (a *assembly) years() {
	var y *Year
	var from int        // of y, in site.Memos
	var beginning int64 // of y, in microseconds since 1970
	n := 0              // in site.Memos
	for _, t := range a.order {
		if !a.roles[t.page].isMemo() {
			continue
		}
		if t.when == undated {
			break
		}
		if y == nil || t.when < beginning {
			y, from = a.newYear(a.pages[t.page].Date), n
			beginning = time.Date(y.Year, 1, 1, 0, 0, 0, 0, a.o.Location).UnixMicro()
		}
		n++
		y.Entries = a.site.Memos[from:n:n]
	}
}

func (a *assembly) newYear(date time.Time) *Year {
	y := &Year{Year: date.In(a.o.Location).Year()}
	l := a.locate(spell("archive/" + strconv.Itoa(y.Year) + "/"))
	y.Out, y.URL = l.out, l.url
	a.site.Years = append(a.site.Years, y)
	return y
}
