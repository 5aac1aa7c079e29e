package format

import (
	"encoding/json"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// page is what a crawler sees of an HTML file.
type crawled struct {
	links  []string // every href, src and action
	ids    map[string]bool
	jsonld []string
}

func crawl(t *testing.T, text string) crawled {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := crawled{ids: map[string]bool{}}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "href", "src", "action", "data-index":
				c.links = append(c.links, a.Val)
			case "id":
				c.ids[a.Val] = true
			}
		}
		if n.Data == "script" && n.FirstChild != nil && slices.Contains(n.Attr, html.Attribute{Key: "type", Val: "application/ld+json"}) {
			c.jsonld = append(c.jsonld, n.FirstChild.Data)
		}
	}
	return c
}

// resolves tells whether a URL of the site leads to an output.
func resolves(files map[string]string, prefix, path string) bool {
	rest, ok := strings.CutPrefix(path, prefix)
	if !ok {
		return false
	}
	out, err := url.PathUnescape(rest)
	if err != nil {
		return false
	}
	if out == IndexDir {
		return true // its files are made apart
	}
	if out == "" || strings.HasSuffix(out, "/") {
		out += "index.html"
	}
	_, there := files[out]
	return there
}

func TestEveryLinkResolvesUnderAnyPrefix(t *testing.T) {
	for _, prefix := range []string{"/", "/notes/", "/~me/日本/"} {
		u := url.URL{Scheme: "https", Host: "host", Path: prefix}
		prefix = u.EscapedPath()
		s := assemble(t, u.String(), true)
		for name, th := range map[string]string{"plain": "testdata/theme", "default": "../../themes/default"} {
			files := publish(t, Outputs(s, themeFrom(t, os.DirFS(th), prefix), options()))
			for _, path := range slices.Sorted(maps.Keys(files)) {
				if strings.HasSuffix(path, ".html") {
					follow(t, files, name+" "+prefix+" "+path, prefix, crawl(t, files[path]))
				}
			}
		}
	}
}

func follow(t *testing.T, files map[string]string, from, prefix string, c crawled) {
	for _, link := range c.links {
		path, fragment, _ := strings.Cut(strings.TrimPrefix(link, "https://host"), "#")
		path, _, _ = strings.Cut(path, "?")
		switch {
		case strings.Contains(path, "://") || link == "#main":
		case path == "" && !c.ids[fragment]:
			t.Errorf("%s: no anchor %s", from, link)
		case path != "" && !strings.HasPrefix(path, "/"):
			t.Errorf("%s: %s does not begin at the host's root", from, link)
		case path != "" && !resolves(files, prefix, path):
			t.Errorf("%s: %s leads nowhere", from, link)
		}
	}
}

func TestLinkedDataIsJSONThatCannotLeaveItsScript(t *testing.T) {
	files := siteOfTest(t, "https://host/notes/", "/notes/")
	seen := map[string]int{}
	for path, text := range files {
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		for _, raw := range crawl(t, text).jsonld {
			if strings.ContainsAny(raw, "<>&") {
				t.Errorf("%s: %s", path, raw)
			}
			var doc struct {
				Context string           `json:"@context"`
				Graph   []map[string]any `json:"@graph"`
			}
			if err := json.Unmarshal([]byte(raw), &doc); err != nil || doc.Context != "https://schema.org" {
				t.Errorf("%s: %v in %s", path, err, raw)
			}
			for _, thing := range doc.Graph {
				kind, _ := thing["@type"].(string)
				seen[kind]++
				if kind == "BlogPosting" && path == "posts/sts/index.html" && thing["description"] != `"引用" </script> & <b>` {
					t.Errorf("description %v", thing["description"])
				}
			}
		}
	}
	if seen["BlogPosting"] != 3 || seen["WebSite"] != 1 || seen["BreadcrumbList"] < 10 {
		t.Errorf("things %v", seen)
	}
}

func TestRedirectsLeadToTheCanonicalAddress(t *testing.T) {
	s := assemble(t, "https://host/notes/", false)
	outs := Redirects(s, plainTheme(t, "/notes/"), options())
	if len(outs) != 1 || outs[0].Path != "old/sts/index.html" || outs[0].Redirect != "/notes/posts/sts/" {
		t.Fatalf("got %+v", outs)
	}
	got := publish(t, outs)["old/sts/index.html"]
	for _, want := range []string{`rel="canonical" href="https://host/notes/posts/sts/"`, `content="0; url=https://host/notes/posts/sts/"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in %s", want, got)
		}
	}
}

func TestPageForAMissingAddressWorksAtAnyDepth(t *testing.T) {
	for _, link := range crawl(t, siteOfTest(t, "https://host/notes/", "/notes/")["404.html"]).links {
		if !strings.HasPrefix(link, "/notes/") && !strings.HasPrefix(link, "https://host/notes/") {
			t.Errorf("%s depends on where the page is shown", link)
		}
	}
}
