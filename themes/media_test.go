package themes_test

import (
	"testing"

	"memo/build/browser"
)

// style is a JavaScript expression for a computed property of the first
// element that matches.
func style(selector, property string) string {
	return `getComputedStyle(document.querySelector("` + selector + `")).getPropertyValue("` + property + `")`
}

func styleOf(tab *browser.Tab, selector, property string) string {
	return browser.Eval[string](tab, style(selector, property))
}

const white, black = "rgb(255, 255, 255)", "rgb(0, 0, 0)"

// dark tells whether the page is.
const dark = `(() => { const [r] = getComputedStyle(document.body).backgroundColor.match(/\d+/g); return r < 64 })()`

func (r readers) printIsLightAndTextAlone(t *testing.T) {
	tab := r.browser.Look(t, 1024, 900)
	tab.Go(r.sample + everyPart)
	browser.Eval[int](tab, `document.documentElement.dataset.theme = "dark", 1`)
	tab.Media("print")
	for _, s := range []string{".top", ".toc", ".foot", ".end", ".code-tools"} {
		if got := styleOf(tab, s, "display"); got != "none" {
			t.Errorf("%s is printed: %s", s, got)
		}
	}
	if browser.Eval[bool](tab, dark) {
		t.Error("paper is dark")
	}
	if browser.Eval[bool](tab, `[...document.querySelectorAll(".code pre")].some((p) => p.scrollWidth > p.clientWidth + 1 || p.scrollHeight > p.clientHeight + 1)`) {
		t.Error("paper does not scroll, but some code would have to")
	}
}

func (r readers) forcedColoursLeaveBordersWhereBackgroundsWere(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	tab.Prefer("forced-colors", "active")
	tab.Go(r.sample + everyPart)
	for _, s := range []string{".prose p > code", ".line.hl", ".line.gi", ".callout", ".code"} {
		if got := styleOf(tab, s, "border-left-style"); got != "solid" && styleOf(tab, s, "border-top-style") != "solid" {
			t.Errorf("%s has no border: %s", s, got)
		}
	}
	holds(t, tab, `[...document.querySelectorAll(".code:has(.hl)")].every((c) => new Set([...c.querySelectorAll(".ln")].map((n) => n.getBoundingClientRect().left)).size === 1)`)
	tab.Prefer("forced-colors", "active", "prefers-color-scheme", "dark")
	open(tab, r.own+kinds()["results"])
	if ink, ground := styleOf(tab, ".results mark", "color"), styleOf(tab, "body", "background-color"); ink == ground {
		t.Errorf("marks of results are %s on %s", ink, ground)
	}
	holds(t, tab, `document.querySelectorAll(".filters button").length > 2`, `[...document.querySelectorAll(".filters button")].every((b) => (b.ariaPressed === "true") === (getComputedStyle(b).outlineStyle === "solid"))`)
}

func (r readers) moreContrastIsGivenWhenAskedFor(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	home := r.sample
	for _, c := range []struct{ scheme, ink string }{{"light", black}, {"dark", white}} {
		tab.Prefer("prefers-contrast", "more", "prefers-color-scheme", c.scheme)
		tab.Go(home + everyPart)
		if got := styleOf(tab, "body", "color"); got != c.ink {
			t.Errorf("%s: ink is %s, want %s", c.scheme, got, c.ink)
		}
	}
}

func (r readers) nothingMovesForThoseWhoWantItStill(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	home := r.sample
	for want, feature := range map[string]string{"0s": "reduce", "0.15s, 0.15s": "no-preference"} {
		tab.Prefer("prefers-reduced-motion", feature)
		tab.Go(home + everyPart)
		if got := styleOf(tab, ".up", "transition-duration"); got != want {
			t.Errorf("%s: transition of %s, want %s", feature, got, want)
		}
	}
	still := browser.Eval[bool](tab, `[...document.styleSheets].flatMap((s) => [...s.cssRules]).every(function look(r) {
		if (r instanceof CSSMediaRule && r.conditionText.includes("no-preference")) return true
		if (r.constructor.name === "CSSViewTransitionRule" || r.constructor.name === "CSSKeyframesRule" || r.style?.transitionDuration) return false
		return [...r.cssRules ?? []].every(look)
	})`)
	if !still {
		t.Error("a rule outside prefers-reduced-motion: no-preference moves something")
	}
}
