package japanese

import "regexp"

// ornament is a blank between a Latin word and hiragana, which stands there
// for looks: a line that begins "へアクセスする" reads badly.
var ornament = regexp.MustCompile(`[!-~]( \p{Hiragana})`)

// Held gives the spans of s that a line should not end in: each ornament and
// the hiragana behind it. A word before it may be longer than any line.
func Held(s string) []Span {
	if ascii(s) {
		return nil
	}
	var held []Span
	for _, m := range ornament.FindAllStringSubmatchIndex(s, -1) {
		held = append(held, Span{m[2], m[3]})
	}
	return held
}
