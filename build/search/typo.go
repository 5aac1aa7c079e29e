package search

import (
	"context"
	"math"
	"slices"
)

// minTypo is how many letters a word must have to be corrected.
const minTypo = 4

// correct looks for the word that a mistyped one stands for: among its neighbours in the index, in its own block and the
// two beside it, then among the suggestions.
func (r *Reader) correct(ctx context.Context, u *unit, p place) (found, error) {
	f := found{unit: u, whole: true}
	if runeLen(u.term) < minTypo {
		return f, nil
	}
	es := slices.DeleteFunc([]extent{p.before, p.at, p.after}, func(e extent) bool { return e.n == 0 })
	blocks, err := r.load(ctx, es, true)
	if err != nil {
		return f, err
	}
	var ls []list
	for _, b := range blocks {
		some, err := readBlock(b, r.documents, func(string) bool { return true })
		if err != nil {
			return f, err
		}
		ls = append(ls, some...)
	}
	best, bestDistance := list{}, maxDistance(u.term)+1
	for _, l := range ls {
		if d := distance(u.term, l.term, bestDistance); d < bestDistance || d == bestDistance && best.df > 0 && l.df > best.df {
			best, bestDistance = l, d
		}
	}
	word, err := r.suggestion(ctx, u.term, best.df, bestDistance)
	if err != nil {
		return f, err
	}
	if word != "" {
		_, blocks, err := r.blocks(ctx, []string{word})
		if err != nil || blocks[0] == nil {
			return f, err
		}
		if ls, err = readBlock(blocks[0], r.documents, func(t string) bool { return t == word }); err != nil {
			return f, err
		}
		if len(ls) > 0 {
			best = ls[0]
		}
	}
	if best.df == 0 {
		return f, nil
	}
	f.take(best)
	f.fixed = best.term
	return f, nil
}

// suggestion is the word among the suggestions that is nearer to a mistyped one than distance edits, or as near and more
// frequent than count; of several the nearest, then the most frequent, then the first; "" if there is none.
func (r *Reader) suggestion(ctx context.Context, word string, count, edits int) (string, error) {
	length := runeLen(word)
	var es []extent
	for n := max(minTypo, length-1); n <= min(maxTerm, length+1); n++ {
		if r.hints[n].n > 0 {
			es = append(es, r.hints[n])
		}
	}
	loaded, err := r.load(ctx, es, true)
	if err != nil {
		return "", err
	}
	best, limit := "", maxDistance(word)
	for _, b := range loaded {
		for key, ok := "", true; len(b) > 0; {
			var n int
			if key, b, ok = readKey(b, key); !ok {
				return "", ErrDamaged
			}
			if n, b, ok = uvarint(b, math.MaxInt32); !ok {
				return "", ErrDamaged
			}
			if d := distance(word, key, edits); d < edits || d == edits && d <= limit && n > count {
				best, count, edits = key, n, d
			}
		}
	}
	return best, nil
}

// respell corrects phrases of katakana that lead to nothing. Other Japanese needs no list of words: a text with most of its
// pairs is read, and compared.
func (p *plan) respell(ctx context.Context) (bool, error) {
	again := false
	for i := range p.query.chunks {
		c := &p.query.chunks[i]
		if c.quoted || len(c.lower) < minTypo || len(c.lower) > maxTerm || slices.ContainsFunc(c.lower, notKatakana) {
			continue
		}
		word := string(c.lower)
		better, err := p.r.suggestion(ctx, word, 0, maxDistance(word)+1)
		if err != nil {
			return false, err
		}
		if better != "" && better != word {
			c.lower = []rune(better)
			c.units = units(*c, i, false)
			again = true
		}
	}
	return again, nil
}

func notKatakana(r rune) bool { return !isKatakana(r) }

// maxDistance is how many letters of a word may be wrong.
func maxDistance(word string) int {
	if runeLen(word) <= 5 {
		return 1
	}
	return 2
}
