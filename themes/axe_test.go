package themes_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"memo/build/browser"
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
// included, on each kind of page in both colours, on a phone and on a desk.
func (r readers) axeFindsNoViolation(t *testing.T) {
	source, err := os.ReadFile(filepath.Join(browser.NodeModules(t), "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b, home, other := r.browser, r.own, r.sample
	for _, width := range []int64{360, 1440} {
		tab := b.Tab(t, width, 900)
		for name, p := range kinds() {
			axe(t, tab, string(source), name, home+p)
		}
		for name, p := range samples() {
			axe(t, tab, string(source), name, other+p)
		}
		tab.Go(other + everyPart)
		tab.Press("/")
		tab.Wait(`document.activeElement.matches("dialog input")`)
		tab.Press("折り返し")
		tab.Wait(`document.querySelector("dialog.search .results a")`)
		violations(t, tab, string(source), "search dialog")
	}
}

// axe opens one page, and all that folds on it, and checks it.
func axe(t *testing.T, tab *browser.Tab, source, name, url string) {
	t.Helper()
	open(tab, url)
	browser.Eval[int](tab, `document.querySelectorAll("details").forEach(d => d.open = true), 1`)
	violations(t, tab, source, name)
}

// violations checks what the tab shows in both colours.
func violations(t *testing.T, tab *browser.Tab, source, name string) {
	t.Helper()
	browser.Eval[int](tab, source+";1")
	for _, c := range colours() {
		tab.Prefer("prefers-color-scheme", c, "prefers-reduced-motion", "reduce")
		out := browser.Eval[string](tab, `axe.run({resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations))`)
		var found []violation
		if err := json.Unmarshal([]byte(out), &found); err != nil {
			t.Fatal(err)
		}
		for _, v := range found {
			for _, n := range v.Nodes {
				t.Errorf("%s, %s, %d px: %s: %s\n%s\n%s", name, c, browser.Eval[int](tab, "innerWidth"), v.ID, v.Help, n.HTML, strings.TrimSpace(n.Summary))
			}
		}
	}
}
