package site

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"memo/build/japanese"
	"memo/build/page"
	"memo/build/source"
)

// FuzzNoTwoOutputsShareAPath holds that of a site without an error every
// output has a path of its own inside the output folder, whatever pages call
// themselves, and that no link leads to a page that is not there.
func FuzzNoTwoOutputsShareAPath(f *testing.F) {
	f.Add("posts/a.md", "slug: b", "posts/b/index.md", "aliases: [/posts/a/, ../x]", "posts/b/x.png", "/:section/:slug/")
	f.Add("README.md", "url: /tags/", "tags/x.md", "tags: [x, ../y, 'a/b']", "tags/x", "/:year/:path.html")
	f.Add("a/index.md", "url: /../b", "a/_index.md", "draft: true", "index.html", ":title")
	f.Fuzz(func(t *testing.T, path1, front1, path2, front2, file, permalink string) {
		if !fs.ValidPath(path1) || !fs.ValidPath(path2) || !fs.ValidPath(file) || path1 == path2 || file == path1 || file == path2 {
			return
		}
		var pages []*page.Page
		for i, p := range []string{path1, path2} {
			if !strings.HasSuffix(p, ".md") {
				return
			}
			src := "---\n" + []string{front1, front2}[i] + "\n---\n[a](" + path1 + ") [b](" + file + ")"
			parsed, diags := page.NewParser(page.Options{Location: tokyo}, nil).Parse(source.File{Path: p, Bytes: []byte(src)})
			if diags.HasErrors() {
				return
			}
			pages = append(pages, parsed)
		}
		o := options()
		o.Drafts = true
		o.Sections = map[string]Layout{pages[0].Facts.Section: {Permalink: permalink}}
		s, diags := Assemble(pages, []Resource{{Path: file, Out: file}}, o)
		if diags.HasErrors() {
			return
		}
		taken := map[string]string{}
		take := func(out, who string) {
			key := japanese.Fold(out)
			if other, ok := taken[key]; ok {
				t.Errorf("%s and %s are both at %s", who, other, out)
			}
			if !fs.ValidPath(out) || out == "." {
				t.Errorf("%s is at %q", who, out)
			}
			taken[key] = who
		}
		published := map[*Entry]bool{}
		for _, e := range s.all {
			take(e.Out, e.Path)
			published[e] = true
		}
		for _, r := range s.Resources {
			take(r.Out, r.Path)
		}
		for _, r := range s.Redirects {
			take(r.Out, "redirect")
		}
		for _, g := range s.Tags {
			take(g.Out, "tag "+g.Name)
		}
		for _, x := range s.Sections {
			if x.Index == nil {
				take(x.Out, "section "+x.Name)
			}
		}
		for _, c := range slices.Concat(ofEverySite, o.Claims) {
			take(c.Out, c.What)
		}
		for _, e := range s.all {
			for _, l := range e.Links {
				if l.Entry != nil && !published[l.Entry] && l.Entry != s.Home {
					t.Errorf("%s leads to a page that is not published", e.Path)
				}
			}
			e.BodyAbs(o.BaseURL)
			s.Related(e, 3)
		}
	})
}
