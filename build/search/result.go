package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Result is the answer to a query.
type Result struct {
	Hits       []Hit
	Total      int    // memos that seem to match; more than Hits when n was less
	DidYouMean string // the query with its typos corrected, or ""
	Wordless   bool   // the query has nothing but words to leave out, which finds nothing
}

// Hit is one memo that matches.
type Hit struct {
	URL, Title, Date string
	Tags             []string
	Anchor           string   // id of the heading nearest to the match; "" above the first
	Path             []string // headings that the match stands under, the highest first; it may be in the last one's text
	Missing          []string // words of the query that the memo does not have; it matches in part
	Snippet          string   // a stretch of the text around the match, "…" where it was cut
	Matches          [][2]int // bytes of Snippet that match: start and end
	TitleMatches     [][2]int // and of Title
	Score            int
	Block            int // of the document, index of the block that matches; -1 when only the title or a tag does
	BlockLine        int // newlines of that block before the match
}

const (
	wave        = 5      // texts fetched at a time
	maxWaves    = 8      // when matches are few
	textBudget  = 16_000 // packed bytes of text and long lists, for each wave asked for, after which no others are fetched
	quoteBudget = 18_000 // the same for quotes, of which only the text can tell
	enough      = 3      // verified hits after which documents that have only some terms are not read
)

// Search answers a query with at most n hits, the best first. The same index, query and n give the same answer
// everywhere. It fails only when the index cannot be read.
func (r *Reader) Search(ctx context.Context, text string, n int) (Result, error) {
	q := parseQuery(text)
	p := &plan{r: r, query: &q}
	if n <= 0 || r.documents == 0 {
		return Result{}, nil
	}
	if q.onlyExcludes() {
		return Result{Wordless: true}, nil
	}
	ok, err := p.filters(ctx)
	if err != nil || !ok {
		return Result{}, err
	}
	var cs []candidate
	if len(q.chunks) == 0 {
		cs = p.latest()
	} else if cs, err = p.candidates(ctx); err != nil {
		return Result{}, err
	}
	if len(q.chunks) > 0 && count(cs, possibly) == 0 {
		again, err := p.respell(ctx)
		if err != nil {
			return Result{}, err
		}
		if again {
			if cs, err = p.candidates(ctx); err != nil {
				return Result{}, err
			}
		}
	}
	js, err := p.read(ctx, cs, n)
	if err != nil {
		return Result{}, err
	}
	return p.result(cs, js, n), nil
}

// read fetches and judges texts, wave after wave.
func (p *plan) read(ctx context.Context, cs []candidate, n int) ([]judged, error) {
	var out []judged
	seen := map[string]int{}
	verified, read := 0, p.longRead
	for w := 0; len(cs) > 0; w++ {
		size := p.waveSize(w, n, verified, cs[0].tier)
		if size == 0 || w >= (n+wave-1)/wave && read > p.budget(n) {
			break
		}
		now := slices.Clone(cs[:min(size, len(cs))])
		cs = cs[len(now):]
		texts, size, err := p.texts(ctx, now)
		if err != nil {
			return nil, err
		}
		read += size
		var again []candidate
		for i, s := range texts {
			j := p.judge(now[i], s)
			if !j.verified && now[i].more && now[i].tier == fully {
				again = append(again, now[i])
			}
			if p.excludes(&j) || j.score < 0 {
				continue
			}
			if at, ok := seen[s.url]; !ok {
				seen[s.url] = len(out)
				out = append(out, j)
			} else if better(j, out[at]) < 0 {
				out[at] = j
			}
		}
		verified = countVerified(out)
		cs = append(again, cs...)
	}
	slices.SortFunc(out, better)
	if verified > 0 {
		out = slices.DeleteFunc(out, func(j judged) bool { return j.tier == partly && !j.verified && j.fixed == "" })
	}
	return out, nil
}

// budget is how many bytes may have been read when one more wave is fetched than n asks for.
func (p *plan) budget(n int) int {
	budget := textBudget
	if p.query.hasQuoted {
		budget = quoteBudget
	}
	return budget * ((n + wave - 1) / wave)
}

// waveSize is how many texts to fetch next, 0 for none: whole waves until n are there, then as many as are missing.
func (p *plan) waveSize(w, n, verified, tier int) int {
	if w < (n+wave-1)/wave {
		return wave
	}
	if tier == partly {
		n = min(n, enough)
	}
	if w >= maxWaves || verified >= n {
		return 0
	}
	return min(wave, n-verified+1)
}

func countVerified(js []judged) int {
	n := 0
	for _, j := range js {
		if j.verified {
			n++
		}
	}
	return n
}

func better(a, b judged) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.doc, a.doc)) }

func (p *plan) result(cs []candidate, js []judged, n int) Result {
	verified := countVerified(js)
	res := Result{Total: max(verified, count(cs, possibly))}
	if len(js) < n && len(js) < len(cs) {
		res.Total = max(verified, len(js))
	}
	res.Total = max(res.Total, min(n, len(js)))
	for _, j := range js[:min(n, len(js))] {
		res.Hits = append(res.Hits, p.hit(j))
	}
	res.DidYouMean = p.didYouMean(js, verified)
	return res
}

// didYouMean is the query as the index or the texts would spell it, when nothing matches it as it was typed.
func (p *plan) didYouMean(js []judged, verified int) string {
	fixed := false
	var words []string
	for i, c := range p.query.chunks {
		w := string(p.spelling(i))
		fixed = fixed || w != string(c.typed)
		words = append(words, w)
	}
	if fixed {
		return strings.Join(words, " ")
	}
	if verified == 0 {
		for _, j := range js {
			if j.fixed != "" {
				return j.fixed
			}
		}
	}
	return ""
}
