package check

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"memo/build/diag"
	"memo/build/japanese"
	"memo/build/site"
)

// titles reports memos that are called as an earlier one is: in a list, or in
// a search, nobody can tell them apart.
func titles(pages []*site.Entry) (found diag.List) {
	first := map[string]*site.Entry{}
	for _, e := range inOrder(pages) {
		key := japanese.Fold(e.Title)
		other, taken := first[key]
		if !taken {
			first[key] = e
			continue
		}
		found.Add(at(e, "title", "same-title", "has the title of another memo: "+e.Title, "the other is "+other.File))
	}
	return found
}

// inOrder gives the memos among pages by their files.
func inOrder(pages []*site.Entry) []*site.Entry {
	memos := slices.DeleteFunc(slices.Clone(pages), func(e *site.Entry) bool { return !e.Memo })
	slices.SortFunc(memos, func(a, b *site.Entry) int { return strings.Compare(a.File, b.File) })
	return memos
}

// spellings reports a tag that differs from one with more memos in nothing but
// its spelling: AmazonRedshift, サーバー beside サーバ, docker_compose.
func spellings(tags []*site.Tag) (found diag.List) {
	most := map[string]*site.Tag{}
	for _, t := range tags {
		key := bare(t.Name)
		if o := most[key]; o == nil || len(t.Entries) > len(o.Entries) {
			most[key] = t
		}
	}
	for _, t := range tags {
		if o := most[bare(t.Name)]; o != t {
			e := t.Entries[len(t.Entries)-1]
			found.Add(at(e, "tags", "tag-spelling", "the tag "+t.Name+" is spelt "+o.Name+" elsewhere", "[tags.aliases] in memo.toml makes one of them"))
		}
	}
	return found
}

// bare is a name without what people spell now so and now so: width, case,
// blanks and signs between words, and a long vowel at the end of a word.
func bare(name string) string {
	var b []rune
	for _, r := range japanese.Fold(norm.NFKC.String(name)) {
		switch {
		case r == 'ー', r == '+', r == '#', unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
			b = append(b, r)
		}
	}
	key := string(b)
	if short := strings.TrimRight(key, "ー"); len([]rune(short)) > 2 {
		return short
	}
	return key
}

// orphans reports memos that nothing ties to another one: no tag, no series,
// no link from it or to it. Lists alone lead there.
func orphans(pages []*site.Entry) (found diag.List) {
	for _, e := range inOrder(pages) {
		tied := slices.ContainsFunc(e.Links, func(l site.Resolved) bool { return l.Entry != nil && l.Entry != e })
		if !tied && len(e.Backlinks)+len(e.Tags)+len(e.Series) == 0 {
			found.Add(at(e, "title", "orphan", "nothing ties it to another memo", "give it a tag, or link to it from where a reader would look for it"))
		}
	}
	return found
}
