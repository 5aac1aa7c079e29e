package build

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"memo/build/source"
)

// siteOf builds a folder of files, in turns a path and a text.
func siteOf(t *testing.T, files ...string) *Result {
	t.Helper()
	tree := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		tree[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	in, err := Workspace{Root: tree, Flags: Flags{Now: time.Unix(2e9, 0)}}.Scan(t.Context(), Inputs{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewSession(nil).Build(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// read gives what is published at a path, "" when nothing is.
func read(t *testing.T, r *Result, path string) string {
	t.Helper()
	o, ok := r.Lookup(path)
	if !ok {
		return ""
	}
	b, _ := o.Render(t.Context())
	return string(b)
}

func TestABookOfZennHasAPage(t *testing.T) {
	const article = "---\ntitle: \"記事\"\nemoji: \"📝\"\ntopics: [go]\npublished: true\n---\n[本](/books/b1) [二章](/books/b1/two) [設定](/books/b2/)\n"
	files := []string{"memo.toml", "title = \"x\"\n", "articles/a.md", article,
		"books/b1/config.yaml", "title: \"本: その一\"\nsummary: |\n  一行目。\n\n  二行目。\ntopics: [aws, \"go\"]\npublished: true\nprice: 0\nchapters:\n  - two\n  - one\n",
		"books/b1/cover.png", "", "books/b1/one.md", "---\ntitle: 一章\n---\n文。\n", "books/b1/two.md", "---\ntitle: 二章\n---\n文。\n",
		"books/b2/config.yaml", "title: 数\npublished: true\n", "books/b2/10.z.md", "# 十\n", "books/b2/2.y.md", "# 二\n",
		"books/b3/config.yaml", "title: 秘密\npublished: false\n", "books/b3/1.x.md", "# 秘密\n"}
	r := siteOf(t, files...)
	if len(r.Diagnostics) > 0 {
		t.Errorf("got %v", r.Diagnostics)
	}
	page := read(t, r, "books/b1/index.html")
	for _, want := range []string{"<title>本: その一", "一行目。", "二行目。", "/tags/aws/", `src="/books/b1/cover.png"`, `href="/books/b1/two/"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the book's page lacks %s", want)
		}
	}
	inOrder(t, page, "二章", "一章")
	inOrder(t, read(t, r, "books/b2/index.html"), ">二<", ">十<")
	chapter := read(t, r, "books/b1/one/index.html")
	if !strings.Contains(chapter, `href="/books/b1/two/" rel="prev"`) {
		t.Error("a chapter's neighbours are others")
	}
	for _, o := range r.Outputs {
		if strings.Contains(o.Path, "config.y") || strings.Contains(o.Path, "b3") || strings.Contains(read(t, r, o.Path), "秘密") {
			t.Errorf("%s is published", o.Path)
		}
	}
	own := siteOf(t, append(slices.Clone(files), "books/b2/README.md", "# 自分の\n")...)
	if !strings.Contains(read(t, own, "books/b2/index.html"), "自分の") {
		t.Error("the author's own page gives way")
	}
}

// TestAChapterThatZennKeepsBackIsNotPublished holds that what Zenn shows to
// nobody, or to who pays, is a draft, and that one notice says so.
func TestAChapterThatZennKeepsBackIsNotPublished(t *testing.T) {
	for _, c := range []struct {
		settings string            // "" for a book without
		chapters map[string]string // name and text
		shown    string            // names of those that are published, sorted
		said     string
	}{
		{"chapters: [two, one]\n", map[string]string{"one.md": "", "1.two.md": "", "more.md": ""}, "1.two one", "1 not among"},
		{"chapters:\n- one\n", map[string]string{"one.md": "", "2.two.md": ""}, "one", "1 not among"},
		{"", map[string]string{"1.one.md": "", "two.md": ""}, "", "2 of a book without config.yaml"},
		{"price: 0\n", map[string]string{"1.one.md": "", "2.two.md": "", "memo.md": ""}, "1.one 2.two", "1 not among"},
		{"price: 0\nchapters: []\n", map[string]string{"1.one.md": "", "memo.md": ""}, "1.one", "1 not among"},
		{"title: x\n", map[string]string{"one.md": "", "two.md": ""}, "one two", ""},
		{"price: 500\nchapters: [one, two]\n", map[string]string{"one.md": "---\nfree: true\n---\n", "two.md": "", "x.md": ""}, "one", "1 for those who pay, 1 not among"},
		{"price: \"500\"\n", map[string]string{"1.one.md": "---\ntitle: x\nfree: false\n---\n", "2.two.md": ""}, "", "2 for those who pay"},
		{"price: 200円\nchapters: [one]\n", map[string]string{"one.md": "", "README.md": ""}, "README", "1 for those who pay"},
	} {
		const zenn = "[markdown]\ndialect = \"zenn\"\n"
		files := []string{"memo.toml", zenn}
		if c.settings != "" {
			files = append(files, "books/b/config.yaml", "title: 本\npublished: true\n"+c.settings)
		}
		shown := strings.Fields(c.shown)
		for name, text := range c.chapters {
			secret := "秘密" + strings.Repeat("の", len(name)) + "言葉"
			if slices.Contains(shown, source.Stem(name)) {
				secret = "公開"
			}
			files = append(files, "books/b/"+name, text+"\n"+secret+"\n\n![](p-"+name+".png)\n", "books/b/p-"+name+".png", secret)
		}
		r := siteOf(t, files...)
		for _, o := range r.Outputs {
			if b := read(t, r, o.Path); strings.Contains(b, "秘密") {
				t.Errorf("%q: %s holds what is kept back", c.settings, o.Path)
			}
		}
		for _, name := range shown {
			if _, ok := r.PageOf("books/b/" + name + ".md"); !ok {
				t.Errorf("%q: %s is not published", c.settings, name)
			}
		}
		said := slices.ContainsFunc(r.Notices, func(n Notice) bool {
			return strings.Contains(n.Text, "chapters that Zenn keeps back, and not published: "+c.said)
		})
		if said != (c.said != "") {
			t.Errorf("%q: said %+v", c.settings, r.Notices)
		}
		files[1] = "exclude = [\"!/books/b\"]\n" + zenn
		r = siteOf(t, files...)
		for name := range c.chapters {
			if _, ok := r.PageOf("books/b/" + name); !ok {
				t.Errorf("%q: %s stays out, though it was taken back", c.settings, name)
			}
		}
	}
}

// TestABookIsNamedByItsSettings holds that no diagnostic names a file that
// its author has not, and that it has the line there.
func TestABookIsNamedByItsSettings(t *testing.T) {
	r := siteOf(t, "memo.toml", "[markdown]\ndialect = \"zenn\"\n", "articles/a.md", "# a\n\n[本](/books/b#無い)\n",
		"books/b/config.yaml", "title: 本\npublished: true\nsummary: |\n  一行目。\n  二行目は [無い](/articles/none) だ。\ntopics: [\"a\", \"漢\"]\nchapters: [one]\n", "books/b/one.md", "# 一\n")
	var said []string
	for _, d := range r.Diagnostics.Sorted() {
		said = append(said, d.Pos.String()+" "+d.Message)
	}
	want := []string{"articles/a.md:3:5 no heading #無い in books/b/config.yaml", "books/b/config.yaml:5:13 link target not found: /articles/none"}
	if !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
	if p, ok := r.PageOf("books/b/config.yaml"); !ok || p.File != "books/b/config.yaml" || p.URL != "/books/b/" {
		t.Errorf("%+v", p)
	}
}

func TestTheSummaryOfMdBookIsAnOrder(t *testing.T) {
	r := siteOf(t, "memo.toml", "title = \"x\"\n", "book.toml", "[book]\n", "src/SUMMARY.md", "# Summary\n\n[前書き](pre.md)\n\n- [二](ch/two.md)\n  - [一](./ch/one%20x.md)\n- [書きかけ]()\n",
		"src/pre.md", "# 前書き\n", "src/ch/one x.md", "# 一\n", "src/ch/two.md", "# 二\n\n{{#include part.md}}\n", "src/ch/zero.md", "# 零\n", "src/ch/part.md", "部分\n")
	if len(r.Diagnostics) > 0 || read(t, r, "summary/index.html") != "" {
		t.Errorf("got %v", r.Diagnostics)
	}
	if read(t, r, "ch/zero/index.html") != "" || !strings.Contains(read(t, r, "ch/two/index.html"), "部分") ||
		!slices.ContainsFunc(r.Notices, func(n Notice) bool { return strings.Contains(n.Text, "not published: 1 (ch/zero.md)") }) {
		t.Errorf("a text that is no chapter is published, or one that is included is not: %v", r.Notices)
	}
	if p := read(t, r, "ch/two/index.html"); !strings.Contains(p, `href="/pre/" rel="prev"`) || !strings.Contains(p, `href="/ch/one-x/" rel="next"`) {
		t.Error("a chapter's neighbours are others")
	}
	inOrder(t, read(t, r, "ch/index.html"), ">二<", ">一<")
	plain := siteOf(t, "memo.toml", "title = \"x\"\n[markdown]\ndialect = \"memo\"\n", "SUMMARY.md", "# まとめ\n", "a.md", "# a\n")
	if !strings.Contains(read(t, plain, "summary/index.html"), "まとめ") {
		t.Error("a page called SUMMARY.md is not published")
	}
}

// inOrder holds that texts stand in a page one after the other.
func inOrder(t *testing.T, page string, texts ...string) {
	t.Helper()
	_, page, _ = strings.Cut(page, "<main")
	for _, text := range texts {
		_, rest, ok := strings.Cut(page, text)
		if !ok {
			t.Fatalf("%q is not where it should be: %q", text, texts)
		}
		page = rest
	}
}
