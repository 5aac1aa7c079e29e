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
	if line, got, wanted := firstDifference(b.String(), string(want)); line > 0 {
		t.Fatalf("line %d:\n got %s\nwant %s", line, got, wanted)
	}
}

// firstDifference gives the first line, from 1, in which two texts differ and
// what each has there, "(end)" where it has ended; 0 for equal texts.
func firstDifference(a, b string) (line int, inA, inB string) {
	x, y := append(strings.Split(a, "\n"), "(end)"), append(strings.Split(b, "\n"), "(end)")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return i + 1, x[i], y[i]
		}
	}
	return 0, "", ""
}

func TestGoldenSeesWhatIsTooMuchAndTooLittle(t *testing.T) {
	for _, c := range []struct {
		got, want string
		line      int
	}{{"a\nb\n", "a\nb\n", 0}, {"a\nb\n", "a\n", 2}, {"a\n", "a\nb\n", 2}, {"a\nc\n", "a\nb\n", 2}, {"a\n\n", "a\n", 3}, {"a", "a\n", 2}} {
		if line, _, _ := firstDifference(c.got, c.want); line != c.line {
			t.Errorf("%q and %q differ in line %d, not %d", c.got, c.want, line, c.line)
		}
	}
}
