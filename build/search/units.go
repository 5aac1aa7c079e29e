package search

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
