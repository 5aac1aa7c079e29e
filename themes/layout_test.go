package themes_test

import (
	"testing"

	"memo/build/browser"
)

// widths of windows, from the narrowest that WCAG asks for to a wide desk.
func widths() []int64 { return []int64{320, 360, 390, 768, 1024, 1440, 2560} }

// spill names what stands out of the window at the right and is not inside a
// box that scrolls, "" when the page fits.
const spill = `(() => {
	if (document.documentElement.scrollWidth <= innerWidth) return ""
	const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
	return document.documentElement.scrollWidth + " px: " + out.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(" | ")
})()`

func (r readers) noPageIsWiderThanTheWindow(t *testing.T) {
	b, home, other := r.browser, r.own, r.sample
	tab := b.Tab(t, 1440, 900)
	fits := func(name, url string) {
		open(tab, url)
		browser.Eval[int](tab, `document.querySelectorAll("details").forEach(d => d.open = true), 1`)
		for _, w := range widths() {
			tab.Resize(w, 900)
			if out := browser.Eval[string](tab, spill); out != "" {
				t.Errorf("%s at %d px: %s", name, w, out)
			}
		}
		// Text of twice the size, as readers set it in their browser.
		browser.Eval[int](tab, `document.documentElement.style.fontSize = "200%", 1`)
		for _, w := range []int64{640, 1440} {
			tab.Resize(w, 900)
			if out := browser.Eval[string](tab, spill); out != "" {
				t.Errorf("%s at %d px with text of 200%%: %s", name, w, out)
			}
		}
	}
	for name, p := range kinds() {
		fits(name, home+p)
	}
	for name, p := range samples() {
		fits(name, other+p)
	}
}

func (r readers) tablesAndCodeScrollInTheirOwnBox(t *testing.T) {
	tab := r.browser.Tab(t, 360, 800)
	tab.Go(r.sample + everyPart)
	for _, box := range []string{".table", ".code pre"} {
		if !browser.Eval[bool](tab, `[...document.querySelectorAll("`+box+`")].some((e) => {
			e.scrollLeft = 40
			return e.scrollLeft === 40 && getComputedStyle(e).overflowX === "auto"
		})`) {
			t.Errorf("no %s scrolls", box)
		}
	}
	if browser.Eval[int](tab, "scrollX") != 0 {
		t.Error("the page has scrolled sideways")
	}
}

func (r readers) fourLevelsOfListsKeepTheirWidthOnAPhone(t *testing.T) {
	tab := r.browser.Tab(t, 360, 800)
	tab.Go(r.sample + everyPart)
	share := browser.Eval[float64](tab, `(() => {
		const deep = document.querySelector(".prose li li li li > p")
		return deep.getBoundingClientRect().width / document.querySelector(".prose").getBoundingClientRect().width
	})()`)
	t.Logf("the fourth level has %.0f %% of the measure", 100*share)
	if share < .6 {
		t.Errorf("the fourth level has %.0f %% of the measure, 60 wanted", 100*share)
	}
}

// columnsOfPsqlLineUpWithJapanese measures where the bars of each table
// stand on the screen: one place for a column, whatever the characters before.
func (r readers) columnsOfPsqlLineUpWithJapanese(t *testing.T) {
	tab := r.browser.Tab(t, 1440, 900)
	tab.Go(r.sample + everyPart)
	type table struct {
		Rows int
		Bars [][]float64
	}
	tables := browser.Eval[[]table](tab, `[...document.querySelectorAll(".code code")].filter((c) => /[|].*\p{Script=Han}.*[|]/u.test(c.textContent)).map((code) => {
		const lines = new Map(), range = document.createRange()
		const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT)
		while (walk.nextNode()) for (let i = 0; i < walk.currentNode.length; i++) {
			if (!"|+".includes(walk.currentNode.data[i])) continue
			range.setStart(walk.currentNode, i)
			range.setEnd(walk.currentNode, i + 1)
			const box = range.getClientRects()[0], y = Math.round(box.bottom / 10)
			lines.set(y, [...(lines.get(y) ?? []), box.x])
		}
		return { Rows: lines.size, Bars: [...lines.values()] }
	})`)
	if len(tables) < 2 {
		t.Fatalf("only %d tables found", len(tables))
	}
	for i, tb := range tables {
		if tb.Rows < 4 {
			t.Errorf("table %d: only %d rows", i, tb.Rows)
		}
		worst := 0.
		for _, row := range tb.Bars {
			if len(row) != len(tb.Bars[0]) {
				t.Fatalf("table %d: rows of %d and %d bars", i, len(row), len(tb.Bars[0]))
			}
			for j, x := range row {
				worst = max(worst, x-tb.Bars[0][j], tb.Bars[0][j]-x)
			}
		}
		t.Logf("table %d: bars are off by %.2f px at most", i, worst)
		if worst > .6 {
			t.Errorf("table %d: bars are off by %.2f px", i, worst)
		}
	}
}
