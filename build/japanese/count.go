package japanese

import "unicode"

// Reading speeds, per minute.
const (
	charsPerMinute = 500
	wordsPerMinute = 200
)

// Count measures s: chars are its Chinese, Japanese and Korean characters
// with their punctuation, without blanks; words are the runs of other
// characters between blanks and chars that hold a letter or a digit. Counting
// both side by side keeps one 字 in an English text from turning its words
// into characters.
func Count(s string) (chars, words int) {
	inside := false // a word that has been counted
	for _, r := range s {
		switch {
		case r <= ' ':
			inside = false
		case r < 0x1100:
			if !inside && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' ||
				r >= 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r))) {
				words++
				inside = true
			}
		case r >= 0x3041 && r <= 0x30FF || r >= 0x4E00 && r <= 0x9FFF: // kana and kanji: nearly all there is
			chars++
			inside = false
		case unicode.IsSpace(r):
			inside = false
		case IsCJK(r):
			chars++
			inside = false
		case !inside && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			words++
			inside = true
		}
	}
	return chars, words
}

// Minutes gives the reading time of a text that Count measured, at least 1.
func Minutes(chars, words int) int {
	const unit = charsPerMinute * wordsPerMinute
	return max(1, (chars*wordsPerMinute+words*charsPerMinute+unit/2)/unit)
}
