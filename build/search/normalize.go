package search

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a text as the index sees it: compatibility forms unified (NFKC), white space collapsed, typographic quotes
// and dashes plain. cased and lower have the same length; at[i] is the byte of the source from which rune i came.
type folded struct {
	cased, lower []rune
	at           []int32
	size         int // of the source, in bytes
}

// fold normalises s. Segments (one character with the marks after it) are normalised one by one, which makes the way
// back to the source a table and is the same function in any language that has NFKC.
func fold(s string) folded {
	var f folded
	f.reset(s)
	return f
}

func (f *folded) reset(s string) {
	f.cased, f.lower, f.at, f.size = f.cased[:0], f.lower[:0], f.at[:0], len(s)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		j := i + n
		if !markFollows(s, j) {
			switch {
			case inert(r):
				f.add(r, i)
			case r >= 0xff01 && r <= 0xff5e: // full-width ASCII
				f.add(r-0xfee0, i)
			default:
				f.addAll(norm.NFKC.String(string(r)), i)
			}
			i = j
			continue
		}
		for j < len(s) {
			m, n := utf8.DecodeRuneInString(s[j:])
			if !isMark(m) {
				break
			}
			j += n
		}
		f.addAll(norm.NFKC.String(s[i:j]), i)
		i = j
	}
}

// end is the first byte of the source after rune i.
func (f *folded) end(i int) int {
	for j := i + 1; j < len(f.at); j++ {
		if f.at[j] != f.at[i] {
			return int(f.at[j])
		}
	}
	return f.size
}

func (f *folded) addAll(s string, at int) {
	for _, r := range s {
		f.add(r, at)
	}
}

func (f *folded) add(r rune, at int) {
	r = plain(r)
	switch {
	case r == dropped:
		return
	case r == ' ' && len(f.lower) > 0 && f.lower[len(f.lower)-1] == ' ':
		return
	}
	l := r
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			l = r + 'a' - 'A'
		}
	} else if !uncased(r) {
		l = unicode.ToLower(r)
	}
	f.cased = append(f.cased, r)
	f.lower = append(f.lower, l)
	f.at = append(f.at, int32(at))
}

const dropped = rune(-1)

// plain unifies what NFKC leaves apart and nobody types on purpose.
func plain(r rune) rune {
	if r > ' ' && r < 0x7f {
		return r
	}
	switch {
	case r <= ' ', r >= 0x7f && r < 0xa0, r == 0x1680, r == 0x2028, r == 0x2029:
		return ' '
	case r == 0xad, r >= 0x200b && r <= 0x200f, r == 0x2060, r == 0xfeff, r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0100 && r <= 0xe01ef:
		return dropped
	case r == 0x2018, r == 0x2019, r == 0x201b, r == 0x2032:
		return '\''
	case r == 0x201c, r == 0x201d:
		return '"'
	case r >= 0x2010 && r <= 0x2015, r == 0x2212:
		return '-'
	case r == 0x301c:
		return '~'
	}
	return r
}

// inert characters are their own NFKC when no mark follows.
func inert(r rune) bool { return r < utf8.RuneSelf || uncased(r) || r >= 0x3008 && r <= 0x301b }

// uncased are the common Japanese characters, which have neither case nor compatibility forms.
func uncased(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fe ||
		r == 0x3001 || r == 0x3002 || r >= 0x3400 && r <= 0x4dbf
}

func markFollows(s string, i int) bool {
	if i >= len(s) || s[i] < 0xcc {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return !uncased(r) && isMark(r)
}

// isMark reports what belongs to the character before it: combining marks, half-width voicing marks, and the vowels
// and finals of decomposed Hangul.
func isMark(r rune) bool {
	return r == 0xff9e || r == 0xff9f || r >= 0x1160 && r <= 0x11ff || unicode.Is(unicode.M, r)
}

// isGram reports the letters that are indexed in pairs: Han, kana, Hangul and whatever else lies above them.
func isGram(r rune) bool {
	return r >= 0x3000 && r != 0x30fb && (uncased(r) && r > 0x3002 || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r))
}

// isWord reports the letters and digits of scripts that write words apart.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return r < 0x3000 && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r))
}

func isHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r >= 0x3400 && r <= 0x4dbf || r >= 0x3005 && r <= 0x3007 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0x20000 && r <= 0x3ffff
}

func isKatakana(r rune) bool { return r >= 0x30a1 && r <= 0x30ff && r != 0x30fb }
