package site

import (
	"slices"
	"strings"

	"memo/build/filename"
	"memo/build/japanese"
	"memo/build/page"
)

// files settles where the other files of content/ are published: at their own
// path, or, below the folder of a bundle (x/index.md), beside the bundle's
// page, under names that every system can hold. What belongs to a page that is left out, or lies in a folder of drafts,
// is left out with it.
func (a *assembly) files(resources []Resource) {
	if len(resources) == 0 {
		return
	}
	bundles := a.bundles()
	a.site.Resources = make([]Resource, 0, len(resources))
	for _, r := range resources {
		if r.Out == "" {
			r.Out = r.Path
		}
		if !a.o.Drafts && (r.Hidden || a.isHidden(r.Path, page.DraftsFolder(r.Path))) {
			continue
		}
		dir, i := owner(bundles, r.Path)
		if dir != "" {
			if a.rank[i] < 0 {
				continue
			}
			r.Out = beside(a.site.all[a.rank[i]].Out, r.Path[len(dir)+1:])
		}
		r.Out = filename.Path(r.Out)
		a.site.Resources = append(a.site.Resources, r)
	}
	slices.SortFunc(a.site.Resources, func(x, y Resource) int { return strings.Compare(x.Path, y.Path) })
}

// bundles gives the page of each folder that is a page with its files.
func (a *assembly) bundles() map[string]int {
	out := map[string]int{}
	for i, p := range a.pages {
		if p.Facts.Name == "index" && (a.roles[i].isMemo() || a.roles[i] == top || a.roles[i] == unlisted) {
			out[p.Facts.Folder] = i
		}
	}
	return out
}

// owner gives the innermost bundle that a file is in.
func owner(bundles map[string]int, path string) (dir string, page int) {
	for end := strings.LastIndexByte(path, '/'); end > 0; end = strings.LastIndexByte(path[:end], '/') {
		if i, ok := bundles[path[:end]]; ok {
			return path[:end], i
		}
	}
	return "", 0
}

// beside gives the path of a file in the folder of another.
func beside(out, name string) string { return out[:strings.LastIndexByte(out, '/')+1] + name }

// resourceURL gives where a resource is read.
func (a *assembly) resourceURL(r *Resource) string { return a.site.Prefix + spell(r.Out).url }

// key gives what r is looked up by among the outputs.
func (r *Resource) key() string { return trimIndex(japanese.Fold(r.Out)) }
