package themes_test

import (
	"regexp"
	"strings"
	"testing"

	"memo/build/browser"
)

// paperWidth is the width of an A4 page between its margins, in CSS pixels.
const paperWidth = 673

// broken finds the cells of tables whose tokens, such as names of machines, take two lines.
const broken = `[...document.querySelectorAll(".prose :is(td, th)")].filter((cell) => {
	const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange()
	while (walk.nextNode()) for (const m of walk.currentNode.data.matchAll(/[\w.,-]+/g)) {
		range.setStart(walk.currentNode, m.index)
		range.setEnd(walk.currentNode, m.index + m[0].length)
		if (new Set([...range.getClientRects()].map((r) => Math.round(r.bottom / 4))).size > 1) return true
	}
})`

// print shows a page as it is printed, after what its script does before.
func print(tab *browser.Tab) {
	browser.Eval[bool](tab, `dispatchEvent(new Event("beforeprint"))`)
	tab.Media("print")
}

// paperHoldsEverything looks at what is printed: no box that would have to be
// scrolled, opened or unfolded, no sign that is a background, which browsers leave
// out, and no picture that sends half a page to the next.
func (r readers) paperHoldsEverything(t *testing.T) {
	for _, scripts := range []bool{true, false} {
		tab := r.browser.Tab(t, paperWidth, 900)
		if !scripts {
			tab.DisableScripts()
		}
		tab.Go(r.sample + everyPart)
		print(tab)
		for what, expression := range map[string]string{
			"breaks a token":          map[bool]string{true: broken, false: `[]`}[scripts],
			"loses its sign":          `[...document.querySelectorAll(".kind, .task input:checked")].filter((e) => getComputedStyle(e, e.matches(".kind") ? "::before" : null).printColorAdjust !== "exact")`,
			"takes half a page":       `[...document.querySelectorAll("img")].filter((e) => e.offsetHeight > 480)`,
			"is wider than the paper": `[...document.querySelectorAll(".prose *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)`,
			"would have to scroll":    `[...document.querySelectorAll(".prose *")].filter((e) => getComputedStyle(e).display !== "inline" && getComputedStyle(e).overflow !== "visible" && !e.matches(".hide, img, svg, summary") && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))`,
			"is folded away":          `[...document.querySelectorAll(".prose :is(.tail, p, pre, li)")].filter((e) => !e.checkVisibility({ contentVisibilityAuto: true }) || e.getBoundingClientRect().height < 4)`,
			"is masked":               `[...document.querySelectorAll(".prose *")].filter((e) => getComputedStyle(e).maskImage !== "none")`,
			"can be pressed":          `[...document.querySelectorAll("button, input:not([type=checkbox]), .up, .skip, nav")].filter((e) => e.checkVisibility() && !e.querySelector("img") )`,
			"is too small to read":    `[...document.querySelectorAll(".prose :is(td, code)")].filter((e) => parseFloat(getComputedStyle(e).fontSize) < 7)`,
		} {
			if out := browser.Eval[[]string](tab, expression+`.map((e) => e.outerHTML.slice(0, 100))`); len(out) > 0 {
				t.Errorf("scripts %v: %s: %q", scripts, what, out)
			}
		}
	}
}

// printedURL finds the addresses that the style sheet puts behind links.
const printedURLs = `[...document.querySelectorAll(".prose a[href^=http]")].flatMap((a) => {
	const after = getComputedStyle(a, "::after").content
	return [a.textContent, after === "none" ? "" : after].join(" ").includes(a.href.replace(/^https?:\/\//, "").replace(/\/$/, "")) ? [a.href] : []
})`

func (r readers) paperShowsEachAddressOnce(t *testing.T) {
	tab := r.browser.Look(t, paperWidth, 900)
	tab.Go(r.sample + everyPart)
	print(tab)
	seen := map[string]int{}
	for _, u := range browser.Eval[[]string](tab, printedURLs) {
		seen[u]++
	}
	for _, u := range browser.Eval[[]string](tab, `[...document.querySelectorAll(".prose a[href^=http]")].map((a) => a.href)`) {
		if seen[u] != 1 {
			t.Errorf("%s is printed %d times", u, seen[u])
		}
	}
	holds(t, tab, `[...document.querySelectorAll(".prose a.url")].every((a) => getComputedStyle(a, "::after").content === "none")`)
}

var pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)

// pagesAreFilled compares a print with one that may break anywhere: keeping
// together what belongs together costs no page in ten.
func (r readers) pagesAreFilled(t *testing.T) {
	table := "| a | b |\n|---|---|\n" + strings.Repeat("| 値 | 説明 |\n", 12) + "\n"
	text := "## 見出し\n\n" + strings.Repeat("本文の文がここにあり、何行かにわたって続いていく。", 8) + "\n\n```go\n" + strings.Repeat("x := 1\n", 30) + "```\n\n> [!NOTE]\n> 補足。\n>\n> ```go\n" + strings.Repeat("> x := 1\n", 25) + "> ```\n\n" + table
	home := serve(t, with(t, map[string]string{"content/posts/long.md": "---\ntitle: t\n---\n\n" + strings.Repeat(text, 8)}))
	tab := r.browser.Look(t, 1440, 900)
	tab.Go(home + "/posts/long/")
	kept := len(pdfPage.FindAll(tab.PDF(), -1))
	browser.Eval[int](tab, `document.adoptedStyleSheets = [new CSSStyleSheet()], document.adoptedStyleSheets[0].replaceSync("* { break-inside: auto !important; break-after: auto !important; break-before: auto !important; orphans: 1 !important; widows: 1 !important }"), 1`)
	free := len(pdfPage.FindAll(tab.PDF(), -1))
	t.Logf("%d pages, %d if anything may be cut", kept, free)
	if free < 8 || kept*10 > free*11 {
		t.Errorf("%d pages, %d if anything may be cut", kept, free)
	}
}
