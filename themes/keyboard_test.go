package themes_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"memo/build/browser"
	"memo/build/effort"
)

// stop is where Tab has come to.
type stop struct {
	Name    string // the element's own tag
	Order   int    // its place among all that can have the focus, -1 for none
	Visible bool   // it can be seen where it is
	Marked  bool   // and an outline says that it has the focus
}

// stops gives every element that can have the focus, in order.
const stops = `[...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
	.filter((e) => !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !e.closest("template"))`

const here = `(() => {
	const e = document.activeElement, box = e.getBoundingClientRect(), s = getComputedStyle(e)
	return {
		Name: e.outerHTML.slice(0, 100),
		Order: stops.indexOf(e),
		Visible: e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 0 &&
			box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
		Marked: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && e.matches(":focus-visible"),
	}
})()`

// tabReachesEverythingInOrderAndIsSeen walks every kind of page.
func (r readers) tabReachesEverythingInOrderAndIsSeen(t *testing.T) {
	home, other, tab := r.own, r.sample, r.browser.Look(t, 390, 844)
	for turn, url := range []string{other + everyPart, other + "/posts/page/2/", home + "/", home + "/tags/", home + "/search/", home + "/nowhere/"} {
		for _, width := range effort.One([]int64{390, 1440}, turn) {
			tab.Resize(width, 844)
			tab.Go(url)
			if url == home+"/search/" {
				tab.Wait(`document.activeElement.matches("input")`) // so that one can type at once
			}
			walk(t, tab, strings.TrimPrefix(strings.TrimPrefix(url, home), other))
		}
	}
}

func walk(t *testing.T, tab *browser.Tab, page string) {
	t.Helper()
	tab.Wait(measured)
	width := browser.Eval[int](tab, `window.stops = `+stops+`, innerWidth`)
	all := browser.Eval[int](tab, `stops.length`)
	for i := range all {
		if i == 0 {
			focus(tab, "stops[0]")
		} else {
			tab.Press(kb.Tab)
		}
		s := browser.Eval[stop](tab, here)
		if s.Order != i {
			t.Errorf("%s, %d px: stop %d of %d is number %d: %s", page, width, i, all, s.Order, s.Name)
			return
		}
		if !s.Visible || !s.Marked {
			t.Errorf("%s, %d px: visible %v, marked %v: %s", page, width, s.Visible, s.Marked, s.Name)
		}
	}
	if all < 10 {
		t.Errorf("%s: only %d stops", page, all)
	}
}

// focus puts the focus where Tab would bring it.
func focus(tab *browser.Tab, element string) {
	browser.Eval[int](tab, element+`.focus({ focusVisible: true }), 1`)
}

func query(selector string) string { return `document.querySelector("` + selector + `")` }

// holds fails the test for each expression that is not true.
func holds(t *testing.T, tab *browser.Tab, expressions ...string) {
	t.Helper()
	for _, e := range expressions {
		if !browser.Eval[bool](tab, e) {
			t.Errorf("not true: %s", e)
		}
	}
}

func (r readers) skipLinkLeadsPastTheHeader(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	tab.Go(r.sample + everyPart)
	tab.Press(kb.Tab)
	holds(t, tab, `document.activeElement.matches(".skip")`, `document.activeElement.getBoundingClientRect().left >= 0`)
	tab.Press(kb.Enter)
	tab.Wait(`document.activeElement.id === "main"`)
	tab.Press(kb.Tab)
	holds(t, tab, `document.activeElement === document.querySelector("main a")`)
}

func (r readers) searchOpensAndClosesByKeys(t *testing.T) {
	tab := r.browser.Tab(t, 1440, 900)
	tab.Go(r.sample + everyPart)
	keys := map[string]func(){
		"/":      func() { tab.Press("/") },
		"Ctrl-K": func() { tab.Press("k", chromedp.ModifierCtrl) },
	}
	for name, press := range keys {
		t.Log(name)
		press()
		tab.Wait(`document.activeElement.matches("input[name=q]") && document.activeElement.checkVisibility()`)
		holds(t, tab, `document.activeElement.value !== "/"`)
		tab.Press("a/b")
		holds(t, tab, `document.activeElement.value === "a/b"`)
		tab.Press(kb.Escape)
		tab.Wait(`!document.querySelector("dialog[open]") && document.activeElement === document.body`)
	}
	tab.Press("/")
	tab.Wait(`document.activeElement.matches("dialog input[name=q]")`)
	tab.Press("手順")
	tab.Wait(`document.querySelectorAll("dialog.search .results a").length > 1`)
	second := browser.Eval[string](tab, `document.querySelectorAll("dialog.search .results a")[1].pathname`)
	tab.Press(kb.ArrowDown)
	tab.Press(kb.Enter)
	tab.Wait(`location.pathname === "` + second + `"`)
	open(tab, r.sample+"/search/?q=vacuum")
	holds(t, tab, `document.querySelector("main .status").textContent === "1 件"`)
}

// whatIsTypedWhileSearchComesIsSearchedFor holds the script of the search back
// until something is typed, as on the first use over a poor line.
func (r readers) whatIsTypedWhileSearchComesIsSearchedFor(t *testing.T) {
	come := make(chan struct{})
	home := serveAs(t, own(), &published{late: "search.*.js", held: come})
	for turn, ask := range []func(*browser.Tab){
		func(tab *browser.Tab) { tab.Press("/") },
		func(tab *browser.Tab) { tab.Press("k", chromedp.ModifierCtrl) },
		func(tab *browser.Tab) { browser.Eval[bool](tab, `document.querySelector(".find-link").click(), true`) },
	} {
		for _, width := range effort.One([]int64{360, 1440}, turn) {
			tab := r.browser.Tab(t, width, 740)
			tab.Go(home + "/about/")
			focus(tab, query(".brand"))
			ask(tab)
			tab.Press("redshift ")
			tab.Compose("せってい")
			come <- struct{}{}
			tab.Wait(`document.querySelector("dialog.search .results a")`)
			holds(t, tab, `document.activeElement.matches("dialog input")`, `document.activeElement.value === "redshift せってい"`)
			tab.Press(kb.Escape)
			tab.Wait(`!document.querySelector("dialog[open]")`)
			holds(t, tab, `document.activeElement.matches(".brand")`, `document.querySelectorAll("body > input").length === 0`)
		}
	}
}

// escapeWhileSearchComesIsObeyed presses it before the script is there: the
// dialog must not open over who went on reading.
func (r readers) escapeWhileSearchComesIsObeyed(t *testing.T) {
	come := make(chan struct{})
	home := serveAs(t, own(), &published{late: "search.*.js", held: come})
	tab := r.browser.Tab(t, 1440, 900)
	tab.Go(home + "/about/")
	focus(tab, query(".brand"))
	tab.Press("/")
	tab.Press("a/b")
	tab.Press(kb.Escape)
	holds(t, tab, `document.activeElement.matches(".brand")`)
	come <- struct{}{}
	tab.Wait(`document.querySelectorAll("body > input").length === 0`)
	holds(t, tab, `document.activeElement.matches(".brand")`, `!document.querySelector("dialog[open]")`)
	tab.Press("/")
	tab.Wait(`document.activeElement.matches("dialog input")`)
	holds(t, tab, `document.activeElement.value === ""`)
}

func (r readers) codeButtonsWorkByKeyboard(t *testing.T) {
	tab, home := r.browser.Tab(t, 390, 844), r.sample
	tab.Allow(home)
	tab.Go(home + everyPart)
	copying := window("get-caller-identity") + `.querySelector(".copy")`
	focus(tab, copying)
	tab.Press(kb.Enter)
	tab.Wait(copying + `.textContent === "コピーしました"`)
	tab.Wait(`document.querySelector("[role=status].said").textContent === "コピーしました"`)
	holds(t, tab, `document.activeElement === `+copying)

	wrapping := window("package main") + `.querySelector(".wrap")`
	focus(tab, wrapping)
	tab.Press(" ")
	pre := window("package main") + `.querySelector("pre")`
	holds(t, tab, wrapping+`.getAttribute("aria-pressed") === "true"`, pre+`.scrollWidth <= `+pre+`.clientWidth`)
	tab.Press(" ")
	holds(t, tab, wrapping+`.getAttribute("aria-pressed") === "false"`, pre+`.scrollWidth > `+pre+`.clientWidth`)
}

func (r readers) detailsAndContentsOpenByKeyboardOnAPhone(t *testing.T) {
	tab := r.browser.Look(t, 390, 844)
	tab.Go(r.sample + everyPart)
	for _, s := range []string{".toc", ".series", ".fold", "details.callout"} {
		focus(tab, query(s+" > summary"))
		tab.Press(kb.Enter)
		tab.Wait(query(s) + `.open`)
	}
	focus(tab, query(".toc a[href='#注記']"))
	tab.Press(kb.Enter)
	tab.Wait(`decodeURIComponent(location.hash) === "#注記"`)
	tab.Wait(`Math.abs(document.getElementById("注記").getBoundingClientRect().top) < 60`)
	holds(t, tab, `document.querySelector(".toc").open`)
}

func (r readers) contentsFollowTheScroll(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	tab.Go(r.sample + everyPart)
	for _, id := range []string{"コード", "注記", "箇条書き"} {
		browser.Eval[int](tab, `document.getElementById("`+id+`").scrollIntoView(), 1`)
		tab.Wait(`decodeURIComponent(document.querySelector(".toc a[aria-current]")?.hash ?? "") === "#` + id + `"`)
	}
	holds(t, tab, `getComputedStyle(document.querySelector(".toc")).position === "sticky"`)
}

func (r readers) backToTopComesWithTurningBack(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	tab.Prefer("prefers-reduced-motion", "reduce")
	tab.Go(r.sample + everyPart)
	up := query(".up")
	browser.Eval[int](tab, `scrollTo(0, 3000), 1`)
	tab.Wait(`scrollY === 3000`)
	holds(t, tab, `getComputedStyle(`+up+`).visibility === "hidden"`)
	tab.Paint()
	browser.Eval[int](tab, `scrollTo(0, 2900), 1`)
	tab.Wait(`getComputedStyle(` + up + `).visibility === "visible"`)
	focus(tab, up)
	tab.Press(kb.Enter)
	tab.Wait(`scrollY === 0`)
	holds(t, tab, `document.activeElement.id === "main"`)
}

// chosenColoursAreRememberedAndNeverFlash looks at each document at the
// moment when it has a body, before anything of it is drawn.
func (r readers) chosenColoursAreRememberedAndNeverFlash(t *testing.T) {
	tab, home := r.browser.Tab(t, 1440, 900), r.sample
	tab.Prefer("prefers-color-scheme", "light")
	tab.OnNewDocument(`new MutationObserver((_, o) => {
		if (!document.body) return
		o.disconnect()
		window.first = document.documentElement.dataset.theme ?? "auto"
		addEventListener("DOMContentLoaded", () => { window.ready = ` + dark + ` })
	}).observe(document, { childList: true, subtree: true })`)
	tab.Go(home + everyPart)
	holds(t, tab, `window.first === "auto"`, `!`+dark)
	label := browser.Eval[string](tab, query(".mode")+`.ariaLabel`)
	focus(tab, query(".mode"))
	tab.Press(kb.Enter)
	holds(t, tab, dark, query(".mode")+`.ariaLabel !== "`+label+`"`)
	for range 2 {
		tab.Go(home + "/")
		holds(t, tab, `window.first === "dark"`, `window.ready`, dark)
	}
	holds(t, tab, `[...document.head.querySelectorAll("script[src]")].some((s) => !s.defer && !s.async)`)
	// Light, then the system's own again: nothing is left behind.
	focus(tab, query(".mode"))
	tab.Press(kb.Enter)
	tab.Press(kb.Enter)
	tab.Go(home + everyPart)
	holds(t, tab, `window.first === "auto"`, `!`+dark, `localStorage.length === 0`, query(".mode")+`.ariaLabel === "`+label+`"`)
}
