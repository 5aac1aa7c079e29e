package format

import (
	"strings"
	"testing"

	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

// TestTheAddressOfAFormatIsItsOwn follows the recipe for a new format: with
// its line in the list, a file of the author's at its address gives way and a
// warning says so, a link to it leads there, and a folder that is in its way
// does not stop the site.
func TestTheAddressOfAFormatIsItsOwn(t *testing.T) {
	opml := Format{
		func(s *site.Site, _ *theme.Theme, _ Options) []output.Output {
			return []output.Output{{Path: "subscriptions.opml"}}
		},
		[]site.Claim{{Out: "subscriptions.opml", What: "the list of feeds"}},
	}
	for name, at := range map[string]string{"a file": "subscriptions.opml", "in other letters": "Subscriptions.OPML", "a folder": "subscriptions.opml/a.png"} {
		s, list := site.Assemble(pagesOfTest(), []site.Resource{{Path: "posts/a.png", Out: "posts/a.png"}, {Path: at, Out: at}},
			site.Options{BaseURL: "https://host/", Location: tokyo, Now: day("2024-12-01"), Claims: Claims(append(All[:len(All):len(All)], opml))})
		if list.HasErrors() || len(list) == 0 || !strings.Contains(list[0].Message, "the list of feeds") || s.File(at) != nil {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

// TestEveryFixedAddressIsClaimed holds that no format makes what every site
// has without a claim of it.
func TestEveryFixedAddressIsClaimed(t *testing.T) {
	bare, _ := site.Assemble(nil, nil, site.Options{BaseURL: "https://host/", Location: tokyo, Now: day("2024-12-01")})
	claimed := map[string]bool{site.HomeOut: true, site.TagsOut: true, site.ArchiveOut: true, site.MissingOut: true}
	for _, c := range Claims(All) {
		claimed[c.Out] = true
	}
	for _, o := range Outputs(bare, themeFrom(t, defaultTheme(), "/"), options()) {
		if !claimed[o.Path] && !strings.HasPrefix(o.Path, output.Own) && !strings.HasSuffix(o.Path, ".md") {
			t.Errorf("%s has no claim in All", o.Path)
		}
	}
}
