package japanese

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// IsWide tells whether r takes two columns in a fixed-width text: East Asian
// Width W or F, which takes in most emoji. Ambiguous characters (○ → ※) count
// as narrow, as code fonts and terminals have them.
func IsWide(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r >= 0x3041 && r <= 0x3096, r >= 0x3099 && r <= 0x30FF, r >= 0x4E00 && r <= 0x9FFF,
		r >= 0xAC00 && r <= 0xD7A3, r >= 0xFF01 && r <= 0xFF60:
		return true
	}
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// Columns gives the width of s in columns; wide characters take two, marks
// that combine take none.
func Columns(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOf(r)
	}
	return n
}

func columnsOf(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case IsWide(r):
		return 2
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || r == 0x200D:
		return 0
	}
	return 1
}

// IsCJK tells whether emphasis treats r as a Chinese, Japanese or Korean
// character: East Asian Width W, F or H and not an emoji by default, or
// Hangul. It covers punctuation and the ideographic space as well.
func IsCJK(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case IsWide(r):
		return !emoji(r)
	case unicode.Is(unicode.Hangul, r):
		return true
	}
	return width.LookupRune(r).Kind() == width.EastAsianHalfwidth
}

// emoji tells which of the wide characters have Emoji_Presentation. Below
// the CJK blocks that is all but the angle brackets and the two groups of
// trigrams; above them all but the squared and circled ideographs.
func emoji(r rune) bool {
	switch {
	case r < 0x2E80:
		return r > 0x2300 && r != 0x2329 && r != 0x232A && (r < 0x2630 || r > 0x2637) && (r < 0x268A || r > 0x268F)
	case r < 0x1F000 || r > 0x1FAFF:
		return false
	case r >= 0x1F200 && r <= 0x1F2FF:
		return r == 0x1F201 || r == 0x1F21A || r == 0x1F22F || r >= 0x1F232 && r <= 0x1F236 ||
			r >= 0x1F238 && r <= 0x1F23A || r == 0x1F250 || r == 0x1F251
	}
	return true
}

// IsPunctuation tells whether r is full-width punctuation: 、。「」（）！… that
// needs no space beside it.
func IsPunctuation(r rune) bool {
	return r >= 0x3000 && IsWide(r) && !emoji(r) && (unicode.IsPunct(r) || unicode.IsSymbol(r))
}

// Joins tells whether a line break between before and after leaves no space:
// both are wide and neither is Hangul, or one is full-width punctuation.
func Joins(before, after rune) bool {
	if IsPunctuation(before) || IsPunctuation(after) {
		return true
	}
	return solid(before) && solid(after)
}

func solid(r rune) bool { return (IsWide(r) || IsCJK(r)) && !unicode.Is(unicode.Hangul, r) }

// EndsURL tells whether a bare URL stops before r: white space, full-width
// brackets and quotes, and the marks that end a clause. Other letters of
// Japanese are part of a path.
func EndsURL(r rune) bool {
	if r <= ' ' {
		return true
	}
	return r >= 0x80 && (unicode.IsSpace(r) || strings.ContainsRune("、。，．！？：；（）「」『』【】〔〕《》〈〉［］｛｝｢｣､｡”“’‘…", r))
}

// isKanji and its like name the scripts that phrases are told by.
func isKanji(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r == '々' || r >= 0x3400 && r <= 0x4DBF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF
}

func isHiragana(r rune) bool { return r >= 0x3041 && r <= 0x309F }

func isKatakana(r rune) bool { return r >= 0x30A1 && r <= 0x30FA }
