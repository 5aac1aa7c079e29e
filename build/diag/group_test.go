package diag

import (
	"fmt"
	"strings"
	"testing"
)

func printed(t *testing.T, p Printer, l List) string {
	t.Helper()
	var b strings.Builder
	p.W = &b
	if err := p.Print(l); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestOneMessageAtManyPlacesIsSaidOnceWithACount(t *testing.T) {
	var l List
	for n := range 1234 {
		l.Add(Diagnostic{Pos: Pos{fmt.Sprintf("%04d.md", n), 2, 1}, Code: "unknown-key", Message: "unknown key: mood"})
	}
	want := "0000.md:2:1: unknown key: mood [warning unknown-key]\n  and 1233 more places: 0001.md:2:1, 0002.md:2:1, 0003.md:2:1, …\n"
	if got := printed(t, Printer{}, l); got != want {
		t.Errorf("got %s", got)
	}
	if got := printed(t, Printer{All: true}, l); strings.Count(got, "\n") != len(l) {
		t.Errorf("%d lines, want %d", strings.Count(got, "\n"), len(l))
	}
}

func TestAFewOfAMessageAreEachShown(t *testing.T) {
	var l List
	for n := range 3 {
		l.Add(Diagnostic{Pos: Pos{"a.md", n + 1, 1}, Code: "c", Message: "m"})
	}
	if got := printed(t, Printer{}, l); got != "a.md:1:1: m [warning c]\na.md:2:1: m [warning c]\na.md:3:1: m [warning c]\n" {
		t.Errorf("got %s", got)
	}
}

// TestPrintedLinesDoNotGrowWithTheList holds for messages that all differ,
// and that nothing is lost: what is shown and what is counted make the whole.
func TestPrintedLinesDoNotGrowWithTheList(t *testing.T) {
	var l List
	for n := range 5000 {
		l.Add(Diagnostic{Pos: Pos{"a.md", n + 1, 1}, Severity: Severity(n % 2), Code: "c", Message: fmt.Sprint("m", n)})
	}
	got := printed(t, Printer{}, l)
	if n := strings.Count(got, "\n"); n > 30 {
		t.Errorf("%d lines", n)
	}
	for _, s := range []string{"and 2490 more [warning c]; -v shows all\n", "and 2490 more [error c]; -v shows all\n"} {
		if !strings.Contains(got, s) {
			t.Errorf("%q is missing in\n%s", s, got)
		}
	}
}

// TestUnknownKeysAreOneBlock holds that many keys of one folder leave room for
// what else is wrong, the most frequent first and each with a place.
func TestUnknownKeysAreOneBlock(t *testing.T) {
	var l List
	for n := range 10_500 {
		l.Add(Diagnostic{Pos: Pos{fmt.Sprintf("%05d.md", n), 2, 1}, Severity: Warning, Code: "unknown-key", Message: fmt.Sprintf("unknown key: k%d", n%300), Source: "k: 1", Hint: "did you mean x?"})
	}
	l.Add(Diagnostic{Pos: Pos{"zz.md", 2, 1}, Severity: Warning, Code: "unknown-key", Message: "unknown key: k7"})
	l.Add(Diagnostic{Pos: Pos{"a.md", 1, 1}, Severity: Error, Code: "c", Message: "m"})
	got := printed(t, Printer{}, l)
	if !strings.HasPrefix(got, "a.md:1:1: m [error c]\n300 unknown keys in 10501 places [warning unknown-key]\n  36 × k7, first at 00007.md:2:1 (did you mean x?)\n") {
		t.Errorf("got %s", got)
	}
	if n := strings.Count(got, "\n"); n > 15 || !strings.HasSuffix(got, "  and 290 more; -v shows all\n") {
		t.Errorf("%d lines\n%s", n, got)
	}
	if got := printed(t, Printer{All: true}, l); strings.Count(got, "[warning unknown-key]") != 10_501 {
		t.Error("-v leaves some out")
	}
}
