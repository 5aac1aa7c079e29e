package searchtest

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Wide writes the ASCII letters and digits of s in full width.
func Wide(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r + 0xfee0
		}
		return r
	}, s)
}

// Narrow writes the katakana of s in half width, voicing marks apart.
func Narrow(s string) string {
	table := map[string]string{}
	for r := rune(0xff66); r <= 0xff9d; r++ {
		for _, mark := range []string{"", "\uff9e", "\uff9f"} {
			narrow := string(r) + mark
			if wide := norm.NFKC.String(narrow); len([]rune(wide)) == 1 {
				table[wide] = narrow
			}
		}
	}
	var b strings.Builder
	for _, r := range s {
		if n, ok := table[string(r)]; ok {
			b.WriteString(n)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
