package output

import (
	"cmp"
	"slices"
	"strings"
)

// Rank is what an output is for a reader who walks through the site: what
// another rank needs or leads to has a lower one.
type Rank uint8

const (
	Asset Rank = iota // style sheets, scripts, drawn pictures, parts of the search index: under names of their own
	File              // pictures beside memos, the Markdown of a memo: what pages show and offer
	Page              // memos, and what stands at an address that moved
	List              // what leads to pages: lists, feeds, the sitemap, the root of the search index
	Home
)

// Rank gives the output's rank.
func (o Output) Rank() Rank {
	switch {
	case o.Immutable:
		return Asset
	case o.Path == "index.html":
		return Home
	case o.List:
		return List
	case strings.HasPrefix(o.ContentType, "text/html"):
		return Page
	}
	return File
}

// Action is what a publish does to one path.
type Action uint8

const (
	Add     Action = iota // there is nothing yet
	Replace               // there are other bytes
	Delete
)

// Step is one file of a publish.
type Step struct {
	Path   string
	Rank   Rank
	Action Action
}

// Order sorts the steps of a publish so that a reader finds a whole site
// after each of them, wherever the publish is stopped.
//
// What is new comes first, by rank: nothing that stands leads to it, so it may
// lead to what is still to come (a memo and the page of its new tag lead to
// each other). Then what is replaced, by rank: all that the old and the new
// site lead to is there. Then the deletes, from home down to the assets: what
// leads to a page goes before it, and what it needs goes after it.
func Order(steps []Step) {
	slices.SortFunc(steps, func(a, b Step) int {
		return cmp.Or(cmp.Compare(a.round(), b.round()), cmp.Compare(a.turn(), b.turn()), strings.Compare(a.Path, b.Path))
	})
}

// round is the Action, but that assets come first even where one is replaced:
// it has been damaged.
func (s Step) round() Action {
	if s.Rank == Asset && s.Action == Replace {
		return Add
	}
	return s.Action
}

// turn is the place in the round.
func (s Step) turn() int {
	if s.Action == Delete {
		return -int(s.Rank)
	}
	return int(s.Rank)
}
