package themes_test

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"memo/build/browser"
)

// paper is a second theme: other colours, another footer, another word.
const paper = "../build/theme/testdata/paper"

// aThemeOfOnePartialAndColoursChangesThemAlone puts paper over the default
// and compares the two sites.
func (r readers) aThemeOfOnePartialAndColoursChangesThemAlone(t *testing.T) {
	settings, err := fs.ReadFile(sample(), "memo.toml")
	if err != nil {
		t.Fatal(err)
	}
	over := map[string]string{"memo.toml": strings.Replace(string(settings), "version = 1", "version = 1\ntheme = \"paper\"", 1)}
	err = fs.WalkDir(os.DirFS(paper), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path.Join(paper, p))
		over["themes/paper/"+p] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	tab := r.browser.Look(t, 1440, 900)
	look := func(url string) map[string]string {
		tab.Go(url + everyPart)
		return map[string]string{
			"background": styleOf(tab, "body", "background-color"),
			"ink":        styleOf(tab, ".prose p", "color"),
			"code":       styleOf(tab, ".code .k, .code .kn", "color"),
			"word":       browser.Eval[string](tab, `document.querySelector(".menu").innerText`),
			"footer":     browser.Eval[string](tab, `document.querySelector("footer.foot, body > footer").innerText`),
			// what stays
			"header":  browser.Eval[string](tab, `document.querySelector(".top").outerHTML.replaceAll(/年ごと|アーカイブ/g, "")`),
			"prose":   browser.Eval[string](tab, `document.querySelector(".prose").textContent`),
			"measure": styleOf(tab, ".prose", "width"),
			"letters": styleOf(tab, "body", "font"),
			"window":  styleOf(tab, ".code", "border-radius"),
			"list":    styleOf(tab, ".prose li li", "margin-top"),
		}
	}
	plain, other := look(r.sample), look(serve(t, with(t, over)))
	for _, changed := range []string{"background", "ink", "code", "word", "footer"} {
		if plain[changed] == other[changed] {
			t.Errorf("%s is not the theme's own: %q", changed, other[changed])
		}
	}
	if other["background"] != "rgb(251, 246, 236)" {
		t.Errorf("background is %s", other["background"])
	}
	for _, same := range []string{"header", "prose", "measure", "letters", "window", "list"} {
		if plain[same] != other[same] {
			t.Errorf("%s is not the default's: %q, want %q", same, other[same], plain[same])
		}
	}
	for _, c := range complaints(tab) {
		t.Errorf("console: %s", c)
	}
}

// aThemeOfAnEarlierMemoStillWorks overrides partials with what they were: a
// theme that somebody made must not break with a new memo, only lack what is new.
func (r readers) aThemeOfAnEarlierMemoStillWorks(t *testing.T) {
	home := serve(t, with(t, map[string]string{
		"themes/default/layouts/partials/ui.html": `<template id="ui">
<div class="code-tools"><button type="button" class="wrap" aria-pressed="false">{{word "wrap"}}</button><button type="button" class="copy" data-done="{{word "copied"}}">{{word "copy"}}</button></div>
<button type="button" class="rest">{{word "show_rest"}}</button>
<button type="button" class="zoom" aria-haspopup="dialog" title="{{word "enlarge"}}"></button>
<dialog class="picture" aria-label="{{word "picture"}}"><form method="dialog"><button class="close">{{word "close"}}</button></form></dialog>
<a class="icon up" href="#main" aria-label="{{word "to_top"}}"></a>
<p class="hide said" role="status"></p>
<dialog class="search" aria-label="{{word "search"}}" data-index="{{.SearchIndex}}">{{template "partials/search.html" .}}</dialog>
</template>`,
		"themes/default/layouts/partials/footer.html": `<footer class="foot"><a href="{{.TagsURL}}">{{word "tags"}}</a> <a href="{{.FeedURL}}">{{word "feed"}}</a>
{{template "partials/ui.html" .}}</footer>`,
		"themes/default/layouts/partials/head-site.html": `<meta name="theme-color" content="#ffffff">
<link rel="stylesheet" href="{{asset "main.css"}}"><script src="{{asset "main.js"}}"></script><link rel="icon" href="{{asset "icon.svg"}}">`,
		"themes/default/layouts/partials/prevnext.html": `{{with .Prev}}<a class="older" href="{{.URL}}">{{.Title}}</a>{{end}}{{with .Next}}<a class="newer" href="{{.URL}}">{{.Title}}</a>{{end}}`,
		"themes/default/layouts/partials/cloud.html":    `<ul>{{range .}}<li><a class="size{{.Step}}" href="{{.URL}}">{{.Name}} {{.Count}}</a></li>{{end}}</ul>`,
	}))
	tab := r.browser.Tab(t, 390, 844)
	tab.Allow(home)
	for _, p := range []string{everyPart, "/posts/part-2/", "/", "/tags/", "/archive/"} {
		tab.Go(home + p)
		tab.Press("?")
		browser.Eval[int](tab, `document.querySelector("a.anchor")?.click(), 1`)
		tab.Click(".mode")
		for _, c := range complaints(tab) {
			t.Errorf("%s: console: %s", p, c)
		}
	}
	tab.Go(home + "/posts/part-2/")
	holds(t, tab, `document.querySelector(".older") !== null`, `document.querySelector(".newer") !== null`)
	tab.Press("/")
	tab.Wait(`document.activeElement.matches("dialog input[name=q]")`)
}
