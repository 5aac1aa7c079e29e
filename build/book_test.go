package build

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
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
		"books/b1/cover.png", "", "books/b1/one.md", "---\ntitle: 一章\n---\n文。\n", "books/b1/two.md", "---\ntitle: 二章\n---\n文。\n", "books/b1/more.md", "---\ntitle: 付録\n---\n文。\n",
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
	inOrder(t, page, "二章", "一章", "付録")
	inOrder(t, read(t, r, "books/b2/index.html"), ">二<", ">十<")
	chapter := read(t, r, "books/b1/one/index.html")
	if !strings.Contains(chapter, `href="/books/b1/two/" rel="prev"`) || !strings.Contains(chapter, `href="/books/b1/more/" rel="next"`) {
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

func TestTheSummaryOfMdBookIsAnOrder(t *testing.T) {
	r := siteOf(t, "memo.toml", "title = \"x\"\n", "book.toml", "[book]\n", "src/SUMMARY.md", "# Summary\n\n[前書き](pre.md)\n\n- [二](ch/two.md)\n  - [一](./ch/one%20x.md)\n- [書きかけ]()\n",
		"src/pre.md", "# 前書き\n", "src/ch/one x.md", "# 一\n", "src/ch/two.md", "# 二\n", "src/ch/zero.md", "# 零\n")
	if len(r.Diagnostics) > 0 || read(t, r, "summary/index.html") != "" {
		t.Errorf("got %v", r.Diagnostics)
	}
	if p := read(t, r, "ch/two/index.html"); !strings.Contains(p, `href="/pre/" rel="prev"`) || !strings.Contains(p, `href="/ch/one-x/" rel="next"`) {
		t.Error("a chapter's neighbours are others")
	}
	inOrder(t, read(t, r, "ch/index.html"), ">二<", ">一<", ">零<")
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
