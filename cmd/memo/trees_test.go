package main

import (
	"bytes"
	"hash/crc32"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"memo/build/effort"
	"memo/build/treetest"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding"
	jis "golang.org/x/text/encoding/japanese"
	utf16 "golang.org/x/text/encoding/unicode"
)

// TestAnyFolderIsAGoodSiteOnTheFirstBuild puts a memo.toml of two lines into
// folders as users of other tools keep them: every page comes out, with its title,
// date, tags, links and pictures, and no draft does.
func TestAnyFolderIsAGoodSiteOnTheFirstBuild(t *testing.T) {
	for _, kind := range treetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			first := firstBuild(t, kind, 1)
			first.holdsNoDraft()
			first.holdsEveryPage()
			first.saysLittle()
			first.saysItsKind()
			for _, b := range first.crawled.broken() {
				t.Error(b)
			}
		})
	}
}

// built is a tree with the site that was made of it.
type built struct {
	t       *testing.T
	tree    *treetest.Tree
	public  string
	said    string
	crawled crawled
	pages   map[string]shownPage // by title
}

const treeBase = "https://memo.example.com/"

// TestAnyFolderIsMadeASite holds that memo init --from adds a memo.toml and
// nothing else, with which a build has no error and leaves nothing open.
func TestAnyFolderIsMadeASite(t *testing.T) {
	for _, kind := range treetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			dir, tree := t.TempDir(), treetest.Make(kind, effort.Of(12, 40), 3)
			layOut(t, dir, tree)
			before := hashes(t, dir)
			var out, errs bytes.Buffer
			if status := run([]string{"init", "--from", dir}, &out, &errs); status != exitDone {
				t.Fatalf("status %d\n%s%s", status, &out, &errs)
			}
			after := hashes(t, dir)
			if _, made := after["memo.toml"]; !made {
				t.Error("no memo.toml")
			}
			delete(after, "memo.toml")
			if !maps.Equal(before, after) {
				t.Errorf("changed: %q", differing(before, after))
			}
			if said := out.String(); tree.Dialect != "memo" && !strings.Contains(said, ": "+tree.Dialect+", by ") {
				t.Errorf("should be taken for %s:\n%s", tree.Dialect, said)
			}
			out.Reset()
			errs.Reset()
			if status := run([]string{"-C", dir, "build"}, &out, &errs); status != exitDone || strings.Contains(errs.String(), "hint: markdown.") || strings.Contains(errs.String(), "hint: output") {
				t.Errorf("status %d\n%s%s", status, &out, &errs)
			}
		})
	}
}

// layOut writes the files of a tree.
func layOut(t *testing.T, dir string, tree *treetest.Tree) {
	t.Helper()
	for file, text := range tree.Files {
		p := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(inSomeEncoding(file, text)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func firstBuild(t *testing.T, kind string, seed uint64) *built {
	t.Helper()
	dir, tree := t.TempDir(), treetest.Make(kind, effort.Of(20, 120), seed)
	layOut(t, dir, tree)
	if err := os.WriteFile(filepath.Join(dir, "memo.toml"), []byte("title = \"メモ\"\nbase_url = \""+treeBase+"\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if status := run([]string{"-C", dir, "build"}, &out, &errs); status != exitDone {
		t.Fatalf("status %d\n%s%s", status, &out, &errs)
	}
	folder, _, _ := strings.Cut(out.String(), ":")
	b := &built{t: t, tree: tree, public: folder, said: errs.String()}
	b.crawled = crawl(t, b.public, treeBase)
	b.pages = b.read()
	return b
}

// inSomeEncoding gives one memo in ten as an editor of older days kept it.
func inSomeEncoding(file, text string) string {
	old := []encoding.Encoding{jis.ShiftJIS, jis.EUCJP, utf16.UTF16(utf16.LittleEndian, utf16.UseBOM)}
	n := int(crc32.ChecksumIEEE([]byte(file)) % 30)
	if path.Ext(file) != ".md" || n >= len(old) || strings.HasPrefix(text, "\ufeff") {
		return text
	}
	if out, err := old[n].NewEncoder().String(text); err == nil {
		return out
	}
	return text
}

// saysLittle holds what is printed of a folder that is as it should be: links
// that are broken, keys that are unknown and the like are not in it, and what
// is said of encodings is of those that this test has put there.
func (b *built) saysLittle() {
	if n := strings.Count(b.said, "[warning") - strings.Count(b.said, "[warning encoding]"); n > 5 {
		b.t.Errorf("said on standard error:\n%s", b.said)
	}
}

// saysItsKind holds what the build took the folder for.
func (b *built) saysItsKind() {
	if plain := b.tree.Dialect == "memo"; plain == strings.Contains(b.said, "taken for") || !plain && !strings.Contains(b.said, "taken for ones of "+b.tree.Dialect) {
		b.t.Errorf("should be taken for %s:\n%s", b.tree.Dialect, b.said)
	}
}

// holdsNoDraft looks for the words of hidden memos in every file of the site.
func (b *built) holdsNoDraft() {
	for file := range b.crawled.files {
		text, err := os.ReadFile(filepath.Join(b.public, file))
		if err != nil {
			b.t.Fatal(err)
		}
		for _, m := range b.tree.Memos {
			if m.Hidden != "" && (bytes.Contains(text, []byte(m.Secret)) || bytes.Contains(text, []byte(m.Title))) {
				b.t.Errorf("%s (%s) shows in %s", m.File, m.Hidden, file)
			}
		}
	}
}

// holdsEveryPage compares what a reader sees of each memo with what is known
// of it.
func (b *built) holdsEveryPage() {
	for _, m := range b.tree.Memos {
		if m.Hidden != "" {
			continue
		}
		page, there := b.pages[m.Title]
		if !there {
			b.t.Errorf("%s: no page has the title %q", m.File, m.Title)
			continue
		}
		if page.date != m.Date {
			b.t.Errorf("%s: date %q, want %q", m.File, page.date, m.Date)
		}
		if !slices.Equal(page.tags, m.Tags) {
			b.t.Errorf("%s: tags %q, want %q", m.File, page.tags, m.Tags)
		}
		for _, l := range m.Links {
			if rel, _, _ := b.crawled.target(reference{page.file, "href", page.links[l.Text]}); rel == "" || rel != b.pages[l.To.Title].file {
				b.t.Errorf("%s: the link %q leads to %q, not to %s", m.File, l.Text, page.links[l.Text], l.To.File)
			}
		}
		for _, alt := range m.Pictures {
			if !page.pictures[alt] {
				b.t.Errorf("%s: the picture %q is not shown in its size", m.File, alt)
			}
		}
	}
}

// shownPage is a memo's page as a reader sees it.
type shownPage struct {
	file     string
	date     string
	tags     []string
	links    map[string]string // addresses by their text
	pictures map[string]bool   // alternative texts of those that are found and measured
	prose    *html.Node
}

// read reads the pages of the site that are memos.
func (b *built) read() map[string]shownPage {
	out := map[string]shownPage{}
	for file := range b.crawled.files {
		if path.Ext(file) != ".html" {
			continue
		}
		f, err := os.Open(filepath.Join(b.public, file))
		if err != nil {
			b.t.Fatal(err)
		}
		doc, err := html.Parse(f)
		f.Close()
		if err != nil {
			b.t.Fatal(err)
		}
		page, title := memoPage(doc)
		if page.prose == nil {
			continue
		}
		page.file = file
		if other, twice := out[title]; twice {
			b.t.Errorf("%s and %s both have the title %q", other.file, file, title)
		}
		out[title] = page
	}
	return out
}

func memoPage(doc *html.Node) (page shownPage, title string) {
	page.links, page.pictures = map[string]string{}, map[string]bool{}
	for n := range doc.Descendants() {
		switch {
		case n.Data == "h1" && title == "":
			title = textOf(n)
		case n.Data == "span" && attr(n, "class") == "total": // of a section's memos, behind its title
			title = strings.TrimSuffix(title, textOf(n))
		case n.Data == "meta" && attr(n, "property") == "article:published_time":
			page.date, _, _ = strings.Cut(attr(n, "content"), "T")
		case n.Data == "a" && attr(n, "rel") == "tag":
			page.tags = append(page.tags, textOf(n))
		case n.Data == "div" && attr(n, "class") == "prose":
			page.prose = n
		case n.Data == "a":
			page.links[textOf(n)] = attr(n, "href")
		case n.Data == "img" && attr(n, "width") != "" && !strings.Contains(attr(n, "class"), "missing"):
			page.pictures[attr(n, "alt")] = true
		}
	}
	slices.Sort(page.tags)
	return page, title
}
