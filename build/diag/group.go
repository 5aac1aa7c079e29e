package diag

import (
	"fmt"
	"strings"
)

const (
	alike    = 3  // diagnostics of one message that are shown one by one
	ofAKind  = 10 // groups of one code that are shown; who has more looks at those first
	examples = 3  // places named of those that are not shown
)

// group is diagnostics of one message, or one alone.
type group struct {
	first Diagnostic
	more  []Pos // where the others of the message are
}

// grouped puts together what is said in one message more than a few times,
// and leaves out the groups of a code beyond the first: left counts the
// diagnostics in them by kind. l is sorted, and so are the groups, by their
// first place.
func grouped(l List) (groups []group, left map[string]int, kinds []string) {
	type same struct{ kind, message string }
	count := map[same]int{}
	for _, d := range l {
		count[same{kind(d), d.Message}]++
	}
	at, shown := map[same]int{}, map[string]int{}
	left = map[string]int{}
	for _, d := range l {
		k := same{kind(d), d.Message}
		if i, known := at[k]; known {
			groups[i].more = append(groups[i].more, d.Pos)
			continue
		}
		if shown[k.kind] == ofAKind {
			if left[k.kind] == 0 {
				kinds = append(kinds, k.kind)
			}
			left[k.kind]++
			continue
		}
		if count[k] > alike {
			at[k] = len(groups)
		}
		shown[k.kind]++
		groups = append(groups, group{first: d})
	}
	return groups, left, kinds
}

// others is the line about the places of a group that are not shown.
func (g group) others() string {
	if len(g.more) == 0 {
		return ""
	}
	places := make([]string, 0, examples+1)
	for _, p := range g.more[:min(examples, len(g.more))] {
		places = append(places, Printable(p.String()))
	}
	if len(g.more) > examples {
		places = append(places, "…")
	}
	return fmt.Sprintf("  and %d more places: %s\n", len(g.more), strings.Join(places, ", "))
}
