package themes_test

import (
	"testing"

	"memo/build/browser"
)

// grown tells of the tables and code of a memo how wide they are and whether
// they lie over what stands beside the text, or out of the window.
const grown = `(() => {
	const prose = document.querySelector(".prose").getBoundingClientRect()
	const toc = document.querySelector(".toc").getBoundingClientRect()
	const right = toc.left >= prose.right ? toc.left : document.documentElement.clientWidth
	const all = [...document.querySelectorAll(".prose > :is(.table, .code)")].map((e) => [e, e.getBoundingClientRect()])
	return {
		Measure: prose.width,
		Widest: Math.max(...all.map(([, b]) => b.width)),
		Needless: all.filter(([e, b]) => b.width > prose.width + 40 && e.scrollWidth <= e.clientWidth && [...e.querySelectorAll("table, code")].every((c) => c.scrollWidth < prose.width)).length,
		Over: all.filter(([, b]) => b.left < 0 || b.right > right - 8).length,
		Holding: all.filter(([, b]) => b.left > prose.left + 1 || b.right < prose.right - 1).length,
		Broken: [...document.querySelectorAll(".prose td :is(.hold, .nb)")].filter((e) => e.getClientRects().length > 1).length,
	}
})()`

// wideTablesAndCodeTakeTheRoomThereIs looks at windows from a tablet to a wide desk.
func (r readers) wideTablesAndCodeTakeTheRoomThereIs(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	tab.Go(r.sample + everyPart)
	for width, least := range map[int64]float64{360: 0, 768: 0, 1024: 0, 1280: 60, 1440: 200, 1920: 300, 2560: 300} {
		tab.Resize(width, 900)
		g := browser.Eval[struct {
			Measure, Widest                 float64
			Needless, Over, Holding, Broken int
		}](tab, grown)
		if g.Widest < g.Measure+least {
			t.Errorf("%d px: the widest is %.0f px, the column %.0f px", width, g.Widest, g.Measure)
		}
		if width < 768 {
			g.Over = 0 // code runs to both edges of a phone
		}
		if g.Needless+g.Over+g.Holding+g.Broken > 0 {
			t.Errorf("%d px: %+v", width, g)
		}
	}
}
