package themes_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp/kb"

	"memo/build/browser"
	"memo/build/effort"
)

// crowded is a site with more of everything that stands around the text than
// most: a long name, eight sections, tags and a series on each memo.
func crowded() fs.FS {
	m := fstest.MapFS{}
	put := func(name, text string) { m[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	put("memo.toml", "version = 1\ntitle = \"クラウド基盤チームの技術メモと運用手順書\"\nbase_url = \"https://memo.example.com/\"\n[check]\nstale_after = \"3y\"\n")
	put("content/about.md", "---\ntitle: このサイトについて\n---\n\nひとこと。\n")
	for i, name := range strings.Fields("ネットワークと接続 データベース運用 セキュリティと権限 監視・アラート コスト最適化の記録 障害対応ふりかえり Kubernetes 読書メモ") {
		dir := fmt.Sprintf("content/s%d/", i)
		put(dir+"_index.md", "---\ntitle: "+name+"\n---\n")
		for year := 2022; year < 2025; year++ {
			put(fmt.Sprintf("%sy%d.md", dir, year), fmt.Sprintf("---\ntitle: %s の %d 年の記録\ndate: %[2]d-05-01\ntags: [Linux, 分野%d, 年%[2]d]\nseries: [連載%d]\n---\n\n本文はこれだけ。\n", name, year, i, i%3))
		}
	}
	put("content/s0/alone.md", "---\ntitle: ひとつだけのメモ\ndate: 2024-06-01\ntags: [ほかにないタグ]\n---\n\n本文はこれだけ。\n")
	put("content/s0/long.md", "---\ntitle: Direct Connect 越しの S3 アクセスがタイムアウトしたときに、どの区間まで届いているかを端から順に切り分けていく手順の記録\n"+
		"date: 2020-06-02\ntags: [AWS, Direct Connect, VPC, S3, STS, Linux]\nseries: [連載0]\n---\n\n最初の行。\n\n"+
		strings.Repeat("## `aws` の見出しがここにあります\n\n"+strings.Repeat("本文がつづきます。", 120)+"\n\n", 9))
	return m
}

// deep is its memo with most before the text.
const deep = "/s0/long/"

// desks are widths of windows from a tablet to a wide desk.
func desks() []int64 { return []int64{768, 900, 1024, 1440, 1920} }

// cut names what of the header is not wholly seen: it stands out of the
// window once it is scrolled to, is clipped by a box around it, lies over something else or has been
// squeezed until a word of its own no longer fits.
const cut = `(() => {
	const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width
	const items = [...document.querySelectorAll(".top a, .top button, .top input")].filter(seen)
	const bad = (e) => {
		e.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" })
		const boxes = new Map(items.map((e) => [e, e.getBoundingClientRect()]))
		const b = boxes.get(e)
		if (b.left < 0 || b.right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 1 && e.clientWidth) return true
		for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
			const q = p.getBoundingClientRect(), s = getComputedStyle(p)
			if (s.maskImage !== "none" || s.overflow !== "visible" && (b.left < q.left || b.right > q.right + 1 || b.bottom > q.bottom + 1)) return true
		}
		return items.some((o) => { const c = boxes.get(o); return o !== e && Math.min(b.right, c.right) - Math.max(b.left, c.left) > 1 && Math.min(b.bottom, c.bottom) - Math.max(b.top, c.top) > 1 })
	}
	return items.filter(bad).map((e) => e.textContent.trim() || e.ariaLabel).join(", ")
})()`

func (r readers) nothingOfTheHeaderIsCut(t *testing.T) {
	tab := r.browser.Look(t, 320, 740)
	bare := fstest.MapFS{"memo.toml": &fstest.MapFile{Data: []byte("version = 1\ntitle = \"x\"\n")}, "content/a.md": &fstest.MapFile{Data: []byte("# A\n\nB\n")}}
	for name, url := range map[string]string{"own": r.own, "crowded": r.crowded, "bare": serve(t, bare)} {
		tab.Go(url + "/")
		for _, width := range append([]int64{320, 360, 390, 640}, desks()...) {
			tab.Resize(width, 740)
			if out := browser.Eval[string](tab, cut); out != "" {
				t.Errorf("%s at %d px: cut: %s", name, width, out)
			}
			if high := browser.Eval[float64](tab, query(".top")+`.getBoundingClientRect().height`); high > 132 && width < 640 || high > 160 {
				t.Errorf("%s at %d px: the header is %.0f px high", name, width, high)
			}
		}
		tab.Resize(900, 740)
		holds(t, tab, query(".bar")+`.getBoundingClientRect().width >= 900 || innerWidth > 900`)
	}
}

// aMenuThatScrollsShowsWhereOneIs opens every page of the menu, and goes along
// it by keyboard: what is current and what has the focus is wholly seen.
func (r readers) aMenuThatScrollsShowsWhereOneIs(t *testing.T) {
	tab := r.browser.Tab(t, 360, 740)
	tab.OnNewDocument(shifts)
	const seen = `.getBoundingClientRect()).every((b) => b.left > -1 && b.right < innerWidth + 1)`
	tab.Go(r.crowded + "/")
	items := browser.Eval[[]string](tab, `[...document.querySelectorAll(".menu a")].map((a) => a.href)`)
	current := 0
	for _, url := range items {
		tab.Go(url)
		n := browser.Eval[int](tab, `document.querySelectorAll(".menu [aria-current]").length`)
		current += n
		holds(t, tab, `[...document.querySelectorAll(".menu [aria-current]")].map((a) => a`+seen)
		if moved := browser.Eval[string](tab, `String([scrollX, scrollY, ...shifts])`); moved != "0,0" {
			t.Errorf("%s: scrolled and shifted by %s", url, moved)
		}
	}
	if current < 8 {
		t.Errorf("%d of %d items are current on their page", current, len(items))
	}
	tab.Go(r.crowded + "/")
	focus(tab, query(".menu a"))
	for i := range items {
		holds(t, tab, fmt.Sprintf(`document.activeElement === document.querySelectorAll(".menu a")[%d]`, i))
		tab.Wait(`[document.activeElement].map((a) => a` + seen)
		tab.Press(kb.Tab)
	}
}

// column tells how far the column of text is from the middle, and whether
// something stands beside it.
const column = `(() => {
	const box = [...document.querySelectorAll("main :is(h1, .prose, .rows, .search)")].filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect())
	const left = Math.min(...box.map((b) => b.left)), right = Math.max(...box.map((b) => b.right))
	const side = [...document.querySelectorAll("main :is(.side, .toc)")].filter((e) => e.checkVisibility())
	return {
		Off: (left + right - document.documentElement.clientWidth) / 2,
		Beside: side.some((e) => { const b = e.getBoundingClientRect(); return b.left >= right && b.top < innerHeight && b.height > 0 }),
		Wide: right - left,
	}
})()`

// aColumnIsInTheMiddleOrHasCompany looks at every kind of page, and at those
// that have nothing to put beside the text.
func (r readers) aColumnIsInTheMiddleOrHasCompany(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	pages := r.pages()
	for name, p := range map[string]string{"short": "/s0/alone/", "lone tag": "/tags/ほかにないタグ/", "crowded tag": "/tags/linux/", "crowded year": "/archive/2023/", "crowded about": "/about/"} {
		pages[name] = r.crowded + p
	}
	for turn, name := range few(pages) {
		open(tab, pages[name])
		for _, width := range effort.One(desks(), turn) {
			tab.Resize(width, 900)
			c := browser.Eval[struct {
				Off, Wide float64
				Beside    bool
			}](tab, column)
			if (c.Off > 1 || c.Off < -1) && !(c.Beside && width >= 1024) {
				t.Errorf("%s at %d px: the column is %.0f px off the middle, with nothing beside it", name, width, c.Off)
			}
			if c.Wide > 43*16 {
				t.Errorf("%s at %d px: the column is %.0f px wide", name, width, c.Wide)
			}
		}
	}
}

// theTextBeginsOnTheFirstScreenOfAPhone looks at memos with everything that
// can stand before their text.
func (r readers) theTextBeginsOnTheFirstScreenOfAPhone(t *testing.T) {
	tab := r.browser.Look(t, 360, 740)
	for _, url := range []string{r.own + longest, r.own + "/posts/dx-s3-timeout/", r.sample + everyPart, r.crowded + deep} {
		tab.Go(url)
		line := browser.Eval[float64](tab, `(() => {
			const range = document.createRange()
			range.selectNodeContents(document.querySelector(".prose > :not(h2, h3)"))
			return range.getClientRects()[0].bottom
		})()`)
		if line > 740 {
			t.Errorf("%s: the first line ends at %.0f px, the screen at 740", url, line)
		}
	}
	holds(t, tab, query(".stale")+`.checkVisibility()`, query("h1")+`.getClientRects()[0].height > 5 * 34`)
	for _, width := range []int64{360, 768} {
		tab.Resize(width, 740)
		for _, summary := range []string{".series summary", ".toc summary"} {
			browser.Eval[int](tab, query(summary)+`.scrollIntoView({ block: "center", behavior: "instant" }), 1`)
			holds(t, tab, `(() => {
				const [s, c] = [".series summary", ".toc summary"].map((s) => document.querySelector(s).getBoundingClientRect()), e = document.querySelector("`+summary+`"), b = e.getBoundingClientRect()
				return s.right <= c.left && c.right <= innerWidth && Math.abs(s.bottom - c.bottom) < 4 && e.contains(document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2))
			})()`)
		}
	}
}

// aSeriesLeadsOnAtItsEnd goes from the first memo of a series to the last by
// the links under the text alone.
func (r readers) aSeriesLeadsOnAtItsEnd(t *testing.T) {
	tab := r.browser.Look(t, 390, 740)
	tab.Go(r.sample + everyPart)
	parts := browser.Eval[[]string](tab, `[...document.querySelectorAll(".series li")].map((e) => e.textContent)`)
	for i, part := range parts {
		holds(t, tab, query("h1")+`.textContent === "`+part+`"`, query(".end .next h2")+`.textContent.includes("`+fmt.Sprintf("%d / %d", i+1, len(parts))+`")`)
		if i+1 < len(parts) {
			tab.Go(browser.Eval[string](tab, query(".end .next a[rel=next]")+`.href`))
		}
	}
	holds(t, tab, `!document.querySelector(".end .next a[rel=next]")`)
	if len(parts) < 4 {
		t.Errorf("only %d parts", len(parts))
	}
}

// turnBack scrolls far down and a little up again, and waits for what comes then.
func turnBack(tab *browser.Tab) {
	for _, y := range []string{"scrollY", "document.body.scrollHeight / 2", "scrollY - 90"} {
		browser.Eval[int](tab, `scrollTo(0, `+y+`), 1`)
		tab.Paint()
	}
	tab.Wait(`getComputedStyle(` + query(".up") + `).visibility === "visible"`)
}

// aBarNamesWhatIsReadInANarrowWindow goes through the contents by the bar, on
// phones held both ways and in a window without a second column.
func (r readers) aBarNamesWhatIsReadInANarrowWindow(t *testing.T) {
	tab := r.browser.Look(t, 360, 740)
	tab.Prefer("prefers-reduced-motion", "reduce")
	shown := func(s string) string { return `getComputedStyle(` + query(s) + `).visibility === "visible"` }
	for _, size := range [][2]int64{{360, 740}, {740, 360}, {900, 700}} {
		tab.Resize(size[0], size[1])
		tab.Go(r.crowded + deep)
		holds(t, tab, `!(`+shown(".reading")+`)`)
		turnBack(tab)
		holds(t, tab, shown(".reading"), query(".reading")+`.offsetHeight === 45`, query(".reading")+`.getBoundingClientRect().top === 0`,
			`[...document.querySelectorAll(".up, .reading .icon")].every((e) => {
				const a = e.getBoundingClientRect(), b = e.firstElementChild.getBoundingClientRect()
				return Math.abs(a.left + a.right - b.left - b.right) < 2 && Math.abs(a.top + a.bottom - b.top - b.bottom) < 2
			})`)
		focus(tab, query(".here"))
		tab.Press(kb.Enter)
		tab.Press(kb.Tab)
		entries := browser.Eval[int](tab, `document.querySelectorAll(".sheet a").length`)
		for i := range entries {
			entry := fmt.Sprintf(`document.querySelectorAll(".sheet a")[%d]`, i)
			holds(t, tab, `document.activeElement === `+entry)
			tab.Press(kb.Enter)
			tab.Wait(`location.hash === ` + entry + `.hash && ` + entry + `.ariaCurrent === "true"`)
			holds(t, tab, query(".sheet")+`.matches(":popover-open")`, shown(".reading"), query(".here")+`.textContent === `+entry+`.textContent`, `(() => {
				const head = document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect()
				return head.top >= document.querySelector(".reading").getBoundingClientRect().bottom && head.bottom <= document.querySelector(".sheet").getBoundingClientRect().top
			})()`)
			focus(tab, entry)
			tab.Press(kb.Tab)
		}
		if entries < 9 {
			t.Errorf("only %d entries", entries)
		}
		focus(tab, query(".sheet a"))
		tab.Press(kb.Escape)
		tab.Wait(`!` + query(".sheet") + `.matches(":popover-open")`)
	}
	holds(t, tab, `document.activeElement.matches(".here")`)
	browser.Eval[int](tab, query(".reading .find-link")+`.click(), 1`)
	tab.Wait(`document.activeElement.matches("dialog.search input")`)

	tab.Resize(1440, 900)
	tab.Go(r.crowded + deep)
	turnBack(tab)
	holds(t, tab, `!`+query(".reading")+`.checkVisibility()`)

	tab.Resize(360, 740)
	tab.Go(r.crowded + "/") // without contents the bar leads to the top
	turnBack(tab)
	holds(t, tab, query(".here")+`.textContent === `+query("h1")+`.textContent`)
	browser.Eval[int](tab, query(".here")+`.click(), 1`)
	tab.Wait(`scrollY === 0`)
}
