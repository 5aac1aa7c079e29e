package build

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"memo/build/decode"
	"memo/build/diag"
	"memo/build/source"
)

// This file reads what other tools keep of books: the settings of one of
// Zenn's, which become a memo with its chapters, and the summary of mdBook,
// which is no page but the order of them all.

// book is a book of Zenn: a folder of chapters with its settings.
type book struct {
	settings *source.File // nil where there are none
	says     decode.Value // what they hold
	chapters []chapter    // in their order
	cover    string       // name of the picture, "" without one
	paged    bool         // its author wrote its page
}

// covers are the names that Zenn takes for the cover of a book.
var covers = []string{"cover.jpeg", "cover.jpg", "cover.png"}

// summaryFile is where mdBook keeps the order of chapters.
const summaryFile = "SUMMARY.md"

// memos gives the files of the site as memos are read of them, sorted by path:
// with one for each book, and without mdBook's summary.
func memos(in Inputs) []source.File {
	books, summary := in.pagedBooks(), dialect(in) == "mdbook"
	if len(books) == 0 && !summary {
		return in.Content.Files
	}
	out := slices.DeleteFunc(slices.Clone(in.Content.Files), func(f source.File) bool { return summary && f.Path == summaryFile })
	for _, b := range books {
		out = append(out, b.memo(in.Drafts))
	}
	slices.SortFunc(out, func(x, y source.File) int { return strings.Compare(x.Path, y.Path) })
	return out
}

// orders gives the paths of pages that are read in an order of their own.
func (in Inputs) orders() (all [][]string) {
	if f := in.Content.Find(summaryFile); f != nil && dialect(in) == "mdbook" {
		all = append(all, listed(f.Bytes))
	}
	for _, b := range in.pagedBooks() {
		all = append(all, append([]string{b.path()}, b.shown(in.Drafts)...))
	}
	return all
}

// pagedBooks finds the books of which the settings are to become a page.
func (in Inputs) pagedBooks() []book {
	return slices.DeleteFunc(slices.Clone(in.books), func(b book) bool { return b.settings == nil || b.paged })
}

// findBooks finds the books of Zenn: what lies in folders of books/.
func (in Inputs) findBooks() (books []book) {
	if dialect(in) != "zenn" {
		return nil
	}
	keeps := keepsDrafts(in)
	for files := in.below("books/"); len(files) > 0; {
		name, _, inside := strings.Cut(strings.TrimPrefix(files[0].Path, "books/"), "/")
		if !inside {
			files = files[1:]
			continue
		}
		dir := "books/" + name + "/"
		n := len(in.below(dir))
		books = append(books, readBook(dir, files[:n]).inOrder(keeps))
		files = files[n:]
	}
	return books
}

// readBook sorts out the files of a book's folder, which has its slash at its end.
func readBook(dir string, files []source.File) (b book) {
	for i, f := range files {
		switch name := strings.TrimPrefix(f.Path, dir); {
		case strings.Contains(name, "/"):
		case isBook(f.Path):
			b.settings = &files[i]
		case isIndex(f.Path):
			b.paged = b.paged || source.IsText(name)
		case source.IsText(name):
			b.chapters = append(b.chapters, chapter{file: &files[i]})
		case slices.Contains(covers, name):
			b.cover = name
		}
	}
	b.says = b.values()
	return b
}

// below gives the files in a folder, which has its slash at its end.
func (in Inputs) below(dir string) []source.File {
	at := func(f source.File, p string) int { return strings.Compare(f.Path, p) }
	from, _ := slices.BinarySearchFunc(in.Content.Files, dir, at)
	to, _ := slices.BinarySearchFunc(in.Content.Files, strings.TrimSuffix(dir, "/")+"0", at) // '0' is what comes behind '/'
	return in.Content.Files[from:to]
}

// isBook tells the settings of a book, books/name/config.yaml.
func isBook(file string) bool {
	dir, base := path.Split(file)
	return path.Dir(path.Dir(dir)) == "books" && (base == "config.yaml" || base == "config.yml")
}

// isIndex tells the page that a folder has already.
func isIndex(file string) bool {
	return slices.Contains([]string{"index", "_index", "readme"}, strings.ToLower(source.Stem(path.Base(file))))
}

func (b book) path() string { return path.Dir(b.settings.Path) + "/_index.md" }

// values reads the settings.
func (b book) values() decode.Value {
	if b.settings == nil {
		return decode.Value{}
	}
	src, err := b.settings.Read()
	if err != nil {
		return decode.Value{} // published as nothing; copying it would say so
	}
	v, _ := decode.Parse(decode.YAML, src, diag.Pos{File: b.settings.Path, Line: 1}, diag.NewText(b.settings.Path, src))
	return v
}

// memo writes the settings as a memo: title, topics, cover, summary, chapters.
func (b book) memo(drafts bool) source.File {
	v, dir := b.says, path.Dir(b.settings.Path)
	var s strings.Builder
	fmt.Fprintf(&s, "---\ndialect: memo\ntitle: %q\n", cmp.Or(textAt(v, []string{"title"}), path.Base(dir)))
	if k := v.Get("topics"); k != nil && len(k.Value.List) > 0 {
		s.WriteString("tags:\n")
		for _, topic := range k.Value.List {
			fmt.Fprintf(&s, "- %q\n", topic.Text)
		}
	}
	s.WriteString("---\n\n")
	if b.cover != "" {
		fmt.Fprintf(&s, "![](%s)\n\n", b.cover)
	}
	if k := v.Get("summary"); k != nil {
		s.WriteString(k.Value.Text + "\n\n")
	}
	for i, chapter := range b.shown(drafts) {
		fmt.Fprintf(&s, "%d. [[/%s]]\n", i+1, source.Stem(chapter))
	}
	f := *b.settings
	f.Path, f.Bytes = b.path(), []byte(s.String())
	f.Hash = sha256.Sum256(f.Bytes)
	return f
}

// entryLine is a chapter in mdBook's summary.
var entryLine = regexp.MustCompile(`(?m)^[ \t]*(?:[-*+]|\d+[.)])?[ \t]*\[[^\n]*\]\(<?([^()<>#\n]+)`)

// listed gives the chapters of a summary.
func listed(summary []byte) (paths []string) {
	for _, m := range entryLine.FindAllSubmatch(summary, -1) {
		to := string(m[1])
		if plain, err := url.PathUnescape(to); err == nil {
			to = plain
		}
		paths = append(paths, path.Clean(strings.TrimSpace(to)))
	}
	return paths
}
