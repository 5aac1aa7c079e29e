package site

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"memo/build/diag"
	"memo/build/japanese"
	"memo/build/markdown"
	"memo/build/page"
	"memo/build/source"
)

var tokyo = time.FixedZone("JST", 9*3600)

func options() Options {
	return Options{Title: "ablog", BaseURL: "https://memo.example.com/", Location: tokyo,
		Now: time.Date(2025, 1, 1, 0, 0, 0, 0, tokyo), BrokenLinks: "warn", Own: "_memo/",
		Claims: []Claim{{Out: "search/index.html", What: "the search page"}, {Out: "feed.xml", What: "the Atom feed"}, {Out: "feed.json", What: "the JSON feed"},
			{Out: "sitemap.xml", What: "the sitemap"}, {Out: "llms.txt", What: "llms.txt"}, {Out: "robots.txt", What: "robots.txt", Yields: true}}}
}

// files is a small site: path under content/ and content, in turns. A path
// that is not Markdown is a resource.
type files []string

// parse reads the pages and fails the test when one has a mistake.
func (f files) parse(t *testing.T) (pages []*page.Page, resources []Resource) {
	t.Helper()
	for i := 0; i < len(f); i += 2 {
		if !source.IsText(f[i]) {
			resources = append(resources, Resource{Path: f[i], Out: f[i], Width: 640, Height: 480})
			continue
		}
		p, diags := page.NewParser(page.Options{Root: "content/", Location: tokyo}, nil).Parse(source.File{Path: f[i], Bytes: []byte(f[i+1])})
		if len(diags) > 0 {
			t.Fatalf("%s: %v", f[i], diags[0])
		}
		pages = append(pages, p)
	}
	return pages, resources
}

// assemble makes a site of f.
func assemble(t *testing.T, o Options, f ...string) (*Site, diag.List) {
	t.Helper()
	pages, resources := files(f).parse(t)
	return Assemble(pages, resources, o)
}

// good is assemble for a site without a mistake.
func good(t *testing.T, f ...string) *Site {
	t.Helper()
	s, diags := assemble(t, options(), f...)
	if len(diags) > 0 {
		t.Errorf("unexpected:\n%s", show(diags))
	}
	return s
}

// show gives one line per diagnostic.
func show(l diag.List) string {
	var b strings.Builder
	for _, d := range l.Sorted() {
		fmt.Fprintf(&b, "%s: %s [%s %s] hint: %s\n", d.Pos, d.Message, d.Severity, d.Code, d.Hint)
	}
	return b.String()
}

// dated is the front matter of a memo of a day.
func dated(day string, more ...string) string {
	return "---\ndate: " + day + "\n" + strings.Join(more, "\n") + "\n---\n"
}

func paths(entries []*Entry) string {
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(strings.TrimPrefix(e.Path, "posts/"), ".md"))
	}
	return strings.Join(out, " ")
}

// entry finds the page of a file.
func entry(t *testing.T, s *Site, path string) *Entry {
	t.Helper()
	for _, e := range s.all {
		if e.Path == path {
			return e
		}
	}
	t.Fatalf("%s is not published", path)
	return nil
}

func TestAddressesFollowFromPaths(t *testing.T) {
	s := good(t,
		"_index.md", "home",
		"about.md", "x",
		"about2/index.md", "x",
		"posts/_index.md", "x",
		"posts/a.md", "x",
		"posts/2024-08-01-b.md", "x",
		"posts/c/index.md", "x",
		"posts/deep/er/d.md", "x",
		"posts/deep/er/e/index.md", "x",
		"posts/deep/_index.md", "x",
		"posts/other/README.md", "x",
		"posts/筋トレ.md", "x",
		"posts/f.md", "---\nslug: 新しい名前\n---\n",
		"posts/g.md", "---\nurl: /entry/2017/03/18\n---\n",
		"posts/h.md", "---\nurl: /old/page.html\n---\n",
		"notes/README.md", "x",
		"notes/a.md", "x",
		"notes/x/README.md", "x",
		"notes/x/index.md", "x",
		"wiki/index.md", "x",
		"wiki/a.md", "x",
	)
	for path, want := range map[string]string{
		"_index.md":                "/ index.html",
		"about.md":                 "/about/ about/index.html",
		"about2/index.md":          "/about2/ about2/index.html",
		"posts/_index.md":          "/posts/ posts/index.html",
		"posts/a.md":               "/posts/a/ posts/a/index.html",
		"posts/2024-08-01-b.md":    "/posts/b/ posts/b/index.html",
		"posts/c/index.md":         "/posts/c/ posts/c/index.html",
		"posts/deep/er/d.md":       "/posts/deep/er/d/ posts/deep/er/d/index.html",
		"posts/deep/er/e/index.md": "/posts/deep/er/e/ posts/deep/er/e/index.html",
		"posts/deep/_index.md":     "/posts/deep/ posts/deep/index.html",
		"posts/other/README.md":    "/posts/other/ posts/other/index.html",
		"posts/筋トレ.md":             "/posts/%E7%AD%8B%E3%83%88%E3%83%AC/ posts/筋トレ/index.html",
		"posts/f.md":               "/posts/%E6%96%B0%E3%81%97%E3%81%84%E5%90%8D%E5%89%8D/ posts/新しい名前/index.html",
		"posts/g.md":               "/entry/2017/03/18/ entry/2017/03/18/index.html",
		"posts/h.md":               "/old/page.html old/page.html",
		"notes/README.md":          "/notes/ notes/index.html",
		"notes/x/README.md":        "/notes/x/readme/ notes/x/readme/index.html",
		"notes/x/index.md":         "/notes/x/ notes/x/index.html",
		"wiki/index.md":            "/wiki/ wiki/index.html",
	} {
		e := entry(t, s, path)
		if got := e.URL + " " + e.Out; got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	if s.Home != entry(t, s, "_index.md") {
		t.Error("_index.md is not home")
	}
	var sections []string
	for _, x := range s.Sections {
		sections = append(sections, fmt.Sprint(x.Name, " ", x.Title, " ", x.URL, " ", x.Index != nil))
	}
	want := "notes notes /notes/ true|posts posts /posts/ true|wiki wiki /wiki/ true"
	if got := strings.Join(sections, "|"); got != want {
		t.Errorf("sections %s, want %s", got, want)
	}
	if e := entry(t, s, "about2/index.md"); e.Section != nil || !slices.Contains(s.Entries, e) {
		t.Error("an index.md alone in its folder is no page")
	}
	if slices.Contains(s.Entries, s.Home) || slices.Contains(s.Entries, entry(t, s, "posts/_index.md")) {
		t.Error("home or a section's text is listed")
	}
}

func TestPermalinkTemplates(t *testing.T) {
	for template, want := range map[string]string{
		"/:section/:slug/":              "posts/the-slug/index.html",
		"/:year/:month/:day/:slug/":     "2024/08/01/the-slug/index.html",
		"/:slug.html":                   "the-slug.html",
		"/:slug":                        "the-slug/index.html",
		"/:section/:path/":              "posts/aws/the-slug/index.html",
		"/:path/":                       "aws/the-slug/index.html",
		"/entry/:title/":                "entry/sts-の設定/index.html",
		"/:section/:year-:month/:slug/": "posts/2024-08/the-slug/index.html",
	} {
		o := options()
		o.Sections = map[string]Layout{"posts": {Permalink: template}}
		s, diags := assemble(t, o, "posts/aws/x.md", dated("2024-07-31T23:00:00Z", "slug: the-slug", "title: STS の設定"))
		if got := entry(t, s, "posts/aws/x.md").Out; got != want || len(diags) > 0 {
			t.Errorf("%s: %s, want %s\n%s", template, got, want, show(diags))
		}
	}
}

func TestAPageWithoutTheDateOfItsPermalinkIsWhereOthersAre(t *testing.T) {
	o := options()
	o.Sections = map[string]Layout{"posts": {Permalink: "/:year/:slug/"}}
	s, diags := assemble(t, o, "posts/x.md", "text")
	want := "content/posts/x.md:1: no date, which the permalink /:year/:slug/ needs [warning no-date] hint: add date: to the front matter; until then it is at /posts/x/\n"
	if show(diags) != want || entry(t, s, "posts/x.md").URL != "/posts/x/" {
		t.Errorf("got %s", show(diags))
	}
}

func TestPrefixOfTheBaseURLIsInEveryURLAndInNoPath(t *testing.T) {
	o := options()
	o.BaseURL = "https://example.com/my%20notes/"
	s, _ := assemble(t, o, "_index.md", "x", "posts/a.md", dated("2024-01-01", "tags: [筋]", "series: [s]", "aliases: [/old/]"), "posts/b.md", "[a](a.md) [r](/r.png)", "r.png", "")
	e := entry(t, s, "posts/a.md")
	b := entry(t, s, "posts/b.md")
	got := []string{s.Prefix, s.Home.URL, e.URL, e.Out, s.Tags[0].URL, s.Tags[0].Out, s.Series[0].URL, s.Series[0].Out, s.Years[0].URL,
		s.Years[0].Out, s.Sections[0].URL, s.Sections[0].Out, s.Redirects[0].Out, b.Links[0].URL, b.Links[1].URL}
	const p = "/my%20notes/"
	want := []string{p, p, p + "posts/a/", "posts/a/index.html", p + "tags/%E7%AD%8B/", "tags/筋/index.html", p + "series/s/", "series/s/index.html",
		p + "archive/2024/", "archive/2024/index.html", p + "posts/", "posts/index.html", "old/index.html", p + "posts/a/", p + "r.png"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestSiteWithoutAHomeTextHasAnEmptyHome(t *testing.T) {
	s := good(t, "posts/a.md", "x")
	if h := s.Home; h == nil || h.URL != "/" || h.Out != "index.html" || h.Title != "ablog" || len(h.Doc.Body) != 0 {
		t.Errorf("got %+v", s.Home)
	}
}

func TestDraftFutureAndExpiredMemosAreLeftOut(t *testing.T) {
	site := []string{
		"posts/a.md", dated("2024-01-01"),
		"posts/draft.md", dated("2024-01-02", "draft: true"),
		"posts/future.md", dated("2026-01-01"),
		"posts/later.md", dated("2024-01-03", "publish_date: 2025-06-01"),
		"posts/expired.md", dated("2024-01-04", "expiry_date: 2024-12-31"),
		"posts/early.md", dated("2026-01-02", "publish_date: 2024-01-01"),
	}
	s := good(t, site...)
	if got := paths(s.Entries); got != "early a" || s.Left != 4 {
		t.Errorf("published %s, left out %d", got, s.Left)
	}
	o := options()
	o.Drafts = true
	if s, _ := assemble(t, o, site...); paths(s.Entries) != "early draft a" || entry(t, s, "posts/draft.md").Label != "draft" {
		t.Errorf("with drafts: %s", paths(s.Entries))
	}
	o.Future = true
	s, _ = assemble(t, o, site...)
	var labels []string
	for _, e := range s.Entries {
		labels = append(labels, e.Label)
	}
	if got := paths(s.Entries) + ":" + strings.Join(labels, " "); got != "early future expired later draft a: future expired future draft " || s.Left != 0 {
		t.Errorf("with all: %s", got)
	}
}

func TestEntriesAreNewestFirstAndThoseWithoutADateLast(t *testing.T) {
	s := good(t, "posts/a.md", "", "posts/b.md", dated("2024-01-01"), "posts/c.md", dated("2024-01-03"), "posts/d.md", dated("2024-01-01"))
	if got := paths(s.Entries); got != "c b d a" {
		t.Errorf("got %s", got)
	}
	if got := paths(s.Sections[0].Entries); got != "c b d a" {
		t.Errorf("section %s", got)
	}
}

func TestOrderOfPagesAndResourcesDoesNotMatter(t *testing.T) {
	pages, resources := files{"posts/a.md", "[b](b.md)", "posts/b.md", dated("2024-01-01"), "x.png", "", "a.png", ""}.parse(t)
	s, _ := Assemble(pages, resources, options())
	slices.Reverse(pages)
	slices.Reverse(resources)
	r, _ := Assemble(pages, resources, options())
	if paths(s.all) != paths(r.all) || s.Resources[0].Out != r.Resources[0].Out || pages[0].Path != "posts/b.md" {
		t.Error("the order given changes the site, or is changed by it")
	}
}

func TestSectionsAreInTheOrderOfTheirLayout(t *testing.T) {
	for sort, want := range map[string]string{"date": "c b a", "lastmod": "a c b", "title": "b c a", "weight": "c a b", "": "c b a"} {
		o := options()
		o.Sections = map[string]Layout{"posts": {Sort: sort}}
		s, _ := assemble(t, o,
			"posts/a.md", dated("2024-01-01", "title: C", "weight: 2", "lastmod: 2024-12-01"),
			"posts/b.md", dated("2024-01-02", "title: a"),
			"posts/c.md", dated("2024-01-03", "title: B", "weight: 1"))
		list := s.Sections[0].Entries
		if got := paths(list); got != want {
			t.Errorf("%s: %s, want %s", sort, got, want)
		}
		earlier, later := list[1], list[0]
		if sort == "title" || sort == "weight" {
			earlier, later = later, earlier
		}
		if later.Prev != earlier || earlier.Next != later {
			t.Errorf("%s: neighbours are not in the order of reading", sort)
		}
	}
}

func TestNeighboursStayInTheirSection(t *testing.T) {
	s := good(t, "about.md", dated("2024-01-02"), "posts/a.md", dated("2024-01-01"), "posts/b.md", dated("2024-01-03"), "notes/c.md", dated("2024-01-02"))
	b := entry(t, s, "posts/b.md")
	if b.Prev != entry(t, s, "posts/a.md") || b.Next != nil || b.Prev.Next != b || b.Prev.Prev != nil {
		t.Error("wrong neighbours")
	}
	if c := entry(t, s, "notes/c.md"); c.Prev != nil || c.Next != nil {
		t.Error("a section of one has neighbours")
	}
}

func TestTwoSpellingsOfATagAreOneShownAsUsedMost(t *testing.T) {
	s := good(t,
		"posts/a.md", "---\ntags: [aws]\n---\n",
		"posts/b.md", dated("2024-01-01", "tags: [AWS, 筋トレ]"),
		"posts/c.md", dated("2024-01-02", "tags: [ＡＷＳ, Direct Connect]"),
		"posts/d.md", dated("2024-01-03", "tags: [AWS, direct  connect]"))
	var got []string
	for _, g := range s.Tags {
		got = append(got, g.Name+" "+g.URL+" "+paths(g.Entries))
	}
	want := []string{"AWS /tags/aws/ d c b a", "Direct Connect /tags/direct-connect/ d c", "筋トレ /tags/%E7%AD%8B%E3%83%88%E3%83%AC/ b"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if b := entry(t, s, "posts/b.md"); len(b.Tags) != 2 || b.Tags[0] != s.Tags[0] || b.Tags[1] != s.Tags[2] {
		t.Error("a page's own tags are not in its order")
	}
}

func TestTagAliasesAreFollowed(t *testing.T) {
	o := options()
	o.TagAliases = map[string]string{"Amazon Redshift": "Redshift", "RS": "amazon redshift", "Loop": "Pool", "Pool": "Loop"}
	s, _ := assemble(t, o, "posts/a.md", "---\ntags: [amazon redshift, Redshift, RS]\n---\n", "posts/b.md", "---\ntags: [rs, loop]\n---\n")
	if len(s.Tags) != 2 || s.Tags[1].Name != "Redshift" || paths(s.Tags[1].Entries) != "a b" || len(entry(t, s, "posts/a.md").Tags) != 1 {
		t.Errorf("got %+v", s.Tags)
	}
}

func TestSeriesAreInTheOrderOfReading(t *testing.T) {
	s := good(t,
		"posts/a.md", dated("2024-01-03", "series: [連載]"),
		"posts/b.md", dated("2024-01-02", "series: [連載, other]"),
		"posts/c.md", dated("2024-01-04", "series: [連載]", "weight: 1"),
		"posts/d.md", dated("2024-01-02", "series: [連載]"))
	if len(s.Series) != 2 || paths(s.Series[1].Entries) != "c b d a" {
		t.Fatalf("got %s", paths(s.Series[1].Entries))
	}
	if b := entry(t, s, "posts/b.md"); len(b.Series) != 2 || b.Series[0] != (Place{s.Series[1], 1}) || b.Series[1] != (Place{s.Series[0], 0}) {
		t.Errorf("places %+v", b.Series)
	}
}

func TestArchiveHasTheDatedMemosByYearOfTheSite(t *testing.T) {
	s := good(t, "about.md", dated("2024-05-05"), "posts/_index.md", dated("2024-06-06"), "posts/a.md", "",
		"posts/b.md", dated("2023-12-31T16:00:00Z"), "posts/c.md", dated("2024-11-01"), "posts/d.md", dated("2023-12-31T14:00:00Z"), "posts/e.md", dated("2019-01-01"))
	var got []string
	for _, y := range s.Years {
		got = append(got, fmt.Sprint(y.Year, " ", y.URL, " ", paths(y.Entries)))
	}
	if want := []string{"2024 /archive/2024/ c b", "2023 /archive/2023/ d", "2019 /archive/2019/ e"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// A page of no section is a memo by what its author says of it; of a site
// without sections all are.
func TestMemosOfNoSectionStandAmongTheOthers(t *testing.T) {
	s := good(t, "about.md", dated("2024-05-05"), "contact/index.md", "", "shop.md", "", "posts/a.md", dated("2024-02-02"),
		"loose.md", dated("2024-03-03"), "2023-01-01-named.md", "", "tagged.md", "---\ntags: [x]\n---\n", "bundle/index.md", dated("2024-01-01"),
		"first.md", dated("2024-06-06", "weight: 1"))
	if got := paths(s.Memos); got != "loose a bundle/index 2023-01-01-named tagged" {
		t.Errorf("memos %s", got)
	}
	if got := paths(s.Years[0].Entries); got != "loose a bundle/index" {
		t.Errorf("2024: %s", got)
	}
	if e := entry(t, s, "bundle/index.md"); paths([]*Entry{e.Prev, e.Next}) != "2023-01-01-named loose" || e.Section != nil {
		t.Errorf("neighbours %v %v", e.Prev, e.Next)
	}
	for _, name := range []string{"about.md", "shop.md", "contact/index.md", "first.md"} {
		if e := entry(t, s, name); e.Memo || e.Prev != nil || e.Next != nil {
			t.Errorf("%s is a memo", name)
		}
	}
	if s := good(t, "a.md", "", "b.md", dated("2024-01-01")); paths(s.Memos) != "b a" || len(s.Years) != 1 {
		t.Errorf("without sections: memos %s, years %v", paths(s.Memos), s.Years)
	}
	many := []string{"posts/a.md", "", "about.md", ""}
	for i := range MaxPages + 1 {
		many = append(many, fmt.Sprintf("note%d.md", i), "")
	}
	if s := good(t, many...); len(s.Memos) != MaxPages+2 || entry(t, s, "about.md").Memo {
		t.Errorf("of many loose notes %s are memos", paths(s.Memos))
	}
}

func TestFilesOfABundleMoveWithItsPage(t *testing.T) {
	s := good(t,
		"posts/2024-08-01-x/index.md", "![](pic.png) ![](sub/b.png) ![](/posts/x/pic.png)",
		"posts/2024-08-01-x/pic.png", "", "posts/2024-08-01-x/sub/b.png", "",
		"posts/y/index.md", "---\nurl: /entry/1.html\n---\n", "posts/y/y.png", "",
		"posts/draft/index.md", "---\ndraft: true\n---\n", "posts/draft/secret.png", "",
		"2023-01-01-w/index.md", "", "2023-01-01-w/w.png", "", "posts/v1/index.md", "---\nunlisted: true\nslug: v\n---\n", "posts/v1/v.png", "",
		"images/Z.png", "", "posts/z.png", "")
	var got []string
	for _, r := range s.Resources {
		got = append(got, r.Path+" "+r.Out)
	}
	want := []string{"2023-01-01-w/w.png w/w.png", "images/Z.png images/Z.png", "posts/2024-08-01-x/pic.png posts/x/pic.png", "posts/2024-08-01-x/sub/b.png posts/x/sub/b.png",
		"posts/v1/v.png posts/v/v.png", "posts/y/y.png entry/y.png", "posts/z.png posts/z.png"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for i, want := range []string{"/posts/x/pic.png", "/posts/x/sub/b.png", "/posts/x/pic.png"} {
		if l := entry(t, s, "posts/2024-08-01-x/index.md").Links[i]; l.URL != want || l.Width != 640 || l.Resource == nil {
			t.Errorf("link %d: %+v", i, l)
		}
	}
}

func TestAliasesBecomeRedirects(t *testing.T) {
	s := good(t, "posts/a.md", "---\naliases: [/old/, other, ../up/, /x.html, /posts/a/, /old/, 'C# とは']\n---\n", "posts/b.md", "[x](/old/)")
	var got []string
	for _, r := range s.Redirects {
		got = append(got, r.Out+" "+r.To.URL)
	}
	if want := []string{"old/index.html /posts/a/", "posts/other/index.html /posts/a/", "up/index.html /posts/a/", "x.html /posts/a/"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if l := entry(t, s, "posts/b.md").Links[0]; l.URL != "/posts/a/" {
		t.Errorf("a link to an alias leads to %+v", l)
	}
}

func TestOfTwoOutputsWithOnePathOneGivesWayWithAWarning(t *testing.T) {
	const slug = "give one of them another slug or url in its front matter"
	const folder = "rename the folder, or give it an _index.md with another url"
	const made = "memo generates that address; "
	const out = " and is left out [warning duplicate-url] hint: "
	for _, c := range []struct {
		files []string
		want  string
	}{
		{[]string{"posts/a.md", "", "posts/b.md", "---\ntitle: x\nslug: A\n---\n"},
			"content/posts/b.md:3:7: this page would be published at /posts/a/ like content/posts/a.md" + out + slug + "\n"},
		{[]string{"posts/a.md", "---\nslug: \"が\"\n---\n", "posts/b.md", "---\nslug: \"か\u3099\"\n---\n"},
			"content/posts/b.md:2:7: this page would be published at /posts/が/ like content/posts/a.md" + out + slug + "\n"},
		{[]string{"index.md", "", "_index.md", ""},
			"content/index.md:1: this page would be published at / like content/_index.md" + out + slug + "\n"},
		{[]string{"posts/a.md", "", "posts/a/index.md", ""},
			"content/posts/a/index.md:1: this page would be published at /posts/a/ like content/posts/a.md" + out + slug + "\n"},
		{[]string{"posts/a.md", "---\naliases: [/posts/b/]\n---\n", "posts/b.md", ""},
			"content/posts/a.md:2:11: alias /posts/b/ would be published at /posts/b/ like content/posts/b.md" + out + "remove or change the alias\n"},
		{[]string{"posts/a.md", "---\naliases: [/old/]\n---\n", "posts/b.md", "---\naliases: [/OLD/]\n---\n"},
			"content/posts/b.md:2:11: alias /OLD/ would be published at /old/ like the alias /old/ of content/posts/a.md" + out + "remove or change the alias\n"},
		{[]string{"posts/a.md", "---\naliases: [/feed.xml]\n---\n"},
			"content/posts/a.md:2:11: alias /feed.xml needs a folder where the Atom feed is a file" + out + made + "remove or change the alias\n"},
		{[]string{"search/a.md", "---\nurl: /search/\n---\n", "search/b.md", ""},
			"content/search: the list of the section search would be published at /search/ like the search page" + out + made + folder + "\n" +
				"content/search/a.md:2:6: this page would be published at /search/ like the list of the section search" + out + made + slug + "\n"},
		{[]string{"tags/_index.md", "", "tags/x.md", "", "a.md", "---\ntags: [X]\n---\n"},
			"content/tags/x.md:1: this page would be published at /tags/x/ like the page of the tag X" + out + made + slug + "\n"},
		{[]string{"series/_index.md", ""}, ""},
		{[]string{"a.md", "---\nseries: [X]\n---\n", "series/_index.md", ""},
			""},
		{[]string{"a.md", "", "robots.txt", "", "favicon.ico", "", "manifest.webmanifest", ""}, ""},
		{[]string{"a.md", "", "b.md", "---\nurl: /robots.txt\n---\n"},
			"content/b.md:2:6: this page needs a folder where robots.txt is a file" + out + made + slug + "\n"},
		{[]string{"a.md", "", "FEED.xml", ""},
			"content/FEED.xml: this file would be published at /feed.xml like the Atom feed" + out + made + "rename one of them\n"},
		{[]string{"posts/a.md", "", "posts/a/index.html", ""},
			"content/posts/a/index.html: this file would be published at /posts/a/ like content/posts/a.md" + out + "rename one of them\n"},
		{[]string{"posts/a.md", "", "Posts", ""},
			"content/Posts: this file is a file where the list of the section posts needs a folder" + out + made + "rename one of them\n"},
		{[]string{"a.md", "", "posts/b.md", "---\nurl: /A/x.html/y/\n---\n", "posts/c.md", "---\nurl: /a/x.html\n---\n"},
			"content/posts/c.md:2:6: this page is a file where content/posts/b.md needs a folder" + out + slug + "\n"},
		{[]string{"tags/a.md", ""},
			"content/tags: the list of the section tags would be published at /tags/ like the tag index" + out + made + folder + "\n"},
		{[]string{"posts.md", "", "posts/a.md", ""}, ""},
		{[]string{"x/posts.md", "---\nurl: /posts/\n---\n", "posts/a.md", ""},
			"content/x/posts.md:2:6: this page would be published at /posts/ like the list of the section posts" + out + made + slug + "\n"},
		{[]string{"posts/2024-01-01-memo.md", "", "posts/2024-02-01-memo.md", "", "posts/memo/index.md", ""}, ""},
		{[]string{"a.md", "", "_memo/a.css", ""},
			"content/_memo/a.css: files of the theme are published in _memo/ [error bad-path] hint: rename the folder\n"},
		{[]string{"posts/a.md", "---\naliases: [../../../x]\n---\n"},
			"content/posts/a.md:2:11: alias ../../../x climbs out of the site [error bad-address] hint: \n"},
	} {
		_, diags := assemble(t, options(), c.files...)
		if got := show(diags); got != c.want {
			t.Errorf("%q\ngot\n%swant\n%s", c.files, got, c.want)
		}
	}
}

// What its author takes out of lists has its address, links that lead there,
// and nothing else.
func TestAnUnlistedPageIsInNoList(t *testing.T) {
	s := good(t, "posts/a.md", dated("2024-01-01", "tags: [x]")+"[u](u.md)", "posts/u.md", dated("2024-02-02", "tags: [x, y]", "series: [s]", "unlisted: true")+"[a](a.md)",
		"posts/b.md", dated("2024-03-03")+"[[u]]", "thanks.md", "---\nbuild: {list: never}\n---\n", "only/one.md", "---\n_build: {list: false}\n---\n",
		"lab/_index.md", "---\ncascade: {build: {list: never}}\n---\n", "lab/x/y.md", dated("2024-04-04"), "always.md", "---\nbuild: {list: always}\n---\n")
	u := entry(t, s, "posts/u.md")
	if a := entry(t, s, "posts/a.md"); a.Links[0].URL != "/posts/u/" || a.Next != entry(t, s, "posts/b.md") || len(a.Backlinks) > 0 || slices.Contains(s.Related(a, 9), u) {
		t.Errorf("a: %+v", a)
	}
	if !u.Memo || u.Prev != nil || u.Next != nil || paths(u.Backlinks) != "b a" || s.At("posts/u/index.html") != u {
		t.Errorf("u: %+v", u)
	}
	if got := paths(s.Entries); got != "b a always" {
		t.Errorf("entries %s", got)
	}
	if len(s.Tags) != 1 || len(s.Series) > 0 || len(s.Sections) != 2 || len(s.Sections[0].Entries) > 0 || paths(s.Top) != "always" {
		t.Errorf("tags %v, series %v, sections %v, top %s", s.Tags, s.Series, s.Sections, paths(s.Top))
	}
	for _, path := range []string{"posts/u.md", "thanks.md", "only/one.md", "lab/x/y.md"} {
		if e := entry(t, s, path); !e.Unlisted || !slices.Contains(s.ByOut, e) {
			t.Errorf("%s: %+v", path, e)
		}
	}
}

// Tags, the archive, search and their like have their own pages; a file at the
// place of one is what its author says there, and no page of its own.
func TestAPageAtTheAddressOfAGeneratedOneIsItsText(t *testing.T) {
	s := good(t, "posts/a.md", "---\ndate: 2024-01-01\ntags: [AWS]\nseries: [S]\n---\n[x](../tags/_index.md) [y](../404.md)", "tags/_index.md", "", "tags/aws/_index.md", "",
		"search.md", "", "archive/index.md", "", "archive/2024/index.md", "", "series/README.md", "", "series/s/_index.md", "", "404.md", "")
	for out, file := range map[string]string{"tags/index.html": "tags/_index.md", "tags/aws/index.html": "tags/aws/_index.md", "search/index.html": "search.md",
		"archive/index.html": "archive/index.md", "archive/2024/index.html": "archive/2024/index.md", "series/index.html": "series/README.md",
		"series/s/index.html": "series/s/_index.md", "404.html": "404.md"} {
		if e := entry(t, s, file); s.Texts[out] != e || s.At(out) != e || slices.Contains(s.Entries, e) || e.Section != nil {
			t.Errorf("%s is not the text of %s: %+v", file, out, e)
		}
	}
	if len(s.Sections) != 1 || len(s.Entries) != 1 || s.Entries[0].Links[0].URL != "/tags/" || s.Entries[0].Links[1].URL != "/404.html" {
		t.Errorf("sections %v, entries %s, links %v", s.Sections, paths(s.Entries), s.Entries[0].Links)
	}
}

func TestMemosWhoseNamesDifferByTheirDatesKeepThem(t *testing.T) {
	s, diags := assemble(t, options(), "posts/2024-01-01-memo.md", "", "posts/2024-02-01-memo.md", "", "posts/2024-03-01-other.md", "[a](2024-01-01-memo.md)")
	for path, want := range map[string]string{"posts/2024-01-01-memo.md": "/posts/2024-01-01-memo/", "posts/2024-02-01-memo.md": "/posts/2024-02-01-memo/",
		"posts/2024-03-01-other.md": "/posts/other/"} {
		if got := entry(t, s, path).URL; got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	if l := entry(t, s, "posts/2024-03-01-other.md").Links[0]; l.URL != "/posts/2024-01-01-memo/" || len(diags) > 0 {
		t.Errorf("%+v %s", l, show(diags))
	}
}

func TestAPageBesideAFolderOfItsNameIsTheFoldersText(t *testing.T) {
	s, _ := assemble(t, options(), "posts.md", "# Memos\n", "posts/a.md", "")
	if x := s.Sections[0]; len(s.Sections) != 1 || x.Title != "Memos" || x.Index == nil || x.URL != "/posts/" || len(s.Top) > 0 {
		t.Errorf("got %+v", x)
	}
}

// TestNoTwoOutputsHaveOnePath holds for sites made of names that get in each
// other's way: whatever is left out, what is published is a tree.
func TestNoTwoOutputsHaveOnePath(t *testing.T) {
	names := []string{"a", "A", "index", "_index", "README", "tags", "2024-01-01-a", "2024-02-02-a", "page", "x.html"}
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		name := func() string { return names[rnd.IntN(len(names))] }
		all := map[string]string{}
		for range 2 + rnd.IntN(12) {
			path := name()
			for range rnd.IntN(3) {
				path = name() + "/" + path
			}
			src := ""
			switch rnd.IntN(4) {
			case 0:
				src = "---\nurl: /" + name() + "/" + name() + "\n---\n"
			case 1:
				src = "---\naliases: [/" + name() + "/, " + name() + "]\ntags: [" + name() + "]\nseries: [" + name() + "]\n---\n"
			}
			all[path+".md"] = src
			if rnd.IntN(3) == 0 {
				all[name()+"/index.html"] = ""
			}
		}
		var files []string
		for _, p := range slices.Sorted(maps.Keys(all)) {
			files = append(files, p, all[p])
		}
		s, diags := assemble(t, options(), files...)
		if again, _ := assemble(t, options(), files...); fmt.Sprint(outs(s)) != fmt.Sprint(outs(again)) {
			t.Fatalf("seed %d: two results", seed)
		}
		seen := map[string]bool{}
		for _, out := range outs(s) {
			if key := japanese.Fold(out); seen[key] {
				t.Errorf("seed %d: two outputs at %s\n%s", seed, out, show(diags))
			} else {
				seen[key] = true
			}
		}
		for _, d := range diags {
			if d.Severity == diag.Error && d.Code == "duplicate-url" {
				t.Errorf("seed %d: %s", seed, d.Message)
			}
		}
	}
}

// outs gives the output paths of a site's pages, files, aliases and lists.
func outs(s *Site) []string {
	out := []string{s.Home.Out, "tags/index.html", "archive/index.html", "search/index.html"}
	for _, e := range s.ByOut {
		out = append(out, e.Out)
	}
	for _, x := range s.Sections {
		if !x.NoList {
			out = append(out, x.Out)
		}
	}
	for _, r := range s.Resources {
		out = append(out, r.Out)
	}
	for _, r := range s.Redirects {
		out = append(out, r.Out)
	}
	for _, x := range s.Tags {
		out = append(out, x.Out)
	}
	for _, x := range s.Series {
		out = append(out, x.Out)
	}
	for _, x := range s.Years {
		out = append(out, x.Out)
	}
	return out
}

func TestFurtherPagesOfAListAreReserved(t *testing.T) {
	o := options()
	o.Sections = map[string]Layout{"posts": {PerPage: 1}}
	_, diags := assemble(t, o, "posts/a.md", "", "posts/b.md", "---\nurl: /posts/page/2/\n---\n")
	if !strings.Contains(show(diags), "like a page of the list of the section posts") {
		t.Errorf("got %s", show(diags))
	}
}

func TestAssembleLeavesPagesAlone(t *testing.T) {
	pages, resources := files{"_index.md", "", "posts/x/index.md", "[b](../b.md)", "posts/x/a.png", "", "posts/b.md", "---\ntags: [a]\n---\n"}.parse(t)
	before := fmt.Sprintf("%+v %+v %+v %+v", *pages[0], *pages[1], *pages[2], resources)
	Assemble(pages, resources, options())
	if after := fmt.Sprintf("%+v %+v %+v %+v", *pages[0], *pages[1], *pages[2], resources); before != after {
		t.Errorf("pages or resources were written to:\n%s\n%s", before, after)
	}
}

// handmade makes a page with links of kinds that its file would spell.
func handmade(path string, links ...markdown.Link) *page.Page {
	p := page.Page{Path: path, File: "content/" + path, Title: strings.TrimSuffix(path, ".md")}
	for i, l := range links {
		l.Line, l.Col, l.Len, l.Source = i+3, 2, 4, "the line"
		p.Doc.Links = append(p.Doc.Links, l)
		p.Doc.Body = append(p.Doc.Body, markdown.Piece{HTML: []byte("<a"), Ref: -1}, markdown.Piece{Ref: i},
			markdown.Piece{HTML: []byte(">"), Ref: -1}, markdown.Piece{Ref: i, Hole: markdown.Text}, markdown.Piece{HTML: []byte("</a>"), Ref: -1})
	}
	return page.New(p)
}

func TestAddressThatAPageCannotHaveIsReported(t *testing.T) {
	for _, c := range []struct{ file, front, want string }{
		{"_index.md", "url: /start/", "error bad-address"},
		{"index.md", "url: /start.html", "error bad-address"},
		{"README.md", "url: start", "error bad-address"},
		{"_index.md", "url: /", ""},
		{"_index.md", "slug: start", "warning no-effect"},
		{"posts/_index.md", "slug: p", "warning no-effect"},
		{"posts/README.md", "slug: p", "warning no-effect"},
		{"posts/aws/_index.md", "slug: p", "warning no-effect"},
		{"posts/_index.md", "url: /writing/", ""},
		{"posts/aws/README.md", "url: /writing/", ""},
		{"about/README.md", "slug: p", ""},
	} {
		_, diags := assemble(t, options(), c.file, "---\n"+c.front+"\n---\n", "posts/a.md", "a", "posts/b.md", "b")
		got := ""
		for _, d := range diags {
			got = d.Severity.String() + " " + d.Code
			if d.Line != 2 {
				t.Errorf("%s, %s: reported at %s", c.file, c.front, d.Pos)
			}
		}
		if got != c.want || len(diags) > 1 {
			t.Errorf("%s, %s: %v", c.file, c.front, diags)
		}
	}
}

func TestEveryExtensionOfMarkdownIsAMemos(t *testing.T) {
	s, diags := assemble(t, options(), "posts/index.markdown", "# Memos\n", "posts/a.MD", "[b](b.markdown) [b](b.md) [[b]] [[c.mkd]]", "posts/b.markdown", "", "posts/c.mkd", "",
		"notes/README.Markdown", "# Notes\n", "notes/d.mdown", "", "notes/e.MDX", "")
	for path, want := range map[string]string{"posts/a.MD": "/posts/a/", "posts/b.markdown": "/posts/b/", "posts/c.mkd": "/posts/c/", "notes/d.mdown": "/notes/d/", "notes/e.MDX": "/notes/e/"} {
		if got := entry(t, s, path).URL; got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	for i, want := range []string{"/posts/b/", "/posts/b/", "/posts/b/", "/posts/c/"} {
		if got := entry(t, s, "posts/a.MD").Links[i].URL; got != want {
			t.Errorf("link %d: %s, want %s", i, got, want)
		}
	}
	if len(diags) > 0 || s.Sections[0].Title != "Notes" || s.Sections[1].Title != "Memos" {
		t.Errorf("%s %+v", show(diags), s.Sections)
	}
}
