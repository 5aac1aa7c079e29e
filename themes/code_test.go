package themes_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"memo/build/browser"
)

// outOfReach names the buttons and labels of code windows that cannot be seen
// or clicked where they stand, or that stand over code.
const outOfReach = `[...document.querySelectorAll("figure.code")].filter((f) => f.checkVisibility()).flatMap((f) => {
	const pre = f.querySelector("pre").getBoundingClientRect(), lang = f.querySelector(".lang")
	const parts = [...f.querySelectorAll("button")].filter((b) => !b.hidden)
	return [lang, ...parts].filter((e) => {
		e.scrollIntoView({ block: "center", behavior: "instant" })
		const b = e.getBoundingClientRect(), p = f.querySelector("pre").getBoundingClientRect()
		const hit = document.elementFromPoint((b.left + b.right) / 2, (b.top + b.bottom) / 2)
		const over = !e.matches(".rest") && b.bottom > p.top + 1
		const small = e.matches("button") && (b.width < 24 || b.height < 24)
		return hit !== e || over || small || !e.checkVisibility({ opacityProperty: true }) || !e.textContent
	}).map((e) => e.className + " " + e.textContent + " of " + f.textContent.slice(0, 40))
})`

func (r readers) codeSaysWhatItIsAndCanBeReached(t *testing.T) {
	for _, width := range []int64{320, 360, 768, 1440} {
		tab := r.browser.Look(t, width, 900)
		tab.Go(r.sample + everyPart)
		browser.Eval[int](tab, `document.querySelectorAll("details").forEach(d => d.open = true), 1`)
		tab.Wait(`document.querySelectorAll(".code .copy").length === document.querySelectorAll(".code").length`)
		for _, out := range browser.Eval[[]string](tab, outOfReach) {
			t.Errorf("%d px: out of reach: %s", width, out)
		}
	}
}

// outputFoldsBothWays opens and closes what is folded, by every way there is.
func (r readers) outputFoldsBothWays(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	tab.Go(r.sample + everyPart)
	for _, text := range []string{"seq 60", "seq 14"} {
		rest, more := window(text)+`.querySelector(".rest")`, window(text)+`.querySelector(".tail")`
		tab.Wait(rest)
		height := window(text) + `.getBoundingClientRect().height`
		folded := browser.Eval[float64](tab, height)
		for range 2 {
			browser.Eval[int](tab, rest+`.scrollIntoView({ block: "center" }), 1`)
			focus(tab, rest)
			tab.Press(kb.Enter)
			holds(t, tab, more+`.checkVisibility({ contentVisibilityAuto: true })`, `!`+more+`.hidden`, rest+`.ariaExpanded === "true"`, rest+`.textContent === "折りたたむ"`,
				height+` > 8 * 20 + `+fmt.Sprint(folded))
			top := browser.Eval[float64](tab, rest+`.getBoundingClientRect().top`)
			tab.Press(kb.Enter)
			holds(t, tab, rest+`.textContent.includes(`+more+`.textContent.trimEnd().split("\n").length)`, height+` === `+fmt.Sprint(folded),
				`document.activeElement === `+rest, fmt.Sprintf(`Math.abs(%s.getBoundingClientRect().top - %f) < 2`, rest, top))
		}
	}
	first := browser.Eval[string](tab, window("seq 14")+`.querySelector(".tail").textContent`)
	if !strings.HasPrefix(first, "$ aws s3 ls") {
		t.Errorf("what is folded begins inside a command's output: %.40q", first)
	}
	// A link into what is folded away opens it, as finding in the page does.
	browser.Eval[int](tab, window("seq 14")+`.querySelector(".tail").id = "inside", location.hash = "inside", 1`)
	tab.Wait(window("seq 14") + `.matches(".unfolded")`)
	holds(t, tab, `!`+window("seq 60")+`.matches(".unfolded")`)
}

// measured tells that wrapping is offered for the code that is too wide, and for no other.
const measured = `[...document.querySelectorAll(".code:not(.wrapped)")].every((f) =>
	f.querySelector("pre").scrollWidth > f.querySelector("pre").clientWidth !== f.querySelector(".wrap").hidden)`

// wrappingIsOfferedWhereItHelps looks again when the room changes.
func (r readers) wrappingIsOfferedWhereItHelps(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	tab.Go(r.sample + everyPart)
	for _, width := range []int64{1440, 360, 2560, 1440} {
		tab.Resize(width, 900)
		tab.Wait(measured)
	}
	tab.Resize(1280, 900)
	tab.Wait(measured)
	moved := browser.Eval[[]string](tab, `[...document.querySelectorAll(".code .wrap:not([hidden])")].filter((b) => b.checkVisibility()).flatMap((b) => {
		const place = () => [b, b.closest(".code")].flatMap((e) => [e.getBoundingClientRect().left, e.getBoundingClientRect().right]).join()
		const before = place()
		b.click()
		const after = place()
		b.click()
		return before === after ? [] : [before + " -> " + after]
	})`)
	if len(moved) > 0 {
		t.Errorf("wrapping moves windows and their buttons: %q", moved)
	}
	pre, wrap := window("package main")+`.querySelector("pre")`, window("package main")+`.querySelector(".wrap")`
	tab.Resize(360, 900)
	tab.Wait(wrap + `.checkVisibility()`)
	browser.Eval[int](tab, pre+`.scrollLeft = 120, `+wrap+`.click(), `+wrap+`.click(), 1`)
	holds(t, tab, pre+`.scrollLeft === 120`)
}

// aCutEdgeIsShaded compares the colours in the last column of a code window
// and a table: unlike the ground while something is out of sight to the right.
func (r readers) aCutEdgeIsShaded(t *testing.T) {
	for _, scheme := range colours() {
		tab := r.browser.Look(t, 360, 900)
		tab.Prefer("prefers-color-scheme", scheme)
		tab.Go(r.sample + everyPart)
		for _, box := range []string{window("sync s3") + `.querySelector("pre")`, query(".table"), query(".callout .table")} {
			browser.Eval[int](tab, box+`.scrollIntoView({ block: "center", behavior: "instant" }), 1`)
			at := browser.Eval[[]int](tab, `(() => { const b = `+box+`.getBoundingClientRect(); return [Math.floor(b.right) - 3, Math.floor(b.bottom) - 5, Math.floor(b.right) - 40] })()`)
			cut := edge(t, tab, at)
			browser.Eval[int](tab, box+`.scrollLeft = 9999, 1`)
			end := edge(t, tab, at)
			if cut < 8 || end > 2 {
				t.Errorf("%s, %s: the edge differs from the ground by %d when cut, by %d at the end", scheme, box, cut, end)
			}
		}
	}
}

// edge tells how much the colour at the edge differs from that further inside.
func edge(t *testing.T, tab *browser.Tab, at []int) int {
	t.Helper()
	tab.Paint()
	m, err := png.Decode(bytes.NewReader(tab.Viewport()))
	if err != nil {
		t.Fatal(err)
	}
	return difference(m, at[0], at[2], at[1])
}

func difference(m image.Image, x1, x2, y int) (d int) {
	r1, g1, b1, _ := m.At(x1, y).RGBA()
	r2, g2, b2, _ := m.At(x2, y).RGBA()
	for _, c := range [][2]uint32{{r1, r2}, {g1, g2}, {b1, b2}} {
		d = max(d, int(c[0]>>8)-int(c[1]>>8), int(c[1]>>8)-int(c[0]>>8))
	}
	return d
}

// codeIsOfOneSize holds that no class of a token, nor of what is folded, means
// something elsewhere in the style sheet: all of a block has one size of
// letters and begins where its lines do, on the screen and on paper.
func (r readers) codeIsOfOneSize(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	for _, media := range []string{"", "print"} {
		tab.Media(media)
		tab.Go(r.sample + everyPart)
		odd := browser.Eval[[]string](tab, `[...document.querySelectorAll(".code code *")].filter((e) => {
			const s = getComputedStyle(e), c = getComputedStyle(e.closest("code"))
			return !e.matches(".wide") && s.fontSize !== c.fontSize && !e.closest(".wide") || s.marginTop !== "0px" || s.paddingTop !== "0px" || s.fontFamily !== c.fontFamily
		}).map((e) => e.outerHTML.slice(0, 60))`)
		for _, e := range odd {
			t.Errorf("media %q: %s", media, e)
		}
	}
}

// windowsAreLaidOutTogether holds that a page of many code windows costs
// about as many layouts as a page of one.
func (r readers) windowsAreLaidOutTogether(t *testing.T) {
	const one = "```go:a.go\npackage a // %s\n```\n\n```console\n$ seq 40\n%s```\n\n"
	block := fmt.Sprintf(one, strings.Repeat("long ", 60), strings.Repeat("1\n", 40))
	front := "---\ntitle: t\n---\n\n"
	home := serve(t, with(t, map[string]string{
		"content/posts/one.md":  front + block + "\n文。\n",
		"content/posts/many.md": front + strings.Repeat(block, 60) + "\n文。\n",
	}))
	count := func(path string) int {
		tab := r.browser.Look(t, 1440, 900)
		before := tab.Layouts()
		tab.Go(home + path)
		tab.Wait(`[...document.querySelectorAll(".code")].every((f) => f.querySelector(".copy"))`)
		return tab.Layouts() - before
	}
	one1, many := count("/posts/one/"), count("/posts/many/")
	t.Logf("%d layouts with 2 windows, %d with 120", one1, many)
	if many > one1+20 {
		t.Errorf("120 windows cost %d layouts, 2 cost %d", many, one1)
	}
}

// codeInADetailsStandsClear holds that nothing in a box touches its border.
func (r readers) codeInADetailsStandsClear(t *testing.T) {
	for _, width := range []int64{360, 1440} {
		tab := r.browser.Look(t, width, 900)
		tab.Go(r.sample + everyPart)
		browser.Eval[int](tab, `document.querySelectorAll("details").forEach(d => d.open = true), 1`)
		holds(t, tab, `[...document.querySelectorAll(":is(.fold, .callout, .prose blockquote) > :is(.code, .table, p:not(.kind))")].every((e) => {
			const b = e.getBoundingClientRect(), box = e.parentNode.getBoundingClientRect()
			return b.left >= box.left + 12 && b.right <= box.right && (e.parentNode.matches("blockquote") || b.right <= box.right - 12) && b.bottom <= box.bottom - (e.parentNode.matches("blockquote") ? 0 : 10)
		})`)
	}
}
