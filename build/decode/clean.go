package decode

import (
	"slices"
	"strings"
	"unicode"
)

// withoutControls drops the control characters that came into a text unseen,
// from slides as from terminals.
func withoutControls(src []byte) []byte {
	unseen := func(c byte) bool { return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != 0 || c == 0x7F }
	if !slices.ContainsFunc(src, unseen) {
		return src
	}
	return slices.DeleteFunc(slices.Clone(src), unseen)
}

// clean drops the characters in texts and keys that a document may not hold
// as themselves and an escape ("\x07") brought in: HTML and XML forbid them.
func (d *document) clean(v *Value) {
	v.Text = cleanText(v.Text)
	for i := range v.List {
		d.clean(&v.List[i])
	}
	for i := range v.Keys {
		k := &v.Keys[i]
		k.Name = cleanText(k.Name)
		d.clean(&k.Value)
	}
}

func cleanText(s string) string {
	if strings.IndexFunc(s, forbidden) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, s)
}

// forbidden tells control characters but for blanks and line ends, and what
// is no character at all.
func forbidden(r rune) bool {
	return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF
}
