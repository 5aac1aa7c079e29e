package main

import (
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"
)

// crawled is a published site as a reader's browser sees it: which addresses
// exist, which ids each page has, and what each page refers to.
type crawled struct {
	base  *url.URL
	files map[string]bool            // output paths
	ids   map[string]map[string]bool // by output path
	refs  []reference
	wrong []string // what no page should hold
}

type reference struct{ from, attr, to string }

// failer is a test, or a script of one.
type failer interface {
	Fatalf(format string, args ...any)
}

// crawl reads every HTML file below dir, a site published at base.
func crawl(t failer, dir, base string) crawled {
	b, err := url.Parse(base)
	if err != nil {
		t.Fatalf("%v", err)
	}
	c := crawled{base: b, files: map[string]bool{}, ids: map[string]map[string]bool{}}
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		rel = filepath.ToSlash(rel)
		c.files[rel] = true
		if strings.HasSuffix(rel, ".html") {
			c.read(t, rel, p)
		}
		return nil
	})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return c
}

func (c *crawled) read(t failer, rel, p string) {
	f, err := os.Open(p)
	if err != nil {
		t.Fatalf("%v", err)
	}
	defer f.Close()
	doc, err := html.Parse(f)
	if err != nil {
		t.Fatalf("%s: %v", rel, err)
	}
	c.ids[rel] = map[string]bool{}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				if c.ids[rel][a.Val] {
					c.wrong = append(c.wrong, fmt.Sprintf("%s: id %q stands twice", rel, a.Val))
				}
				c.ids[rel][a.Val] = true
			case "href", "src", "action", "data-index":
				c.refs = append(c.refs, reference{rel, a.Key, a.Val})
			case "srcset", "style":
				c.wrong = append(c.wrong, fmt.Sprintf("%s: attribute %s=%q", rel, a.Key, a.Val))
			}
			if strings.HasPrefix(a.Key, "on") {
				c.wrong = append(c.wrong, fmt.Sprintf("%s: event handler %s", rel, a.Key))
			}
		}
	}
}

// broken gives every reference of the site to itself that leads nowhere, and
// what no page should hold.
func (c *crawled) broken() []string {
	out := c.wrong
	for _, r := range c.refs {
		if why := c.check(r); why != "" {
			out = append(out, r.from+": "+r.attr+"="+r.to+": "+why)
		}
	}
	return out
}

// check tells why a reference leads nowhere; "" when it leads somewhere.
func (c *crawled) check(r reference) string {
	rel, fragment, why := c.target(r)
	switch {
	case why != "" || rel == "":
		return why
	case !c.files[rel]:
		return "no such file " + rel
	case fragment != "" && !strings.HasPrefix(fragment, ":~:") && !c.ids[rel][fragment]:
		return "no such anchor in " + rel
	}
	return ""
}

// target gives the file of the site that a reference is to; "" for none.
func (c *crawled) target(r reference) (rel, fragment, why string) {
	ref, err := url.Parse(r.to)
	if err != nil {
		return "", "", err.Error()
	}
	u := c.base.ResolveReference(&url.URL{Path: c.base.Path + strings.TrimSuffix(r.from, "index.html")}).ResolveReference(ref)
	if u.Host != c.base.Host || u.Scheme != c.base.Scheme {
		return "", "", ""
	}
	rel, inside := strings.CutPrefix(u.Path, c.base.Path)
	if !inside {
		return "", "", "outside the site's path " + c.base.Path
	}
	if r.attr == "data-index" {
		return "", "", ""
	}
	if rel == "" || strings.HasSuffix(rel, "/") {
		rel = path.Join(rel, "index.html")
	}
	return rel, u.Fragment, ""
}

// reached gives the files that a reader finds from home.
func (c *crawled) reached() map[string]bool {
	to := map[string][]string{}
	for _, r := range c.refs {
		if rel, _, _ := c.target(r); rel != "" {
			to[r.from] = append(to[r.from], rel)
		}
	}
	found, next := map[string]bool{"index.html": true}, []string{"index.html"}
	for len(next) > 0 {
		p := next[0]
		next = next[1:]
		for _, q := range to[p] {
			if !found[q] {
				found[q], next = true, append(next, q)
			}
		}
	}
	return found
}
