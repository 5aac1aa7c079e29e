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
	tab := r.browser.Tab(t, 1440, 900)
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
