package site

import (
	"math/rand/v2"
	"net/url"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"memo/build/diag"
	"memo/build/markdown"
	"memo/build/page"
	"memo/build/source"
)

// around are the pages and files that links are tried on.
func around(t *testing.T) ([]*page.Page, []Resource) {
	t.Helper()
	pages, resources := files{
		"_index.md", "",
		"about.md", "",
		"posts/_index.md", "---\ntitle: メモ\n---\n",
		"posts/b.md", "---\ntitle: 題 B\nslug: slug-b\ndate: 2024-01-01\ntags: [AWS]\naliases: [/old/, 別名]\n---\n## 見出し 1\n\n## Setup\n",
		"posts/筋トレ.md", "---\nseries: [連載]\n---\n",
		"posts/deep/c.md", "",
		"notes/c.md", "---\ntitle: Notes on C\n---\n",
		"posts/bundle/index.md", "",
		"posts/bundle/pic.png", "",
		"posts/2024-01-01-d/index.md", "",
		"posts/draft.md", "---\ndraft: true\nslug: unfinished\n---\n",
		"posts/one/e.md", "", "posts/two/e.md", "", "posts/one/e.png", "", "posts/two/e.png", "",
		"images/a b.png", "", "posts/a.png", "", "notes/a.png", "", "posts/data.csv", "",
	}.parse(t)
	return pages, resources
}

// follow resolves one link out of posts/a.md.
func follow(t *testing.T, o Options, l markdown.Link) (Resolved, diag.List) {
	t.Helper()
	pages, resources := around(t)
	pages = append(pages, handmade("posts/a.md", l))
	s, diags := Assemble(pages, resources, o)
	return entry(t, s, "posts/a.md").Links[0], diags
}

// link reads target#fragment.
func link(k markdown.Kind, s string) markdown.Link {
	target, fragment, _ := strings.Cut(s, "#")
	return markdown.Link{Kind: k, Target: target, Fragment: fragment, Text: "text"}
}

func TestMarkdownLinksLeadToPages(t *testing.T) {
	for written, want := range map[string]string{
		"b.md":                                   "/posts/slug-b/",
		"./b.md":                                 "/posts/slug-b/",
		"B.md":                                   "/posts/slug-b/",
		"../posts/b.md":                          "/posts/slug-b/",
		"/posts/b.md":                            "/posts/slug-b/",
		"/posts/slug-b/":                         "/posts/slug-b/",
		"/posts/slug-b":                          "/posts/slug-b/",
		"/posts/slug-b/index.html":               "/posts/slug-b/",
		"../slug-b/":                             "/posts/slug-b/",
		"slug-b/":                                "/posts/slug-b/",
		"b":                                      "/posts/slug-b/",
		"b.md?a=1&b=\"x":                         "/posts/slug-b/?a=1&b=%22x",
		"b.md#見出し-1":                             "/posts/slug-b/#%E8%A6%8B%E5%87%BA%E3%81%97-1",
		"b.md#%E8%A6%8B%E5%87%BA%E3%81%97-1":     "/posts/slug-b/#%E8%A6%8B%E5%87%BA%E3%81%97-1",
		"b.md#SETUP":                             "/posts/slug-b/#setup",
		"/old/":                                  "/posts/slug-b/",
		"筋トレ.md":                                 "/posts/%E7%AD%8B%E3%83%88%E3%83%AC/",
		"%E7%AD%8B%E3%83%88%E3%83%AC.md":         "/posts/%E7%AD%8B%E3%83%88%E3%83%AC/",
		"deep/c.html":                            "/posts/deep/c/",
		"/posts/deep/c.html":                     "/posts/deep/c/",
		"deep/c.md":                              "/posts/deep/c/",
		"../notes/c.md":                          "/notes/c/",
		"../../notes/c/":                         "/notes/c/",
		"../about/":                              "/about/",
		"../../about/":                           "/about/",
		"/":                                      "/",
		"../":                                    "/",
		"./":                                     "/posts/",
		"/posts/":                                "/posts/",
		"../../":                                 "/",
		"bundle/":                                "/posts/bundle/",
		"2024-01-01-d/":                          "/posts/d/",
		"2024-01-01-d/index.md":                  "/posts/d/",
		"https://memo.example.com/posts/slug-b/": "/posts/slug-b/",
		"https://memo.example.com/posts/slug-b/?q": "/posts/slug-b/?q",
		"https://memo.example.com":                 "/",
		"":                                         "",
		"bundle/pic.png":                           "/posts/bundle/pic.png",
		"/images/a%20b.png":                        "/images/a%20b.png",
		"../a.png":                                 "/posts/a.png",
		"/posts/slug-b/index.md":                   "/posts/slug-b/index.md",
		"/tags/":                                   "/tags/",
		"/tags/aws/":                               "/tags/aws/",
		"/tags/aws/feed.xml":                       "/tags/aws/feed.xml",
		"/series/連載/":                              "/series/%E9%80%A3%E8%BC%89/",
		"/archive/":                                "/archive/",
		"/archive/2024/":                           "/archive/2024/",
		"/search/?q=sts":                           "/search/?q=sts",
		"/feed.xml":                                "/feed.xml",
		"/feed.json":                               "/feed.json",
		"/sitemap.xml":                             "/sitemap.xml",
		"/robots.txt":                              "/robots.txt",
		"/llms.txt":                                "/llms.txt",
		"/404.html":                                "/404.html",
		"/_memo/main.css":                          "/_memo/main.css",
	} {
		for _, prefix := range []string{"/", "/notes-at/"} {
			o := options()
			o.BaseURL = "https://memo.example.com" + prefix
			got, diags := follow(t, o, link(markdown.Hyperlink, strings.Replace(written, "https://memo.example.com", strings.TrimSuffix(o.BaseURL, "/"), 1)))
			expected := strings.TrimSuffix(prefix, "/") + want
			if want == "" {
				expected = strings.TrimSuffix(prefix, "/") + "/posts/a/"
			}
			if got.URL != expected || got.External || len(diags) > 0 {
				t.Errorf("%q: %q, want %q\n%s", written, got.URL, expected, show(diags))
			}
		}
	}
}

func TestLinksMayWriteThePrefix(t *testing.T) {
	o := options()
	o.BaseURL = "https://memo.example.com/Base/"
	if got, diags := follow(t, o, link(markdown.Hyperlink, "/Base/posts/slug-b/")); got.URL != "/Base/posts/slug-b/" || len(diags) > 0 {
		t.Errorf("got %+v\n%s", got, show(diags))
	}
}

func TestOtherHostsAreLeftAlone(t *testing.T) {
	for _, written := range []string{"https://example.com/a?b=c#d", "//example.com/", "mailto:a@example.com", "https://memo.example.com.evil/x"} {
		got, diags := follow(t, options(), link(markdown.Hyperlink, written))
		if got.URL != written || !got.External || len(diags) > 0 {
			t.Errorf("%q: %+v\n%s", written, got, show(diags))
		}
	}
	if got, _ := follow(t, options(), link(markdown.Hyperlink, "javascript:alert(1)")); got != (Resolved{}) {
		t.Errorf("a script is followed: %+v", got)
	}
}

func TestWikiLinksLeadToPages(t *testing.T) {
	for written, want := range map[string]string{
		"posts/b":      "/posts/slug-b/ 題 B",
		"posts/b.md":   "/posts/slug-b/ 題 B",
		"B":            "/posts/slug-b/ 題 B",
		"slug-b":       "/posts/slug-b/ 題 B",
		"題 b":          "/posts/slug-b/ 題 B",
		"別名":           "/posts/slug-b/ 別名",
		"posts/slug-b": "/posts/slug-b/ 題 B",
		"../notes/c":   "/notes/c/ Notes on C",
		"notes on c":   "/notes/c/ Notes on C",
		"筋トレ":          "/posts/%E7%AD%8B%E3%83%88%E3%83%AC/ 筋トレ",
		"2024-01-01-d": "/posts/d/ d",
		"bundle":       "/posts/bundle/ bundle",
		"deep/c":       "/posts/deep/c/ c",
		"one/e.md":     "/posts/one/e/ e",
		"b#見出し 1":      "/posts/slug-b/#%E8%A6%8B%E5%87%BA%E3%81%97-1 題 B > 見出し 1",
		"b#見出し-1":      "/posts/slug-b/#%E8%A6%8B%E5%87%BA%E3%81%97-1 題 B > 見出し 1",
		"b#題#setup":    "/posts/slug-b/#setup 題 B > Setup",
		"data.csv":     "/posts/data.csv data.csv",
	} {
		got, diags := follow(t, options(), link(markdown.Wiki, written))
		if got.URL+" "+got.Title != want || len(diags) > 0 {
			t.Errorf("[[%s]]: %q %q, want %q\n%s", written, got.URL, got.Title, want, show(diags))
		}
	}
}

func TestPicturesLeadToFilesWithTheirSize(t *testing.T) {
	for _, c := range []struct {
		kind          markdown.Kind
		written, want string
	}{
		{markdown.Image, "bundle/pic.png", "/posts/bundle/pic.png"},
		{markdown.Image, "/images/a b.png", "/images/a%20b.png"},
		{markdown.WikiImage, "pic.png", "/posts/bundle/pic.png"},
		{markdown.WikiImage, "A B.PNG", "/images/a%20b.png"},
		{markdown.WikiImage, "notes/a.png", "/notes/a.png"},
		{markdown.WikiImage, "bundle/pic.png", "/posts/bundle/pic.png"},
	} {
		got, diags := follow(t, options(), link(c.kind, c.written))
		if got.URL != c.want || got.Width != 640 || got.Height != 480 || got.Resource == nil || len(diags) > 0 {
			t.Errorf("%s: %+v\n%s", c.written, got, show(diags))
		}
	}
}

// TestNameMeansTheNearestFile tries names on random trees, whose files have few
// different ones.
func TestNameMeansTheNearestFile(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		var tree files
		paths := map[string]bool{}
		for range 2 + r.IntN(8) {
			path := ""
			for range r.IntN(4) {
				path += string("abc"[r.IntN(3)]) + "/"
			}
			path += string("xy"[r.IntN(2)]) + ".md"
			if !paths[path] {
				paths[path] = true
				tree = append(tree, path, "[[x]]")
			}
		}
		pages, _ := tree.parse(t)
		s, _ := Assemble(pages, nil, options())
		for from := range paths {
			best, least := "", 99
			for to := range paths {
				if path.Base(to) != "x.md" {
					continue
				}
				up, err := filepath.Rel(filepath.Dir(from), filepath.Dir(to))
				if err != nil {
					t.Fatal(err)
				}
				steps := strings.Count(up, "/") + 1
				if up == "." {
					steps = 0
				}
				if steps < least {
					best, least = to, steps
				} else if steps == least {
					best = ""
				}
			}
			got := ""
			if to := entry(t, s, from).Links[0].Entry; to != nil {
				got = to.Path
			}
			if got != best {
				t.Fatalf("[[x]] in %s leads to %q, not to %q: %v", from, got, best, paths)
			}
		}
	}
}

func TestImageOfTheFrontMatterIsResolved(t *testing.T) {
	const png, other = "/n/posts/x/pic.png", "https://example.com/a.png"
	for written, want := range map[string]string{"pic.png": png, "/posts/x/pic.png": png, "https://memo.example.com/n/posts/x/pic.png": png,
		other: other, "gone.png": "", "b.md": ""} {
		o := options()
		o.BaseURL = "https://memo.example.com/n/"
		s, diags := assemble(t, o, "posts/x/index.md", "---\nimage: "+written+"\n---\n", "posts/x/pic.png", "", "posts/x/b.md", "")
		e := entry(t, s, "posts/x/index.md")
		if e.Image.URL != want || want == png && e.Image.Width != 640 {
			t.Errorf("%s: %+v", written, e.Image)
		}
		if got := show(diags); want == "" && got != "content/posts/x/index.md:2:8: image not found: "+written+" [warning broken-link] hint: \n" || want != "" && got != "" {
			t.Errorf("%s: %s", written, got)
		}
	}
}

func TestImageElsewhereIsOneThatEveryoneCanFetch(t *testing.T) {
	for written, want := range map[string]string{
		"https://example.com/a b.png": "https://example.com/a%20b.png", "HTTP://example.com/絵.png?x=1": "http://example.com/%E7%B5%B5.png?x=1",
		"https://me:pw@example.com/a.png": "", "ftp://example.com/a.png": "", "https:///a.png": "", "javascript:1": "", "data:image/png;base64,AA==": "",
	} {
		s, diags := assemble(t, options(), "a.md", "---\nimages: ["+strconv.Quote(written)+"]\n---\n")
		if got := entry(t, s, "a.md").Image.URL; got != want {
			t.Errorf("%s: %q, want %q", written, got, want)
		}
		if got := show(diags); (want == "") != strings.HasPrefix(got, "content/a.md:2:") {
			t.Errorf("%s: %s", written, got)
		}
	}
}

func TestBrokenLinksAreReportedWithAHint(t *testing.T) {
	for _, c := range []struct {
		kind          markdown.Kind
		written, want string
	}{
		{markdown.Hyperlink, "bb.md", "link target not found: bb.md [warning broken-link] hint: did you mean b.md?"},
		{markdown.Hyperlink, "./slug-c.md", "link target not found: ./slug-c.md [warning broken-link] hint: did you mean ./b.md?"},
		{markdown.Hyperlink, "/posts/slug-d/", "link target not found: /posts/slug-d/ [warning broken-link] hint: did you mean /posts/slug-b/?"},
		{markdown.Hyperlink, "../slugb/", "link target not found: ../slugb/ [warning broken-link] hint: did you mean ../slug-b/?"},
		{markdown.Hyperlink, "../bundle.md", "link target not found: ../bundle.md [warning broken-link] hint: did you mean bundle/index.md?"},
		{markdown.Hyperlink, "nothing-like-it.md", "link target not found: nothing-like-it.md [warning broken-link] hint: "},
		{markdown.Hyperlink, "../../../x.md", "link leads out of content: ../../../x.md [warning broken-link] hint: "},
		{markdown.Hyperlink, "draft.md", "link to a page that is not published: draft.md [warning broken-link] hint: content/posts/draft.md is a draft"},
		{markdown.Hyperlink, "/posts/unfinished/", "link to a page that is not published: /posts/unfinished/ [warning broken-link] hint: content/posts/draft.md is a draft"},
		{markdown.Wiki, "draft", "link to a page that is not published: draft [warning broken-link] hint: content/posts/draft.md is a draft"},
		{markdown.Hyperlink, "/tags/gcp/", "link target not found: /tags/gcp/ [warning broken-link] hint: "},
		{markdown.Hyperlink, "b.md#見出し-2", "no heading #見出し-2 in content/posts/b.md [warning broken-anchor] hint: did you mean 見出し-1?"},
		{markdown.Hyperlink, "#nowhere", "no heading #nowhere in content/posts/a.md [warning broken-anchor] hint: "},
		{markdown.Wiki, "bundel", "link target not found: bundel [warning broken-link] hint: did you mean [[bundle]]?"},
		{markdown.Wiki, "e", "several files are called e [warning ambiguous-link] hint: write the path: [[posts/one/e]] or [[posts/two/e]]"},
		{markdown.WikiImage, "e.png", "several files are called e.png [warning ambiguous-link] hint: write the path: [[posts/one/e.png]] or [[posts/two/e.png]]"},
		{markdown.Image, "missing.png", "link target not found: missing.png [warning broken-link] hint: "},
		{markdown.Image, "b.md", "not a file that can be shown in place: b.md [warning broken-link] hint: link to the memo instead: without the !"},
	} {
		_, diags := follow(t, options(), link(c.kind, c.written))
		if got, want := show(diags), "content/posts/a.md:3:2: "+c.want+"\n"; got != want {
			t.Errorf("%s\ngot  %swant %s", c.written, got, want)
		}
		if len(diags) == 1 && (diags[0].Len != 4 || diags[0].Source != "the line") {
			t.Errorf("%s: no code frame: %+v", c.written, diags[0])
		}
	}
}

func TestSettingDecidesHowBadABrokenLinkIs(t *testing.T) {
	for setting, want := range map[string]string{"warn": "warning", "error": "error", "": "warning"} {
		o := options()
		o.BrokenLinks = setting
		if _, diags := follow(t, o, link(markdown.Hyperlink, "nowhere.md")); len(diags) != 1 || diags[0].Severity.String() != want {
			t.Errorf("%q: %s", setting, show(diags))
		}
	}
	o := options()
	o.BrokenLinks = "ignore"
	o.BaseURL = "https://memo.example.com/notes/"
	for written, want := range map[string]string{"/other app/x?y": "/notes/other%20app/x?y", "../x/": "/notes/posts/x/", "b.md#nowhere": "/notes/posts/slug-b/#nowhere", "draft.md": ""} {
		if got, diags := follow(t, o, link(markdown.Hyperlink, written)); len(diags) > 0 || got.URL != want {
			t.Errorf("ignored %q: %q, want %q\n%s", written, got.URL, want, show(diags))
		}
	}
}

// Signs that other tools keep in ids, or drop from them, do not count where one
// heading alone reads like that; an id that is there does.
// Obsidian writes [x](name.md) with the bare name of a note in any folder.
func TestABareNameInObsidianMeansTheNearestFile(t *testing.T) {
	const links = "[a](far.md) [b](near.md) [c](twice.md) [d](my%20note.md#h) [e](x.pdf) ![f](shot.png) [g](none.md) [h](./far.md)"
	s, diags := assemble(t, options(), "a/one.md", "---\ndialect: obsidian\n---\n"+links, "a/near.md", "", "b/near.md", "", "b/c/far.md", "", "b/x.pdf", "",
		"assets/shot.png", "", "b/my note.md", "本文\n\n## h", "b/twice.md", "", "c/twice.md", "", "a/plain.md", links)
	want := []string{"/b/c/far/", "/a/near/", "", "/b/my-note/#h", "/b/x.pdf", "/assets/shot.png", "", ""}
	for i, l := range entry(t, s, "a/one.md").Links {
		if l.URL != want[i] {
			t.Errorf("link %d leads to %q, want %q", i, l.URL, want[i])
		}
	}
	for i, l := range entry(t, s, "a/plain.md").Links {
		if (l.URL != "") != (i == 1) {
			t.Errorf("link %d of another dialect leads to %q", i, l.URL)
		}
	}
	if len(diags) != 3+7 {
		t.Error(show(diags))
	}
}

func TestAnchorsInTheSpellingOfOtherToolsAreFound(t *testing.T) {
	const text = "本文。\n\n## ① 設定：手順\n## ② 設定：手順\n## 【重要】 C++ / Rust\n## 3. `go build` を使う!\n## 手順、1\n## 手順（1）\n## 🎉 公開\n## --\n" +
		"<p id=\"x-1\">a</p>\n\n## x1\n"
	for fragment, want := range map[string]string{
		"①-設定：手順": "-設定手順", "②-設定：手順": "-設定手順-1", "【重要】-c++-/-rust": "重要-c--rust", "%E2%91%A1-%E8%A8%AD%E5%AE%9A%EF%BC%9A%E6%89%8B%E9%A0%86": "-設定手順-1",
		"3.-go-build-を使う!": "3-go-build-を使う", "3-go-build-を使う": "3-go-build-を使う", "🎉-公開": "-公開", "x-1": "x-1", "x1": "x1",
		"③-設定：手順": "", "手順-1": "", "※": "",
	} {
		s, diags := assemble(t, options(), "posts/a.md", text+"[a](#"+fragment+")", "posts/b.md", "[a](a.md#"+fragment+")")
		for _, path := range []string{"posts/a.md", "posts/b.md"} {
			_, got, _ := strings.Cut(entry(t, s, path).Links[0].URL, "#")
			if got, _ = url.PathUnescape(got); want != "" && got != want {
				t.Errorf("%s leads to %q, want %q", fragment, got, want)
			}
		}
		if (want == "") != (len(diags) == 2) {
			t.Errorf("%s: %s", fragment, show(diags))
		}
	}
}

func TestAnchorsOtherThanHeadingsAreFound(t *testing.T) {
	p := handmade("posts/p.md", link(markdown.Hyperlink, "#fn-1"), link(markdown.Hyperlink, "#top"), link(markdown.Hyperlink, "#own"))
	p.Doc.Body = append(p.Doc.Body, markdown.Piece{HTML: []byte(`<li id="fn-1">x</li><p id="own">`), Ref: -1})
	if _, diags := Assemble([]*page.Page{p}, nil, options()); len(diags) > 0 {
		t.Error(show(diags))
	}
}

func TestBacklinksAreNewestFirstAndListEachPageOnce(t *testing.T) {
	s := good(t,
		"posts/a.md", dated("2024-01-01")+"[me](a.md)\n\n## x\n[me](#x)",
		"posts/b.md", dated("2024-01-03")+"[a](a.md) [a](/posts/a/)",
		"posts/c.md", dated("2024-01-02")+"[a](a.md) [b](b.md)",
		"about.md", "[a](posts/a.md)",
		"posts/d.md", dated("2024-01-04", "draft: true")+"[a](a.md)")
	if got := paths(entry(t, s, "posts/a.md").Backlinks); got != "b c about" {
		t.Errorf("got %s", got)
	}
	if got := paths(entry(t, s, "posts/b.md").Backlinks); got != "c" {
		t.Errorf("got %s", got)
	}
}

func TestRelatedMemosShareRareTagsOrLinks(t *testing.T) {
	s := good(t,
		"posts/a.md", dated("2024-01-01", "tags: [AWS, STS]", "series: [s]")+"[x](linked.md)",
		"posts/common.md", dated("2024-01-02", "tags: [AWS]"),
		"posts/common2.md", dated("2024-01-03", "tags: [AWS]"),
		"posts/rare.md", dated("2024-01-04", "tags: [STS]"),
		"posts/both.md", dated("2024-01-05", "tags: [AWS, STS]"),
		"posts/linked.md", dated("2024-01-06"),
		"posts/part2.md", dated("2024-01-07", "tags: [AWS, STS]", "series: [s]"),
		"posts/nothing.md", dated("2024-01-08", "tags: [other]"),
		"posts/_index.md", "[a](a.md)")
	a := entry(t, s, "posts/a.md")
	if got := paths(s.Related(a, 10)); got != "linked both rare common2 common" {
		t.Errorf("got %s", got)
	}
	if got := paths(s.Related(a, 2)); got != "linked both" {
		t.Errorf("first two: %s", got)
	}
	if got := s.Related(entry(t, s, "posts/nothing.md"), 5); len(got) != 0 {
		t.Errorf("a memo apart is related to %s", paths(got))
	}
	if s.Related(s.Home, 5) != nil {
		t.Error("home has related memos")
	}
}

func TestBodyFillsTheHoles(t *testing.T) {
	for _, c := range []struct {
		link      markdown.Link
		body, abs string
	}{
		{link(markdown.Hyperlink, "b.md?a&b"), `<a href="/n/posts/slug-b/?a&amp;b">題 B</a>`, `<a href="https://memo.example.com/n/posts/slug-b/?a&amp;b">題 B</a>`},
		{link(markdown.Wiki, "b#setup"), `<a href="/n/posts/slug-b/#setup">題 B &gt; Setup</a>`, `<a href="https://memo.example.com/n/posts/slug-b/#setup">題 B &gt; Setup</a>`},
		{link(markdown.Hyperlink, "https://example.com/"), `<a href="https://example.com/">text</a>`, ``},
		{link(markdown.Hyperlink, "gone.md"), `<a class="missing">text</a>`, ``},
		{link(markdown.Image, "a.png"), `<a src="/n/posts/a.png" width="640" height="480">a.png</a>`, `<a src="https://memo.example.com/n/posts/a.png" width="640" height="480">a.png</a>`},
		{markdown.Link{Kind: markdown.Image, Target: "a.png", Width: 320}, `<a src="/n/posts/a.png" width="320" height="240">a.png</a>`, `<a src="https://memo.example.com/n/posts/a.png" width="320" height="240">a.png</a>`},
		{markdown.Link{Kind: markdown.Image, Target: "https://example.com/a.png", Width: 320}, `<a src="https://example.com/a.png" width="320"></a>`, ``},
		{link(markdown.Image, `go"ne:.png`), `<a src="go%22ne%3A.png" class="missing">text</a>`, ``},
		{link(markdown.Card, "https://memo.example.com/n/gone/"), `<a href="https://memo.example.com/n/gone/">text</a>`, ``},
		{link(markdown.Card, "https://memo.example.com/n/posts/slug-b/"), `<a href="/n/posts/slug-b/">題 B</a>`, `<a href="https://memo.example.com/n/posts/slug-b/">題 B</a>`},
	} {
		pages, resources := around(t)
		pages = append(pages, handmade("posts/a.md", c.link))
		o := options()
		o.BaseURL = "https://memo.example.com/n/"
		s, _ := Assemble(pages, resources, o)
		e := entry(t, s, "posts/a.md")
		if c.abs == "" {
			c.abs = c.body
		}
		if got := string(e.Body()); got != c.body {
			t.Errorf("%s\ngot  %s\nwant %s", c.link.Target, got, c.body)
		}
		if got := string(e.BodyAbs(o.BaseURL)); got != c.abs {
			t.Errorf("%s, absolute\ngot  %s\nwant %s", c.link.Target, got, c.abs)
		}
	}
}

func TestLinksInsideAPageAreAbsoluteInFeeds(t *testing.T) {
	p := page.New(page.Page{Path: "posts/a.md", Doc: markdown.Doc{Body: []markdown.Piece{{HTML: []byte(`<a href="#fn-1">1</a> href=&quot;#x`), Ref: -1}}}})
	s, _ := Assemble([]*page.Page{p}, nil, options())
	if got, want := string(s.Entries[0].BodyAbs("https://memo.example.com/")), `<a href="https://memo.example.com/posts/a/#fn-1">1</a> href=&quot;#x`; got != want {
		t.Errorf("got %s", got)
	}
}

func TestCardShowsItsAddressInPartsOnce(t *testing.T) {
	for address, want := range map[string][3]string{
		"example.com":   {"example.com", "", ""},
		"example.com/a": {"example.com", "", "/a"},
		"docs.example.com/latest/dg/c.html?x=/y#z": {"docs.example.com", "/latest/dg", "/c.html?x=/y#z"},
		"example.com?q=1":                          {"example.com", "", "?q=1"},
		"example.com#/route/x":                     {"example.com", "", "#/route/x"},
		"ja.example.org/wiki/%E6%97%A5%E6%9C%AC":   {"ja.example.org", "", "/wiki/日本"},
		"example.com/a%20b/%E2%80%AEgpj":           {"example.com", "/a%20b", "/%E2%80%AEgpj"},
		"example.com/%FF/%":                        {"example.com", "", "/%FF/%"},
	} {
		host, path, last := split(address)
		if got := [3]string{host, path, last}; got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	pages, resources := around(t)
	pages = append(pages, handmade("posts/a.md", markdown.Link{Kind: markdown.Card, Target: "https://x.example/folder<a>/b", Text: "x.example/folder<a>/b"},
		markdown.Link{Kind: markdown.Card, Target: "https://memo.example.com/posts/slug-b/", Text: "memo.example.com/posts/slug-b"}))
	s, _ := Assemble(pages, resources, options())
	e := entry(t, s, "posts/a.md")
	for i, want := range []string{
		`<span class="card-host">x.example</span><span class="card-path">/folder&lt;a&gt;</span><span class="card-last">/b</span>`,
		`<span class="card-title">題 B</span> <span class="card-host">memo.example.com</span>`,
	} {
		if got := string(e.face(nil, i)); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// TestANameInBracketsMayBeNoLink holds that [[servers]] is text where nothing is
// called so, and a broken link where it is one beyond doubt.
func TestANameInBracketsMayBeNoLink(t *testing.T) {
	for written, text := range map[string]bool{"[[servers]]": true, "[[tool.poetry.source]]": true, "[[near]]": false, "[[naer]]": false, "[[servers|文字]]": false, "[[servers#a]]": false, "[[存在しない]]": false, "[[a/b]]": false} {
		for _, dialect := range []string{"memo", "hugo", "obsidian"} {
			s, diags := assemble(t, options(), "a/one.md", "---\ndialect: "+dialect+"\n---\n表の "+written+" です。", "a/near.md", "")
			e := entry(t, s, "a/one.md")
			body := string(e.Body())
			if text := text && dialect != "obsidian"; strings.Contains(body, written) != text || text && (len(diags) > 0 || strings.Contains(body, "missing")) || !text && e.Links[0].URL == "" && len(diags) != 1 {
				t.Errorf("%s, %s: %s\n%s", dialect, written, body, show(diags))
			}
		}
	}
}

func TestALinkOutOfASiteWithoutAFolderOfItsOwnNamesIt(t *testing.T) {
	p, _ := page.NewParser(page.Options{Location: tokyo}, nil).Parse(source.File{Path: "a.md", Bytes: []byte("[x](../x.md)\n")})
	if _, diags := Assemble([]*page.Page{p}, nil, options()); !strings.Contains(show(diags), "link leads out of the site's folder: ../x.md") {
		t.Error(show(diags))
	}
}
