package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"memo/build/diag"
	"memo/build/markdown"
	"memo/build/source"
)

var tokyo = time.FixedZone("JST", 9*3600)

// parse reads src as content/path.
func parse(path, src string) (*Page, diag.List) {
	return NewParser(Options{Root: "content/", Location: tokyo}, nil).Parse(source.File{Path: path, Bytes: []byte(src)})
}

// front reads src as YAML front matter and fails on any finding.
func front(t *testing.T, yaml string) *Page {
	t.Helper()
	p, diags := parse("posts/a.md", "---\n"+yaml+"\n---\ntext\n")
	if len(diags) > 0 {
		t.Errorf("%s\ngave\n%s", yaml, show(diags))
	}
	return p
}

// show gives one line per diagnostic.
func show(l diag.List) string {
	var b strings.Builder
	for _, d := range l.Sorted() {
		fmt.Fprintf(&b, "%s: %s [%s %s] hint: %s\n", d.Pos, d.Message, d.Severity, d.Code, d.Hint)
	}
	return b.String()
}

func TestEveryKeyIsRead(t *testing.T) {
	p := front(t, `title: 題
date: 2024-08-01T21:30:00+09:00
lastmod: 2024-08-02
publish_date: 2024-08-03 10:00
expiry_date: 2030-01-01
draft: true
slug: the-slug
url: /entry/2024/x
aliases: [/old/, older]
tags: [AWS, S3]
series: [連載]
description: 説明
image: a.png
toc: false
dialect: zenn
line_breaks: br
verified: 2025-01-01
weight: 3
search: false
params: {a: 1}`)
	f := p.Front
	for name, ok := range map[string]bool{
		"title":       f.Title == "題" && p.Title == "題",
		"date":        f.Date.Equal(time.Date(2024, 8, 1, 21, 30, 0, 0, tokyo)) && p.Date.Equal(f.Date),
		"lastmod":     f.Lastmod.Equal(time.Date(2024, 8, 2, 0, 0, 0, 0, tokyo)) && p.Lastmod.Equal(f.Lastmod),
		"publish":     f.Publish.Equal(time.Date(2024, 8, 3, 10, 0, 0, 0, tokyo)),
		"expiry":      f.Expiry.Equal(time.Date(2030, 1, 1, 0, 0, 0, 0, tokyo)),
		"draft":       f.Draft,
		"slug":        f.Slug == "the-slug" && p.Slug == "the-slug",
		"url":         f.URL == "/entry/2024/x",
		"aliases":     slices.Equal(f.Aliases, []string{"/old/", "older"}),
		"tags":        slices.Equal(f.Tags, []string{"AWS", "S3"}),
		"series":      slices.Equal(f.Series, []string{"連載"}),
		"description": f.Description == "説明",
		"image":       f.Image == "a.png",
		"toc":         f.TOC != nil && !*f.TOC,
		"dialect":     f.Dialect == "zenn",
		"line_breaks": f.LineBreaks == "br",
		"verified":    f.Verified.Equal(time.Date(2025, 1, 1, 0, 0, 0, 0, tokyo)),
		"weight":      f.Weight == 3,
		"search":      f.NoSearch,
		"params":      fmt.Sprint(f.Params) == "map[a:1]",
	} {
		if !ok {
			t.Errorf("%s was not read: %+v", name, f)
		}
	}
}

func TestSpellingsOfHugoAreAccepted(t *testing.T) {
	p := front(t, "Title: x\npublishDate: 2024-01-01\nexpiryDate: 2024-01-02\nupdated: 2024-01-03\nsummary: s\ncategories: [c]\ntags: t, u")
	f := p.Front
	if f.Title != "x" || f.Publish.Day() != 1 || f.Expiry.Day() != 2 || f.Lastmod.Day() != 3 || f.Description != "s" ||
		!slices.Equal(f.Tags, []string{"t", "u", "c"}) {
		t.Errorf("got %+v", f)
	}
}

func TestTheThreeNotationsAreRead(t *testing.T) {
	for _, src := range []string{
		"---\ntitle: 題\ntags: [a]\n---\n本文\n",
		"+++\ntitle = \"題\"\ntags = [\"a\"]\n+++\n本文\n",
		"{\"title\": \"題\",\n\"tags\": [\"a\"]}\n本文\n",
		"\xEF\xBB\xBF---\r\ntitle: 題\r\ntags: [a]\r\n---\r\n本文\r\n",
		"\xEF\xBB\xBF+++\r\ntitle = \"題\"\r\ntags = [\"a\"]\r\n+++\r\n本文\r\n",
		"\xEF\xBB\xBF{\"title\": \"題\",\r\n\"tags\": [\"a\"]}\r\n本文\r\n",
	} {
		p, diags := parse("a.md", src)
		if len(diags) > 0 || p.Title != "題" || !slices.Equal(p.Front.Tags, []string{"a"}) || strings.TrimSpace(string(p.Source)) != "本文" {
			t.Errorf("%q gave %+v, text %q\n%s", src, p.Front, p.Source, show(diags))
		}
	}
}

func TestMistakesAreShownWhereTheyAre(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"---\ntitel: x\n---\n", "content/posts/a.md:2:1: unknown key: titel [warning unknown-key] hint: did you mean title?"},
		{"---\ntitle: x\n\ntext\n", "content/posts/a.md:1:1: YAML front matter is never closed [error open-front-matter] hint: end it with a line ---"},
		{"+++\ntitle = 'x'\n", "content/posts/a.md:1:1: TOML front matter is never closed [error open-front-matter] hint: end it with a line +++"},
		{"{\"title\": \"x\"\n", "content/posts/a.md:1:1: JSON front matter is never closed [error open-front-matter] hint: end it with a line }"},
		{"---\ndraft: maybe\n---\n", "content/posts/a.md:2:8: draft: expected true or false, found \"maybe\" [error wrong-type]"},
		{"---\ntitle: x\ndate: 2024-13-40\n---\n", "content/posts/a.md:3:7: date: not a date: "},
		{"---\ndialect: zen\n---\n", "content/posts/a.md:2:10: dialect: expected memo, zenn, qiita, hatena, hugo, jekyll, obsidian or mdbook, found \"zen\" [error bad-value] hint: did you mean zenn?"},
		{"---\nslug: a\\b\n---\n", "content/posts/a.md:2:7: slug: a slug cannot hold \\: \"a\\\\b\" [error bad-address]"},
		{"---\nslug: a/../b\n---\n", "content/posts/a.md:2:7: slug: a path cannot hold \"..\" [error bad-address]"},
		{"---\nslug: /a/b?c\n---\n", "content/posts/a.md:2:7: slug: a path cannot hold ? or #"},
		{"---\nslug: ..\n---\n", "content/posts/a.md:2:7: slug: a slug cannot be \"..\" [error bad-address]"},
		{"---\nurl: /a/../../etc/passwd\n---\n", "content/posts/a.md:2:6: url: a path cannot hold \"..\" [error bad-address]"},
		{"---\nurl: /a/%2e%2e/b\n---\n", "content/posts/a.md:2:6: url: a path cannot hold \"..\" [error bad-address]"},
		{"---\nurl: mailto:a@example.com\n---\n", "content/posts/a.md:2:6: url: must be a path on this site"},
		{"---\nprivate: perhaps\n---\n", "content/posts/a.md:2:10: private: expected true or false, found \"perhaps\" [error wrong-type]"},
		{"---\npublished: later\n---\n", "content/posts/a.md:2:12: published: expected true or false, found \"later\" [error wrong-type]"},
		{"---\npublish_date: later\n---\n", "content/posts/a.md:2:15: publish_date: not a date: \"later\" [warning bad-date]"},
		{"---\nweight: heavy\n---\n", "content/posts/a.md:2:9: weight: expected a whole number, found \"heavy\" [warning wrong-type]"},
		{"---\nlastmod: never\n---\n", "content/posts/a.md:2:10: lastmod: not a date: \"never\" [warning bad-date]"},
		{"---\npermalink: /:categories/:title/\n---\n", "content/posts/a.md:2:12: permalink: a pattern for addresses is not followed in front matter [warning bad-address]"},
		{"---\npermalink: pretty\n---\n", "content/posts/a.md:2:12: permalink: a pattern for addresses is not followed in front matter [warning bad-address]"},
		{"---\ntitle: a\ntitle: b\n---\n", "content/posts/a.md:3:1: key set twice: title [warning duplicate-key]"},
		{"---\nurl: //example.com/a/\n---\n", "content/posts/a.md:2:6: url: must be a path on this site"},
		{"---\nurl: /a?b\n---\n", "content/posts/a.md:2:6: url: a path cannot hold ? or #"},
		{"---\naliases:\n  - /ok/\n  - /a/../b/\n---\n", "content/posts/a.md:4:5: aliases: a path cannot hold \"..\" [warning bad-address]"},
		{"---\naliases: [https://example.com/]\n---\n", "content/posts/a.md:2:11: aliases: must be a path on this site"},
		{"---\ntitle: 題\n---\n本文\xff\xfe\n", "content/posts/a.md:4:3: not valid UTF-8 [error invalid-utf8] hint: save the file as UTF-8"},
		{"\xff\xfea", "content/posts/a.md:1:1: not valid UTF-8 [error invalid-utf8] hint: save the file as UTF-8"},
		{"\xff\xfea\x00", "content/posts/a.md: read as UTF-16LE [warning encoding] hint: save the file as UTF-8 to be sure of every character"},
	} {
		_, diags := parse("posts/a.md", c.src)
		if got := show(diags); !strings.HasPrefix(got, c.want) || len(diags) != 1 {
			t.Errorf("%q\ngot  %swant %s", c.src, got, c.want)
		}
	}
}

func TestAllMistakesOfAFileAreShownAtOnce(t *testing.T) {
	_, diags := parse("a.md", "---\ndraft: maybe\nweight: x\ndate: never\nfoo: 1\nurl: ../x\n---\n")
	if len(diags) != 5 {
		t.Errorf("got\n%s", show(diags))
	}
}

func TestTitleIsTheFrontMattersElseTheLeadingHeadingElseTheFileName(t *testing.T) {
	for _, c := range []struct{ path, src, want string }{
		{"posts/a.md", "---\ntitle: front\n---\n# heading\n", "front"},
		{"posts/a.md", "# heading\n", "heading"},
		{"posts/a.md", "text\n\n# heading\n", "a"},
		{"posts/a.md", "### heading\n", "heading"},
		{"posts/sts-memo.md", "text\n", "sts-memo"},
		{"posts/2024-08-01-sts-memo.md", "text\n", "sts-memo"},
		{"posts/2024-08-01-bundle/index.md", "text\n", "bundle"},
		{"posts/2024-08-01.md", "text\n", "2024-08-01"},
		{"posts/bundle/index.md", "text\n", "bundle"},
		{"posts/_index.md", "text\n", "posts"},
		{"posts/aws/README.md", "text\n", "aws"},
		{"README.md", "text\n", "README"},
		{"index.md", "text\n", ""},
	} {
		if p, _ := parse(c.path, c.src); p.Title != c.want {
			t.Errorf("%s %q: title %q, want %q", c.path, c.src, p.Title, c.want)
		}
	}
}

func TestDateIsTheFrontMattersElseTheFileNamesElseTheFirstCommit(t *testing.T) {
	commit := time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct{ path, src, date, slug string }{
		{"posts/2024-08-01-x.md", "---\ndate: 2024-09-09\n---\n", "2024-09-09", "x"},
		{"posts/2024-08-01-x.md", "", "2024-08-01", "x"},
		{"posts/20240801-x.md", "", "2024-08-01", "x"},
		{"posts/2024-08-01_x.md", "", "2024-08-01", "x"},
		{"posts/2024-08-01.md", "", "2024-08-01", "2024-08-01"},
		{"posts/2024-08-01-x/index.md", "", "2024-08-01", "x"},
		{"posts/2024-13-01-x.md", "", "2020-01-02", "2024-13-01-x"},
		{"posts/2024-08-010.md", "", "2020-01-02", "2024-08-010"},
		{"posts/12345678-x.md", "", "2020-01-02", "12345678-x"},
		{"posts/x.md", "", "2020-01-02", "x"},
	} {
		f := source.File{Path: c.path, Bytes: []byte(c.src), Created: commit}
		p, _ := NewParser(Options{Location: tokyo}, nil).Parse(f)
		if got := p.Date.In(tokyo).Format("2006-01-02"); got != c.date || p.Slug != c.slug {
			t.Errorf("%s %q: %s %s, want %s %s", c.path, c.src, got, p.Slug, c.date, c.slug)
		}
	}
}

func TestLastmodIsTheFrontMattersElseALaterCommitElseTheDate(t *testing.T) {
	commit := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	for src, want := range map[string]string{
		"---\ndate: 2024-01-01\nlastmod: 2024-02-02\n---\n": "2024-02-02",
		"---\ndate: 2024-01-01\n---\n":                      "2024-05-01",
		"---\ndate: 2024-06-01\n---\n":                      "2024-06-01",
	} {
		p, _ := NewParser(Options{Location: tokyo}, nil).Parse(source.File{Path: "a.md", Bytes: []byte(src), Changed: commit})
		if got := p.Lastmod.Format("2006-01-02"); got != want {
			t.Errorf("%q: %s, want %s", src, got, want)
		}
	}
}

func TestSlugOfAFileNameIsLowerCaseAndComposed(t *testing.T) {
	for path, want := range map[string]string{
		"posts/My Memo.md":   "my-memo",
		"posts/か\u3099.md":   "が",
		"posts/README.md":    "readme",
		"posts/筋トレ.md":       "筋トレ",
		"posts/C++.md":       "c++",
		"posts/a/b/index.md": "b",
		"posts/..md":         "untitled",
	} {
		if p, _ := parse(path, ""); p.Slug != want {
			t.Errorf("%s: %q, want %q", path, p.Slug, want)
		}
	}
}

func TestTagsAreTrimmedAndDistinct(t *testing.T) {
	p := front(t, "tags: [' AWS ', aws, '', '  ', Direct  Connect, ＡＷＳ, 2024]\ncategories: [aws, DB]")
	if want := []string{"AWS", "Direct Connect", "2024", "DB"}; !slices.Equal(p.Front.Tags, want) {
		t.Errorf("got %q, want %q", p.Front.Tags, want)
	}
}

func TestTagsInOneTextArePartedByCommasElseByBlanks(t *testing.T) {
	for yaml, want := range map[string][]string{
		"tags: aws, go": {"aws", "go"}, "tags: AWS、Amazon Redshift": {"AWS", "Amazon Redshift"}, "tags: Amazon Redshift": {"Amazon", "Redshift"},
		"tags: [Amazon Redshift]": {"Amazon Redshift"}, "category: Amazon Redshift": {"Amazon Redshift"}, "tag: a b": {"a b"},
		"tags: '#aws #go'": {"aws", "go"}, "tags: ['#aws', go]": {"aws", "go"}, "tags: [C#, 'F#']": {"C#", "F#"}, "tags:": nil, "tags: [{name: Go, versions: [\"1.26\"]}, {name: AWS}, x]": {"Go", "AWS", "x"},
	} {
		if p := front(t, yaml); !slices.Equal(p.Front.Tags, want) {
			t.Errorf("%s: %q, want %q", yaml, p.Front.Tags, want)
		}
	}
}

func TestTagsThatYAMLTakesForACommentAreReadWithAWarning(t *testing.T) {
	for _, yaml := range []string{"tags: #aws #go", "tags:\n  - #aws\n  - #go", "tags: #aws、#go"} {
		p, diags := parse("a.md", "---\n"+yaml+"\n---\n")
		if !slices.Equal(p.Front.Tags, []string{"aws", "go"}) || len(diags) == 0 || diags.HasErrors() {
			t.Errorf("%s: %q\n%s", yaml, p.Front.Tags, show(diags))
		}
	}
}

func TestAPlaceholderMakesATemplateOfAPage(t *testing.T) {
	for yaml, want := range map[string]bool{
		"title: '{{title}}'": true, "title: <% tp.file.title %>": true, "date: '{{ .Date }}'": true, "title: x\ncreated: '{{date}}'": true, "title: {{title}}": true,
		"title: '{{ x }} とは'": false, "title: Jinja の {{ x }}": false, "description: '{{ x }}'": false,
	} {
		p, diags := parse("a.md", "---\n"+yaml+"\n---\n")
		if p.Front.Draft != want || want == (len(diags) == 0) {
			t.Errorf("%s: draft %v\n%s", yaml, p.Front.Draft, show(diags))
		}
	}
}

func TestDialectAndLineBreaksOfAFileWin(t *testing.T) {
	o := Options{Location: tokyo, Markdown: markdown.Options{LineBreaks: "join"}}
	body := func(src string) string {
		p, _ := NewParser(o, nil).Parse(source.File{Path: "a.md", Bytes: []byte(src)})
		var b strings.Builder
		for _, piece := range p.Doc.Body {
			b.Write(piece.HTML)
		}
		return b.String()
	}
	if a, b := body("あ\nい\n"), body("---\nline_breaks: br\n---\nあ\nい\n"); strings.Contains(a, "<br") || !strings.Contains(b, "<br") {
		t.Errorf("site's own %q, the file's %q", a, b)
	}
}

func TestPlacesOfTheTextCountTheFrontMatter(t *testing.T) {
	p, _ := parse("a.md", "---\ntitle: x\n---\n\n[a](b.md)\n")
	if len(p.Doc.Links) != 1 || p.Doc.Links[0].Line != 5 {
		t.Errorf("got %+v", p.Doc.Links)
	}
}

func TestOneParserGivesWhatParseGives(t *testing.T) {
	f := source.File{Path: "a.md", Bytes: []byte("---\ntitle: x\n---\n# x\n\n[a](b.md)\n")}
	o := Options{Location: tokyo}
	r := NewParser(o, nil)
	one, _ := r.Parse(f)
	two, _ := r.Parse(f)
	three, _ := NewParser(o, nil).Parse(f)
	if a, b, c := fmt.Sprintf("%+v", *one), fmt.Sprintf("%+v", *two), fmt.Sprintf("%+v", *three); a != b || b != c {
		t.Errorf("got\n%s\n%s\n%s", a, b, c)
	}
}
