package highlight

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// clean gives the text as HTML and XML 1.0 can hold it: line ends become \n, broken UTF-8 U+FFFD, and
// control characters go. Feeds carry the same HTML, and one raw escape of a pasted log would make a whole
// feed unreadable.
func clean(s string) string {
	if !unclean(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case r < 0x20 || r >= 0x7F && r < 0xA0 || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF:
			return -1
		}
		return r // broken bytes come as RuneError
	}, s)
}

// unclean reports whether clean has anything to do; it may say yes for nothing, never no for something.
func unclean(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < 0x20 && c != '\n' && c != '\t', c == 0x7F:
			return true
		case c == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0:
			return true
		case c >= 0xEF && i+2 < len(s) && (s[i+1] >= 0xB7 || c > 0xEF):
			return true
		}
	}
	return !utf8.ValidString(s)
}

// appendText appends s with & < > escaped, as text between tags wants it.
func appendText(dst []byte, s string) []byte {
	start := 0
	for i := 0; i < len(s); i++ {
		var escaped string
		switch s[i] {
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		default:
			continue
		}
		dst = append(dst, s[start:i]...)
		dst = append(dst, escaped...)
		start = i + 1
	}
	return append(dst, s[start:]...)
}

// appendColumns is appendText with each run of wide characters in span.wide and each run of halfwidth
// katakana in span.hw, so that a style sheet can give them two columns and one.
func appendColumns(dst []byte, s string) []byte {
	start, class := 0, ""
	for i, r := range s {
		if c := columnClass(r); c != class {
			dst = appendRun(dst, class, s[start:i])
			start, class = i, c
		}
	}
	return appendRun(dst, class, s[start:])
}

func appendRun(dst []byte, class, s string) []byte {
	if class == "" || s == "" {
		return appendText(dst, s)
	}
	dst = append(dst, `<span class="`...)
	dst = append(dst, class...)
	dst = append(dst, `">`...)
	dst = appendText(dst, s)
	return append(dst, `</span>`...)
}

// columnClass is "wide" for East Asian Wide and Fullwidth, "hw" for halfwidth katakana, else "".
func columnClass(r rune) string {
	switch {
	case r < 0x1100:
		return ""
	case r >= 0x3041 && r <= 0x30FF || r >= 0x4E00 && r <= 0x9FFF: // most Japanese text, without a table
		return "wide"
	case r >= 0xFF61 && r <= 0xFF9F:
		return "hw"
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return "wide"
	}
	return ""
}
