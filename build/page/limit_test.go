package page

import (
	"fmt"
	"strings"
	"testing"
)

func TestTooManyNamesAreLeftOutAndReported(t *testing.T) {
	for _, c := range []struct {
		key, item string
		max       int
		list      func(*Page) []string
	}{
		{"tags", "t%d", maxTags, func(p *Page) []string { return p.Front.Tags }},
		{"topics", "t%d", maxTags, func(p *Page) []string { return p.Front.Tags }},
		{"series", "s%d", maxTags, func(p *Page) []string { return p.Front.Series }},
		{"aliases", "/a%d/", maxAliases, func(p *Page) []string { return p.Front.Aliases }},
		{"redirect_from", "/a%d/", maxAliases, func(p *Page) []string { return p.Front.Aliases }},
	} {
		for _, extra := range []int{0, 1} {
			var text strings.Builder
			text.WriteString("---\ntitle: a\n" + c.key + ":\n")
			for i := range c.max + extra {
				fmt.Fprintf(&text, "  - "+c.item+"\n", i)
			}
			p, found := parse("a.md", text.String()+"---\nx\n")
			if len(c.list(p)) != c.max || len(found) != extra {
				t.Errorf("%s: %d kept of %d, %v", c.key, len(c.list(p)), c.max+extra, found)
			}
			for _, d := range found {
				if d.Code != "too-many" || d.Pos.Line != 4 {
					t.Errorf("%s: %v", c.key, d)
				}
			}
		}
	}
}
