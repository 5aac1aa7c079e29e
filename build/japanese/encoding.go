package japanese

import (
	"bytes"
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
	if utf8.Valid(src) && bytes.IndexByte(src, 0) < 0 {
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
	{"UTF-16LE", "\xFF\xFE", utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), written},
	{"UTF-16BE", "\xFE\xFF", utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM), written},
	{"UTF-16LE", "", utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), unmarked},
	{"UTF-16BE", "", utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM), unmarked},
	{"EUC-JP", "", jis.EUCJP, spoken},
	{"Shift_JIS", "", jis.ShiftJIS, spoken},
}

// written tells a text from what comes of reading other bytes as one: all its
// characters are there and none is a NUL.
func written(text []byte) bool {
	return !bytes.ContainsRune(text, utf8.RuneError) && bytes.IndexByte(text, 0) < 0
}

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
