// Package japanese holds the rules of Japanese text that the stages share:
// where a title may break, what a heading's id and a tag's address look like,
// how long a text is, where a summary ends, which characters are wide, and what
// the bytes mean of a text that is older than UTF-8.
//
// In go strings and runes, out come strings, numbers and answers. Every rule
// is pure, one to a file, and has a fast path for ASCII, since they run over
// each memo of a site on each rebuild. It refuses to know Markdown, HTML,
// pages and files, and it has no dictionary: what a rule says of a text can
// be read from the characters alone. The tables of characters in their old
// order, which tell encodings and sort kanji, are those of x/text's encoding.
package japanese

import "unicode/utf8"

// ascii tells whether s needs none of the rules for wider scripts.
func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
