package japanese

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// HeadingID gives the id of a heading from its plain text, before a repeat
// gets its number: NFC, ASCII in lower case; letters, digits, marks, '_' and
// '-' of any script stay, each blank becomes '-', other punctuation and
// symbols go. "section" when nothing is left. Romanising or numbering instead
// would move the ids of other headings when one is added.
func HeadingID(text string) string {
	text = strings.TrimSpace(text)
	if !ascii(text) {
		text = norm.NFC.String(text)
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '-':
			b.WriteByte(byte(r))
		case r >= 'A' && r <= 'Z':
			b.WriteByte(byte(r) + 'a' - 'A')
		case unicode.IsSpace(r):
			b.WriteByte('-')
		case r >= 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Nl, r) || unicode.IsMark(r) && !selector(r)):
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// selector tells the marks that only choose how the symbol before them is
// drawn, and go with it.
func selector(r rune) bool { return r >= 0xFE00 && r <= 0xFE0F || r == 0x20E3 }
