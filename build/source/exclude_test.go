package source

import (
	"slices"
	"testing"
)

func TestExclusionIsByNamePathAndFolder(t *testing.T) {
	for _, c := range []struct {
		patterns []string
		out, in  []string
	}{
		{nil, []string{"package.json", "_site/index.html", "archetypes/default.md", "themes/x/a.md"},
			[]string{"posts/package.json", "posts/a.md", "about.md", "posts/themes/a.md", "packages.json"}},
		{[]string{"*.tmp", "private"}, []string{"a.tmp", "posts/x/b.tmp", "private/a.md", "posts/private/a.md", "posts/private"}, []string{"posts/private.md", "a.tmp.md"}},
		{[]string{"posts/old/", "/notes/*.txt"}, []string{"posts/old/a.md", "posts/old/x/b.md", "notes/a.txt"}, []string{"old/a.md", "x/posts/old/a.md", "notes/x/a.txt", "posts/older/a.md"}},
		{[]string{"**/draft-*", "a/**/z.md"}, []string{"draft-1.md", "x/y/draft-2/a.md", "a/z.md", "a/b/c/z.md"}, []string{"a-draft-1.md", "b/z.md"}},
		{[]string{"!themes", "*.md", "!keep.md"}, []string{"posts/a.md"}, []string{"themes/x.css", "posts/keep.md"}},
	} {
		x := Exclusion(c.patterns)
		for _, p := range c.out {
			if !x.Has(p) {
				t.Errorf("%q does not exclude %s", c.patterns, p)
			}
		}
		for _, p := range c.in {
			if x.Has(p) {
				t.Errorf("%q excludes %s", c.patterns, p)
			}
		}
	}
	if !slices.IsSorted(projectFiles) {
		t.Error("projectFiles is searched as a sorted list")
	}
}
