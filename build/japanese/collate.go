package japanese

import (
	"strings"
	"unicode"
	"unicode/utf8"

	jis "golang.org/x/text/encoding/japanese"
	"golang.org/x/text/unicode/norm"
)

// Initial gives the heading that a name stands under in an index: "#" for
// digits and signs, "A" to "Z", the first kana of a row of the syllabary ("か"
// for ガイド), "漢字", or the capital of another script.
func Initial(name string) string {
	r, _ := utf8.DecodeRuneInString(letters(name))
	const rows = "あかさたなはまやらわ"
	switch {
	case r >= 'ぁ' && r <= 'ん':
		at := strings.LastIndexFunc(rows, func(row rune) bool { return row <= r })
		_, size := utf8.DecodeRuneInString(rows[at:])
		return rows[at : at+size]
	case unicode.Is(unicode.Han, r):
		return "漢字"
	case unicode.IsLetter(r):
		return string(unicode.ToUpper(r))
	}
	return "#"
}

// CollationKey is what names in an index are sorted by, so that each initial
// stands together: signs and digits, Latin letters whatever their case, kana in
// the order of the syllabary, kanji. Without a dictionary nobody knows how a
// kanji is read; the order of JIS X 0208, which puts the common ones by their
// usual reading, is the one of printed indexes.
func CollationKey(name string) string {
	var b strings.Builder
	encoder := jis.EUCJP.NewEncoder()
	for _, r := range letters(name) {
		e, err := encoder.String(string(r))
		switch kanji := unicode.Is(unicode.Han, r); {
		case kanji && (err != nil || e[0] < firstKanji):
			e = "\xfe" + string(r)
		case err != nil || e[0] == supplement:
			e = "\xff" + string(r)
		}
		b.WriteString(e)
	}
	if Initial(name) == "#" {
		return "\x00" + b.String()
	}
	return b.String()
}

// In EUC-JP, the first byte of the first kanji of JIS X 0208, and the one
// before characters of JIS X 0212, which are in no order with the others.
const (
	firstKanji = 0xb0
	supplement = 0x8f
)

// letters takes away what does not count in the order of names: width, case,
// accents, the marks of voiced kana, small kana, and hiragana or katakana.
func letters(name string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r) || r == 'ー':
			return -1
		case r >= 'ァ' && r <= 'ヶ':
			r -= 'ァ' - 'ぁ'
		}
		if large := strings.IndexRune("ぁぃぅぇぉっゃゅょゎ", r); large >= 0 {
			return r + 1
		}
		return unicode.ToLower(unicode.ToUpper(r)) // ı as i, ς as σ
	}, norm.NFKD.String(name)))
}
