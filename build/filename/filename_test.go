package filename_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"memo/build/filename"

	"golang.org/x/text/unicode/norm"
)

func TestSafeNames(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "a": "a", "筋トレ": "筋トレ", "c#": "c#", ".": ".", "..": "..", ".memo": ".memo", "a.b": "a.b",
		"c:": "c：", "a?b": "a？b", "a*": "a＊", `<>|"\`: "＜＞｜＂＼", "x.": "x．", "x..": "x.．", "...": "..．", "x ": "x　", " x": " x",
		"con": "con－", "CON": "CON－", "nul.txt": "nul－.txt", "aux.": "aux．", "prn .tar.gz": "prn－ .tar.gz", "con ": "con　",
		"com1": "com1－", "lpt9.md": "lpt9－.md", "com¹": "com¹－", "conin$": "conin$－",
		"com": "com", "com0": "com0", "com10": "com10", "com1x": "com1x", "console": "console", "x.con": "x.con", "com1 2": "com1 2",
	} {
		if got := filename.Safe(in); got != want {
			t.Errorf("Safe(%q) = %q, want %q", in, got, want)
		}
	}
	if got := filename.Path("tags/c:/con/index.html"); got != "tags/c：/con－/index.html" {
		t.Error(got)
	}
}

// FuzzSafe holds that what comes out is a name for Windows, stays itself, and
// that no two names that differ after NFKC meet in it.
func FuzzSafe(f *testing.F) {
	names := []string{"con", "con-", "con－", "a?", "a？", "x.", "x..", "x．", "x ", "x　", "nul.txt", "nul-.txt", "COM1", "c:", "c", "com¹", `a\b`, ". ", ".."}
	for _, a := range names {
		for _, b := range names {
			f.Add(a, b)
		}
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if strings.Contains(a+b, "/") || !utf8.ValidString(a+b) {
			t.Skip()
		}
		out := filename.Safe(a)
		if again := filename.Safe(out); again != out {
			t.Errorf("Safe(%q) = %q, and of that %q", a, out, again)
		}
		if why := windows(out); why != "" && out != "." && out != ".." {
			t.Errorf("Safe(%q) = %q: %s", a, out, why)
		}
		a, b = norm.NFKC.String(a), norm.NFKC.String(b)
		if a != b && filename.Safe(a) == filename.Safe(b) && !strings.Contains(a+b, "/") {
			t.Errorf("%q and %q are both %q", a, b, filename.Safe(a))
		}
	})
}

// windows tells what Windows has against a name, in the words of its manual.
func windows(name string) string {
	if strings.ContainsAny(name, `<>:"/\|?*`) {
		return "a reserved character"
	}
	if strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return "ends with a blank or a dot"
	}
	base, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch base = strings.TrimRight(base, " "); base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return "a device"
	}
	if port := []rune(base); len(port) == 4 && (string(port[:3]) == "COM" || string(port[:3]) == "LPT") && strings.ContainsRune("123456789¹²³", port[3]) {
		return "a port"
	}
	return ""
}
