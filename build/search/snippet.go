package search

import (
	"slices"
	"strings"
)

// hit is a judged document as the caller sees it.
func (p *plan) hit(j judged) Hit {
	h := Hit{URL: j.url, Title: j.title, Date: j.date, Tags: j.tags, Score: j.score, Missing: j.missing, Block: -1}
	words := p.phrases()
	title := newTarget(j.title)
	h.TitleMatches = matches(&title, words, 0, len(j.title))
	at := j.best.passage
	if at < 0 {
		at = j.opening()
	} else {
		h.Block = j.block + at
		h.Anchor = j.passages[at].anchor
		h.Path = j.path(at)
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
	before, after := "", ""
	if lo > 0 {
		before = ellipsis
	}
	if hi < len(text) {
		after = ellipsis
	}
	h.Snippet = before + text[lo:hi] + after
	ms := matches(t, words, lo, hi)
	if len(ms) == 0 && to > from && to <= hi {
		ms = [][2]int{{from, to}}
	}
	for _, m := range ms {
		h.Matches = append(h.Matches, [2]int{m[0] - lo + len(before), m[1] - lo + len(before)})
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

// path are the texts of the headings that a passage stands under, its own left out if it is one.
func (j *judged) path(at int) []string {
	open := slices.Clone(j.trail)
	level := byte('7')
	for i, p := range j.passages[:at+1] {
		if level = p.kind; level > '6' {
			continue
		}
		open = slices.DeleteFunc(open, func(h storedPassage) bool { return h.kind >= level })
		if i < at {
			open = append(open, p)
		}
	}
	var out []string
	for _, h := range open {
		out = append(out, h.text)
	}
	return out
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
