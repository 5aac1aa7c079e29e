package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// unescape resolves backslashes and character references in one pass: \&amp;
// is the text &amp;. Text without either is not copied.
func unescape(b []byte) []byte { return resolved(b, `\&`) }

// references resolves character references alone.
func references(b []byte) []byte { return resolved(b, "&") }

// resolved resolves what begins with one of signs.
func resolved(b []byte, signs string) []byte {
	i := bytes.IndexAny(b, signs)
	if i < 0 {
		return b
	}
	out := append(make([]byte, 0, len(b)), b[:i]...)
	for i < len(b) {
		if text, n := reference(b[i:]); n > 0 {
			out = append(out, text...)
			i += n
			continue
		}
		if b[i] == '\\' && signs[0] == '\\' && i+1 < len(b) && util.IsPunct(b[i+1]) {
			i++
		}
		out = append(out, b[i])
		i++
	}
	return out
}

// maxReference is the length of the longest name of a character with its
// signs: &CounterClockwiseContourIntegral;
const maxReference = 33

// reference gives the text of the reference that b begins with and its
// length, 0 without one.
func reference(b []byte) (text string, n int) {
	if b[0] != '&' {
		return "", 0
	}
	end := bytes.IndexByte(b[:min(len(b), maxReference)], ';')
	if end < 2 {
		return "", 0
	}
	name := string(b[1:end])
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		if r, ok := codePoint(digits); ok && r == noRune {
			return "", end + 1
		} else if ok {
			return string(r), end + 1
		}
	} else if entity, ok := util.LookUpHTML5EntityByName(name); ok {
		return string(entity.Characters), end + 1
	}
	return "", 0
}

// codePoint reads what stands behind &#: at most seven digits, or six behind x.
func codePoint(digits string) (rune, bool) {
	base, most := 10, 7
	if hex := strings.TrimLeft(digits, "xX"); len(hex) == len(digits)-1 {
		digits, base, most = hex, 16, 6
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > most {
		return 0, false
	}
	if v > utf8.MaxRune || v == 0 {
		return utf8.RuneError, true
	}
	return permitted(rune(v)), true
}
