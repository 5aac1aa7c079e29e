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

// TestAnAddressTooLongForAFileIsReported holds that an alias is left out and a
// url an error, each where it stands.
func TestAnAddressTooLongForAFileIsReported(t *testing.T) {
	deep := "/" + strings.Repeat("a/", 3000)
	for src, severity := range map[string]string{"aliases:\n- /x/\n- " + deep: "warning", "url: " + deep: "error", "redirect_from: " + deep: "warning"} {
		p, found := parse("a.md", "---\n"+src+"\n---\n")
		if got := show(found); len(found) != 1 || !strings.Contains(got, "is too long for a file ["+severity+" bad-address]") || found[0].Pos.Line != strings.Count(src, "\n")+2 || len(found[0].Message) > 200 || len(p.Front.Aliases) > 1 {
			t.Errorf("%.30s: %.300s", src, got)
		}
	}
}

// TestMarksThatTurnTheTextAreInNoTitle holds every way in which a title is found.
func TestMarksThatTurnTheTextAreInNoTitle(t *testing.T) {
	for _, mark := range []string{"\u202E", "\u202A", "\u2066", "\u2069"} {
		for _, src := range []string{"---\ntitle: a" + mark + "b\ntags: [c" + mark + "d]\n---\n", "---\ntitle: \"a\\u" + fmt.Sprintf("%04X", []rune(mark)[0]) + "b\"\n---\n", "# a" + mark + "b\n\n文。\n"} {
			p, found := parse("posts/x.md", src)
			if p.Title != "ab" || len(found) == 0 || found[0].Code != "bidi" || found[0].Pos.Line < 1 || len(p.Front.Tags) > 0 && p.Front.Tags[0] != "cd" {
				t.Errorf("%q: %q %q\n%s", src, p.Title, p.Front.Tags, show(found))
			}
		}
		if p, _ := parse("posts/a"+mark+"b.md", "文。\n"); p.Title != "ab" || strings.Contains(p.Slug, mark) {
			t.Errorf("%q %q", p.Title, p.Slug)
		}
	}
}
