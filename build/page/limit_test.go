package page

import (
	"fmt"
	"runtime"
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

// TestNamesTooLongForAFolderAreLeftOutAndReported goes by what the folder is
// called: NFKC and what Windows cannot store make a name longer.
func TestNamesTooLongForAFolderAreLeftOutAndReported(t *testing.T) {
	for _, key := range []string{"tags", "topics", "categories", "series"} {
		for name, long := range map[string]bool{
			strings.Repeat("あ", 85): false, strings.Repeat("あ", 86): true, strings.Repeat("x", 255): false, strings.Repeat("x", 256): true,
			strings.Repeat("㌖", 17): true, strings.Repeat("?", 86): true, strings.Repeat("x", 100_000): true,
		} {
			p, found := parse("a.md", "---\ntitle: a\n"+key+": [b, \""+name+"\"]\n---\nx\n")
			if kept := len(p.Front.Tags) + len(p.Front.Series); kept != 2 != long || len(found) > 0 != long {
				t.Errorf("%s: %.20s: %d kept, %v", key, name, kept, found)
			}
			for _, d := range found {
				if d.Code != "too-long" || d.Pos.Line != 3 || len(d.Message) > 200 {
					t.Errorf("%s: %.20s: %v", key, name, d)
				}
			}
		}
	}
}

// TestLongFrontMatterTakesLinearMemory compares front matter with one of
// twice as much: 2 when it is linear, 4 when it is quadratic.
func TestLongFrontMatterTakesLinearMemory(t *testing.T) {
	for name, c := range map[string][3]string{
		"keys on a line": {`{"title": "a"`, `,"a%d": 1`, "}\n"},
		"keys":           {"---\n", "a%d: 1\n", "---\n"},
		"a flow of tags": {"---\ntags: [", "a%d,", "]\n---\n"},
		"aliases":        {"---\naliases: [", "\"//a%d\",", "]\n---\n"},
		"tables":         {"+++\n", "[a%d]\nb = 1\n", "+++\n"},
	} {
		measure := func(n int) uint64 {
			var text strings.Builder
			text.WriteString(c[0])
			for i := range n {
				fmt.Fprintf(&text, c[1], i)
			}
			text.WriteString(c[2])
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			parse("a.md", text.String())
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		if once, twice := measure(2000), measure(4000); twice > 3*once {
			t.Errorf("%s: %d bytes, %d for twice as much", name, once, twice)
		}
	}
}
