package themes_test

import (
	"io/fs"
	"strings"
	"testing"

	"memo/build/browser"
	"memo/build/effort"
)

// What the first view of the longest memo may cost.
const (
	maxBytes    = 20 << 10 // over the wire, compressed
	maxRequests = 4
)

// shifts notes what moves without the reader's doing, and is still there to be named.
// The footer of a short page stands at the bottom of the window, and may rise
// until the first frame that has all of the page: a busy machine shows it without
// its last lines before.
const shifts = `window.shifts = []
let whole = Infinity
addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => requestAnimationFrame((now) => { whole = now })))
new PerformanceObserver((list) => {
	const footer = (n) => (n.closest ? n : n.parentElement)?.closest(".foot")
	for (const e of list.getEntries()) {
		const coming = e.startTime < whole
		if (!e.hadRecentInput && e.sources.some(({ node }) => node && !(coming && footer(node)))) {
			window.shifts.push(e.value.toFixed(6) + " " + e.sources.map((s) => s.node?.outerHTML?.slice(0, 80) ?? s.node?.data).join(" | "))
		}
	}
}).observe({ type: "layout-shift", buffered: true })`

func (r readers) firstViewOfTheLongestMemoIsLight(t *testing.T) {
	home, tab := r.own, r.browser.Tab(t, 390, 844)
	tab.Go(home + longest)
	bytes := browser.Eval[int](tab, `performance.getEntries().reduce((n, e) => n + (e.encodedBodySize ?? 0), 0)`)
	rs := tab.Requests()
	t.Logf("%d bytes in %d requests", bytes, len(rs))
	for _, r := range rs {
		if !strings.HasPrefix(r.URL, home) {
			t.Errorf("another host was asked: %s", r.URL)
		}
	}
	if bytes == 0 || bytes > maxBytes {
		t.Errorf("%d bytes, at most %d wanted", bytes, maxBytes)
	}
	if len(rs) > maxRequests {
		t.Errorf("%d requests, at most %d wanted", len(rs), maxRequests)
	}
}

// nothingMovesAndNothingIsComplainedOf reads every page from top to
// bottom: pictures that load on the way keep their place.
func (r readers) nothingMovesAndNothingIsComplainedOf(t *testing.T) {
	tab := r.browser.Tab(t, 390, 844)
	tab.OnNewDocument(shifts)
	pages := r.pages()
	for turn, name := range few(pages) {
		for _, width := range effort.One([]int64{390, 1440}, turn) {
			tab.Resize(width, 844)
			open(tab, pages[name])
			moved := browser.Eval[[]string](tab, `(async () => {
				const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
				for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) { scrollTo(0, y); await frame() }
				await Promise.all([...document.images].map((i) => i.decode().catch(() => 0)))
				await frame()
				return window.shifts
			})()`)
			for _, m := range moved {
				t.Errorf("%s, %d px: the layout shifts by %s", name, width, m)
			}
			for _, c := range complaints(tab) {
				t.Errorf("%s: console: %s", name, c)
			}
		}
	}
}

// nothingMovesWhileAPageComes has pages come in pieces, in windows of several
// widths at once where all is tried: a page is laid out by what is known of it
// before.
func (r readers) nothingMovesWhileAPageComes(t *testing.T) {
	tab := r.browser.Tab(t, 1440, 900)
	tab.OnNewDocument(shifts)
	turn := 0
	read := func(url string) {
		widths := strings.Join(effort.One([]string{"320", "390", "768", "1440"}, turn), ", ")
		turn++
		for _, m := range browser.Eval[[]string](tab, `(async () => {
			const frames = [`+widths+`].map((width) => Object.assign(document.createElement("iframe"), { width, height: 844, src: "`+url+`" }))
			for (const f of frames) f.style.cssText = "position: fixed; inset: 0 auto auto 0; border: 0; max-width: none"
			document.body.replaceChildren(...frames)
			await Promise.all(frames.map((f) => new Promise((done) => { f.onload = done })))
			await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
			return frames.flatMap((f) => f.contentWindow.shifts.map((s) => f.width + " px: " + s))
		})()`) {
			t.Errorf("%s: the layout shifts at %s", url, m)
		}
	}
	for _, s := range []struct {
		site  fs.FS
		pages map[string]string
	}{{crowded(), map[string]string{"crowded": deep}}, {own(), kinds()}, {sample(), samples()}} {
		tab.Go(serveLate(t, s.site, "*.html") + "/")
		for _, name := range few(s.pages) {
			read(s.pages[name])
		}
	}
}
