// Package treetest makes folders of Markdown as people keep them for other
// tools: the same folder for the same seed, of a size that real ones have, in
// all the habits of its kind and with the mess that lies about in real ones.
//
// Out comes a Tree: the files, and of every memo in it what a site made of
// them must hold. What a memo says is written down twice: as its owner writes
// it and, in Means, as plain CommonMark with GitHub's tables, so that an
// independent renderer can be asked for the same text. Where the two differ,
// the difference is a spelling that this package writes down once, in the
// habit that makes it: those are all the reasons for which a page may read
// otherwise than there. Nothing here is anybody's: the words are made up.
package treetest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// Tree is a folder of one kind.
type Tree struct {
	Kind    string
	Dialect string            // that it must be told to be in
	Files   map[string]string // by path from the folder, with slashes
	Memos   []*Memo
}

// Memo is one text of a tree.
type Memo struct {
	File     string
	Title    string   // in no other memo
	Date     string   // 2006-01-02; "" when neither its file nor its front matter tells
	Tags     []string // as written, sorted
	Hidden   string   // what keeps it unpublished; "" for what a site shows
	Secret   string   // a word of its text that no other file holds
	Means    string
	Links    []Link
	Pictures []string // alternative texts of pictures that are there

	name   string   // what its front matter, file name or links are made of
	inText []string // tags that its text has, and not its front matter
}

// Link is a link to another memo of the tree.
type Link struct {
	Text string // in no other memo
	To   *Memo
}

// Kinds are the kinds of tree that there are.
func Kinds() []string { return slices.Sorted(maps.Keys(kinds)) }

// Make makes a tree of a kind with about n files of text.
func Make(kind string, n int, seed uint64) *Tree {
	k := kinds[kind]
	w := &writer{Rand: rand.New(rand.NewPCG(seed, uint64(len(kind)))), kind: k, tree: &Tree{Kind: kind, Dialect: k.dialect, Files: map[string]string{}}}
	for len(w.tree.Memos) < n {
		k.lay(w)
	}
	for _, m := range w.tree.Memos {
		w.write(m)
	}
	k.mess(w)
	return w.tree
}

// kind is how the users of one tool keep their memos.
type kind struct {
	dialect string
	lay     func(*writer)                           // adds a memo or a few to the tree, without their text
	front   func(*writer, *Memo) string             // what stands before the text
	link    func(w *writer, to *Memo) habit         // to the memo at hand
	picture func(w *writer, alt, file string) habit // and where its file is put
	habits  []func(*writer) habit                   // beside those that all have
	mess    func(*writer)
}

var kinds = map[string]kind{
	"blogsync": blogsync, "hugo": hugo, "jekyll": jekyll, "mdbook": mdBook, "obsidian": obsidian,
	"qiita": qiita, "qiita-sync": qiitaSync, "readme": readme, "zenn": zenn,
}

// habit is a piece of a memo: as its owner writes it, and in CommonMark.
type habit struct{ written, means string }

// same is what everybody writes alike.
func same(text string) habit { return habit{text, text} }

// writer makes one tree.
type writer struct {
	*rand.Rand
	kind   kind
	tree   *Tree
	memo   *Memo // that is being written
	serial int
}

// next numbers what must be unique.
func (w *writer) next() int { w.serial++; return w.serial }

// add puts a memo into the tree.
func (w *writer) add(m *Memo) *Memo {
	m.Secret = fmt.Sprintf("秘匿%d語", w.next())
	if m.Title == "" {
		m.Title = w.title()
	}
	slices.Sort(m.Tags)
	w.tree.Memos = append(w.tree.Memos, m)
	return m
}

// put puts another file into the tree.
func (w *writer) put(file, text string) { w.tree.Files[file] = text }

// unread puts a memo into the tree that belongs to somebody else: a package's
// own README, a theme's example. It must not be published.
func (w *writer) unread(file string) {
	m := w.add(&Memo{File: file, Hidden: "not the owner's"})
	w.put(file, "# "+m.Title+"\n\n"+m.Secret+"\n")
}

// write writes a memo's file.
func (w *writer) write(m *Memo) {
	w.memo = m
	var written, means strings.Builder
	say := func(h habit) {
		written.WriteString(h.written + "\n\n")
		means.WriteString(h.means + "\n\n")
	}
	say(same(m.Secret + "について。" + w.sentence()))
	for range 2 + w.IntN(4) {
		say(same("## " + w.heading()))
		for range 1 + w.IntN(3) {
			say(w.pick())
		}
	}
	say(w.linkTo())
	if w.oneIn(3) {
		say(w.pictureOf())
	}
	m.Means = means.String()
	text := w.fenced(w.kind.front(w, m)) + written.String()
	if w.oneIn(20) {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if w.oneIn(30) {
		text = "\ufeff" + text
	}
	m.Tags = slices.Compact(slices.Sorted(slices.Values(append(m.Tags, m.inText...))))
	w.put(m.File, text)
}

// fenced gives front matter in the fences that slips of the hand make, now and
// then: each tool or editor takes some of them.
func (w *writer) fenced(front string) string {
	if inner, yaml := strings.CutPrefix(front, "---\n"); yaml && w.oneIn(12) {
		return one(w, []string{"----\n", "---yaml\n", "--- \n", "\n---\n", "<!-- prettier-ignore -->\n---\n", "<!--\n(c) 誰か\n-->\n\n---\n", "--- # 記事\n"}) + inner
	}
	return front
}

// pick gives one of the kind's habits, its own as often as everybody's.
func (w *writer) pick() habit {
	if len(w.kind.habits) > 0 && w.oneIn(2) {
		return one(w, w.kind.habits)(w)
	}
	return one(w, common)(w)
}

// linkTo links to a memo that is published, from one that is.
func (w *writer) linkTo() habit {
	to := one(w, w.tree.Memos)
	if to.Hidden != "" {
		return same(w.sentence())
	}
	h := w.kind.link(w, to)
	before, after := w.sentence(), w.sentence()
	return habit{before + h.written + " " + after, before + h.means + " " + after}
}

// linked notes a link and gives the text that it must have.
func (w *writer) linked(to *Memo) string {
	text := fmt.Sprintf("参照先 %d", w.next())
	w.memo.Links = append(w.memo.Links, Link{text, to})
	return text
}

// pictureOf shows a picture that is there.
func (w *writer) pictureOf() habit {
	n := w.next()
	alt := fmt.Sprintf("第%d図", n)
	w.memo.Pictures = append(w.memo.Pictures, alt)
	return w.kind.picture(w, alt, fmt.Sprintf("shot-%d.png", n))
}

func (w *writer) oneIn(n int) bool { return w.IntN(n) == 0 }

func one[T any](w *writer, list []T) T { return list[w.IntN(len(list))] }

// some gives up to n different words of a list.
func some(w *writer, n int, list ...string) []string {
	out := slices.Clone(list)
	w.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	out = out[:w.IntN(n+1)]
	slices.Sort(out)
	return out
}
