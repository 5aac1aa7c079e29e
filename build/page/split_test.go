package page

import (
	"bytes"
	"testing"

	"memo/build/diag"
	"memo/build/source"
)

func TestSplitFindsTheBlock(t *testing.T) {
	for _, c := range []struct{ src, front, body string }{
		{"---\na: 1\n---\ntext", "a: 1\n", "text"},
		{"---\n---\n", "", ""},
		{"--- \na: 1\n---\t\n\ntext", "a: 1\n", "\ntext"},
		{"+++\na = 1\n+++\ntext", "a = 1\n", "text"},
		{"+++\na = '''\n---\n'''\n+++\ntext", "a = '''\n---\n'''\n", "text"},
		{"{\"a\": \"}\\\"{\"}\ntext", "{\"a\": \"}\\\"{\"}", "text"},
		{"{}\ntext", "{}", "text"},
		{"{\"a\": 1} text", "{\"a\": 1}", " text"},
		{"text\n---\na: 1\n---\n", "", "text\n---\na: 1\n---\n"},
		{"----\n", "", "----\n"},
		{"{{< shortcode >}}\n", "", "{{< shortcode >}}\n"},
		{"{#id}\n", "", "{#id}\n"},
		{"---\nnever closed\n", "", "---\nnever closed\n"},
		{"", "", ""},
	} {
		p := Split([]byte(c.src))
		if string(p.Front) != c.front || string(p.Body) != c.body {
			t.Errorf("%q: front %q, body %q", c.src, p.Front, p.Body)
		}
	}
}

// FuzzSplitLosesNothing holds that block and text together are the file, that
// the lines are counted right, and that no file makes Parse panic.
func FuzzSplitLosesNothing(f *testing.F) {
	for _, s := range []string{"---\na: 1\n---\ntext", "\xEF\xBB\xBF+++\r\na = 1\r\n+++\r\n", "{\"a\": {}}\n# x", "---\n", "{\"", "\xff",
		"<!-- x -->\n---- yaml\ndraft: true\n\n----\n", "<!--a: 1-->\n\n{\"a\": 1}", "\ufeff\ufeff ---\r\ntitle: x\r\n—\r\n",
		"---\ntags: [a, *b]\naliases: [/a/, ../b]\nurl: /%2e\n---\n[[a#b]] ![c](d)", "---\ndate: 2024-08-01\nparams: {a: [1]}\n---\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		p := Split(src)
		if !bytes.Equal(append(bytes.Clone(p.Block), p.Body...), src) {
			t.Fatalf("%q became %q and %q", src, p.Block, p.Body)
		}
		if !bytes.Contains(p.Block, p.Front) {
			t.Fatalf("front matter %q is not in its block %q", p.Front, p.Block)
		}
		if want := bytes.Count(p.Block, []byte("\n")) + 1; p.BodyLine != want && len(p.Body) > 0 {
			t.Fatalf("%q: text on line %d, want %d", src, p.BodyLine, want)
		}
		page, diags := NewParser(Options{Root: "content/"}, nil).Parse(source.File{Path: "posts/a.md", Bytes: src})
		if page.Slug == "" || len(page.Facts.Refs) != len(page.Doc.Links) {
			t.Fatalf("unfinished page %+v", page)
		}
		for _, d := range diags {
			if d.File != "content/posts/a.md" || d.Pos.Line < 1 && d.Code != "encoding" || d.Message == "" || d.Severity == diag.Error && d.Code == "" {
				t.Fatalf("diagnostic without a place: %+v", d)
			}
		}
	})
}
