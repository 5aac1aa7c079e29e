package diag

import (
	"strings"
	"testing"
)

func TestFrameUnderlinesTheOffendingTextUnderWideCharacters(t *testing.T) {
	src := []byte("---\ntitle: x\n---\n詳細は [STS](../sts-endpont/) を参照\n")
	off := strings.Index(string(src), "../sts-endpont/")
	d := NewText("content/posts/a.md", src).At(off, len("../sts-endpont/"), Error, "broken-link",
		"link target not found: ../sts-endpont/", "did you mean ../sts-endpoint/?")
	var b strings.Builder
	if err := (Printer{W: &b}).Print(List{d}); err != nil {
		t.Fatal(err)
	}
	want := "content/posts/a.md:4:11: link target not found: ../sts-endpont/ [error broken-link]\n" +
		"   4 | 詳細は [STS](../sts-endpont/) を参照\n" +
		"     |              ^^^^^^^^^^^^^^^\n" +
		"  hint: did you mean ../sts-endpoint/?\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestFrameOfALongLineShowsTheOffendingPart(t *testing.T) {
	src := []byte(strings.Repeat("a", 5000) + "X" + strings.Repeat("b", 5000))
	f := Frame(NewText("m.css", src).At(5000, 1, Warning, "c", "m", ""))
	if len(f) > 400 || !strings.Contains(f, "aXb") {
		t.Errorf("frame %q", f)
	}
}

func TestSortedShowsEachDiagnosticOnceInOrderOfPlace(t *testing.T) {
	a := Diagnostic{Pos: Pos{File: "a", Line: 2}, Message: "m"}
	b := Diagnostic{Pos: Pos{File: "a", Line: 1}, Message: "m"}
	got := List{a, b, a}.Sorted()
	if len(got) != 2 || got[0] != b || got[1] != a {
		t.Errorf("got %v", got)
	}
}

func TestNearestForgivesSmallSlipsOnly(t *testing.T) {
	known := []string{"title", "date", "lastmod", "tags"}
	for in, want := range map[string]string{"titel": "title", "tag": "tags", "lastmodified": "", "zzz": ""} {
		if got := Nearest(in, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestControlCharactersDoNotReachTheTerminal(t *testing.T) {
	var b strings.Builder
	_ = Printer{W: &b}.Print(List{{Message: "a\x1b[2Jb"}})
	if strings.Contains(b.String(), "\x1b") {
		t.Errorf("escape sequence printed: %q", b.String())
	}
}
