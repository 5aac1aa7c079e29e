package site

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// neighbours puts each section's entries into the section's order and tells
// each its neighbours, and so the memos of no section.
// Pages that are read in an order of their own have their neighbours by it.
func (a *assembly) neighbours() {
	places := a.places()
	for _, s := range a.site.Sections {
		list, forward := s.Entries, false
		if len(places) > 0 && a.settings(s.slug).Sort == "" {
			slices.SortStableFunc(list, func(x, y *Entry) int { return cmp.Compare(placeIn(places, x), placeIn(places, y)) })
		}
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
		chain(without(places, list), forward)
	}
	chain(slices.DeleteFunc(without(places, slices.Clone(a.site.Top)), func(e *Entry) bool { return !e.Memo }), false)
	a.follow()
}

// places gives the place of each page that is in one of the orders.
func (a *assembly) places() map[string]int {
	places := map[string]int{}
	for _, order := range a.o.Orders {
		for _, p := range order {
			if _, twice := places[p]; !twice {
				places[p] = len(places)
			}
		}
	}
	return places
}

// placeIn puts pages of no order behind those of one.
func placeIn(places map[string]int, e *Entry) int {
	if n, ok := places[e.Path]; ok {
		return n
	}
	return len(places)
}

// without gives the entries of a list that are in no order.
func without(places map[string]int, list []*Entry) []*Entry {
	if len(places) == 0 {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(e *Entry) bool { return placeIn(places, e) < len(places) })
}

// follow tells the entries of each order their neighbours.
func (a *assembly) follow() {
	if len(a.o.Orders) == 0 {
		return
	}
	listed := make(map[string]*Entry, len(a.site.Entries))
	for _, e := range a.site.Entries {
		listed[e.Path] = e
	}
	for _, order := range a.o.Orders {
		var list []*Entry
		for _, p := range order {
			if e := listed[p]; e != nil {
				list = append(list, e)
				delete(listed, p)
			}
		}
		chain(list, true)
	}
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
