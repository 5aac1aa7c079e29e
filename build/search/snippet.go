package search

import (
	"slices"
	"strings"
)

const (
	snippetBefore = 30  // characters of a snippet before the match
	snippetLength = 130 // and in all
)

// hit is a judged document as the caller sees it.
func (p *plan) hit(j judged) Hit {
	h := Hit{URL: j.url, Title: j.title, Date: j.date, Tags: j.tags, Score: j.score, Block: -1}
	words := p.phrases()
	title := newTarget(j.title)
	h.TitleMatches = matches(&title, words, 0, len(j.title))
	at := j.best.passage
	if at < 0 {
		at = j.opening()
	} else {
		h.Block = j.block + at
		h.Anchor = j.passages[at].anchor
	}
	if at < 0 {
		return h
	}
	t, text := &j.targets[at], j.passages[at].text
	from, to := 0, 0
	if j.best.passage >= 0 && len(t.at) > 0 {
		from = int(t.at[min(j.best.start, len(t.at)-1)])
		to = from
		if j.best.end > j.best.start {
			to = t.end(j.best.end - 1)
		}
		h.BlockLine = strings.Count(text[:from], "\n")
		if at == 0 {
			h.BlockLine += j.line
		}
	}
	lo, hi := window(text, from, to)
	h.Snippet = text[lo:hi]
	ms := matches(t, words, lo, hi)
	if len(ms) == 0 && to > from && to <= hi {
		ms = [][2]int{{from, to}}
	}
	for _, m := range ms {
		h.Matches = append(h.Matches, [2]int{m[0] - lo, m[1] - lo})
	}
	return h
}

// opening is the first passage of prose, or the first of any kind, or -1.
func (j *judged) opening() int {
	for i, p := range j.passages {
		if p.kind == 'p' && p.text != "" {
			return i
		}
	}
	if len(j.passages) > 0 {
		return 0
	}
	return -1
}

// window is the stretch of text around [from, to) to show, in whole characters.
func window(text string, from, to int) (lo, hi int) {
	lo = from
	for n := 0; n < snippetBefore && lo > 0; n++ {
		lo = before(text, lo)
		if text[lo] == '\n' && n > snippetBefore/2 {
			lo++
			break
		}
	}
	hi = lo
	for n := 0; hi < len(text) && (n < snippetLength || hi < to && n < 2*snippetLength); n++ {
		hi = after(text, hi)
	}
	return lo, hi
}

func before(s string, i int) int {
	for i--; i > 0 && s[i]&0xc0 == 0x80; i-- {
	}
	return i
}

func after(s string, i int) int {
	for i++; i < len(s) && s[i]&0xc0 == 0x80; i++ {
	}
	return i
}

// matches are the places of the phrases in the bytes [lo, hi) of a text, in order and apart.
func matches(t *target, words []phrase, lo, hi int) [][2]int {
	var all [][2]int
	for _, w := range words {
		for i := 0; ; {
			start, end := t.find(i, w)
			if start < 0 || end <= start {
				break
			}
			if m := [2]int{int(t.at[start]), t.end(end - 1)}; m[0] >= lo && m[1] <= hi {
				all = append(all, m)
			}
			i = end
		}
	}
	slices.SortFunc(all, func(a, b [2]int) int { return a[0] - b[0] })
	var out [][2]int
	for _, m := range all {
		if n := len(out); n > 0 && m[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], m[1])
			continue
		}
		out = append(out, m)
	}
	return out
}
