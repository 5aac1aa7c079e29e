package japanese

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// ranges are of widths that titles are set in, in full-width characters, each
// from one number up to the next: on a phone headings have 12 to 17 and rows of
// a list 18 to 24, on a desk 35.
func ranges() []int { return []int{11, 14, 16, 20, 24, 37} }

// longTitle is how many characters make a title that is plain text everywhere:
// no phrase of its many lines is worth looking for.
const longTitle = 100

// Loose names the ranges ("w11 w24") in which s takes more lines when they end
// only between phrases than when they end anywhere, as those of plain text do.
// How wide Latin letters are is the font's, so a width close to such a one
// counts as well.
func Loose(s string) string {
	ranges := ranges()
	n := utf8.RuneCountInString(s)
	if ascii(s) || n <= ranges[0] {
		return ""
	}
	var t setting
	if n <= longTitle {
		t = set(s)
	}
	doubt := em/4 + t.latin/24
	var names []string
	for i, from := range ranges[:len(ranges)-1] {
		if n > longTitle || t.longer(from*em-doubt, ranges[i+1]*em+doubt) {
			names = append(names, "w"+strconv.Itoa(from))
		}
	}
	return strings.Join(names, " ")
}

// em is the width of a full-width character in the unit of a setting.
const em = 96

// setting is a text in the pieces that no line ends in.
type setting struct {
	phrases, plain []piece // where phrases are kept, and in plain text
	latin          int     // the width of all that is not full-width
}

// piece has a width, and that of the blanks behind it, which may hang over the
// end of a line.
type piece struct{ ink, blanks int }

func set(s string) setting {
	var t setting
	phrases, end := Phrases(s), 0
	held, last := Held(s), ' '
	for at, r := range s {
		ended := at == end
		if ended {
			end += len(phrases[0])
			phrases = phrases[1:]
		}
		plain := ended || parts(last, r)
		kept := ended || plain && last < utf8.RuneSelf && (last == ' ' || r < utf8.RuneSelf) && !within(held, at)
		width := advance(last, r)
		t.plain, t.phrases = add(t.plain, plain, r, width), add(t.phrases, kept, r, width)
		if !IsWide(r) {
			t.latin += width
		}
		last = r
	}
	return t
}

// add appends a character to the last piece, or to a new one.
func add(pieces []piece, begins bool, r rune, width int) []piece {
	if begins {
		pieces = append(pieces, piece{})
	}
	p := &pieces[len(pieces)-1]
	if r == ' ' {
		p.blanks += width
	} else {
		p.ink, p.blanks = p.ink+p.blanks+width, 0
	}
	return pieces
}

// longer tells whether phrases take more lines at some width between two.
func (t setting) longer(from, to int) bool {
	for w := from; w < to; w += em / 4 {
		n := lines(t.phrases, w)
		if n == 1 {
			return false
		}
		if n > lines(t.plain, w) {
			return true
		}
	}
	return false
}

// lines counts the lines of a width, two full-width characters at least, when
// each ends as late as it can. A piece longer than a line is cut after as many of
// these characters as it has room for.
func lines(pieces []piece, width int) int {
	width = max(width, 2*em)
	room := width - width%em
	n, used := 1, 0
	for _, p := range pieces {
		if used > 0 && used+p.ink > width {
			n, used = n+1, 0
		}
		used += p.ink
		if used > width {
			n, used = n+(used-1)/room, (used-1)%room+1
		}
		used += p.blanks
	}
	return n
}

// parts tells whether a line of plain text may end between last and r.
func parts(last, r rune) bool {
	switch {
	case r == ' ' || last == ' ':
		return r != ' '
	case last < utf8.RuneSelf && r < utf8.RuneSelf:
		return last == '-' || last == '/'
	}
	return !glued(r) && !opens(last) && !strings.ContainsRune(`([{'"`, last) && !strings.ContainsRune("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ", r)
}

// advance is about how wide r is behind last in the sans-serif fonts of the day.
func advance(last, r rune) int {
	gap := 0
	if r != ' ' && last != ' ' && IsWide(r) != IsWide(last) {
		gap = em / 8
	}
	switch {
	case IsWide(r):
		return gap + em
	case r == ' ':
		return em / 4
	case strings.ContainsRune(".,:;'|!()[]ijltfI-/", r):
		return gap + em*5/16
	case strings.ContainsRune("mwMW@%", r):
		return gap + em*7/8
	case r >= 'A' && r <= 'Z':
		return gap + em*11/16
	}
	return gap + em*9/16
}
