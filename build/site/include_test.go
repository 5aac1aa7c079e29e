package site

import (
	"errors"
	"html"
	"regexp"
	"strings"
	"testing"

	"memo/build/page"
)

func TestCodeShowsPartsOfOtherFiles(t *testing.T) {
	const source = "one\n// ANCHOR: b\ntwo\n// #region c\nthree\n// ANCHOR_END: b\n// #endregion\nfour\n"
	for part, want := range map[string]string{
		"":         "one\ntwo\n// #region c\nthree\n// #endregion\nfour",
		":1":       "one",
		":3":       "two",
		":3:5":     "two\n// #region c\nthree",
		":7:":      "// #endregion\nfour",
		"::1":      "one",
		":90":      "",
		":5:2":     "",
		":b":       "two\n// #region c\nthree",
		":c":       "three",
		":missing": "",
	} {
		pages, resources := includer(t, "```text\n<\n{{#include code/x.rs"+part+"}}\n>\n```\n", source)
		s, list := Assemble(pages, resources, options())
		if len(list) > 0 {
			t.Fatalf("%q: %v", part, list[0])
		}
		if got := codeShown(entry(t, s, "posts/a.md")); got != "<\n"+want+"\n>\n" {
			t.Errorf("%q: got %q", part, got)
		}
	}
}

func TestWhatCannotBeIncludedIsNamed(t *testing.T) {
	for body, warnings := range map[string]int{
		"```text\n{{#include code/missing.rs}}\n```\n": 1,
		"```text\n{{#include ../../out.rs}}\n```\n":    1,
		"```text\n{{#include draft.md}}\n```\n":        1,
		"{{#include draft.md}}\n":                      1,
		"{{#include a.md}}\n":                          0, // itself
		"{{#include b.md}}\n":                          0, // which includes this one
	} {
		pages, resources := includer(t, body, "", "posts/draft.md", "---\ndraft: true\n---\n秘密\n", "posts/b.md", "---\ndialect: mdbook\n---\n{{#include a.md}}\n")
		s, list := Assemble(pages, resources, options())
		got := string(entry(t, s, "posts/a.md").Body())
		if len(list) != warnings || strings.Contains(got, "秘密") || strings.Contains(got, "include") {
			t.Errorf("%q: %v\n%s", body, list, got)
		}
	}
	pages, resources := includer(t, "```text\n{{#include code/x.rs}}\n```\n", "")
	resources[0].Read = func() ([]byte, error) { return nil, errors.New("gone") }
	s, _ := Assemble(pages, resources, options())
	if got := codeShown(entry(t, s, "posts/a.md")); got != "code/x.rs\n" {
		t.Errorf("got %q", got)
	}
}

func TestAPageIsShownInAnother(t *testing.T) {
	pages, resources := includer(t, "前\n\n{{#include part.md}}\n\n後\n", "", "posts/part.md", "# 題\n\n[図](code/x.rs) **中**\n")
	s, list := Assemble(pages, resources, options())
	got := string(entry(t, s, "posts/a.md").Body())
	if len(list) > 0 || !strings.Contains(got, `<p><a href="/posts/code/x.rs">図</a> <strong>中</strong></p>`) {
		t.Errorf("%v\n%s", list, got)
	}
	if got := string(entry(t, s, "posts/a.md").BodyAbs("https://memo.example.com/")); !strings.Contains(got, `href="https://memo.example.com/posts/code/x.rs"`) {
		t.Errorf("absolute: %s", got)
	}
}

// includer gives the pages of posts/a.md with a text of mdBook and of others
// (path, text, …), and the file posts/code/x.rs.
func includer(t *testing.T, body, source string, others ...string) ([]*page.Page, []Resource) {
	pages, _ := files(append([]string{"posts/a.md", "---\ndialect: mdbook\n---\n" + body}, others...)).parse(t)
	return pages, []Resource{{Path: "posts/code/x.rs", Read: func() ([]byte, error) { return []byte(source), nil }}}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// codeShown is the text of the page's one code window.
func codeShown(e *Entry) string {
	_, code, _ := strings.Cut(string(e.Body()), "<pre")
	_, code, _ = strings.Cut(code, ">")
	code, _, _ = strings.Cut(code, "</pre>")
	return html.UnescapeString(tags.ReplaceAllString(code, ""))
}
