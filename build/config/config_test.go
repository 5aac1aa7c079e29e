package config

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"memo/build/decode"
	"memo/build/diag"
)

// show gives one line per diagnostic.
func show(ds diag.List) string {
	var b strings.Builder
	for _, d := range ds.Sorted() {
		fmt.Fprintf(&b, "%s: %s", d.Pos, d.Message)
		if d.Hint != "" {
			b.WriteString(" | " + d.Hint)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

const everything = `version = 1
title = "t"
description = "d"
base_url = "https://EXAMPLE.com/notes"
language = "en"
time_zone = "UTC"
author = "a"
license = "MIT"
license_url = "https://example.com/licence"
repository = "https://git.example.com/me/ブログ.git"
branch = "release/1"
forge = "gitlab"
theme = "paper"
output = "./dist/site/"

[sections.posts]
permalink = "/:year/:month/:slug"
per_page = 5
sort = "title"

[sections."日記"]

[markdown]
dialect = "zenn"
line_breaks = "br"
unsafe_html = true
math_js = "math.js"
mermaid_js = "mermaid.js"

[highlight]
style = "github"
dark_style = "github-dark"

[tags.aliases]
"Amazon Redshift" = "Redshift"

[feeds]
items = 3
full_text = false

[search]
title = 5
tag = 4
heading = 3
prose = 2
code = 1

[check]
broken_links = "error"
stale_after = "1y6m"
secrets = false

[og_image]
font = "f.ttf"

[serve]
editor = "vscode://file{path}:{line}"

[deploy]
bucket = "memo-example-com"
prefix = "/blog"
region = "eu-west-1"
endpoint = "http://127.0.0.1:9000"
mode = "cloudfront"
distribution = "E123"
profile = "me"

[params]
depth = 2
nested = { a = [1, "x"] }
`

func TestEverySettingIsRead(t *testing.T) {
	c, ds := Load([]byte(everything), "memo.toml")
	if len(ds) > 0 {
		t.Fatal(show(ds))
	}
	if d, ok := c.At["markdown.math_js"]; !ok || d.Line != 27 || d.Source != `math_js = "math.js"` {
		t.Errorf("place of math_js: %+v", d)
	}
	c.At = nil
	want := Config{Title: "t", Description: "d", BaseURL: "https://example.com/notes/", Language: "en", TimeZone: "UTC", Author: "a",
		License: "MIT", LicenseURL: "https://example.com/licence", Repository: "https://git.example.com/me/%E3%83%96%E3%83%AD%E3%82%B0", Branch: "release/1", Forge: "gitlab", Theme: "paper", Output: "dist/site",
		Sections:  map[string]Section{"posts": {"/:year/:month/:slug/", 5, "title"}, "日記": DefaultSection()},
		Markdown:  Markdown{"zenn", "br", true, "math.js", "mermaid.js"},
		Highlight: Highlight{"github", "github-dark"}, Tags: Tags{map[string]string{"Amazon Redshift": "Redshift"}},
		Feeds: Feeds{3, false}, Search: Search{5, 4, 3, 2, 1}, Check: Check{"error", decode.Span{Years: 1, Months: 6}, false},
		OGImage: OGImage{"f.ttf"}, Serve: Serve{"vscode://file{path}:{line}"},
		Deploy: Deploy{"memo-example-com", "blog/", "eu-west-1", "http://127.0.0.1:9000", "cloudfront", "E123", "me"},
		Params: map[string]any{"depth": int64(2), "nested": map[string]any{"a": []any{int64(1), "x"}}}, Location: time.UTC}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got  %+v\nwant %+v", c, want)
	}
}

func TestAnEmptyFileIsTheDefault(t *testing.T) {
	for _, src := range []string{"", "\ufeff# only a comment\r\n", "version = 1\n"} {
		c, ds := Load([]byte(src), "memo.toml")
		d := Default()
		if len(ds) > 0 || c.BaseURL != d.BaseURL || c.Location.String() != "Asia/Tokyo" || c.Section("posts") != DefaultSection() {
			t.Errorf("%q: %+v %s", src, c, show(ds))
		}
	}
}

func TestMistakesAreShownWithPlaceAndNearestName(t *testing.T) {
	for src, want := range map[string]string{
		"titel = 'x'\n":                                 "memo.toml:1:1: unknown key: titel | did you mean title?\n",
		"version = 2\n":                                 "memo.toml:1:11: version: this memo reads version 1, not 2 | a newer memo may be needed\n",
		"title = 1\n":                                   "memo.toml:1:9: title: expected text, found 1 | put it in quotes: \"1\"\n",
		"base_url = '/notes/'\n":                        "memo.toml:1:12: base_url: expected a full address such as https://memo.example.com/, found \"/notes/\"\n",
		"base_url = 'https://x/?a'\n":                   "memo.toml:1:12: base_url: must not contain ? or #\n",
		"base_url = 'https://u:p@x/'\n":                 "memo.toml:1:12: base_url: must not contain a user name or password\n",
		"base_url = 'https://x/a/../b'\n":               "memo.toml:1:12: base_url: path must be in its shortest form: \"/a/../b\"\n",
		"language = 'jp'\n":                             "memo.toml:1:12: language: expected ja or en, found \"jp\" | did you mean ja?\n",
		"time_zone = 'JST'\n":                           "memo.toml:1:13: time_zone: not a time zone: \"JST\" | did you mean Asia/Tokyo?\n",
		"time_zone = 'Local'\n":                         "memo.toml:1:13: time_zone: not a time zone: \"Local\"\n",
		"theme = '../x'\n":                              "memo.toml:1:9: theme: expected the name of a folder under themes/, found \"../x\"\n",
		"repository = 'git@github.com:me/blog.git'\n":   "memo.toml:1:14: repository: expected a full address that begins with https://, found \"git@github.com:me/blog.git\"\n",
		"repository = 'https://github.com/'\n":          "memo.toml:1:14: repository: expected the address of a repository, such as https://github.com/me/blog, found \"https://github.com/\"\n",
		"repository = 'https://me:pw@github.com/b'\n":   "memo.toml:1:14: repository: must not contain a user name or password\n",
		"repository = 'javascript://x/y'\n":             "memo.toml:1:14: repository: expected a full address that begins with https://, found \"javascript://x/y\"\n",
		"repository = 'https://git.example.com/b'\n":    "memo.toml:1:14: repository: the name does not tell what runs at git.example.com | say it with forge = \"github\", \"gitlab\", \"bitbucket\" or \"gitea\" (also for Forgejo)\n",
		"forge = 'github.com'\n":                        "memo.toml:1:9: forge: expected github, gitlab, bitbucket or gitea, found \"github.com\"\n",
		"branch = 'a b'\n":                              "memo.toml:1:10: branch: not the name of a branch: \"a b\"\n",
		"forge = 'gitea'\n":                             "memo.toml:1:9: forge: goes with the address that repository does not give\n",
		"branch = 'main'\n":                             "memo.toml:1:10: branch: goes with the address that repository does not give\n",
		"license_url = 'https://x/'\n":                  "memo.toml:1:15: license_url: goes with the name of the licence, which license does not give\n",
		"license = 'x'\nlicense_url = 'javascript:1'\n": "memo.toml:2:15: license_url: expected a full address that begins with https://, found \"javascript:1\"\n",
		"output = '.'\n":                                "memo.toml:1:10: output: expected a folder of its own for the output, found \".\"\n",
		"output = 'content/x'\n":                        "memo.toml:1:10: output: the output must not go into content/\n",
		"[sections.posts]\npermalink = '/:slag/'\n":     "memo.toml:2:13: sections.posts.permalink: unknown placeholder :slag, did you mean :slug?\n",
		"[sections.posts]\npermalink = '/:year/'\n":     "memo.toml:2:13: sections.posts.permalink: needs :slug, :title or :path, or all memos would have one address\n",
		"[sections.posts]\npermalink = ':slug'\n":       "memo.toml:2:13: sections.posts.permalink: must start with /, found \":slug\"\n",
		"[sections.posts]\nper_page = 0\n":              "memo.toml:2:12: sections.posts.per_page: expected at least 1, found 0\n",
		"[sections.posts]\nsort = 'dates'\n":            "memo.toml:2:8: sections.posts.sort: expected date, lastmod, title or weight, found \"dates\" | did you mean date?\n",
		"[markdown]\nunsafe_html = 'yes'\n":             "memo.toml:2:15: markdown.unsafe_html: expected true or false, found \"yes\"\n",
		"[check]\nstale_after = '3 years'\n":            "memo.toml:2:15: check.stale_after: not a length of time: \"3 years\" | " + decode.SpanForms + "\n",
		"[tags.aliases]\nA = 1\n":                       "memo.toml:2:5: tags.aliases.A: expected text, found 1 | put it in quotes: \"1\"\n",
		"[serve]\neditor = 'code {file}'\n":             "memo.toml:2:10: serve.editor: unknown field {file}; there are {path} {line} {col}\n",
		"markdown = 'zenn'\n[serve]\neditor = 'x'\n":    "memo.toml:1:12: markdown: expected keys with values, found \"zenn\"\nmemo.toml:3:10: serve.editor: needs {path}, as in vscode://file{path}:{line}\n",
		"[deploy]\nbucket = 's3://b'\n":                 "memo.toml:2:10: deploy.bucket: expected the name of a bucket, as in memo-example-com, found \"s3://b\"\n",
		"[deploy]\nprefix = 'a/../b'\n":                 "memo.toml:2:10: deploy.prefix: expected a plain path, found \"a/../b\"\n",
		"[deploy]\nendpoint = 'localhost'\n":            "memo.toml:2:12: deploy.endpoint: expected the address of a store, as in http://127.0.0.1:9000, found \"localhost\"\n",
		"[highlight]\ndark_style = 'nord'\n":            "memo.toml:2:14: highlight.dark_style: goes with a style of its own for light, which highlight.style does not name\n",
		"title = x\nlanguage = 'fr'\n":                  "memo.toml:1:9: invalid TOML: unexpected character U+0078 'x' at start of value | put text in quotes: title = \"x\"\nmemo.toml:2:12: language: expected ja or en, found \"fr\"\n",
	} {
		c, ds := Load([]byte(src), "memo.toml")
		if got := show(ds); got != want || !ds.HasErrors() {
			t.Errorf("%s got %swant %s", src, got, want)
		}
		if d := Default(); c.Title != d.Title || c.BaseURL != d.BaseURL || c.Language != d.Language {
			t.Errorf("%s: a wrong setting lost its default: %+v", src, c)
		}
	}
}

func TestBaseURLsAreNormal(t *testing.T) {
	for in, want := range map[string]string{"https://a.example": "https://a.example/", "http://localhost:8000/x": "http://localhost:8000/x/",
		"https://a.example/メモ/": "https://a.example/%E3%83%A1%E3%83%A2/", " https://A.example/ ": "https://a.example/"} {
		if got, err := BaseURL(in); got != want || err != nil {
			t.Errorf("%q: %q %v", in, got, err)
		}
	}
}

func TestHashTellsSettingsApart(t *testing.T) {
	seen := map[[32]byte]string{}
	for _, src := range []string{"", "title = 'a'\n", "title = 'b'\n", "time_zone = 'UTC'\n", "[params]\na = 1\n", "[params]\na = 2\n", "[tags.aliases]\na = 'b'\n"} {
		a, _ := Load([]byte(src), "memo.toml")
		b, _ := Load([]byte(src), "memo.toml")
		if a.Hash() != b.Hash() {
			t.Errorf("%q has two hashes", src)
		}
		if other, taken := seen[a.Hash()]; taken {
			t.Errorf("%q and %q have one hash", src, other)
		}
		seen[a.Hash()] = src
	}
}

func TestTheSettingsOfThisRepositoryAreGood(t *testing.T) {
	src, err := os.ReadFile("../../memo.toml")
	if err != nil {
		t.Fatal(err)
	}
	if _, ds := Load(src, "memo.toml"); len(ds) > 0 {
		t.Error(show(ds))
	}
}

func TestRepositoriesAreNormalAndKnownByTheirHost(t *testing.T) {
	for in, want := range map[string]string{
		"https://github.com/me/blog":                "github https://github.com/me/blog",
		"https://GitHub.com/me/blog.git/":           "github https://github.com/me/blog",
		"http://gitlab.example.co.jp/a/b/c":         "gitlab http://gitlab.example.co.jp/a/b/c",
		"https://bitbucket.org/me/blog":             "bitbucket https://bitbucket.org/me/blog",
		"https://codeberg.org/me/blog":              "gitea https://codeberg.org/me/blog",
		"https://forgejo.example.com:3000/me/blog/": "gitea https://forgejo.example.com:3000/me/blog",
	} {
		c, ds := Load([]byte("repository = '"+in+"'\n"), "memo.toml")
		if got := c.Forge + " " + c.Repository; got != want || len(ds) > 0 {
			t.Errorf("%s: %s, want %s %s", in, got, want, show(ds))
		}
	}
}

func TestLicencesOfCreativeCommonsAreKnown(t *testing.T) {
	for in, want := range map[string]string{
		"CC BY 4.0":       "https://creativecommons.org/licenses/by/4.0/",
		"CC BY-NC-SA 3.0": "https://creativecommons.org/licenses/by-nc-sa/3.0/",
		"CC-BY-ND-4.0":    "https://creativecommons.org/licenses/by-nd/4.0/",
		"CC0 1.0":         "https://creativecommons.org/publicdomain/zero/1.0/",
		"転載はご自由に":         "",
	} {
		if c, ds := Load([]byte("license = '"+in+"'\n"), "memo.toml"); c.License != in || c.LicenseURL != want || len(ds) > 0 {
			t.Errorf("%s: %q %s", in, c.LicenseURL, show(ds))
		}
	}
}
