package output

import (
	"slices"
	"strings"
)

// Sorted gives outputs in order of path, those with one path as they stood.
// Paths are sorted, not outputs: these are large, and moving 22,000 of them
// about as a sort does takes 10 ms of every rebuild; this takes 3.
func Sorted(outs []Output) []Output {
	type place struct {
		path string
		at   int
	}
	places := make([]place, len(outs))
	for i, o := range outs {
		places[i] = place{o.Path, i}
	}
	slices.SortFunc(places, func(a, b place) int {
		if c := strings.Compare(a.path, b.path); c != 0 {
			return c
		}
		return a.at - b.at
	})
	sorted := make([]Output, len(outs))
	for i, p := range places {
		sorted[i] = outs[p.at]
	}
	return sorted
}
