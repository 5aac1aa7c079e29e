package theme

import (
	"bytes"
	"html/template"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"
)

const defaultTheme = "../../themes/default"

// loadDefault loads the theme that comes with memo, under other layers, and
// fails on any diagnostic.
func loadDefault(t *testing.T, language string, over ...Layer) *Theme {
	t.Helper()
	th, list, err := Load(append(over, Layer{"themes/default", os.DirFS(defaultTheme)}), Options{Language: language, Prefix: "/notes/"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		t.Errorf("%s: %s", d.Pos, d.Message)
	}
	return th
}

// everyPage draws each layout with every field of its view filled.
func everyPage(t *testing.T, th *Theme) map[string]string {
	t.Helper()
	day := time.Date(2024, 8, 1, 9, 0, 0, 0, time.UTC)
	site := &SiteView{Title: "覚え書き", Description: "説明", Language: "ja", BaseURL: "https://memo.example.com/notes/",
		HomeURL: "/notes/", Author: "書き手", Years: "2019–2026", License: Link{Name: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"}, TagsURL: "/notes/tags/", SeriesURL: "/notes/series/", ArchiveURL: "/notes/archive/", SearchURL: "/notes/search/",
		SearchIndex: "/notes/_memo/search/", FeedURL: "/notes/feed.xml", JSONFeedURL: "/notes/feed.json",
		Nav: []Link{{Name: "メモ", URL: "/notes/posts/", Here: true}}, Pages: []Link{{Name: "案内", URL: "/notes/about/"}}, Icon: "/notes/_memo/icon.svg", TouchIcon: "/notes/_memo/icon.png", Manifest: "/notes/manifest.webmanifest", Light: "#fff", Dark: "#000",
		MathJS: "/notes/math.js", MermaidJS: "/notes/mermaid.js"}
	tag := Link{Name: "AWS", URL: "/notes/tags/aws/"}
	row := &Row{URL: "/notes/posts/a/", Title: "STS の<wbr>設定", Summary: "要約", Date: day, Tags: []Link{tag}, Label: "draft"}
	frame := Frame{Site: site, Kind: "memo", Crumbs: []Link{{Name: "ホーム", URL: "/notes/"}, {Name: "メモ", URL: "/notes/posts/"}, {Name: "A", URL: "/notes/posts/a/", Here: true}},
		Head: Head{Title: "A | 覚え書き", Description: "説明", Canonical: "https://memo.example.com/notes/posts/a/", Kind: "article",
			Image: "https://memo.example.com/notes/_memo/og/a.png", Markdown: "/notes/posts/a/index.md", Feed: &Link{Name: "AWS", URL: "/notes/tags/aws/feed.xml"},
			Prev: "/notes/posts/", Next: "/notes/posts/page/3/", JSONLD: template.JS(`{"name":"a"}`), Published: day, Modified: day, Tags: []string{"AWS"}}}
	list := ListView{Frame: frame, Title: "メモ", Body: "<p>前書き</p>", Rows: []*Row{row}, Total: 1, Feed: &tag,
		Pages: []Link{{Name: "1", URL: "/notes/posts/"}, {Name: "2", URL: "/notes/posts/page/2/", Here: true}},
		Prev:  &Link{Name: "1", URL: "/notes/posts/"}, Next: &Link{Name: "3", URL: "/notes/posts/page/3/"}}
	count := []Count{{Name: "AWS", URL: tag.URL, Count: 1, Step: 4}}
	views := map[string]any{
		"memo": MemoView{Frame: frame, URL: row.URL, Title: row.Title, PlainTitle: "STS の設定", Date: day, Lastmod: day, Verified: day, Stale: 3,
			Label: "draft", Minutes: 3, Chars: 1200, Tags: row.Tags, Description: "説明", Body: "<h2 id=\"b\">節</h2><p>本文</p>",
			TOC:        `<ol><li><a href="#b">節</a></li></ol>`,
			Series:     []SeriesView{{Name: "連載", URL: "/notes/series/a/", Index: 1, Count: 2, First: 1, Rows: []Link{{Name: "A", URL: row.URL, Here: true}, {Name: "B", URL: "/notes/posts/b/"}}}},
			Neighbours: []Neighbours{{Prev: row, Next: row}}, Related: []*Row{row}, Backlinks: []*Row{row}, Math: true, Mermaid: true, Listed: true,
			Edit: "https://github.com/me/blog/edit/main/content/posts/a.md", History: "https://github.com/me/blog/commits/main/content/posts/a.md"},
		"section": list, "tag": list, "series": list, "year": list,
		"home":         HomeView{Frame: frame, Title: "覚え書き", Body: "<p>前書き</p>", Rows: []*Row{row}, More: "/notes/posts/", Tags: count, Series: count, Years: count},
		"tags":         TagsView{Frame: frame, Tags: count, Most: count, Groups: []TagGroup{{Name: "A", Tags: count}}},
		"series-index": SeriesIndexView{Frame: frame, Series: []SeriesCount{{Count: count[0], First: day, Last: day.AddDate(1, 0, 0)}}},
		"archive":      ArchiveView{Frame: frame, Years: []YearView{{Count: Count{Name: "2024", URL: "/notes/archive/2024/", Count: 1}, Rows: []*Row{row}, Open: true}, {Count: count[0]}, {Count: Count{Name: "日付なし", Count: 1}, Rows: []*Row{row}}}},
		"search":       SearchView{Frame: frame}, "404": MissingView{Frame: frame, Rows: []*Row{row}},
		"redirect": RedirectView{Frame: frame, To: "https://memo.example.com/notes/posts/a/"},
	}
	pages := map[string]string{}
	for name, view := range views {
		b, mistakes := th.Render(name, view)
		for _, d := range mistakes {
			t.Errorf("%s: %s: %s", name, d.Pos, d.Message)
		}
		pages[name] = string(b)
	}
	return pages
}

func TestDefaultThemeDrawsEveryPageInBothLanguages(t *testing.T) {
	for _, language := range []string{"ja", "en"} {
		th := loadDefault(t, language)
		pages := everyPage(t, th)
		if got, want := slices.Sorted(maps.Keys(pages)), slices.Sorted(maps.Keys(th.layouts)); !slices.Equal(got, want) {
			t.Errorf("pages %v, layouts %v", got, want)
		}
		for name, page := range pages {
			if !strings.Contains(page, `<html lang="`+language+`">`) {
				t.Errorf("%s does not say that it is in %s", name, language)
			}
		}
	}
}

// A Content-Security-Policy of default-src 'self' lets nothing inline pass.
func TestPagesPassAStrictPolicyAndAskNoOtherHost(t *testing.T) {
	for name, page := range everyPage(t, loadDefault(t, "ja")) {
		for n := range elements(t, page) {
			if n.Data == "style" || n.Data == "script" && attr(n, "src") == "" && attr(n, "type") != "application/ld+json" {
				t.Errorf("%s has an inline %s", name, n.Data)
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s %s>", name, n.Data, a.Key)
				}
			}
			if u := attr(n, "src") + attr(n, "action"); u != "" && !strings.HasPrefix(u, "/notes/") {
				t.Errorf("%s: <%s> asks for %s", name, n.Data, u)
			}
			if u := attr(n, "href"); n.Data == "link" && !strings.HasPrefix(u, "/notes/") && attr(n, "rel") != "canonical" {
				t.Errorf("%s: <link> asks for %s", name, u)
			}
		}
	}
}

func TestEveryIDIsThereOnceAndEveryReferenceHasOne(t *testing.T) {
	for name, page := range everyPage(t, loadDefault(t, "ja")) {
		ids, wanted := map[string]int{}, []string{}
		for n := range elements(t, page) {
			if id := attr(n, "id"); id != "" {
				ids[id]++
			}
			if by := attr(n, "aria-labelledby"); by != "" {
				wanted = append(wanted, by)
			}
			if to, ok := strings.CutPrefix(attr(n, "href"), "#"); ok {
				wanted = append(wanted, to)
			}
		}
		for id, times := range ids {
			if times > 1 {
				t.Errorf("%s has %d elements with the id %s", name, times, id)
			}
		}
		for _, id := range wanted {
			if ids[id] == 0 {
				t.Errorf("%s refers to #%s, which is not there", name, id)
			}
		}
	}
}

func TestBothLanguagesHaveTheSameWords(t *testing.T) {
	w := loadDefault(t, "ja").words
	for key, en := range w.fallback {
		ja, ok := w.own[key]
		if !ok && !strings.HasSuffix(key, "_one") {
			t.Errorf("no Japanese for %s", key)
		}
		if ok && strings.Count(ja, "%s") != strings.Count(en, "%s") {
			t.Errorf("%s takes other arguments in Japanese", key)
		}
	}
	for key := range w.own {
		if _, ok := w.fallback[key]; !ok {
			t.Errorf("no English for %s", key)
		}
	}
}

func TestSecondThemeOverridesOnePartialAndTheColours(t *testing.T) {
	plain := loadDefault(t, "ja")
	paper := loadDefault(t, "ja", Layer{"themes/paper", os.DirFS("testdata/paper")})
	if paper.Name != "paper" || paper.Word("archive") != "年ごと" || paper.Word("tags") != plain.Word("tags") {
		t.Errorf("theme %s says %s and %s", paper.Name, paper.Word("archive"), paper.Word("tags"))
	}
	page := everyPage(t, paper)["home"]
	if !strings.Contains(page, "<p>覚え書き: 説明</p>") || !strings.Contains(page, `class="brand"`) {
		t.Error("the page has not the new footer and the old header")
	}
	css, old := asset(paper, "main.css"), asset(plain, "main.css")
	if !bytes.Contains(css, []byte("#fbf6ec")) || bytes.Contains(css, []byte("#14171c")) {
		t.Error("the style sheet has not the new colours alone")
	}
	if len(css) < len(old)*9/10 {
		t.Error("more than the colours went away")
	}
}

func TestBackgroundIsThatOfTheSheet(t *testing.T) {
	if light, dark := loadDefault(t, "ja").Background(); light != "#fff" || dark != "#14171c" {
		t.Errorf("default: %q %q", light, dark)
	}
	if light, dark := loadDefault(t, "ja", Layer{"themes/paper", os.DirFS("testdata/paper")}).Background(); light != "#fbf6ec" || dark != "#1d1813" {
		t.Errorf("paper: %q %q", light, dark)
	}
	plain := loadDefault(t, "ja", Layer{"themes/plain", fstest.MapFS{"assets/main.css": {Data: []byte("body { color: red }")}}})
	if light, dark := plain.Background(); light != "" || dark != "" {
		t.Errorf("plain: %q %q", light, dark)
	}
}

func asset(t *Theme, name string) []byte {
	for _, a := range t.Assets {
		if a.Name == name {
			return a.Bytes
		}
	}
	return nil
}

// elements gives the elements of a page in order.
func elements(t *testing.T, page string) func(func(*html.Node) bool) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(*html.Node) bool) {
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && !yield(n) {
				return
			}
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
