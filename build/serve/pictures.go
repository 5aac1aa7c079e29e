package serve

import (
	"maps"
	"slices"
	"strings"

	"memo/build"
	"memo/build/output"
)

// pictures remembers which pictures changed under an unchanged name, and in
// which build. The page that shows one is the same bytes as before, so its
// version says nothing, and a browser does not ask again for what it shows.
type pictures map[string]int // address -> number of the build that changed it last

// since adds the pictures that differ between two results.
func (p pictures) since(old, now *build.Result, prefix string, nth int) pictures {
	changed := maps.Clone(p)
	if changed == nil {
		changed = pictures{}
	}
	if old == nil {
		return changed
	}
	for was, is := range both(old.Outputs, now.Outputs) {
		if strings.HasPrefix(is.ContentType, "image/") && was.Key != is.Key {
			changed[escaped(prefix+is.Path)] = nth
		}
	}
	return changed
}

// after gives the addresses that changed later than the nth build.
func (p pictures) after(nth int) []string {
	var out []string
	for address, at := range p {
		if at > nth {
			out = append(out, address)
		}
	}
	slices.Sort(out)
	return out
}

// both walks two lists sorted by path and gives the outputs that are in both.
func both(a, b []output.Output) func(yield func(a, b output.Output) bool) {
	return func(yield func(a, b output.Output) bool) {
		for i, j := 0, 0; i < len(a) && j < len(b); {
			switch c := strings.Compare(a[i].Path, b[j].Path); {
			case c < 0:
				i++
			case c > 0:
				j++
			default:
				if !yield(a[i], b[j]) {
					return
				}
				i, j = i+1, j+1
			}
		}
	}
}
