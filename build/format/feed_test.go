package format

import (
	"encoding/json"
	"encoding/xml"
	"mime"
	"net/url"
	"strings"
	"testing"
	"time"
)

// atomFeed is RFC 4287 as far as these feeds use it.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   []string    `xml:"title"`
	ID      []string    `xml:"id"`
	Updated []string    `xml:"updated"`
	Author  []string    `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title     []string   `xml:"title"`
	ID        []string   `xml:"id"`
	Updated   []string   `xml:"updated"`
	Published []string   `xml:"published"`
	Links     []atomLink `xml:"link"`
	Summary   []string   `xml:"summary"`
	Category  []struct {
		Term string `xml:"term,attr"`
	} `xml:"category"`
	Content []struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	} `xml:"content"`
}

func readAtom(t *testing.T, text string) atomFeed {
	t.Helper()
	var f atomFeed
	if err := xml.Unmarshal([]byte(text), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// one checks that an element which must stand exactly once does.
func one(t *testing.T, what string, values []string) string {
	t.Helper()
	if len(values) != 1 || values[0] == "" {
		t.Errorf("%s: %q, want one", what, values)
		return ""
	}
	return values[0]
}

func absolute(t *testing.T, what, u string) {
	t.Helper()
	if p, err := url.Parse(u); err != nil || !p.IsAbs() || p.Host == "" {
		t.Errorf("%s is no absolute URL: %q", what, u)
	}
}

func moment(t *testing.T, what, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
	return d
}

// valid checks what RFC 4287 asks for: sections 4.1.1 and 4.1.2.
func (f atomFeed) valid(t *testing.T, self string) {
	t.Helper()
	one(t, "title", f.Title)
	absolute(t, "id", one(t, "id", f.ID))
	one(t, "author", f.Author)
	updated, latest := moment(t, "updated", one(t, "updated", f.Updated)), time.Unix(0, 0)
	rels := map[string]string{}
	for _, l := range f.Links {
		absolute(t, "link", l.Href)
		if _, twice := rels[l.Rel]; twice {
			t.Errorf("two links %s", l.Rel)
		}
		if _, _, err := mime.ParseMediaType(l.Type); err != nil {
			t.Errorf("link type %q: %v", l.Type, err)
		}
		rels[l.Rel] = l.Href
	}
	if rels["self"] != self {
		t.Errorf("self is %s, want %s", rels["self"], self)
	}
	ids := map[string]bool{}
	for _, e := range f.Entries {
		id := one(t, "entry id", e.ID)
		if ids[id] {
			t.Errorf("two entries %s", id)
		}
		ids[id] = true
		one(t, "entry title", e.Title)
		if len(e.Links) != 1 || e.Links[0].Rel != "alternate" || e.Links[0].Href != id {
			t.Errorf("entry links %v", e.Links)
		}
		if u := moment(t, "entry updated", one(t, "entry updated", e.Updated)); u.After(latest) {
			latest = u
		}
		if len(e.Published) > 1 || len(e.Summary) > 1 || len(e.Content) > 1 {
			t.Errorf("entry %s repeats an element", id)
		}
	}
	if !latest.Equal(updated) {
		t.Errorf("feed updated %s, its newest entry %s", updated, latest)
	}
}

func TestAtomFeedsAreValid(t *testing.T) {
	files := siteOfTest(t, "https://host/notes/", "/notes/")
	for path, n := range map[string]int{"feed.xml": 3, "tags/aws/feed.xml": 3, "tags/sts/feed.xml": 1} {
		f := readAtom(t, files[path])
		f.valid(t, "https://host/notes/"+path)
		if len(f.Entries) != n {
			t.Errorf("%s: %d entries, want %d", path, len(f.Entries), n)
		}
		for _, e := range f.Entries {
			for _, link := range crawl(t, e.Content[0].Text).links {
				if !strings.HasPrefix(link, "#") {
					absolute(t, "link in content", link)
				}
			}
			if strings.Contains(e.Content[0].Text, `class="anchor"`) {
				t.Errorf("%s: an empty link behind a heading", e.ID[0])
			}
			if e.Content[0].Type != "html" {
				t.Errorf("content type %q", e.Content[0].Type)
			}
		}
	}
}

func TestFeedsOfAnEmptySiteAreValid(t *testing.T) {
	s := assemble(t, "https://host/", false)
	s.Memos, s.Entries, s.Options.Author = nil, nil, ""
	files := publish(t, Atom(s, plainTheme(t, "/"), options()))
	readAtom(t, files["feed.xml"]).valid(t, "https://host/feed.xml")
}

func TestFeedsHoldTheNewestOnlyAndSummariesOnRequest(t *testing.T) {
	o := options()
	o.FeedItems, o.FeedText = 2, false
	f := readAtom(t, publish(t, Atom(assemble(t, "https://host/", true), plainTheme(t, "/"), o))["feed.xml"])
	f.valid(t, "https://host/feed.xml")
	if len(f.Entries) != 2 || f.Entries[0].ID[0] != "https://host/posts/s3/" || f.Entries[0].Content != nil {
		t.Errorf("got %+v", f.Entries)
	}
}

func TestControlCharactersDoNotBreakFeeds(t *testing.T) {
	s := assemble(t, "https://host/", false)
	s.Options.Title = "a\x08b ]]> & <c>"
	if got := readAtom(t, publish(t, Atom(s, plainTheme(t, "/"), options()))["feed.xml"]).Title[0]; got != "a\uFFFDb ]]> & <c>" {
		t.Errorf("title %q", got)
	}
}

func TestJSONFeedIsValid(t *testing.T) {
	for _, full := range []bool{true, false} {
		o := options()
		o.FeedText = full
		var f struct {
			Version, Title, Language string
			Home                     string `json:"home_page_url"`
			Feed                     string `json:"feed_url"`
			Authors                  []map[string]string
			Items                    []map[string]any
		}
		text := publish(t, JSONFeed(assemble(t, "https://host/notes/", false), plainTheme(t, "/notes/"), o))["feed.json"]
		if err := json.Unmarshal([]byte(text), &f); err != nil {
			t.Fatal(err)
		}
		if f.Version != "https://jsonfeed.org/version/1.1" || f.Title != "覚え書き" || f.Language != "ja" || len(f.Items) != 3 ||
			f.Home != "https://host/notes/" || f.Feed != "https://host/notes/feed.json" || f.Authors[0]["name"] != "書き手" {
			t.Errorf("got %+v", f)
		}
		for _, i := range f.Items {
			id, _ := i["id"].(string)
			absolute(t, "id", id)
			moment(t, "date_published", i["date_published"].(string))
			_, isHTML := i["content_html"]
			_, isText := i["content_text"]
			if isHTML == isText || isHTML != full {
				t.Errorf("%s: html %v, text %v", id, isHTML, isText)
			}
		}
	}
}

func TestSitemapListsWhatMayBeIndexed(t *testing.T) {
	files := publish(t, Outputs(assemble(t, "https://host/notes/", true), plainTheme(t, "/notes/"), options()))
	var m struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(files["sitemap.xml"]), &m); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, u := range m.URLs {
		if seen[u.Loc] {
			t.Errorf("%s stands twice", u.Loc)
		}
		seen[u.Loc] = true
		if !resolves(files, "/notes/", strings.TrimPrefix(u.Loc, "https://host")) {
			t.Errorf("%s leads nowhere", u.Loc)
		}
		if u.Lastmod != "" {
			moment(t, u.Loc, u.Lastmod)
		}
	}
	for path, want := range map[string]bool{"posts/sts/": true, "": true, "posts/draft/": false, "search/": false, "404.html": false} {
		if seen["https://host/notes/"+path] != want {
			t.Errorf("%q listed: %v, want %v", path, !want, want)
		}
	}
	if !strings.Contains(files["robots.txt"], "\nSitemap: https://host/notes/sitemap.xml\n") {
		t.Errorf("robots.txt: %s", files["robots.txt"])
	}
}
