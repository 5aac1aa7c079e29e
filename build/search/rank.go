package search

import (
	"strings"
)

// Gains of a text that was read, beside the base's 0 to 1010.
const (
	gainTitle   = 600 // every chunk is in the title
	gainLength  = 200 // and the title is not much longer than the query
	gainPhrase  = 400 // the query stands in the text as it was typed
	gainAll     = 200 // every chunk is in the text
	gainHeading = 150 // the best match is in a heading
	gainNear    = 100 // the text has a phrase that differs by a typo
)

// judged is a candidate whose text was read.
type judged struct {
	candidate
	stored
	score    int
	verified bool
	fixed    string // the phrase that the text has in place of a mistyped one
	best     spot
	missing  []string // the chunks that the memo does not have
	targets  []target // of the passages
}

// spot is a place in a passage, in characters of the folded text; passage is -1 for none.
type spot struct {
	passage, start, end int
}

// judge verifies the query on a text.
func (p *plan) judge(c candidate, s stored) judged {
	j := judged{candidate: c, stored: s, score: c.base, best: spot{passage: -1}}
	for _, ps := range s.passages {
		j.targets = append(j.targets, newTarget(ps.text))
	}
	title := newTarget(s.title)
	tags := newTarget(strings.Join(s.tags, "\n"))
	chunks := p.phrases()
	inTitle, verified, quotedMissing := 0, 0, false
	spots := make([]spot, len(chunks))
	for k, ph := range chunks {
		spots[k] = j.find(ph)
		t, _ := title.find(0, ph)
		if t >= 0 {
			inTitle++
		}
		g, _ := tags.find(0, ph)
		switch {
		case t >= 0 || g >= 0 || spots[k].passage >= 0 || c.proved[k] && !ph.exact:
			verified++
		case ph.exact:
			quotedMissing = true
		case c.locs[k]&c.unread == 0:
			j.missing = append(j.missing, string(p.query.chunks[k].typed))
		}
	}
	whole := newPhrase(p.query.whole(), len(chunks) == 1 && chunks[0].exact)
	j.best = j.find(whole)
	j.verified = verified == len(chunks)
	switch {
	case inTitle == len(chunks):
		j.score += gainTitle + gainLength*min(len(whole.lower), len(title.lower))/max(1, len(title.lower))
	case inTitle > 0:
		j.score += gainTitle / 2 * inTitle / len(chunks)
	}
	if j.best.passage >= 0 {
		j.score += gainPhrase
	} else {
		j.best = densest(spots)
	}
	if j.best.passage >= 0 && s.passages[j.best.passage].kind <= '6' {
		j.score += gainHeading
	}
	switch {
	case j.verified:
		j.score += gainAll
	case quotedMissing:
		j.score = -1
	case j.nearly(chunks, spots):
		j.score += gainNear
		j.missing = nil
	default:
		j.score /= 2
	}
	return j
}

func (p *plan) phrases() []phrase {
	out := make([]phrase, len(p.query.chunks))
	for i, c := range p.query.chunks {
		out[i] = newPhrase(p.spelling(i), c.quoted)
	}
	return out
}

// spelling is a chunk's text, or what a typo in it was corrected to.
func (p *plan) spelling(chunk int) []rune {
	c := p.query.chunks[chunk]
	if c.quoted {
		return c.lower
	}
	for _, f := range p.found {
		if f.unit.chunk == chunk && f.fixed != "" && len(c.units) == 1 {
			return []rune(f.fixed)
		}
	}
	return c.lower
}

// find is the first place of a phrase, one in a heading before one in prose or code.
func (j *judged) find(ph phrase) spot {
	best := spot{passage: -1}
	for i := range j.targets {
		heading := j.passages[i].kind <= '6'
		if best.passage >= 0 && !heading {
			continue
		}
		if start, end := j.targets[i].find(0, ph); start >= 0 {
			best = spot{i, start, end}
			if heading {
				break
			}
		}
	}
	return best
}

// densest is the spot in the passage that holds most of the chunks; of equals the first.
func densest(spots []spot) spot {
	best, most := spot{passage: -1}, 0
	for _, s := range spots {
		if s.passage < 0 {
			continue
		}
		n := 0
		for _, o := range spots {
			if o.passage == s.passage {
				n++
			}
		}
		if n > most {
			best, most = s, n
		}
	}
	return best
}

// nearly finds mistyped phrases in the text: every chunk that is missing must be there with a typo.
func (j *judged) nearly(chunks []phrase, spots []spot) bool {
	var words []string
	for k, ph := range chunks {
		if spots[k].passage >= 0 || j.proved[k] {
			words = append(words, string(ph.lower))
			continue
		}
		limit := len(ph.lower) / 4
		if limit == 0 || len(ph.lower) > 40 {
			return false
		}
		near := spot{passage: -1}
		for i := range j.targets {
			if start, end, ok := nearest(j.targets[i].lower, ph.lower, min(limit, 2)); ok {
				near = spot{i, start, end}
				words = append(words, string(j.targets[i].lower[start:end]))
				break
			}
		}
		if near.passage < 0 {
			return false
		}
		spots[k] = near
		if j.best.passage < 0 {
			j.best = near
		}
	}
	j.fixed = strings.Join(words, " ")
	return true
}
