package format

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"memo/build/page"
	"memo/build/site"
	"memo/build/theme"
)

func TestSourcesAreFoundInTheirRepository(t *testing.T) {
	e := &site.Entry{Page: &page.Page{Path: "posts/手順 #1.md"}}
	const file = "docs/content/posts/%E6%89%8B%E9%A0%86%20%231.md"
	for forge, want := range map[string]string{
		"github":    "https://h/me/blog/edit/a/b/" + file + " https://h/me/blog/commits/a/b/" + file,
		"gitlab":    "https://h/me/blog/-/edit/a/b/" + file + " https://h/me/blog/-/commits/a/b/" + file,
		"bitbucket": "https://h/me/blog/src/a/b/" + file + "?mode=edit https://h/me/blog/history-node/a/b/" + file,
		"gitea":     "https://h/me/blog/_edit/a/b/" + file + " https://h/me/blog/commits/branch/a/b/" + file,
		"":          " ",
	} {
		r := Repository{URL: "https://h/me/blog", Forge: forge, Branch: "a/b", File: func(p string) string { return "docs/content/" + p }}
		if got := r.edit(e) + " " + r.history(e); got != want {
			t.Errorf("%s:\n got %s\nwant %s", forge, got, want)
		}
	}
}

func TestOnlyMemosLinkToTheirSource(t *testing.T) {
	o := options()
	o.Repository = Repository{URL: "https://github.com/me/blog", Forge: "github", File: func(p string) string { return "content/" + p }}
	files := publish(t, Outputs(assemble(t, "https://host/notes/", false), themeFrom(t, defaultTheme(), "/notes/"), o))
	for _, p := range slices.Sorted(maps.Keys(files)) {
		_, rest, linked := strings.Cut(files[p], `href="https://github.com/me/blog/edit/HEAD/content/`)
		name, _, _ := strings.Cut(rest, `"`)
		memo, found := strings.CutSuffix(p, "/index.html")
		if source := memo + ".md"; linked != (found && files[memo+"/index.md"] != "") || linked && name != source {
			t.Errorf("%s links to the source %q", p, name)
		}
	}
}

func TestFooterSaysWhoWroteAndWhatIsAllowed(t *testing.T) {
	for _, c := range []struct {
		author  string
		license theme.Link
		want    string
	}{
		{"", theme.Link{}, ""},
		{"書き手", theme.Link{}, "<p>© 2019–2024 書き手</p>"},
		{"", theme.Link{Name: "転載自由"}, "<p>転載自由</p>"},
		{"<b>", theme.Link{Name: "CC BY 4.0", URL: "https://cc/by"}, `<p>© 2019–2024 &lt;b&gt; · <a rel="license" href="https://cc/by">CC BY 4.0</a></p>`},
	} {
		s, o := assemble(t, "https://host/notes/", false), options()
		s.Options.Author, o.License = c.author, c.license
		home := publish(t, Outputs(s, themeFrom(t, defaultTheme(), "/notes/"), o))["index.html"]
		_, foot, _ := strings.Cut(home, `<footer class="foot">`)
		foot, _, _ = strings.Cut(foot, "<template")
		if got := strings.Contains(foot, "<p>"); got != (c.want != "") || !strings.Contains(foot, c.want) {
			t.Errorf("want %q in\n%s", c.want, foot)
		}
	}
}
