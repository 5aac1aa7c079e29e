package themes_test

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"memo/build/browser"
	"memo/build/effort"
)

// titles are such as engineers write, one a line.
//
//go:embed testdata/titles.txt
var titles string

// setTitles puts each title of the list into each of the places where titles
// stand, as it is drawn and as plain text.
const setTitles = `(async () => {
	const other = new DOMParser().parseFromString(await (await fetch("/posts/headings/")).text(), "text/html")
	const drawn = (doc, selector) => [...doc.querySelectorAll(selector)].map((e) => e.innerHTML)
	const titles = drawn(document, ".rows .title").filter((t) => t != "headings")
	const headings = drawn(other, ".prose > h2")
	const main = document.querySelector("main")
	main.innerHTML = '<ol class="rows"></ol><nav class="next"></nav><div class="prose"></div>'
	const put = (parent, html) => { parent.insertAdjacentHTML("beforeend", html); return parent.lastElementChild }
	const [rows, next, prose] = main.children
	const places = {
		h1: [titles, () => put(main, "<h1></h1>")],
		row: [titles, () => put(rows, "<li><time>2026-01-01</time><div><a class=title></a></div></li>").querySelector("a")],
		next: [titles, () => put(next, "<a class=newer></a>")],
		h2: [headings, () => put(prose, "<h2></h2>")],
		h3: [headings, () => put(prose, "<h3></h3>")],
	}
	window.set = Object.entries(places).flatMap(([place, [list, make]]) => list.map((html) => {
		const drawn = make(), plain = make()
		drawn.innerHTML = plain.innerHTML = html
		for (const e of [plain, ...plain.querySelectorAll("span")]) e.style.cssText = "word-break: normal; white-space: normal"
		return { place, drawn, plain, phrases: getComputedStyle(drawn).wordBreak == "auto-phrase" }
	}))
	return set.length
})()`

// longer names the titles that take more lines than plain text does.
const longer = `((wordBreak) => {
	const range = document.createRange()
	const lines = (e) => {
		range.selectNodeContents(e)
		return new Set([...range.getClientRects()].map((r) => Math.round(r.bottom / 4))).size
	}
	for (const s of set) if (s.phrases) s.drawn.style.wordBreak = wordBreak
	return set.filter((s) => lines(s.drawn) > lines(s.plain)).map((s) => s.place + ": " + s.drawn.textContent)
})`

// kept counts the titles that keep their phrases, of those in places that do.
const kept = `(() => {
	const all = set.filter((s) => s.phrases)
	return all.filter((s) => getComputedStyle(s.drawn.querySelector("[class^=w]") ?? s.drawn).wordBreak != "normal").length / all.length
})()`

// titlesTakeNoMoreLinesThanPlainText measures with the phrases of Chromium and,
// as other browsers do, with those of the generator alone.
func (r readers) titlesTakeNoMoreLinesThanPlainText(t *testing.T) {
	over := map[string]string{"memo.toml": "version = 1\ntitle = \"題名\"\n[sections.posts]\nper_page = 100\n"}
	list := strings.Split(strings.TrimSpace(titles), "\n")
	for i, s := range list {
		over[fmt.Sprintf("content/posts/title-%d.md", i)] = fmt.Sprintf("---\ntitle: %q\ndate: 2026-01-01\n---\n\n本文。\n", s)
	}
	over["content/posts/headings.md"] = "---\ntitle: headings\ndate: 2026-01-01\n---\n\n## " + strings.Join(list, "\n\n## ") + "\n"
	tab := r.browser.Look(t, 1440, 900)
	tab.Go(serve(t, with(t, over)) + "/posts/")
	if n := browser.Eval[int](tab, setTitles); n < 5*len(list) {
		t.Fatalf("%d titles", n)
	}
	for _, width := range effort.Of([]int64{320, 768}, []int64{320, 360, 390, 768, 1440}) {
		tab.Resize(width, 900)
		for _, how := range []string{"", "keep-all"} {
			if out := browser.Eval[[]string](tab, longer+`("`+how+`")`); len(out) > 0 {
				t.Errorf("%d px %s: %d titles take more lines than plain text:\n%s", width, how, len(out), strings.Join(out, "\n"))
			}
		}
		share := browser.Eval[float64](tab, kept)
		t.Logf("%d px: %.0f %% keep their phrases", width, 100*share)
		if share < map[int64]float64{320: .4, 360: .5, 390: .6, 768: .9, 1440: .9}[width] {
			t.Errorf("%d px: only %.0f %% keep their phrases", width, 100*share)
		}
	}
}
