package japanese

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the key under which s is looked up: NFC without case, so that a
// name typed on one system finds a file named on another. macOS hands out
// names in NFD.
func Fold(s string) string {
	if ascii(s) {
		return strings.ToLower(s)
	}
	return norm.NFC.String(strings.Map(foldRune, norm.NFC.String(s)))
}

// foldRune goes over upper case so that letters with two lower forms (ς, σ)
// meet. Kana and ideographs have no case.
func foldRune(r rune) rune {
	if r >= 0x2E80 && r <= 0x9FFF {
		return r
	}
	return unicode.ToLower(unicode.ToUpper(r))
}
