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

// TestAxeFindsNoViolation runs every default rule of axe-core, best practices
// included, on each kind of page in both colours, on a phone and on a desk.
func TestAxeFindsNoViolation(t *testing.T) {
	source, err := os.ReadFile(filepath.Join(nodeModules(t), "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b := browser.Start(t)
	home, other := serve(t, own()), serve(t, sample())
	for _, width := range []int64{360, 1440} {
		tab := b.Tab(t, width, 900)
		for name, p := range kinds() {
			axe(t, tab, string(source), name, home+p)
		}
		for name, p := range samples() {
			axe(t, tab, string(source), name, other+p)
		}
	}
}

// axe checks one page in both colours.
func axe(t *testing.T, tab *browser.Tab, source, name, url string) {
	t.Helper()
	tab.Go(url)
	browser.Eval[int](tab, source+";document.querySelectorAll('details').forEach(d => d.open = true);1")
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
