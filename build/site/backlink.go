package site

// edge is a link from one page to another, by rank.
type edge struct{ from, to int32 }

// backlinks turns the edges round. They come newest linking page first, and
// so every list of backlinks is in that order; a page that links twice to
// another is listed once. Counted first, so that all lists share one array.
func (a *assembly) backlinks(edges []edge) {
	all := a.site.all
	count, seen := make([]int32, len(all)), make([]int32, len(all))
	kept := edges[:0]
	for _, x := range edges {
		if seen[x.to] != x.from+1 {
			seen[x.to] = x.from + 1
			count[x.to]++
			kept = append(kept, x)
		}
	}
	slab := make([]*Entry, len(kept))
	for _, x := range kept {
		e := all[x.to]
		if e.Backlinks == nil {
			n := count[x.to]
			e.Backlinks, slab = slab[:0:n], slab[n:]
		}
		e.Backlinks = append(e.Backlinks, all[x.from])
	}
}
