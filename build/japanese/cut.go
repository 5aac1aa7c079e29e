package japanese

import (
	"strings"
	"unicode/utf8"
)

// Span is a run of bytes of a text.
type Span struct{ From, To int }

// Cut shortens s to about columns columns (wide characters take two) at the
// end of a sentence: 。！？ or a full stop before a blank, outside brackets. Of
// the ends within twice the length the nearest wins. Without one the text is
// cut where a phrase ends and gets an ellipsis. It is never cut inside one of
// whole: links and code.
func Cut(s string, columns int, whole ...Span) string {
	if len(s) <= columns || Columns(s) <= columns {
		return s
	}
	best, near, at, depth := 0, columns+1, 0, 0
	for end := 0; end < len(s); {
		r, size := utf8.DecodeRuneInString(s[end:])
		end += size
		if at += columnsOf(r); at > 2*columns {
			break
		}
		if depth = nest(depth, r); depth > 0 || !ends(r, s[end:]) || within(whole, end) {
			continue
		}
		if d := max(at-columns, columns-at); d < near {
			best, near = end, d
		}
	}
	if best > 0 {
		return s[:best]
	}
	return clip(s, columns, whole)
}

// nest counts the brackets that are open behind r; a stray one does no harm.
func nest(depth int, r rune) int {
	switch r {
	case '「', '『', '（', '(':
		return depth + 1
	case '」', '』', '）', ')':
		return max(0, depth-1)
	}
	return depth
}

// ends tells whether a sentence ends with r when rest follows.
func ends(r rune, rest string) bool {
	switch r {
	case '。', '！', '？', '．':
		next, _ := utf8.DecodeRuneInString(rest)
		return !strings.ContainsRune("。！？．）」』", next)
	case '.', '!', '?':
		return rest == "" || rest[0] == ' ' || rest[0] == '\n'
	}
	return false
}

func within(whole []Span, at int) bool {
	for _, w := range whole {
		if w.From < at && at < w.To {
			return true
		}
	}
	return false
}

// clip cuts at the last place before columns where a phrase or a word ends;
// a text without one is cut between characters.
func clip(s string, columns int, whole []Span) string {
	at, last, hard := 1, 0, 0 // the ellipsis takes one column
	for i, r := range s {
		if !within(whole, i) {
			hard = i
			if i > 0 && (r == ' ' || r == '　' || breaks(s[:i], r)) {
				last = i
			}
		}
		if at += columnsOf(r); at > columns {
			break
		}
	}
	if last == 0 {
		last = hard
	}
	if last == 0 && len(whole) > 0 {
		last = whole[0].To // the text begins with it
	}
	return strings.TrimRight(s[:last], " 　、，,") + "…"
}
