package themes_test

import (
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"memo/build/browser"
)

// theFrontPageSaysItsNameOnce counts where the site's name is seen above the
// fold; the heading is there for those who do not look.
func (r readers) theFrontPageSaysItsNameOnce(t *testing.T) {
	tab := r.browser.Look(t, 390, 844)
	const seen = `[...document.querySelectorAll("header *")].filter((e) => !e.children.length && !e.closest(".hide") && e.checkVisibility({ visibilityProperty: true }) && e.textContent.trim() === %s &&
		e.getBoundingClientRect().width > 1).length`
	for url, times := range map[string]int{
		serve(t, with(t, map[string]string{"content/_index.md": "はじめに。"})):                        1,
		serve(t, with(t, map[string]string{"content/_index.md": "---\ntitle: 別の題名\n---\nはじめに。"})): 1,
	} {
		tab.Go(url + "/")
		name := browser.Eval[string](tab, `document.querySelector(".brand").textContent`)
		if n := browser.Eval[int](tab, strings.Replace(seen, "%s", strconv.Quote(name), 1)); n != times {
			t.Errorf("the name is seen %d times", n)
		}
		holds(t, tab, `document.querySelectorAll("h1").length === 1`)
	}
}

// aSiteWithoutMemosSaysHowToBegin looks at a site as it is after the first
// minute, in both languages.
func (r readers) aSiteWithoutMemosSaysHowToBegin(t *testing.T) {
	tab := r.browser.Look(t, 390, 844)
	for language, command := range map[string]string{"ja": `memo new "題名"`, "en": `memo new "A title"`} {
		tab.Go(serve(t, fstest.MapFS{
			"memo.toml":         {Data: []byte("version = 1\nlanguage = \"" + language + "\"\n")},
			"content/_index.md": {},
		}) + "/")
		holds(t, tab, `document.querySelector("main").innerText.includes(`+"`"+command+"`"+`)`, `!document.querySelector("main ul, main h2")`,
			`!/[。、] /.test(document.querySelector("main").innerText)`,
			`!!document.querySelector("main .code .copy")`, `(() => {
				const box = document.querySelector("main .code").getBoundingClientRect(), line = document.createRange()
				line.selectNodeContents(document.querySelector("main code"))
				const b = line.getBoundingClientRect()
				return b.top - box.top >= 12 && box.bottom - b.bottom >= 12
			})()`)
		for _, c := range complaints(tab) {
			t.Errorf("console: %s", c)
		}
	}
}

// theBarsOfTheBrowserHaveThePagesColour holds in every mix of what the system
// prefers and the reader chooses.
func (r readers) theBarsOfTheBrowserHaveThePagesColour(t *testing.T) {
	tab := r.browser.Tab(t, 390, 844)
	const bar = `(() => {
		const probe = document.createElement("i")
		probe.style.color = [...document.querySelectorAll("meta[name=theme-color]")].find((m) => matchMedia(m.media).matches).content
		document.body.append(probe)
		const colour = getComputedStyle(probe).color
		probe.remove()
		return colour
	})()`
	for _, system := range colours() {
		tab.Prefer("prefers-color-scheme", system)
		tab.Go(r.sample + "/")
		for range 4 { // the system's own, each of the others, and back
			holds(t, tab, bar+` === getComputedStyle(document.body).backgroundColor`)
			tab.Click(".mode")
		}
		tab.Go(r.sample + "/about/") // one is chosen and remembered
		holds(t, tab, `"theme" in document.documentElement.dataset`, bar+` === getComputedStyle(document.body).backgroundColor`)
		browser.Eval[int](tab, `localStorage.clear(), 1`)
	}
	holds(t, tab, `fetch("/favicon.ico").then((r) => r.ok && r.headers.get("content-type") === "image/x-icon")`)
}

// smallThingsStayWithTheirOwn looks for counts on a line of their own, and for
// hints that their field has no room for.
func (r readers) smallThingsStayWithTheirOwn(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	for _, url := range []string{r.own + "/", r.own + "/tags/", r.own + "/search/", r.own + "/nowhere/", r.crowded + "/", r.crowded + "/tags/"} {
		tab.Go(url)
		for _, width := range widths() {
			tab.Resize(width, 900)
			if out := browser.Eval[string](tab, `[...document.querySelectorAll(".counts span")].filter((s) => {
				const name = document.createRange()
				name.selectNodeContents(s.previousSibling)
				return Math.abs([...name.getClientRects()].at(-1).bottom - s.getBoundingClientRect().bottom) > 8
			}).map((s) => s.parentNode.textContent).join(", ")`); out != "" {
				t.Errorf("%s at %d px: a count alone: %s", url, width, out)
			}
			holds(t, tab, `[...document.querySelectorAll("input[placeholder]")].filter((e) => e.checkVisibility()).every((e) => {
				const s = getComputedStyle(e), pen = document.createElement("canvas").getContext("2d")
				pen.font = s.font
				return pen.measureText(e.placeholder).width <= e.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight)
			})`)
		}
	}
}

// aCardOfAnAddressIsOneLine looks at cards whose page has no known title.
func (r readers) aCardOfAnAddressIsOneLine(t *testing.T) {
	const address = "docs.example.com/redshift/latest/dg/r_GRANT_and_all_that_there_is_to_say_of_it.html?highlight=a"
	tab := r.browser.Look(t, 320, 800)
	tab.Go(serve(t, with(t, map[string]string{"content/posts/card.md": "# カード\n\nhttps://" + address + "\n\nhttps://example.com/\n"})) + "/posts/card/")
	for _, width := range []int64{320, 768, 1440} {
		tab.Resize(width, 800)
		holds(t, tab, `document.documentElement.scrollWidth <= innerWidth`,
			`document.querySelectorAll(".card a").length === 2`,
			`[...document.querySelectorAll(".card a")].every((a) => a.offsetHeight < 60 && [...a.children].every((s) =>
				s.offsetTop === a.children[0].offsetTop && s.getBoundingClientRect().right < a.getBoundingClientRect().right))`,
			query(".card a")+`.textContent === "`+address+`"`,
			// the name is kept for longer than the folders
			query(".card-path")+`.clientWidth / `+query(".card-path")+`.scrollWidth <= `+query(".card-last")+`.clientWidth / `+query(".card-last")+`.scrollWidth`)
	}
}
