package japanese

import "regexp"

// ornament is a blank between a Latin word and hiragana, which stands there
// for looks: a line that begins "へアクセスする" reads badly.
var ornament = regexp.MustCompile(`[!-~]+ \p{Hiragana}`)

// heldWord is the length of a word that still finds room on a line.
const heldWord = 20

// Held gives the spans of s that a line should not end in: words, whole, with
// the hiragana behind their ornament.
func Held(s string) []Span {
	if ascii(s) {
		return nil
	}
	var held []Span
	for _, m := range ornament.FindAllStringIndex(s, -1) {
		if m[1]-m[0] <= heldWord+len(" へ") {
			held = append(held, Span{m[0], m[1]})
		}
	}
	return held
}
