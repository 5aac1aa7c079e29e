package japanese

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// ranges are of widths that titles are set in, in full-width characters, each
// from one number up to the next: headings on a phone have 12 to 17, and rows
// of a list on a desk 35.
func ranges() []int { return []int{11, 14, 16, 24, 37} }

// Loose names the ranges ("w11 w24") in which s takes more lines when they end
// only between phrases than when they end anywhere, as those of plain text do.
// How wide Latin letters are is the font's, so a width close to such a one
// counts as well.
func Loose(s string) string {
	ranges := ranges()
	if ascii(s) || utf8.RuneCountInString(s) <= ranges[0] {
		return ""
	}
	t := set(s)
	doubt := em/4 + t.latin/24
	var names []string
	for i, from := range ranges[:len(ranges)-1] {
		if t.longer(from*em-doubt, ranges[i+1]*em+doubt) {
			names = append(names, "w"+strconv.Itoa(from))
		}
	}
	return strings.Join(names, " ")
}

// longer tells whether phrases take more lines at some width between two.
func (t setting) longer(from, to int) bool {
	for w := from; w < to && w < t.ink[len(t.ink)-1]; w += em / 8 {
		if t.lines(t.phrase, w) > t.lines(t.plain, w) {
			return true
		}
	}
	return false
}

// em is the width of a full-width character in the unit of a setting.
const em = 96

// setting is a text as it is set; index i stands for the place before
// character i.
type setting struct {
	from   []int  // the width before
	ink    []int  // the same but for blanks at the end, which hang over a line's
	phrase []bool // a line may end, where phrases are kept
	plain  []bool // a line may end in plain text
	latin  int    // the width of all that is not full-width
}

func set(s string) setting {
	n := utf8.RuneCountInString(s)
	t := setting{make([]int, n+1), make([]int, n+1), make([]bool, n), make([]bool, n), 0}
	phrases, end := Phrases(s), 0
	held := Held(s)
	last, i := ' ', 0
	for at, r := range s {
		ended := at > 0 && at == end
		if at == end && len(phrases) > 0 {
			end += len(phrases[0])
			phrases = phrases[1:]
		}
		t.plain[i] = ended || parts(last, r)
		t.phrase[i] = ended || t.plain[i] && last < utf8.RuneSelf && (last == ' ' || r < utf8.RuneSelf) && !within(held, at)
		t.from[i+1] = t.from[i] + advance(last, r)
		t.ink[i+1] = t.from[i+1]
		if !IsWide(r) {
			t.latin += advance(last, r)
		}
		if r == ' ' {
			t.ink[i+1] = t.ink[i]
		}
		last, i = r, i+1
	}
	return t
}

// lines counts the lines of a width when each ends as late as it can. What is
// longer than a line is cut anywhere.
func (t setting) lines(ends []bool, width int) int {
	n, start, last := 1, 0, 0
	for i := 1; i < len(t.ink); i++ {
		if t.ink[i]-t.from[start] > width {
			if last == start {
				last = i - 1
			}
			n, start, i = n+1, last, last
		} else if i < len(ends) && ends[i] {
			last = i
		}
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
