package japanese

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzEachLineHoldsACharacter sets any text at any width: there are no more
// lines than characters, and no fewer than a line.
func FuzzEachLineHoldsACharacter(f *testing.F) {
	for _, s := range []string{"切り替えて S3 へアクセスする", strings.Repeat("W", 5000), strings.Repeat("長", 5000), strings.Repeat("a-", 3000), "👨‍👩‍👧‍👦🏳️‍🌈の旗", "e\u0301\u200b\u200d\u2060の\u200b", "  へ   の ", "\xff\xe3の漢"} {
		for _, w := range []int{-em, 0, 1, em - 1, em, 11 * em, 1 << 40} {
			f.Add(s, w)
		}
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		n := max(1, utf8.RuneCountInString(s))
		set := set(s)
		for _, pieces := range [][]piece{set.phrases, set.plain} {
			if got := lines(pieces, width); got < 1 || got > n || len(pieces) > n {
				t.Errorf("%q at %d: %d lines of %d pieces, %d characters", s, width, got, len(pieces), n)
			}
		}
	})
}

func TestLongTitlesArePlainText(t *testing.T) {
	const all = "w11 w14 w16 w20 w24"
	for s, want := range map[string]string{
		"": "", "短い題": "", strings.Repeat("Latin ", 4000): "",
		"認証基盤移行":                              "",
		"の" + strings.Repeat("x", longTitle):  all,
		strings.Repeat("👨‍👩‍👧 へ\u200b", 5000): all,
	} {
		if got := Loose(s); got != want {
			t.Errorf("%.30q: %q, want %q", s, got, want)
		}
	}
}
