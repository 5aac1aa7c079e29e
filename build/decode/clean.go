package decode

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean reports the characters in texts and keys that a document may not
// hold as themselves and an escape ("\x07") brought in: HTML and XML forbid
// them. In their place stands U+FFFD.
func (d *document) clean(v *Value) {
	v.Text = d.cleanText(v.Text, v.Place)
	for i := range v.List {
		d.clean(&v.List[i])
	}
	for i := range v.Keys {
		k := &v.Keys[i]
		k.Name = d.cleanText(k.Name, k.Place)
		d.clean(&k.Value)
	}
}

func (d *document) cleanText(s string, at Place) string {
	i := strings.IndexFunc(s, forbidden)
	if i < 0 {
		return s
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	d.report(at, "bad-syntax", fmt.Sprintf("control character U+%04X", r), "delete it")
	return strings.Map(func(r rune) rune {
		if forbidden(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// forbidden tells control characters but for blanks and line ends, and what
// is no character at all.
func forbidden(r rune) bool {
	return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF
}
