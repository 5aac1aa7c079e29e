package site

import (
	"cmp"
	"maps"
	"slices"
	"unique"

	"memo/build/page"
)

// taxonomy gathers the terms of one kind over all listed pages.
type taxonomy struct {
	terms []term
	ids   map[unique.Handle[string]]int32 // key -> index of terms
	used  []int32                         // indexes of terms, page after page in the order of paths
	from  []int32                         // of pages: where in used its terms start; one more at the end
}

// term is a tag or a series under counting.
type term struct {
	key       unique.Handle[string]
	spellings []spelling
	pages     int
}

type spelling struct {
	name unique.Handle[string]
	uses int
}

// gather reads the terms of each listed page. Pages are read in the order of
// their paths, so that of two spellings used alike often the first one wins.
func (a *assembly) gather(of func(*page.Facts) []page.Term, aliases map[unique.Handle[string]]page.Term) *taxonomy {
	t := &taxonomy{ids: map[unique.Handle[string]]int32{}, from: make([]int32, len(a.pages)+1)}
	t.used = make([]int32, 0, 4*len(a.pages))
	for i, p := range a.pages {
		start := len(t.used)
		t.from[i] = int32(start)
		if a.rank[i] < 0 || !a.roles[i].listed() {
			continue
		}
		for _, w := range of(&p.Facts) {
			if len(aliases) > 0 {
				w = unalias(w, aliases)
			}
			id := t.id(w.Key)
			t.terms[id].spell(w.Name)
			if !slices.Contains(t.used[start:], id) {
				t.used = append(t.used, id)
				t.terms[id].pages++
			}
		}
	}
	t.from[len(a.pages)] = int32(len(t.used))
	return t
}

// unalias follows an alias to the term that it stands for. aws = "AWS" leads
// to the same term, and settles its spelling.
func unalias(w page.Term, aliases map[unique.Handle[string]]page.Term) page.Term {
	for range aliases {
		to, ok := aliases[w.Key]
		if !ok {
			break
		}
		w = to
	}
	return w
}

func (t *taxonomy) id(key unique.Handle[string]) int32 {
	id, ok := t.ids[key]
	if !ok {
		id = int32(len(t.terms))
		t.ids[key] = id
		t.terms = append(t.terms, term{key: key})
	}
	return id
}

func (t *term) spell(name unique.Handle[string]) {
	for i := range t.spellings {
		if t.spellings[i].name == name {
			t.spellings[i].uses++
			return
		}
	}
	t.spellings = append(t.spellings, spelling{name, 1})
}

// name gives the spelling used most.
func (t *term) name() string {
	best := t.spellings[0]
	for _, s := range t.spellings {
		if s.uses > best.uses {
			best = s
		}
	}
	return best.name.Value()
}

// of gives the terms of pages[i].
func (t *taxonomy) of(i int32) []int32 { return t.used[t.from[i]:t.from[i+1]] }

// tags makes the tags and gives each entry its own.
func (a *assembly) tags() {
	aliases := make(map[unique.Handle[string]]page.Term, len(a.o.TagAliases))
	for _, from := range slices.Sorted(maps.Keys(a.o.TagAliases)) { // of two spellings of one tag always the same wins
		aliases[page.NewTerm(from).Key] = page.NewTerm(a.o.TagAliases[from])
	}
	t := a.gather(func(f *page.Facts) []page.Term { return f.Tags }, aliases)
	tags, members := make([]Tag, len(t.terms)), make([]*Entry, 0, len(t.used))
	for i := range t.terms {
		w, g := &t.terms[i], &tags[i]
		g.Name, g.Slug = w.name(), w.key.Value()
		l := a.locate(spell("tags/" + g.Slug + "/"))
		g.Out, g.URL = l.out, l.url
		n := len(members)
		members = members[:n+w.pages]
		g.Entries = members[n : n : n+w.pages]
		a.site.Tags = append(a.site.Tags, g)
	}
	own := make([]*Tag, 0, len(t.used))
	for i := range a.pages {
		start := len(own)
		for _, id := range t.of(int32(i)) {
			own = append(own, &tags[id])
		}
		if len(own) > start {
			a.slab[i].Tags = own[start:len(own):len(own)]
		}
	}
	for _, turn := range a.order {
		for _, id := range t.of(turn.page) {
			tags[id].Entries = append(tags[id].Entries, &a.slab[turn.page])
		}
	}
	slices.SortFunc(a.site.Tags, func(x, y *Tag) int { return cmp.Compare(x.Slug, y.Slug) })
}

// series makes the series: by weight, then oldest first, then by path.
func (a *assembly) series() {
	t := a.gather(func(f *page.Facts) []page.Term { return f.Series }, nil)
	all := make([]*Series, len(t.terms))
	for i := range t.terms {
		w := &t.terms[i]
		all[i] = &Series{Name: w.name(), Slug: w.key.Value(), Entries: make([]*Entry, 0, w.pages)}
		l := a.locate(spell("series/" + all[i].Slug + "/"))
		all[i].Out, all[i].URL = l.out, l.url
	}
	for i := range a.pages {
		for _, id := range t.of(int32(i)) {
			all[id].Entries = append(all[id].Entries, &a.slab[i])
		}
	}
	for _, s := range all {
		slices.SortStableFunc(s.Entries, func(x, y *Entry) int {
			return cmp.Or(byWeight(x, y), x.Date.Compare(y.Date))
		})
	}
	for _, s := range all {
		for n, e := range s.Entries {
			e.Series = append(e.Series, Place{s, n})
		}
	}
	for i, p := range a.pages {
		written := func(s *Series) int {
			return slices.IndexFunc(p.Facts.Series, func(t page.Term) bool { return t.Key.Value() == s.Slug })
		}
		slices.SortFunc(a.slab[i].Series, func(x, y Place) int { return written(x.Series) - written(y.Series) })
	}
	slices.SortFunc(all, func(x, y *Series) int { return cmp.Compare(x.Slug, y.Slug) })
	a.site.Series = all
}

// byWeight puts lighter entries first and those without a weight last.
func byWeight(x, y *Entry) int {
	v, w := x.Front.Weight, y.Front.Weight
	switch {
	case v == w:
		return 0
	case v == 0:
		return 1
	case w == 0:
		return -1
	}
	return cmp.Compare(v, w)
}
