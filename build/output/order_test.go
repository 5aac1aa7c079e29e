package output

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestRankIsWhatAnOutputIsForAReader(t *testing.T) {
	const html = "text/html; charset=utf-8"
	for _, c := range []struct {
		o    Output
		want Rank
	}{
		{Output{Path: "_memo/main.1f.css", Immutable: true}, Asset},
		{Output{Path: "_memo/search/root", List: true}, List},
		{Output{Path: "posts/a/a.png", ContentType: "image/png"}, File},
		{Output{Path: "posts/a/index.md", ContentType: "text/markdown; charset=utf-8"}, File},
		{Output{Path: "posts/a/index.html", ContentType: html}, Page},
		{Output{Path: "old/index.html", ContentType: html, Redirect: "/posts/a/"}, Page},
		{Output{Path: "posts/index.html", ContentType: html, List: true}, List},
		{Output{Path: "feed.xml", List: true}, List},
		{Output{Path: "index.html", ContentType: html, List: true}, Home},
	} {
		if got := c.o.Rank(); got != c.want {
			t.Errorf("%s: %d, want %d", c.o.Path, got, c.want)
		}
	}
}

// TestEveryPrefixOfTheOrderIsAWholeSite follows every reference that a site
// may have, at every step between two random sites: between any files that
// are there at one time, but that a file may need assets and files alone.
func TestEveryPrefixOfTheOrderIsAWholeSite(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		steps, there, last := randomPublish(r)
		Order(steps)
		for i, s := range steps {
			if s.Action == Delete {
				delete(there, s.Path)
			} else {
				there[s.Path] = true
			}
			checkPrefix(t, steps, there, last, i)
		}
	}
}

// randomPublish makes steps between two sites; there is the old one, last
// tells what stays after the end.
func randomPublish(r *rand.Rand) (steps []Step, there, last map[string]bool) {
	there, last = map[string]bool{}, map[string]bool{}
	for i := range 3 + r.IntN(12) {
		rank := Rank(r.IntN(4))
		p := string(rune('a' + i))
		if i == 0 {
			rank, p = Home, "index.html"
		}
		s := Step{p, rank, Action(r.IntN(3))}
		if rank == Home {
			s.Action = Action(r.IntN(2))
		}
		there[p] = s.Action != Add
		last[p] = s.Action != Delete
		steps = append(steps, s)
	}
	return steps, there, last
}

// checkPrefix holds what a reader needs after step i.
func checkPrefix(t *testing.T, steps []Step, there, last map[string]bool, i int) {
	t.Helper()
	home := slices.IndexFunc(steps, func(s Step) bool { return s.Rank == Home })
	deleting := steps[i].Action == Delete
	for n, s := range steps {
		renewed := n <= i && s.Action != Delete
		switch {
		case !there[s.Path] && last[s.Path] && (deleting || i >= home && home >= 0):
			t.Fatalf("%+v: a new site without %s", steps[:i+1], s.Path)
		case !there[s.Path] && !last[s.Path] && !deleting:
			t.Fatalf("%+v: the old site lost %s", steps[:i+1], s.Path)
		case renewed && s.Rank > File && slices.ContainsFunc(steps, func(x Step) bool { return x.Rank == Asset && last[x.Path] && !there[x.Path] }):
			t.Fatalf("%+v: %s is without its assets", steps[:i+1], s.Path)
		case !there[s.Path] && s.Action == Delete && slices.ContainsFunc(steps, func(x Step) bool { return x.Action == Delete && x.Rank > s.Rank && there[x.Path] }):
			t.Fatalf("%+v: %s is gone before what leads to it", steps[:i+1], s.Path)
		}
	}
}
