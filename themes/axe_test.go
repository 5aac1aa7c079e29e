package themes_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"memo/build/browser"
	"memo/build/effort"
)

// violation is one rule of axe-core that a page breaks.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// axeFindsNoViolation runs every default rule of axe-core, best practices
// included, on each kind of page: by day on a phone, by night on a desk.
func (r readers) axeFindsNoViolation(t *testing.T) {
	source, err := os.ReadFile(filepath.Join(browser.NodeModules(t), "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	a := axe{t: t, tab: r.browser.Look(t, 360, 900), source: string(source)}
	pages := r.pages()
	for _, name := range effort.Of([]string{"parts"}, slices.Sorted(maps.Keys(pages))) {
		a.check(name, func() { a.open(pages[name]) })
	}
	a.check("search dialog", func() {
		a.tab.Go(r.sample + everyPart)
		a.tab.Press("/")
		a.tab.Wait(`document.activeElement.matches("dialog input")`)
		a.tab.Press("折り返し")
		a.tab.Wait(`document.querySelector("dialog.search .results a")`)
	})
}

// axe is axe-core in a tab.
type axe struct {
	t      *testing.T
	tab    *browser.Tab
	source string
	turn   int
}

// open opens a page and all that folds on it.
func (a *axe) open(url string) {
	open(a.tab, url)
	browser.Eval[int](a.tab, `document.querySelectorAll("details").forEach(d => d.open = true), 1`)
}

// check looks at what come brings into the tab.
func (a *axe) check(name string, come func()) {
	a.t.Helper()
	for _, v := range effort.One([]struct {
		width  int64
		colour string
	}{{360, "light"}, {1440, "dark"}}, a.turn) {
		a.tab.Resize(v.width, 900)
		a.tab.Prefer("prefers-color-scheme", v.colour, "prefers-reduced-motion", "reduce")
		come()
		browser.Eval[int](a.tab, a.source+";1")
		a.violations(fmt.Sprintf("%s, %s, %d px", name, v.colour, v.width))
	}
	a.turn++
}

// violations checks what the tab shows.
func (a *axe) violations(where string) {
	a.t.Helper()
	out := browser.Eval[string](a.tab, `axe.run({resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations))`)
	var found []violation
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		a.t.Fatal(err)
	}
	for _, v := range found {
		for _, n := range v.Nodes {
			a.t.Errorf("%s: %s: %s\n%s\n%s", where, v.ID, v.Help, n.HTML, strings.TrimSpace(n.Summary))
		}
	}
}
