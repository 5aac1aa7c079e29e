package build

import (
	"slices"
	"strings"
	"testing"
)

// TestOfARepositoryForZennTheArticlesAndBooksArePublished holds where the folder
// itself holds the memos; who has a content/ has chosen what is in it.
func TestOfARepositoryForZennTheArticlesAndBooksArePublished(t *testing.T) {
	const toml = "title = \"t\"\nbase_url = \"https://a.example/\"\n"
	article := "---\ntitle: 題\nemoji: 📝\ntype: tech\ntopics: []\npublished: true\n---\n文。\n"
	tree := func(dir string) []string {
		return []string{dir + "articles/a.md", article, dir + "articles/b.md", article, dir + "articles/c.md", article, dir + "articles/d.md", article, dir + "README.md", "# 家\n", dir + "notes/idea.md", "# 思い付き\n", dir + "scripts/README.md", "# 道具\n"}
	}
	for dir, own := range map[string]bool{"": true, "content/": false} {
		r := siteOf(t, append(tree(dir), "memo.toml", toml)...)
		if read(t, r, "articles/a/index.html") == "" || !strings.Contains(read(t, r, "index.html"), "家") {
			t.Errorf("%q: not all is there", dir)
		}
		if own != (read(t, r, "notes/idea/index.html") == "") || own != (read(t, r, "scripts/index.html") == "") {
			t.Errorf("%q: notes or scripts", dir)
		}
		if said := slices.ContainsFunc(r.Notices, func(n Notice) bool {
			return strings.Contains(n.Text, "not published: 2 (notes/idea.md, scripts/README.md)")
		}); said != own {
			t.Errorf("%q: %v", dir, r.Notices)
		}
	}
	if r := siteOf(t, append(tree(""), "memo.toml", toml+"exclude = [\"!/notes\"]\n")...); read(t, r, "notes/idea/index.html") == "" {
		t.Error("memo.toml cannot take them back")
	}
}

// TestTextsOfABundleAreNoPagesToHugo holds for files of any depth beside the
// text of a page, and not beside that of a section or the home.
func TestTextsOfABundleAreNoPagesToHugo(t *testing.T) {
	const toml = "title = \"t\"\nbase_url = \"https://a.example/\"\n"
	tree := []string{"hugo.toml", "", "content/index.md", "家\n", "content/about.md", "自己紹介\n", "content/posts/_index.md", "一覧\n", "content/posts/a.md", "# 題\n",
		"content/posts/x/index.md", "# 束\n", "content/posts/x/part.md", "# 部分\n", "content/posts/x/in/deep.md", "# 部分\n", "content/posts/x/y/index.md", "# 中の束\n"}
	for dialect, hugo := range map[string]bool{"auto": true, "memo": false} {
		r := siteOf(t, append(tree, "memo.toml", toml+"[markdown]\ndialect = \""+dialect+"\"\n")...)
		for _, page := range []string{"about", "posts/a", "posts/x"} {
			if read(t, r, page+"/index.html") == "" {
				t.Errorf("%s: no %s", dialect, page)
			}
		}
		for _, part := range []string{"posts/x/part", "posts/x/in/deep", "posts/x/y"} {
			if hugo != (read(t, r, part+"/index.html") == "") {
				t.Errorf("%s: %s", dialect, part)
			}
		}
		if said := slices.ContainsFunc(r.Notices, func(n Notice) bool { return strings.Contains(n.Text, "not published: 3 (posts/x/") }); said != hugo {
			t.Errorf("%s: %v", dialect, r.Notices)
		}
	}
	if r := siteOf(t, append(tree, "memo.toml", toml+"exclude = [\"!/posts/x/part.md\"]\n")...); read(t, r, "posts/x/part/index.html") == "" {
		t.Error("memo.toml cannot take one back")
	}
}
