package search

// matchAt is the end of needle in hay when it stands at j, else -1. A space beside a Japanese letter may be
// missing: it is a matter of typography, or was a line break. Unless the phrase is exact, so may a long vowel at the end of
// a loan word, and the "_", "-" or "." between the words of an identifier.
func matchAt(hay []rune, j int, needle []rune, exact bool) int {
	i := 0
	for i < len(needle) {
		switch {
		case j < len(hay) && hay[j] == needle[i]:
			i, j = i+1, j+1
		case i == 0:
			return -1
		case j < len(hay) && optional(hay, j, exact):
			j++
		case optional(needle, i, exact):
			i++
		default:
			return -1
		}
	}
	return j
}

// optional reports that the character at i may be missing.
func optional(rs []rune, i int, exact bool) bool {
	before, after := rune(0), rune(0)
	if i > 0 {
		before = rs[i-1]
	}
	if i+1 < len(rs) {
		after = rs[i+1]
	}
	if exact && rs[i] != ' ' {
		return false
	}
	switch rs[i] {
	case 'ー':
		return isKatakana(before) && !isKatakana(after)
	case ' ':
		return isGram(before) || isGram(after)
	case '_', '-', '.':
		return isWord(before) && isWord(after)
	}
	return false
}

// find is the first place of needle in hay at or after from, or -1.
func find(hay []rune, from int, needle []rune, exact bool) (start, end int) {
	if len(needle) == 0 {
		return -1, -1
	}
	for j := from; j < len(hay); j++ {
		if hay[j] != needle[0] {
			continue
		}
		if e := matchAt(hay, j, needle, exact); e >= 0 {
			return j, e
		}
	}
	return -1, -1
}

// target is a text made ready for finding: folded, and with its loan words in their shared spelling.
type target struct {
	folded
	canon []rune
	from  []int32
}

func newTarget(s string) target {
	t := target{folded: fold(s)}
	t.canon, t.from = canonical(nil, t.lower, nil)
	return t
}

// find is a place of the phrase in the folded text, or -1.
func (t *target) find(from int, p phrase) (start, end int) {
	if start, end = find(t.lower, from, p.lower, p.exact); start >= 0 || p.exact || len(p.canon) == 0 {
		return start, end
	}
	k := 0
	for k < len(t.from) && int(t.from[k]) < from {
		k++
	}
	start, end = find(t.canon, k, p.canon, false)
	if start < 0 {
		return -1, -1
	}
	if end < len(t.from) {
		return int(t.from[start]), int(t.from[end])
	}
	return int(t.from[start]), len(t.lower)
}

// phrase is what is looked for in a target.
type phrase struct {
	lower []rune
	canon []rune // empty when it is lower
	exact bool
}

func newPhrase(lower []rune, exact bool) phrase {
	p := phrase{lower: lower, exact: exact}
	if exact {
		return p
	}
	if canon, _ := canonical(nil, lower, nil); string(canon) != string(lower) {
		p.canon = canon
	} else {
		for _, r := range lower {
			if isKatakana(r) {
				p.canon = lower
				break
			}
		}
	}
	return p
}
