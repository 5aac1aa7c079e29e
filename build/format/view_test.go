package format

import (
	"maps"
	"strconv"
	"testing"

	"memo/build/page"
	"memo/build/site"
	"memo/build/theme"
)

func TestScriptsOfTheSiteGetThePrefix(t *testing.T) {
	a := address{prefix: "/notes/"}
	for in, want := range map[string]string{"": "", "js/math.js": "/notes/js/math.js", "/js/math.js": "/notes/js/math.js",
		"https://cdn.example.com/m.js": "https://cdn.example.com/m.js", "//cdn.example.com/m.js": "//cdn.example.com/m.js"} {
		if got := a.script(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestNavigationMarksWhereThePageStands(t *testing.T) {
	v := newViews(assemble(t, "https://host/notes/", false), plainTheme(t, "/notes/"), options())
	here := func(links []theme.Link) (names string) {
		for _, l := range links {
			if l.Here {
				names += l.Name
			}
		}
		return names
	}
	for _, e := range v.Entries {
		m := v.memo(e)
		nav, pages := here(m.Site.Nav), here(m.Site.Pages)
		if e.Section != nil && (nav != "メモ" || pages != "") || e.Section == nil && (nav != "" || pages != "この覚え書きについて") {
			t.Errorf("%s: nav %q, pages %q", e.Out, nav, pages)
		}
	}
	if first, second := v.siteView("/notes/posts/"), v.siteView("/notes/posts/"); first != second {
		t.Error("the view of the site is made more than once, so its fragments are drawn more than once")
	}
	if s := v.missing().Site; here(s.Nav)+here(s.Pages) != "" {
		t.Error("the page for a missing address stands somewhere")
	}
}

// Series are a list of their own: from its first memo to its last "next" leads
// through all of it, whatever stands between them in the section.
func TestNeighboursAreThoseOfTheSeriesFirst(t *testing.T) {
	memos := []*page.Page{}
	for i, series := range []string{"甲", "", "乙", "甲", "", "甲", "ひとり"} {
		f := page.Front{}
		if series != "" {
			f.Series = []string{series}
		}
		if i == 3 {
			f.Series = append(f.Series, "乙")
		}
		name := string(rune('a' + i))
		memos = append(memos, memoAt("posts/"+name+".md", name, "2024-01-0"+strconv.Itoa(i+1), "本文。", f))
	}
	s, _ := site.Assemble(memos, nil, site.Options{BaseURL: "https://host/"})
	v := newViews(s, plainTheme(t, "/"), options())
	name := func(r *theme.Row) string {
		if r == nil {
			return "-"
		}
		return string(r.Title)
	}
	got := map[string]string{}
	for _, e := range v.Entries {
		for _, n := range v.memo(e).Neighbours {
			of := ""
			if n.Series != nil {
				of = n.Series.Name
			}
			got[e.Title] += of + name(n.Prev) + name(n.Next)
		}
	}
	want := map[string]string{"a": "甲-d", "b": "ac", "c": "乙-d", "d": "甲af乙c-", "e": "df", "f": "甲d-", "g": "f-"}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDraftingAddsLabels(t *testing.T) {
	v := newViews(assemble(t, "https://host/", true), plainTheme(t, "/"), options())
	for _, e := range v.Entries {
		if e.Path != "posts/draft.md" {
			continue
		}
		if m := v.memo(e); m.Label != "draft" || !m.Head.NoIndex {
			t.Errorf("got label %q, noindex %v", m.Label, m.Head.NoIndex)
		}
		return
	}
	t.Error("the draft is not shown")
}

func TestTitleIsNotSaidTwice(t *testing.T) {
	v := newViews(assemble(t, "https://host/", false), plainTheme(t, "/"), options())
	if v.home().Head.Title != "覚え書き" || v.memo(v.Entries[0]).Head.Title != "S3 のタイムアウト | 覚え書き" {
		t.Errorf("got %q, %q", v.home().Head.Title, v.memo(v.Entries[0]).Head.Title)
	}
}

func TestFrontPageOfASiteWithoutSectionsShowsItsPages(t *testing.T) {
	s, list := site.Assemble([]*page.Page{memoAt("a.md", "あ", "2024-01-05", "本文。", page.Front{}), memoAt("b.md", "い", "2024-01-06", "本文。", page.Front{})},
		nil, site.Options{BaseURL: "https://host/"})
	v := newViews(s, plainTheme(t, "/"), options())
	if n := len(v.home().Rows); n != 2 || len(list) > 0 {
		t.Errorf("%d rows", n)
	}
}
