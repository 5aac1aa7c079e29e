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
			q.excluded = append(q.excluded, c)
		default:
			q.chunks = append(q.chunks, c)
			q.hasQuoted = q.hasQuoted || quoted
		}
	}
	for i := range q.chunks {
		q.chunks[i].units = units(q.chunks[i], i, i == len(q.chunks)-1)
	}
	for i := range q.excluded {
		q.excluded[i].units = units(q.excluded[i], i, false)
	}
	return q
}

// onlyExcludes tells a query that says what to leave out and not of what.
func (q *query) onlyExcludes() bool {
	return len(q.excluded) > 0 && len(q.chunks) == 0 && len(q.tags) == 0 && q.year == 0
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
