package site

// edges are the links from pages to pages.
type edges struct {
	to   []int32 // ranks of the pages linked to, page after page in the order of paths
	from []int32 // of pages: where in to its links begin; one more at the end
}

// again stands for a link of a page to a page that it links to already.
const again = -1

// backlinks turns the edges round. A page that links twice to another is
// listed once. Counted first, so that all lists share one array.
func (a *assembly) backlinks(x edges) {
	all := a.site.all
	count, seen := make([]int32, len(all)), make([]int32, len(all))
	kept := 0
	for page := range a.pages {
		for i, to := range x.to[x.from[page]:x.from[page+1]] {
			if seen[to] == int32(page)+1 {
				x.to[int(x.from[page])+i] = again
				continue
			}
			seen[to] = int32(page) + 1
			count[to]++
			kept++
		}
	}
	slab := make([]*Entry, kept)
	for n, t := range a.order { // newest linking page first
		for _, to := range x.to[x.from[t.page]:x.from[t.page+1]] {
			if to == again {
				continue
			}
			e := all[to]
			if e.Backlinks == nil {
				k := count[to]
				e.Backlinks, slab = slab[:0:k], slab[k:]
			}
			e.Backlinks = append(e.Backlinks, all[n])
		}
	}
}
