package build

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"memo/build/decode"
	"memo/build/diag"
	"memo/build/page"
	"memo/build/source"
)

// chapter is a memo in the folder of a book.
type chapter struct {
	file *source.File
	kept string // why Zenn shows it to nobody, or not to everybody; "" for one that all may read
}

// What Zenn keeps a chapter back for.
const (
	unnamed   = "not among the chapters of its book"
	forMoney  = "for those who pay"
	unsettled = "of a book without config.yaml"
)

// shown gives the paths of the chapters that are published, in their order.
func (b book) shown(drafts bool) (paths []string) {
	for _, c := range b.chapters {
		if drafts || c.kept == "" {
			paths = append(paths, c.file.Path)
		}
	}
	return paths
}

// numbered is the name of a chapter that says its place: "1.start".
var numbered = regexp.MustCompile(`^(\d+)\.(.*)$`)

// rank is where a chapter stands in its book, the lowest first: listed among
// those that the settings name, or by its number.
type rank struct{ listed, number int }

// unplaced is the place of a chapter that has none.
const unplaced = 1 << 30

func rankOf(file string, named []decode.Value) rank {
	name, number := source.Stem(path.Base(file)), unplaced
	bare := name
	if m := numbered.FindStringSubmatch(name); m != nil {
		bare = m[2]
		number, _ = strconv.Atoi(m[1])
	}
	if i := slices.IndexFunc(named, func(v decode.Value) bool { return v.Text == name || v.Text == bare }); i >= 0 {
		return rank{i, 0}
	}
	return rank{unplaced, number}
}

// inOrder sorts the chapters: those that the settings name, as they do, then
// those with numbers, by them, then the rest by name. It also tells which of
// them Zenn keeps back, but those that the author of memo.toml publishes.
func (b book) inOrder(publishes func(file string) bool) book {
	named := at(b.says, "chapters").List
	ranks := map[string]rank{}
	ordered := len(named) > 0
	for _, c := range b.chapters {
		r := rankOf(c.file.Path, named)
		ranks[c.file.Path], ordered = r, ordered || r.number < unplaced
	}
	for i, c := range b.chapters {
		r := ranks[c.file.Path]
		placed := r.listed < unplaced || len(named) == 0 && (r.number < unplaced || !ordered)
		if !publishes(c.file.Path) {
			b.chapters[i].kept = b.keeps(c, placed)
		}
	}
	slices.SortStableFunc(b.chapters, func(x, y chapter) int {
		p, q := ranks[x.file.Path], ranks[y.file.Path]
		return cmp.Or(cmp.Compare(p.listed, q.listed), cmp.Compare(p.number, q.number))
	})
	return b
}

// keeps tells why Zenn keeps a chapter back, which has a place among the others
// or has none.
func (b book) keeps(c chapter, placed bool) string {
	switch {
	case b.settings == nil:
		return unsettled
	case !placed:
		return unnamed
	case b.paid() && !c.free():
		return forMoney
	}
	return ""
}

// paid tells whether a book has a price. What is no number may be one.
func (b book) paid() bool {
	v := at(b.says, "price")
	n, err := strconv.ParseFloat(strings.TrimSpace(v.Text), 64)
	return v.Kind != decode.Null && (err != nil || n > 0)
}

// free tells whether a chapter says that all may read it.
func (c chapter) free() bool {
	parts := page.Split(c.file.Bytes)
	v, _ := decode.Parse(parts.Format, parts.Front, diag.Pos{File: c.file.Path, Line: 1}, diag.NewText(c.file.Path, c.file.Bytes))
	free, _ := decode.Truth(at(v, "free"))
	return free
}

// keptBack gives the memos that their tool keeps back, with the reason of each.
func (in Inputs) keptBack() map[string]string {
	kept := in.chaptersKept()
	for _, file := range in.bundled() {
		kept[file] = ofBundle
	}
	for _, file := range in.besideArticles() {
		kept[file] = besideArticles
	}
	for _, file := range in.besideSummary() {
		kept[file] = besideSummary
	}
	return kept
}

// chaptersKept gives the chapters that Zenn keeps back, with the reason of each.
func (in Inputs) chaptersKept() map[string]string {
	kept := map[string]string{}
	for _, b := range in.books {
		for _, c := range b.chapters {
			if c.kept != "" {
				kept[c.file.Path] = c.kept
			}
		}
	}
	return kept
}

// chaptersNotice says which chapters are left out because Zenn keeps them back.
func chaptersNotice(in Inputs) Notice {
	var files, whys []string
	count := map[string]int{}
	for file, why := range in.chaptersKept() {
		files = append(files, file)
		count[why]++
	}
	if len(files) == 0 {
		return Notice{}
	}
	slices.Sort(files)
	for _, why := range []string{forMoney, unnamed, unsettled} {
		if count[why] > 0 {
			whys = append(whys, fmt.Sprintf("%d %s", count[why], why))
		}
	}
	return Notice{"chapters that Zenn keeps back, and not published: " + strings.Join(whys, ", ") + " (" + few(files) + ")",
		fmt.Sprintf("exclude = [%q] in memo.toml publishes one like any other", "!/"+files[0])}
}
