package search

import (
	"context"
	"slices"
)

// filters reads what tag:, year: and -word leave of the documents. It is false when nothing is left.
func (p *plan) filters(ctx context.Context) (bool, error) {
	var keep [][]posting
	drop := map[int32]bool{}
	for _, term := range p.query.tags {
		l, err := p.r.all(ctx, term)
		if err != nil {
			return false, err
		}
		if len(l) == 0 {
			return false, nil
		}
		keep = append(keep, l)
	}
	for _, term := range p.query.notTags {
		l, err := p.r.all(ctx, term)
		if err != nil {
			return false, err
		}
		for _, post := range l {
			drop[post.doc] = true
		}
	}
	if err := p.exclude(ctx, drop); err != nil {
		return false, err
	}
	if len(keep) == 0 && len(drop) == 0 && p.query.year == 0 {
		return true, nil
	}
	count := map[int32]int{}
	for _, l := range keep {
		for _, post := range l {
			count[post.doc]++
		}
	}
	p.allow = func(doc int32) bool {
		return count[doc] == len(keep) && !drop[doc] && (p.query.year == 0 || p.r.year(doc) == p.query.year)
	}
	return true, nil
}

// exclude adds the documents that -word leaves out: those that have all terms of the word in one eighth of their text.
// A term so common that its list is not stored whole is left to the text.
func (p *plan) exclude(ctx context.Context, drop map[int32]bool) error {
	for _, c := range p.query.excluded {
		var left []posting
		us := slices.Clone(c.units)
		us = us[:min(len(us), maxUnits)]
		for i, u := range us {
			l, err := p.r.all(ctx, u.term)
			if err != nil {
				return err
			}
			if i == 0 {
				left = l
			} else {
				left = intersect(left, l)
			}
		}
		for _, post := range left {
			drop[post.doc] = true
		}
	}
	return nil
}

// excludes verifies on a text that it has none of the words to be left out.
func (p *plan) excludes(j *judged) bool {
	for _, c := range p.query.excluded {
		if j.find(newPhrase(c.lower, c.quoted)).passage >= 0 {
			return true
		}
	}
	return false
}

// all is the list of a term, its long form if it has one.
func (r *Reader) all(ctx context.Context, term string) ([]posting, error) {
	_, blocks, err := r.blocks(ctx, []string{term})
	if err != nil || blocks[0] == nil {
		return nil, err
	}
	ls, err := readBlock(blocks[0], r.documents, func(t string) bool { return t == term })
	if err != nil || len(ls) == 0 {
		return nil, err
	}
	if l := ls[0]; l.whole() || l.long.n == 0 {
		return l.postings, nil
	}
	b, err := r.load(ctx, []extent{ls[0].long}, true)
	if err != nil {
		return nil, err
	}
	lists, err := readPostings(b[0], []int{ls[0].df}, r.documents, func(int) bool { return true })
	if err != nil {
		return nil, err
	}
	return lists[0], nil
}

// year is the year of a document, 0 for none.
func (r *Reader) year(doc int32) int {
	for _, run := range r.years {
		if int(doc) < run.end {
			return run.year
		}
	}
	return 0
}

// maxLatest is how many documents a query of filters alone looks for.
const maxLatest = 1000

// latest are the documents that the filters allow, the newest first: the answer to a query of filters alone.
func (p *plan) latest() []candidate {
	if p.allow == nil {
		return nil
	}
	var out []candidate
	for doc := int32(p.r.documents) - 1; doc >= 0 && len(out) < maxLatest; doc-- {
		if p.allow(doc) {
			out = append(out, candidate{doc: doc, tier: fully, base: 10 * int(doc) / p.r.documents})
		}
	}
	return out
}
