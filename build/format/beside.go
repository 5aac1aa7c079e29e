package format

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"sync"

	"memo/build/site"
	"memo/build/theme"
)

// beside is what stands beside a list: others that its reader may go on to.
type beside struct {
	tags, series, years []theme.Count
}

// besideList promises what stands beside a list of entries at a URL: tags that
// they bear, and others of its kind. All pages of the list share it.
func (v *views) besideList(kind, url string, entries []*site.Entry) func() beside {
	return sync.OnceValue(func() beside {
		b := beside{tags: others(borne(entries), url)}
		switch kind {
		case "section":
			b.years = v.yearsOf(entries)
		case "series":
			b = beside{series: others(v.newestSeries(), url)}
		case "year":
			b.years = others(v.years(), url)
		}
		return b
	})
}

// others leaves out the list at a URL.
func others(counts []theme.Count, url string) []theme.Count {
	return slices.DeleteFunc(slices.Clone(counts), func(c theme.Count) bool { return c.URL == url })
}

// borne gives the tags that most of the entries bear, by name.
func borne(entries []*site.Entry) []theme.Count {
	uses := map[*site.Tag]int{}
	for _, e := range entries {
		for _, t := range e.Tags {
			uses[t]++
		}
	}
	tags := slices.SortedFunc(maps.Keys(uses), func(a, b *site.Tag) int {
		return cmp.Or(cmp.Compare(uses[b], uses[a]), cmp.Compare(a.Slug, b.Slug))
	})
	var out []theme.Count
	for _, t := range tags[:min(cloud, len(tags))] {
		out = append(out, theme.Count{Name: t.Name, URL: t.URL, Count: len(t.Entries)})
	}
	return alphabetical(stepped(out))
}

// yearsOf gives the years that there are entries of.
func (v *views) yearsOf(entries []*site.Entry) []theme.Count {
	in := map[string]bool{}
	for _, e := range entries {
		in[strconv.Itoa(v.local(e.Date).Year())] = true
	}
	return slices.DeleteFunc(slices.Clone(v.years()), func(c theme.Count) bool { return !in[c.Name] })
}
