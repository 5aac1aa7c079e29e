package site

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode"

	"memo/build/effort"
	"memo/build/japanese"
	"memo/build/page"
)

// TestAnyTreeOfFoldersHasAddressesWithoutCapitalsAndBlanks makes trees of
// folders and files that are called as people call them, many of them alike but
// for case and blanks: each page has one address, every link finds its page by
// any way of writing it, and a picture stays where it lies or beside its bundle.
func TestAnyTreeOfFoldersHasAddressesWithoutCapitalsAndBlanks(t *testing.T) {
	for seed := range uint64(effort.Of(150, 2000)) {
		r := rand.New(rand.NewPCG(seed, 7))
		tree := someTree(r)
		var names files
		for _, p := range tree {
			names = append(names, p, linking(r, p, tree))
		}
		s, diags := assemble(t, options(), names...)
		if t.Failed() {
			return
		}
		holdFolders(t, s, tree, show(diags))
		if t.Failed() {
			t.Fatalf("seed %d: %q", seed, tree)
		}
	}
}

func someTree(r *rand.Rand) (tree []string) {
	folders := []string{"", "My Notes", "my-notes", "MY  notes", "知識", "知識/AWS", "AWS/S3 Tips", "aws/s3-tips", "aws", "2024-01-01 旅 行", "C# と Go", "a/B c/D", "ＡＷＳ\u3000メモ"}
	for range 2 + r.IntN(12) {
		folder := folders[r.IntN(len(folders))]
		p := path.Join(folder, []string{"A File.md", "a-file.md", "手順 1.md", "README.md", "2024-05-06 Day.md", "Bundle X/index.md", "_index.md", "pic 1.png", "Bundle X/Fig 2.png"}[r.IntN(9)])
		if !slices.Contains(tree, p) && (folder != "" || path.Base(p) != "README.md") {
			tree = append(tree, p)
		}
	}
	slices.Sort(tree)
	return tree
}

// linking is the text of a memo that links to all of a tree, in several ways.
func linking(r *rand.Rand, from string, tree []string) string {
	var b strings.Builder
	for i, to := range tree {
		url := page.Escape("/" + to)
		if r.IntN(2) == 0 {
			url = strings.Repeat("../", strings.Count(from, "/")) + url[1:]
		}
		if path.Ext(to) == ".png" {
			fmt.Fprintf(&b, "![%d](%s)\n\n", i, url)
			continue
		}
		fmt.Fprintf(&b, "[%d](%s)\n\n", i, url)
	}
	return b.String()
}

func holdFolders(t *testing.T, s *Site, tree []string, said string) {
	taken := map[string]string{}
	for _, e := range s.all {
		if key := japanese.Fold(e.Out); taken[key] != "" {
			t.Errorf("%s and %s are both at %s", e.Path, taken[key], e.Out)
		} else {
			taken[key] = e.Path
		}
		if strings.ContainsFunc(e.Out, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsSpace(r) }) {
			t.Errorf("%s is at %q", e.Path, e.Out)
		}
		for i, l := range e.Links {
			holdTarget(t, s, tree[i], l, said)
		}
	}
	for _, p := range tree {
		if path.Ext(p) == ".md" && s.Of("content/"+p) == nil && !strings.Contains(said, p) {
			t.Errorf("%s is not published, and nobody says so:\n%s", p, said)
		}
	}
	for _, x := range s.Sections {
		for _, y := range s.Sections {
			if x != y && japanese.Fold(x.Out) == japanese.Fold(y.Out) {
				t.Errorf("two sections at %s", x.Out)
			}
		}
	}
}

// holdTarget holds where a link to a file leads, unless it gave way to another.
func holdTarget(t *testing.T, s *Site, to string, l Resolved, said string) {
	switch e := s.Of("content/" + to); {
	case path.Ext(to) == ".png" && (l.Resource == nil || l.Resource.Path != to) && !strings.Contains(said, to):
		t.Errorf("the picture %s is %+v\n%s", to, l, said)
	case e != nil && l.Entry != e:
		t.Errorf("the link to %s leads to %+v", to, l)
	}
}

func TestFoldersOfOneAddressAreOneSection(t *testing.T) {
	o := options()
	o.Sections = map[string]Layout{"My Notes": {PerPage: 7}}
	s, diags := assemble(t, o, "My Notes/A.md", dated("2024-01-01")+"[b](/My%20Notes/b/) [[b]]", "my-notes/b.md", dated("2024-01-02"), "Wiki.md", "[a](My%20Notes/) [b](/MY NOTES/A)", "Wiki/x.md", "")
	if len(diags) > 0 || len(s.Sections) != 2 {
		t.Fatalf("%d sections\n%s", len(s.Sections), show(diags))
	}
	x := s.Sections[0]
	if x.Title != "My Notes" || x.URL != "/my-notes/" || x.Layout.PerPage != 7 || len(x.Entries) != 2 || x.Entries[0].Next != nil || x.Entries[1].Next != x.Entries[0] {
		t.Errorf("got %+v", x)
	}
	if w := entry(t, s, "Wiki.md"); w.URL != "/wiki/" || w.Links[0].URL != "/my-notes/" || w.Section.Title != "Wiki" {
		t.Errorf("%s %+v", w.URL, w.Links)
	}
	for _, l := range entry(t, s, "My Notes/A.md").Links {
		if l.URL != "/my-notes/b/" {
			t.Errorf("a link to b leads to %+v", l)
		}
	}
}

// TestAPermalinkKeepsWhatItsAuthorWrites holds the way back to old addresses.
func TestAPermalinkKeepsWhatItsAuthorWrites(t *testing.T) {
	o := options()
	o.Sections = map[string]Layout{"My Notes": {Permalink: "/My Notes/:path/"}}
	if s, _ := assemble(t, o, "My Notes/A b.md", ""); s.all[0].URL != "/My%20Notes/a-b/" {
		t.Errorf("got %s", s.all[0].URL)
	}
}
