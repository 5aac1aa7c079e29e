package japanese

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	jis "golang.org/x/text/encoding/japanese"
	utf16 "golang.org/x/text/encoding/unicode"
)

// Decode gives a text in UTF-8, and the name of the encoding that it was in:
// "" for UTF-8, which is never taken for anything else, and for what is in no
// encoding known here. Those two come back as they are.
func Decode(src []byte) (text []byte, name string) {
	if utf8.Valid(src) && bytes.IndexByte(src, 0) < 0 && !isMail(src) {
		return src, ""
	}
	for _, e := range encodings {
		if !bytes.HasPrefix(src, []byte(e.mark)) {
			continue
		}
		text, err := e.NewDecoder().Bytes(src[len(e.mark):])
		if err == nil && e.plain(text) {
			return text, e.name
		}
	}
	return src, ""
}

// encodings are those that Japanese editors wrote before UTF-8, in the order in
// which they are tried. EUC-JP stands before Shift_JIS, in which it reads as
// half-width kana, while hardly any Shift_JIS is EUC-JP.
var encodings = []struct {
	name string
	mark string // that the text begins with
	encoding.Encoding
	plain func(text []byte) bool // what it must read as
}{
	{"ISO-2022-JP", "", jis.ISO2022JP, func(text []byte) bool { return written(text) && bytes.IndexByte(text, escape) < 0 }},
	{"UTF-16LE", "\xFF\xFE", utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), written},
	{"UTF-16BE", "\xFE\xFF", utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM), written},
	{"UTF-16LE", "", utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), unmarked},
	{"UTF-16BE", "", utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM), unmarked},
	{"EUC-JP", "", jis.EUCJP, spoken},
	{"Shift_JIS", "", jis.ShiftJIS, spoken},
	{"Shift_JIS", "", jis.ShiftJIS, narrow},
}

const escape = 0x1B

// isMail tells what is written as mail was: in ASCII, with sequences before and
// behind kanji and kana that no other text holds.
func isMail(src []byte) bool {
	kanji := bytes.Contains(src, []byte("\x1B$B")) || bytes.Contains(src, []byte("\x1B$@"))
	return kanji && bytes.Contains(src, []byte("\x1B(")) && !bytes.ContainsFunc(src, func(r rune) bool { return r >= utf8.RuneSelf })
}

// written tells a text from what comes of reading other bytes as one: all its
// characters are there and none is a NUL.
func written(text []byte) bool {
	return !bytes.ContainsRune(text, utf8.RuneError) && bytes.IndexByte(text, 0) < 0
}

// narrow tells Japanese of half-width kana alone from the letters of Europe,
// China and Korea that have their bytes: kana come in words, one of which is of
// an odd number, as none is of letters of two bytes; a mark of voice stands
// behind what has one; and of six one is of the first fifteen, whose bytes are
// signs in Europe.
func narrow(text []byte) bool {
	words := strings.FieldsFunc(string(text), func(r rune) bool { return r < utf8.RuneSelf })
	kana, early, odd := 0, 0, false
	for _, word := range words {
		before, n := rune(0), 0
		for _, r := range word {
			if r < '｡' || r > 'ﾟ' || r == 'ﾞ' && !isVoiced(before) || r == 'ﾟ' && (before < 'ﾊ' || before > 'ﾎ') {
				return false
			}
			if r >= 'ｱ' && r <= 'ｿ' {
				early++
			}
			before, n = r, n+1
		}
		kana, odd = kana+n, odd || n%2 == 1
	}
	return odd && kana > 2*len(words) && early*6 > kana
}

// isVoiced tells half-width kana that a mark makes voiced.
func isVoiced(r rune) bool { return r >= 'ｶ' && r <= 'ﾄ' || r >= 'ﾊ' && r <= 'ﾎ' || r == 'ｳ' }

// unmarked tells a text of UTF-16 that does not say so. It has a line feed, which
// swapped bytes make a letter that nobody has, and no kanji that Japan does
// not use, which pairs of other letters make.
func unmarked(text []byte) bool {
	encoder := jis.EUCJP.NewEncoder()
	foreign := func(r rune) bool {
		if isKanji(r) {
			_, err := encoder.String(string(r))
			return err != nil
		}
		return !unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r)
	}
	return written(text) && bytes.IndexByte(text, '\n') >= 0 && !bytes.ContainsFunc(text, foreign)
}

// spoken tells Japanese from the letters of Europe, China and Korea, whose
// bytes are kanji as well: no Japanese is written without kana, and those
// bytes are hardly ever kana.
func spoken(text []byte) bool {
	kana, kanji := 0, 0
	for _, r := range string(text) {
		switch {
		case r < utf8.RuneSelf:
		case r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Co, r):
			return false
		case r >= 'ぁ' && r <= 'ヶ':
			kana++
		case isKanji(r):
			kanji++
		}
	}
	return kana > 0 && kana*10 >= kanji
}
