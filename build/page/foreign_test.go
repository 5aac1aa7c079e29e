package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"memo/build/diag"
	"memo/build/markdown"
	"memo/build/source"
)

// unpublished are the spellings by which tools keep a page to its author.
var unpublished = map[string][]string{
	"memo, Hugo":    {"draft: true", "draft: yes", "draft: 'true'", "Draft: TRUE", "draft: on", "headless: true"},
	"Zenn":          {"published: false", "published: 'false'", "published: no", "published:"},
	"Jekyll":        {"published: false", "Published: False"},
	"Obsidian":      {"publish: false", "publish: \"no\"", "publish:"},
	"Qiita CLI":     {"private: true", "ignorePublish: true", "ignorepublish: true", "private: true\nignorePublish: false"},
	"blogsync":      {"Title: x\nDraft: true"},
	"Hugo, build":   {"build: {render: never}", "_build: {Render: never}", "_build: {render: false}", "_build:\n  list: always\n  render: never"},
	"gardens":       {"dg-publish: false", "dg-publish:", "isDraft: true", "is_draft: yes", "is-draft: true", "IS-DRAFT: on", "dg_publish: false"},
	"a list of one": {"status: [draft]", "status:\n  - draft", "publish:\n  - false", "publish: [no]", "draft: [true]", "state: [非公開]"},
	"others":        {"unpublished: true", "status: draft", "state: draft", "type: draft", "layout: Draft", "status: Private", "visibility: private", "status: 下書き", "status: WIP", "status: Hidden", "status: 🚧 WIP", "Status: Draft 📝", "status: in progress", "visibility: members", "draft: はい", "published: いいえ"},
}

func TestWhatAnyToolCallsUnpublishedIsADraft(t *testing.T) {
	for tool, spellings := range unpublished {
		for _, s := range spellings {
			if p := front(t, s); !p.Front.Draft {
				t.Errorf("%s: %q is published", tool, s)
			}
		}
	}
	for _, s := range []string{"published: true", "publish: true", "private: false\nignorePublish: false", "draft: false", "draft:", "status: done",
		"build: {list: never}", "published: 2024-01-01", "build: x", "dg-publish: true", "unpublished: false",
		"is-draft: false", "status: [draft, done]", "status: []", "publish: [true]", "type: post", "layout: [page]", "state: done"} {
		if p := front(t, s); p.Front.Draft {
			t.Errorf("%q is a draft", s)
		}
	}
}

func TestAMisspelledKeyKeepsADraft(t *testing.T) {
	for s, want := range map[string]bool{
		"darft: true": true, "drafts: true": true, "Daft: on": true, "publishd: false": true, "public: false": true, "privat: true": true, "publishd: [false]": true,
		"darft: false": false, "public: true": false, "publisher:": false, "publisher: me": false, "polish: 3": false, "craft: beer": false,
		"wip: true": true, "WIP: [yes]": true, "hidden: true": true, "secret: true": true, "limited: true": true, "非公開: true": true, "下書き: true": true,
		"公開: false": true, "access: private": true, "access: [private]": true, "share: false": true, "visible: false": true,
		"公開: いいえ": true, "公開: 非公開": true, "下書き: はい": true, "状態: 下書き": true, "ステータス: 下書き": true, "公開状態: 非公開": true, "post_status: draft": true, "stage: draft": true,
		"limited_sharing: true": true, "限定公開: true": true, "社外秘: true": true, "no_publish: true": true, "access: members": true,
		"公開: はい": false, "状態: 完了": false, "stage: production": false, "protected: false": false,
		"wip: false": false, "hidden: no": false, "下書き: false": false, "公開: true": false, "公開: 2024-01-01": false, "access: public": false, "share:": false, "visible: true": false,
	} {
		code := "unknown-key"
		if want {
			code = "front-matter"
		}
		p, diags := parse("a.md", "---\n"+s+"\n---\n")
		if p.Front.Draft != want || len(diags) != 1 || diags[0].Code != code || diags[0].Severity != diag.Warning {
			t.Errorf("%q: draft %v, want %v\n%s", s, p.Front.Draft, want, show(diags))
		}
		if got := Unpublished("a.html", []byte("---\n"+s+"\n---\n")); got != want {
			t.Errorf("%q: as a file unpublished %v, want %v", s, got, want)
		}
		if p, _ = parse("a.md", "---\n"+s+"\ndraft: false\n---\n"); p.Front.Draft {
			t.Errorf("%q: who says that it is none has a draft", s)
		}
	}
}

func TestATagCanCallAPageADraft(t *testing.T) {
	for src, want := range map[string]bool{
		"---\ntags: [AWS, draft]\n---\n": true, "---\ntags: Draft\n---\n": true, "---\ntopics: [WIP]\n---\n": true, "---\ncategory: 下書き\n---\n": true,
		"---\ntags: [status/draft]\n---\n": true, "---\ntags: [\"#書きかけ\"]\n---\n": true, "本文\n\n#wip\n": true,
		"---\ntags: [draft]\ndraft: false\n---\n": false, "---\ntags: [draft-js, 下書き機能]\n---\n": false, "# draft\n": false, "---\ntags: [draft/js]\n---\n": false,
	} {
		p, diags := NewParser(Options{Markdown: markdown.Options{Dialect: "obsidian"}}, nil).Parse(source.File{Path: "a.md", Bytes: []byte(src)})
		if p.Front.Draft != want || len(diags) > 0 != want {
			t.Errorf("%q: draft %v, want %v\n%s", src, p.Front.Draft, want, show(diags))
		}
	}
}

func TestADateToPublishIsReadInAnySpelling(t *testing.T) {
	for _, s := range []string{"publish-date", "publish_date", "publishDate", "Published-At", "pub_date"} {
		if p := front(t, s+": 2999-01-01"); p.Front.Publish.IsZero() {
			t.Errorf("%s: the page is out before its day", s)
		}
	}
}

func TestAPageIsUnlistedInTheWordsOfItsTool(t *testing.T) {
	for s, want := range map[string]bool{"unlisted: true": true, "build: {list: never}": true, "_build: {list: false}": true, "Build: {List: never, render: always}": true,
		"visibility: unlisted": true, "unlisted: false": false, "build: {list: local}": false, "_build: {list: true}": false, "build: {publishResources: false}": false} {
		if p := front(t, s); p.Front.Unlisted != want || p.Front.Draft {
			t.Errorf("%q: unlisted %v, draft %v", s, p.Front.Unlisted, p.Front.Draft)
		}
	}
	if _, diags := parse("a.md", "---\nunlisted: perhaps\n---\n"); !diags.HasErrors() {
		t.Errorf("got %s", show(diags))
	}
}

func TestDraftsAreToldInEachNotation(t *testing.T) {
	for _, src := range []string{
		"+++\ndraft = true\n+++\n", "+++\npublished = \"false\"\n+++\n", "+++\n[build]\nrender = 'never'\n+++\n",
		"{\"private\": true}\n", "{\"published\": false}\n", "{\"_build\": {\"render\": \"never\"}}\n",
		"<!--\ntitle:   題: その 1\ntags:    Go,AWS\nid:      0a1b\nprivate: true\n-->\n\n本文\n",
		"\n---\ndraft: true\n---\n本文\n", "\xEF\xBB\xBF\r\n \r\n+++\r\ndraft = true\r\n+++\r\n", "\n\n{\"draft\": true}\n",
		"\n<!--\ntitle: x\nprivate: true\n-->\n本文\n", "<!--\ntitle: x\nprivate: true-->\n本文\n", "<!-- private: true -->\n本文\n",
		"<!--\n+++\ndraft = true\n+++\n-->\n本文\n", "<!--\n---\ndraft: true\n---\n-->\n本文\n", "---\ndraft: true\n...\n本文\n",
		"---\rtitle: x\rdraft: true\r---\r本文\r", "---\n\u200bdraft: true\n---\n", "---\n\u00a0draft: true\n---\n",
		"---\nunpublishdate: 2001-01-01\ndraft: true\n---\n", "---\nbuild: {render: link}\n---\n", "---\nprivate: y\n---\n",
		"\xEF\xBB\xBF<!--\r\ntitle: x\r\nid: 1\r\nprivate:  TRUE \r\n-->\r\n本文\r\n",
	} {
		if p, diags := parse("posts/a.md", src); !p.Front.Draft || len(diags) > 0 {
			t.Errorf("%q: %+v\n%s", src, p.Front, show(diags))
		}
	}
}

func TestDraftsAreToldByTheirFolder(t *testing.T) {
	for path, want := range map[string]string{
		"_drafts/a.md": "_drafts", "posts/_drafts/a.md": "posts/_drafts", "_drafts/x/index.md": "_drafts", "entry/_draft/12345.md": "entry/_draft",
		"drafts/a.md": "drafts", "notes/Drafts/x/a.md": "notes/Drafts", "99 - DRAFTS/drafts/a.md": "99 - DRAFTS", "下書き/a.md": "下書き", "00_下書き 📝/a.md": "00_下書き 📝",
		"Draft posts/a.md": "Draft posts", "x/draft-posts/a.md": "x/draft-posts", "Drafts_Notes/a.md": "Drafts_Notes", "下書き中/a.md": "下書き中", "下書き 記事/a.md": "下書き 記事", "非公開/x/a.md": "非公開", "wip/a.md": "wip", "notes/WIP/a.md": "notes/WIP", "02 Private/a.md": "02 Private",
		"x.draft.md": "x.draft.md", "posts/x.Draft.markdown": "posts/x.Draft.markdown", "drafts/x.draft.md": "drafts", "draft.md": "", "posts/x.draft": "", "x.draft.png": "", "x.drafted.md": "",
		"draft-js/a.md": "", "private-subnet/a.md": "", "private link/a.md": "", "非公開API/a.md": "", "post drafts api/a.md": "",
		"my_drafts/a.md": "my_drafts", "my drafts/a.md": "my drafts", "下書き（未公開）/a.md": "下書き（未公開）", "非公開メモ/a.md": "非公開メモ", "秘密/a.md": "秘密", "社外秘/x/a.md": "社外秘",
		"x.wip.md": "x.wip.md", "x.private.md": "x.private.md", "x.下書き.md": "x.下書き.md", "posts/【下書き】x.md": "posts/【下書き】x.md", "[WIP] x.md": "[WIP] x.md", "（非公開）x.md": "（非公開）x.md",
		"[AWS] x.md": "", "【draft-js】x.md": "", "my/a.md": "", "posts/memo/a.md": "", "secret/a.md": "", "posts/_drafts.md": "", "draftsman/a.md": "", "drafts.md": "", "a.md": "", "drafting/a.md": "", "下書きの書き方/a.md": "",
	} {
		if got := DraftsFolder(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestTheCommentOfQiitaSyncIsFrontMatterAndNoOther(t *testing.T) {
	p, diags := parse("posts/a.md", "<!--\ntitle:   題: その 1\ntags:    Go, AWS\nid:      0a1b\nprivate: false\n-->\n\n# 本文\n")
	if len(diags) > 0 || p.Title != "題: その 1" || !slices.Equal(p.Front.Tags, []string{"Go", "AWS"}) || strings.Contains(string(p.Source), "private") {
		t.Errorf("%q %+v\n%s", p.Title, p.Front, show(diags))
	}
	for _, src := range []string{"<!--\nTODO: title\n-->\n# 題\n", "<!-- title: x -->\n# 題\n", "\n\n---\n\n# 題\n\n---\n"} {
		if p, _ := parse("posts/a.md", src); p.Front.Title != "" || !strings.Contains(string(p.Source), "# 題") {
			t.Errorf("%q: title %q", src, p.Title)
		}
	}
}

// TestFrontMatterOfOtherToolsIsReadWithoutAWarning holds a block of each tool,
// as its own documentation shows it, to what it says there.
func TestFrontMatterOfOtherToolsIsReadWithoutAWarning(t *testing.T) {
	for tool, c := range map[string]struct{ front, want string }{
		"Zenn": {"title: \"題\"\nemoji: \"📝\"\ntype: \"tech\"\ntopics: [\"aws\", \"go\"]\npublished: true\npublished_at: 2024-02-03 09:00\npublication_name: \"team\"",
			"題 [aws go] 2024-02-03  []"},
		"Qiita CLI": {"title: 題\ntags:\n  - AWS\n  - Go\nprivate: false\nupdated_at: '2024-02-03T10:00:00+09:00'\nid: c686397e4a0f4f11683d\n" +
			"organization_url_name: null\nslide: false\nignorePublish: false", "題 [AWS Go] 2024-02-03  []"},
		"Hugo": {"title: 題\ndate: 2024-02-03\nlayout: post\ntype: post\nmenu: {main: {weight: 1}}\nresources: [{src: a.png}]\ncascade: {type: docs}\n" +
			"images: [a.png]\nkeywords: [k]\noutputs: [html]\ntags: [AWS]\ncategories: [DB]\nurl: /x/", "題 [AWS DB] 2024-02-03 /x/ []"},
		"Jekyll": {"layout: post\ntitle: 題\ndate: 2024-02-03 12:00:00 +0900\ncategories: [aws]\ntags: [false, on]\npermalink: /a/b/\nredirect_from:\n  - /old/\n" +
			"image: {path: /a.png, alt: x}\npin: true\ncomments: false", "題 [false on aws] 2024-02-03 /a/b/ [/old/]"},
		"Obsidian": {"aliases: [別名]\ntags: ['#aws', go]\ncssclasses: wide\npublish: true\npermalink: notes/x\ncreated: 2024-02-03",
			"a [aws go] 2024-02-03 /notes/x [別名]"},
		"Obsidian, one name": {"permalink: x", "a [] 0001-01-01 /x []"},
		"blogsync": {"Title: 題\nCategory:\n- AWS\nDate: 2024-02-03T12:00:00+09:00\nURL: https://example.hatenablog.com/entry/2024/02/03/120000\n" +
			"EditURL: https://blog.hatena.ne.jp/x/atom/entry/1\nPreviewURL: https://example.com/p\nDraft: false\nCustomPath: 2024/x",
			"題 [AWS] 2024-02-03 /entry/2024/02/03/120000 []"},
		"blogsync, not yet published": {"Title: 題\nDate: 2024-02-03\nCustomPath: 2024/x", "題 [] 2024-02-03 /entry/2024/x []"},
		"Zola":                        {"title: 題\ndate: 2024-02-03\ntaxonomies: {tags: [AWS], categories: [DB]}\nextra: {a: 1}\ntemplate: page.html", "題 [AWS DB] 2024-02-03  []"},
	} {
		p, diags := parse("posts/a.md", "---\n"+c.front+"\n---\ntext\n")
		got := fmt.Sprintf("%s %v %s %s %v", p.Title, p.Front.Tags, p.Date.Format("2006-01-02"), p.Front.URL, p.Front.Aliases)
		if got != c.want || len(diags) > 0 || p.Front.Draft {
			t.Errorf("%s: got %s, want %s\n%s", tool, got, c.want, show(diags))
		}
	}
}

func TestASlugMayBeginWithASlash(t *testing.T) {
	if p := front(t, "slug: /x/"); p.Slug != "x" {
		t.Errorf("got %q", p.Slug)
	}
}

// TestASlugOfSeveralNamesIsTheAddress is how Docusaurus has them.
func TestASlugOfSeveralNamesIsTheAddress(t *testing.T) {
	for slug, want := range map[string]string{"/guides/a": "/guides/a", "\"a/b/c\"": "/my-posts/a/b/c", "/abs/x/": "/abs/x/", "a//b/": "/my-posts/a/b/", "/a b/が": "/a b/が",
		"/a/b\nurl: /x/": "/x/", "a/b\npermalink: /y": "/y", "a": "", "/a/": ""} {
		for file, top := range map[string]string{"My Posts/deep/a.md": want, "a.md": strings.TrimPrefix(want, "/my-posts")} {
			p, diags := parse(file, "---\nslug: "+slug+"\n---\n")
			if p.Front.URL != top || len(diags) > 0 {
				t.Errorf("%s: slug %s is at %q, want %q\n%s", file, slug, p.Front.URL, top, show(diags))
			}
		}
	}
}

func TestAPageWithoutAnAddressIsNotPublished(t *testing.T) {
	p, diags := parse("a.md", "---\npermalink: false\n---\n")
	if got := show(diags); !p.Front.Draft || len(diags) != 1 || diags.HasErrors() || !strings.HasPrefix(got, "content/a.md:2:12: permalink: ") {
		t.Errorf("draft %v\n%s", p.Front.Draft, got)
	}
	if p := front(t, "permalink: false\ndraft: false"); p.Front.Draft || p.Front.URL != "" {
		t.Errorf("got %+v", p.Front)
	}
}

// TestKeysOfDocumentationToolsArePassed holds what their own guides show.
func TestKeysOfDocumentationToolsArePassed(t *testing.T) {
	for tool, front := range map[string]string{
		"VitePress":     "layout: home\nhero:\n  name: x\n  actions: [{theme: brand, text: a, link: /}]\nfeatures:\n- title: y\n  details: z\nprev: false\nnext:\n  text: n\n  link: /n\noutline: [2, 3]\neditLink: false\nlastUpdated: true\nhead:\n- - meta\n  - name: a\n    content: b\ntitleTemplate: ':title'\nnavbar: false\nsidebar: false\naside: left\nfooter: false\npageClass: c",
		"Docusaurus":    "id: x\nsidebar_position: 2\nsidebar_label: L\nsidebar_class_name: g\npagination_next: null\nhide_title: true\nhide_table_of_contents: false\ntoc_max_heading_level: 4\ncustom_edit_url: null\nlast_update:\n  date: 1/1/2000\n  author: a\ndisplayed_sidebar: s\nkeywords: [a]\nunlisted: false",
		"Starlight":     "title: x\ntableOfContents: false\neditUrl: false\nlastUpdated: 2024-01-01\nprev: false\nnext: {link: /x, label: y}\npagefind: true\ntemplate: splash\nbanner:\n  content: c\nsidebar:\n  order: 2\n  badge: new\nhero: {tagline: t}",
		"MkDocs":        "hide: [navigation, toc]\nicon: material/x\nsubtitle: s\nstatus: new\nsearch:\n  boost: 2",
		"Just the Docs": "nav_order: 1\nparent: P\nhas_children: true\nlayout: default",
	} {
		if p, diags := parse("a.md", "---\n"+front+"\n---\n文。\n"); len(diags) > 0 || p.Front.Draft || p.Front.NoSearch || p.Front.Unlisted {
			t.Errorf("%s: %+v\n%s", tool, p.Front, show(diags))
		}
	}
	for _, s := range []string{"pagefind: false", "search: {exclude: true}", "search: false"} {
		if !front(t, s).Front.NoSearch {
			t.Errorf("%q is in search", s)
		}
	}
}

func TestADateInAFileNameNeedsNoZeros(t *testing.T) {
	for name, want := range map[string]string{
		"2019-1-4-x": "2019-01-04 x", "2019-01-4 x": "2019-01-04 x", "2019-12-4": "2019-12-04 2019-12-4", "2019-1-4_5": "2019-01-04 5",
		"2019-13-4-x": "0001-01-01 2019-13-4-x", "2019-1-x": "0001-01-01 2019-1-x", "2019-1-41x": "0001-01-01 2019-1-41x", "2019-1-4x": "0001-01-01 2019-1-4x", "1-2-3-x": "0001-01-01 1-2-3-x",
	} {
		p, _ := parse("_posts/"+name+".md", "文。\n")
		if got := p.Date.Format("2006-01-02") + " " + p.Slug; got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}
