package site

import (
	"slices"
	"testing"
)

// TestFilesOfLeftOutPagesStayOut refers to a file in every way from a page that
// is left out, and then from one that is not, too.
func TestFilesOfLeftOutPagesStayOut(t *testing.T) {
	hiding := []string{"draft: true\n", "published: false\n", "date: 2999-01-01\n"}
	ways := []string{"---\n![a](img/secret.png)\n", "---\n[a](/posts/img/secret.png)\n", "---\n![[secret.png]]\n", "---\n<img src=\"img/secret.png\">\n",
		"---\n[a](https://memo.example.com/posts/img/secret.png)\n", "image: img/secret.png\n---\n"}
	has := func(s *Site, path string) bool {
		return slices.ContainsFunc(s.Resources, func(r Resource) bool { return r.Path == path })
	}
	for _, hides := range hiding {
		for _, way := range ways {
			tree := []string{"posts/img/a.png", "", "posts/img/secret.png", "", "posts/img/unused.png", "", "posts/x.md", "---\n" + hides + way, "posts/y.md", "---\ntitle: y\n---\n![a](img/a.png)\n"}
			s := good(t, tree...)
			if has(s, "posts/img/secret.png") || !has(s, "posts/img/a.png") || !has(s, "posts/img/unused.png") || s.Withheld != 1 {
				t.Errorf("%s%s: %+v", hides, way, s.Resources)
			}
			if to := entry(t, s, "posts/y.md").Links[0]; to.URL != "/posts/img/a.png" {
				t.Errorf("%s%s: %+v", hides, way, to)
			}
			if s := good(t, append(tree, "posts/z.md", "---\ntitle: z\n"+way)...); !has(s, "posts/img/secret.png") || s.Withheld != 0 {
				t.Errorf("%s%s: a published page shows it, too", hides, way)
			}
			o := options()
			o.Drafts, o.Future = true, true
			if s, _ := assemble(t, o, tree...); !has(s, "posts/img/secret.png") || s.Withheld != 0 {
				t.Errorf("%s%s: drafts are shown", hides, way)
			}
		}
	}
}
