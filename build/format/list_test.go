package format

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"memo/build/markdown"
	"memo/build/og"
	"memo/build/page"
	"memo/build/site"
	"memo/build/theme"
)

func TestPagerShowsTheEndsAndTheNeighbours(t *testing.T) {
	v := &views{address: address{prefix: "/"}}
	for _, c := range []struct {
		n, total int
		want     string
	}{
		{1, 2, "[1] 2"},
		{3, 9, "1 2 [3] 4 5 6 7 8 9"},
		{1, 500, "[1] 2 3 … 500"},
		{250, 500, "1 … 248 249 [250] 251 252 … 500"},
		{498, 500, "1 … 496 497 [498] 499 500"},
	} {
		var got []string
		for _, l := range v.pager("posts/index.html", c.n, c.total) {
			name := l.Name
			if l.Here {
				name = "[" + name + "]"
			}
			if gap := l.Name == "…"; gap != (l.URL == "") {
				t.Errorf("page %s has URL %q", l.Name, l.URL)
			}
			got = append(got, name)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("page %d of %d: %s, want %s", c.n, c.total, strings.Join(got, " "), c.want)
		}
	}
}

func TestTableOfContentsNests(t *testing.T) {
	no, yes := false, true
	h := func(levels ...int) (out []markdown.Heading) {
		for i, l := range levels {
			id := string(rune('a' + i))
			out = append(out, markdown.Heading{Level: l, ID: id, HTML: strings.ToUpper(id)})
		}
		return out
	}
	for _, c := range []struct {
		levels []int
		wish   *bool
		want   string
	}{
		{[]int{2}, nil, ""},
		{[]int{2, 4}, nil, ""},
		{[]int{2}, &yes, "<ol>a</ol>"},
		{[]int{2, 2}, &no, ""},
		{[]int{2, 3, 3, 4, 2}, nil, "<ol>a<ol>b c</ol> e</ol>"},
		{[]int{3, 3, 2, 3}, nil, "<ol>a<ol>b</ol> c<ol>d</ol></ol>"},
	} {
		html := string(toc(h(c.levels...), c.wish))
		if strings.Count(html, "<li>") != strings.Count(html, "</li>") || strings.Count(html, "<ol>") != strings.Count(html, "</ol>") {
			t.Errorf("%v: unbalanced %s", c.levels, html)
		}
		short := html
		for i := range c.levels {
			id := string(rune('a' + i))
			short = strings.ReplaceAll(short, `<a href="#`+id+`">`+strings.ToUpper(id)+"</a>", id)
		}
		short = strings.NewReplacer("</li><li>", " ", "<li>", "", "</li>", "").Replace(short)
		if short != c.want {
			t.Errorf("%v: %s, want %s", c.levels, short, c.want)
		}
	}
}

func TestStaleCountsFullYearsSinceLastTouchedOrVerified(t *testing.T) {
	v := &views{Site: &site.Site{Options: site.Options{Now: day("2024-12-01"), Location: tokyo}}, o: Options{StaleAfter: site.Age{Years: 3}}}
	for _, c := range []struct {
		touched, verified string
		want              int
	}{
		{"2021-12-02", "", 0},
		{"2021-12-01", "", 3},
		{"2019-12-02", "", 4},
		{"2019-12-01", "", 5},
		{"2019-01-01", "2023-01-01", 0},
		{"2019-01-01", "2020-01-01", 4},
	} {
		e := &site.Entry{Page: &page.Page{Lastmod: day(c.touched)}}
		if c.verified != "" {
			e.Front.Verified = day(c.verified)
		}
		if got := v.stale(e); got != c.want {
			t.Errorf("touched %s verified %s: %d, want %d", c.touched, c.verified, got, c.want)
		}
	}
}

func TestArchiveOfALongSiteShowsItsNewestYears(t *testing.T) {
	v := newViews(assemble(t, "https://host/", false), plainTheme(t, "/"), options())
	for range archived {
		v.Years[1].Entries = append(v.Years[1].Entries, v.Entries[0])
	}
	a := v.archive()
	if len(a.Years) != 2 || len(a.Years[0].Rows) != 2 || a.Years[1].Rows != nil || a.Years[1].Count.Count != archived+1 {
		t.Errorf("%d years, %d rows, %d rows, %d memos", len(a.Years), len(a.Years[0].Rows), len(a.Years[1].Rows), a.Years[1].Count.Count)
	}
}

func TestArchiveIsFoldedByYearWhenItIsLong(t *testing.T) {
	v := newViews(assemble(t, "https://host/", false), plainTheme(t, "/"), options())
	if a := v.archive(); !a.Years[0].Open || !a.Years[1].Open {
		t.Error("years of a short archive are folded")
	}
	for range unfolded {
		v.Years[1].Entries = append(v.Years[1].Entries, v.Entries[0])
	}
	if a := v.archive(); !a.Years[0].Open || a.Years[1].Open || a.Years[1].Rows == nil {
		t.Error("of a long archive the newest year is open, the others hold their memos folded")
	}
}

func TestManyTagsAreGroupedByTheirInitials(t *testing.T) {
	s := assemble(t, "https://host/", false)
	v := newViews(s, plainTheme(t, "/"), options())
	if few := v.tagIndex(); few.Groups != nil || few.Most != nil || len(few.Tags) != 3 {
		t.Errorf("few tags: %+v", few)
	}
	s.Tags = nil
	for i := range 165 {
		name := string([]rune{[]rune("AbあガZ移9")[i%7], rune('a' + i/7)})
		s.Tags = append(s.Tags, &site.Tag{Name: name, URL: name, Entries: make([]*site.Entry, i%9)})
	}
	view := newViews(s, plainTheme(t, "/"), options()).tagIndex()
	var names []string
	grouped := 0
	for _, g := range view.Groups {
		names = append(names, g.Name)
		grouped += len(g.Tags)
	}
	if got := strings.Join(names, " "); got != "# A B Z あ か 漢字" || grouped != 165 {
		t.Errorf("groups %s of %d tags", got, grouped)
	}
	if len(view.Most) != most || !slices.IsSortedFunc(view.Most, func(a, b theme.Count) int { return b.Count - a.Count }) || view.Most[0].Count != 8 {
		t.Errorf("used most: %v", view.Most)
	}
}

func TestATagUsedOnceIsNotUsedOften(t *testing.T) {
	s := assemble(t, "https://host/", false)
	for often := range most + 5 {
		s.Tags = nil
		for i := range 2 * cloud {
			name := string(rune('ぁ' + i))
			n := 1
			if i%2 == 0 && i/2 < often {
				n = 2
			}
			s.Tags = append(s.Tags, &site.Tag{Name: name, URL: name, Entries: make([]*site.Entry, n)})
		}
		view := newViews(s, plainTheme(t, "/"), options()).tagIndex()
		want := min(often, most)
		if often < 3 {
			want = 0
		}
		once := slices.ContainsFunc(view.Most, func(c theme.Count) bool { return c.Count < 2 })
		if len(view.Most) != want || once || view.Groups == nil {
			t.Errorf("%d tags are used twice: used most: %v", often, view.Most)
		}
	}
}

func TestFrontPageHasTheSeriesWithTheNewestMemos(t *testing.T) {
	s := assemble(t, "https://host/", false)
	s.Series = nil
	for i := range 3 * serials {
		e := &site.Entry{Page: &page.Page{Date: day("2020-01-01").AddDate(0, 0, i%3)}}
		name := string(rune('ぁ' + 2*i))
		s.Series = append(s.Series, &site.Series{Name: name, URL: name, Entries: []*site.Entry{e}})
	}
	got := newViews(s, plainTheme(t, "/"), options()).newestSeries()
	if len(got) != serials {
		t.Fatalf("%d series", len(got))
	}
	in := map[string]bool{}
	for _, c := range got {
		in[c.URL] = true
	}
	for i, x := range s.Series {
		if in[x.URL] != (i%3 == 2) {
			t.Errorf("series %d on the front page: %v", i, in[x.URL])
		}
	}
}

func TestSeriesAreIndexedWhenThereAreAny(t *testing.T) {
	index := siteOfTest(t, "https://host/notes/", "/notes/")["series/index.html"]
	if main := mainOf(index); !strings.Contains(main, `href="/notes/series/%E8%AA%8D%E8%A8%BC/"`) || !strings.Contains(main, "2024-08-01 2024-09-01") {
		t.Errorf("the index of series: %s", main)
	}
	s := assemble(t, "https://host/notes/", false)
	s.Series = nil
	files := publish(t, Outputs(s, themeFrom(t, defaultTheme(), "/notes/"), options()))
	if _, there := files["series/index.html"]; there {
		t.Error("there is an index without a series")
	}
	for p, text := range files {
		if strings.Contains(text, `/notes/series/"`) || strings.Contains(text, "/notes/series/<") {
			t.Errorf("%s leads to it", p)
		}
	}
}

func TestTagsFallIntoFourSteps(t *testing.T) {
	var got []int
	for _, c := range stepped([]theme.Count{{Count: 1}, {Count: 2}, {Count: 5}, {Count: 30}, {Count: 100}}) {
		got = append(got, c.Step)
	}
	for i, want := range []int{1, 1, 2, 3, 4} {
		if got[i] != want {
			t.Errorf("steps %v", got)
		}
	}
}

func TestTextAloneKeepsItsLinksMeaningful(t *testing.T) {
	source := "一行目 [a](b.md) [[sts#見出し|文字]] 後\n![図](a%20b.png) [外](https://x/) ![[c.png]] [c][ref]\n"
	links := []markdown.Link{
		{Kind: markdown.Hyperlink, Target: "b.md", Text: "a", Line: 5, Col: 9, Len: 4},
		{Kind: markdown.Wiki, Target: "sts", Fragment: "見出し", Text: "文字", Line: 5, Col: 17, Len: 7},
		{Kind: markdown.Image, Target: "a b.png", Text: "図", Line: 6, Col: 6, Len: 9},
		{Kind: markdown.Hyperlink, Target: "https://x/", Text: "外", Line: 6, Col: 21, Len: 10},
		{Kind: markdown.WikiImage, Target: "c.png", Line: 6, Col: 36, Len: 5},
		{Kind: markdown.Hyperlink, Target: "d.md", Text: "c", Line: 6, Col: 44, Len: 3},
	}
	to := []site.Resolved{{URL: "/n/b/"}, {URL: "/n/sts/#m"}, {URL: "/n/a%20b.png"}, {URL: "https://x/", External: true}, {URL: "/n/c.png", Title: "c.png"}, {URL: "/n/d/"}}
	e := &site.Entry{Page: &page.Page{Source: []byte(source), Line: 5, Doc: markdown.Doc{Links: links}}, Links: to}
	v := &views{address: address{origin: "https://h"}}
	want := "一行目 [a](https://h/n/b/) [文字](https://h/n/sts/#m) 後\n![図](https://h/n/a%20b.png) [外](https://x/) ![c.png](https://h/n/c.png) [c][ref]\n"
	if got := string(v.published(e)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if string(e.Source) != source {
		t.Error("the page's own text was written to")
	}
}

func TestEveryMemoHasAPicture(t *testing.T) {
	s := assemble(t, "https://host/notes/", false)
	o := options()
	o.Draw = func(c og.Card) ([]byte, error) { return []byte(strings.Join(c.Title, "/")), nil }
	files := publish(t, Outputs(s, themeFrom(t, defaultTheme(), "/notes/"), o))
	for _, p := range []string{"posts/sts/index.html", "about/index.html"} {
		_, rest, found := strings.Cut(files[p], `property="og:image" content="https://host/notes/`)
		out, _, _ := strings.Cut(rest, `"`)
		if !found || files[out] == "" {
			t.Errorf("%s: picture %q is not there", p, out)
		}
	}
	own := `property="og:image" content="https://host/notes/posts/a.png">
<meta property="og:image:width" content="10">`
	if !strings.Contains(files["posts/old/index.html"], own) {
		t.Error("the author's picture is not taken")
	}
}

func TestFrontPageHasTheMostFrequentTagsInTheOrderOfAll(t *testing.T) {
	var tags []theme.Count
	for i := range 3 * cloud {
		tags = append(tags, theme.Count{Name: string([]byte{byte('a' + i/26), byte('a' + i%26)}), URL: strconv.Itoa(i), Count: i % 3})
	}
	got := alphabetical(frequent(tags, cloud))
	if len(got) != cloud {
		t.Fatalf("%d tags", len(got))
	}
	for i, c := range got {
		if c != tags[3*i+2] {
			t.Errorf("tag %d is %s with %d memos", i, c.Name, c.Count)
		}
	}
}

// TestArchiveHoldsEveryMemo takes the dates of the oldest memos, one after the
// other: each is still in the archive, once, and those without a date are last.
func TestArchiveHoldsEveryMemo(t *testing.T) {
	pages := pagesOfTest()
	for range pages {
		s, _ := site.Assemble(pages, nil, site.Options{Language: "ja", BaseURL: "https://host/", Location: tokyo, Now: day("2024-12-01")})
		v := newViews(s, themeFrom(t, defaultTheme(), "/"), options())
		var got, want []string
		a := v.archive()
		for i, y := range a.Years {
			if undated := y.URL == ""; undated && (i+1 < len(a.Years) || y.Name != "日付なし" || !y.Open) || y.Count.Count != len(y.Rows) {
				t.Errorf("year %d: %q %q, %d memos, %d rows", i, y.Name, y.URL, y.Count.Count, len(y.Rows))
			}
			for _, r := range y.Rows {
				got = append(got, r.URL)
			}
		}
		for _, e := range s.Memos {
			want = append(want, e.URL)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		for _, p := range pages {
			if !p.Date.IsZero() {
				p.Date = time.Time{}
				break
			}
		}
	}
}
