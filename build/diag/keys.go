package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// unknownKey is the code of a warning of a key that nothing reads. A folder
// that another tool filled has dozens of them in each file, and each with a
// frame of its own would hide all else.
const unknownKey = "unknown-key"

// fewKeys is how many of them are shown like anything else.
const fewKeys = 3

// unknown is one key with the places that have it.
type unknown struct {
	first Diagnostic
	count int
}

// takeKeys takes the warnings of unknown keys out of a sorted list when they
// are of many keys, most frequent first.
func takeKeys(l List) (keys []unknown, rest List) {
	at := map[string]int{}
	for _, d := range l {
		if d.Code != unknownKey || d.Severity != Warning {
			rest = append(rest, d)
			continue
		}
		i, known := at[d.Message]
		if !known {
			i = len(keys)
			at[d.Message] = i
			keys = append(keys, unknown{first: d})
		}
		keys[i].count++
	}
	if len(keys) <= fewKeys {
		return nil, l
	}
	slices.SortStableFunc(keys, func(x, y unknown) int { return cmp.Compare(y.count, x.count) })
	return keys, rest
}

// keys writes them in one block, a line each.
func (p Printer) keys(keys []unknown) string {
	total := 0
	for _, k := range keys {
		total += k.count
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d unknown keys in %d places %s\n", len(keys), total, p.paint("33", "["+kind(keys[0].first)+"]"))
	for _, k := range keys[:min(ofAKind, len(keys))] {
		line := fmt.Sprintf("  %d × %s, first at %s", k.count, strings.TrimPrefix(k.first.Message, "unknown key: "), k.first.Pos)
		if k.first.Hint != "" {
			line += " (" + k.first.Hint + ")"
		}
		b.WriteString(Printable(line) + "\n")
	}
	if n := len(keys) - ofAKind; n > 0 {
		fmt.Fprintf(&b, "  and %d more; -v shows all\n", n)
	}
	return b.String()
}
