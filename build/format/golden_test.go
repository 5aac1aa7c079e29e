package format

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata/golden.txt")

// TestPagesHaveTheirContent compares what stands in <main> of each page, and
// the whole of the files that are no pages, with a golden file.
func TestPagesHaveTheirContent(t *testing.T) {
	const file = "testdata/golden.txt"
	files := siteOfTest(t, "https://host/notes/", "/notes/")
	var b strings.Builder
	for _, p := range slices.Sorted(maps.Keys(files)) {
		text := files[p]
		switch {
		case strings.HasPrefix(p, "_memo/"), p == "posts/a.png":
			continue
		case strings.HasSuffix(p, ".html") && strings.Contains(text, "<main"):
			text = mainOf(text)
		}
		b.WriteString("-- " + p + " --\n" + strings.TrimSpace(text) + "\n")
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(b.String(), "\n")
	for i, line := range strings.Split(string(want), "\n") {
		if i >= len(got) || got[i] != line {
			t.Fatalf("line %d:\n got %s\nwant %s", i+1, strings.Join(got[i:min(i+1, len(got))], ""), line)
		}
	}
}
