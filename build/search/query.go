package search

import (
	"strings"
	"unicode/utf8"
)

// maxQuery is how many characters of a query are looked at.
const maxQuery = 512

// chunk is what stands between two spaces of a query, or between quotes: a phrase.
type chunk struct {
	lower  []rune // folded
	typed  []rune // the same, before a typo in it was corrected
	quoted bool
	units  []*unit
}

// unit is one term to look up for a chunk.
type unit struct {
	term   string
	parts  []string // of an identifier whose squashed form is term: the fallback when that is not found
	guess  int      // how rare such terms are, from the look of it
	next   int      // class of the letter that follows in the chunk; noNext at its end
	soft   bool     // the letter that follows may be missing
	word   bool     // Latin: may be completed and corrected
	prefix bool     // still being typed
	chunk  int      // index in query.chunks
}

const noNext = -1

// query is a parsed one.
type query struct {
	chunks    []chunk
	excluded  []chunk
	tags      []string // terms
	notTags   []string
	year      int // 0 for any
	hasQuoted bool
}

// parseQuery reads the language of queries: phrases apart by white space, "exact phrases" in ASCII quotes, -without,
// tag:name and year:2024. Quotes, brackets and backticks inside a phrase are text: they are all over error messages.
func parseQuery(s string) query {
	var q query
	raw := []rune(s)
	raw = raw[:min(len(raw), maxQuery)]
	var not []chunk
	for i := 0; i < len(raw); {
		if isSpace(raw[i]) {
			i++
			continue
		}
		negative := raw[i] == '-' && i+1 < len(raw) && (raw[i+1] == '"' || isGram(raw[i+1]) || isWord(raw[i+1]))
		if negative {
			i++
		}
		text, quoted, end := nextChunk(raw, i)
		i = end
		if !quoted && q.filter(text, negative) {
			continue
		}
		c := chunk{lower: trimmed(fold(text).lower), quoted: quoted}
		c.typed = c.lower
		switch {
		case len(c.lower) == 0:
		case negative:
			not = append(not, c)
		default:
			q.chunks = append(q.chunks, c)
			q.hasQuoted = q.hasQuoted || quoted
		}
	}
	if len(q.chunks) == 0 && len(q.tags) == 0 && q.year == 0 {
		q.chunks, not = not, nil
	}
	q.excluded = not
	for i := range q.chunks {
		q.chunks[i].units = units(q.chunks[i], i, i == len(q.chunks)-1)
	}
	for i := range q.excluded {
		q.excluded[i].units = units(q.excluded[i], i, false)
	}
	return q
}

// nextChunk is the chunk that starts at i, without its quotes, and where it ends.
func nextChunk(raw []rune, i int) (text string, quoted bool, end int) {
	if raw[i] == '"' {
		for j := i + 2; j < len(raw); j++ {
			if raw[j] == '"' && (j+1 == len(raw) || isSpace(raw[j+1])) {
				return string(raw[i+1 : j]), true, j + 1
			}
		}
	}
	end = i
	for end < len(raw) && !isSpace(raw[end]) {
		end++
	}
	return string(raw[i:end]), false, end
}

func (q *query) filter(text string, negative bool) bool {
	if name, ok := strings.CutPrefix(text, "tag:"); ok && name != "" {
		if negative {
			q.notTags = append(q.notTags, tagTerm(name))
		} else {
			q.tags = append(q.tags, tagTerm(name))
		}
		return true
	}
	year, ok := strings.CutPrefix(text, "year:")
	if !ok || len(year) != 4 || negative {
		return false
	}
	n := 0
	for _, r := range year {
		if r < '0' || r > '9' {
			return false
		}
		n = 10*n + int(r-'0')
	}
	q.year = n
	return n > 0
}

func isSpace(r rune) bool {
	return plain(r) == ' ' || r == 0xa0 || r >= 0x2000 && r <= 0x200a || r == 0x202f || r == 0x205f || r == 0x3000
}

func trimmed(rs []rune) []rune {
	for len(rs) > 0 && rs[0] == ' ' {
		rs = rs[1:]
	}
	for len(rs) > 0 && rs[len(rs)-1] == ' ' {
		rs = rs[:len(rs)-1]
	}
	return rs
}

// units are the terms of a chunk. last says that it ends the query, so that its last word may be incomplete.
func units(c chunk, index int, last bool) []*unit {
	var out []*unit
	add := func(u unit) { u.chunk = index; out = append(out, &u) }
	var single []unit // kana that stand alone: indexed only where they do, so a last resort
	for i := 0; ; {
		s, ok := nextSpan(c.lower, i)
		if !ok {
			break
		}
		i = s.end
		after := noNext
		if rest, ok := nextSpan(c.lower, i); ok {
			after = int(class(c.lower[rest.start]))
		}
		if !s.gram {
			u := wordUnit(c.lower, s)
			u.next, u.prefix = after, last && !c.quoted && s.end == len(c.lower)
			add(u)
			continue
		}
		run := c.lower[s.start:s.end]
		canon, _ := canonical(nil, run, nil)
		if len(canon) == 1 {
			u := unit{term: string(canon), next: after, guess: 20}
			if isHan(canon[0]) {
				add(u)
			} else {
				single = append(single, u)
			}
			continue
		}
		dropped := run[len(run)-1] == 'ー' && canon[len(canon)-1] != 'ー'
		for k := 0; k+1 < len(canon); k++ {
			u := unit{term: string(canon[k : k+2]), next: after, guess: gramGuess(canon[k], canon[k+1])}
			if k+2 < len(canon) {
				u.next = int(class(canon[k+2]))
			} else if dropped {
				u.next, u.soft = int(class('ー')), true
			}
			add(u)
		}
	}
	if len(out) == 0 {
		for _, u := range single {
			add(u)
		}
	}
	return out
}

func wordUnit(lower []rune, s span) unit {
	as := atoms(nil, lower, s)
	u := unit{word: true}
	if len(as) > 1 {
		u.term = string(squash(nil, lower, as))
		u.guess = 90
		for _, a := range as {
			u.parts = append(u.parts, string(cut(lower[a.start:a.end])))
		}
		return u
	}
	term := cut(lower[as[0].start:as[0].end])
	if end := signed(lower, as[0]); end > 0 {
		term = lower[as[0].start:end]
	}
	u.term = string(term)
	switch n := len(term); {
	case n >= 8:
		u.guess = 80
	case n >= 5:
		u.guess = 60
	case n >= 3:
		u.guess = 45
	default:
		u.guess = 30
	}
	return u
}

// gramGuess is how rare pairs such as this one are.
func gramGuess(a, b rune) int {
	switch {
	case isHan(a) && isHan(b):
		return 55
	case a == 'ー' || b == 'ー':
		return 32
	case isKatakana(a) && isKatakana(b):
		return 40
	case isHiragana(a) && isHiragana(b):
		return 10
	case isHiragana(a) || isHiragana(b):
		return 25
	}
	return 36
}

func isHiragana(r rune) bool { return r >= 0x3041 && r <= 0x309f }

// whole is the query's text without its operators.
func (q *query) whole() []rune {
	var out []rune
	for i, c := range q.chunks {
		if i > 0 {
			out = append(out, ' ')
		}
		out = append(out, c.lower...)
	}
	return out
}

// follower is the class of the first letter after chunk k.
func (q *query) follower(k int) uint8 {
	for _, c := range q.chunks[k+1:] {
		if s, ok := nextSpan(c.lower, 0); ok {
			return class(c.lower[s.start])
		}
	}
	return 0
}

func runeLen(s string) int { return utf8.RuneCountInString(s) }
