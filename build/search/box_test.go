package search_test

import (
	keys "github.com/chromedp/chromedp/kb"

	"memo/build/browser"
)

func (r reader) emptyDialogTellsWhatCanBeTypedAndWhatIsNew() {
	r.Go(r.url)
	r.Press("/")
	r.sees("[...box.querySelectorAll('.tips:not([hidden]) :is(dt, li a)')].map((e) => e.textContent)",
		[]string{"tag:aws", "year:2024", `"connection refused"`, "-redis", "新しいメモ"})
	r.Press("ポート")
	r.sees("[links.length, box.querySelector('.tips').hidden]", []any{10, true})
	r.Click("dialog .clear")
	r.sees("[field.value, links.length, box.querySelector('.tips').hidden, document.activeElement === field]", []any{"", 0, false, true})
}

func (r reader) nothingFoundOffersAWayOn() {
	r.page(`"timeout endpoint" tag:sts`)
	r.sees("[...box.querySelectorAll('.status button')].map((b) => b.textContent)", []string{`"timeout endpoint"`, "timeout endpoint", "timeout", "endpoint"})
	r.sees("box.querySelector('.tips').hidden", false)
	r.Click(".status button:nth-of-type(2)")
	r.sees("[field.value, status]", []any{"timeout endpoint", "1 件"})
}

func (r reader) resultTellsItsHeadingsAndWhatItLacks() {
	r.page("endpoint timeout")
	r.sees("[status, links[0]?.querySelector('.path')?.textContent, !links[0]?.querySelector('.missing')]", []any{"1 件", "ログ", true})
	r.page("endpoint timeout 量子")
	r.sees("[status, links[0]?.querySelector('.missing')?.textContent]", []any{"1 件", "一部のみ一致。含まれない言葉: 量子"})
}

func (r reader) whoComesBackFindsRowsAndPlace() {
	r.page("ポート")
	r.Click(".results + button")
	r.sees("links.length", 14)
	browser.Eval[bool](r.Tab, `(() => {
		const last = [...document.querySelectorAll("main .results a")].at(-1)
		last.scrollIntoView({ block: "center" })
		window.name = scrollY
		last.click()
		return true
	})()`)
	r.arrives("location.pathname.startsWith('/notes/posts/')")
	browser.Eval[bool](r.Tab, "(history.back(), true)")
	r.arrives("location.pathname === '/notes/search/'")
	r.sees("[field.value, links.length]", []any{"ポート", 14})
	r.Wait("scrollY > 0 && Math.abs(scrollY - window.name) < 2")

	r.Go(r.url)
	r.Press("/")
	r.sees("document.activeElement === field", true)
	r.Press("endpoint")
	r.sees("links.length", 1)
	r.Press(keys.Enter)
	r.arrives("location.pathname === '/notes/posts/sts/'")
	browser.Eval[bool](r.Tab, "(history.back(), true)")
	r.arrives("location.pathname === '/notes/'")
	r.Press("/")
	r.sees("[field.value, links.length]", []any{"endpoint", 1})
}

// arrives waits until a page is there and seen: who leaves it before sees the transition to it aborted.
func (r reader) arrives(where string) {
	r.t.Helper()
	r.Wait(where + " && document.readyState === 'complete'")
	browser.Eval[bool](r.Tab, "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0, true)))")
}

// Enter opens nothing that answers an earlier query.
func (r reader) enterBeforeTheAnswerLeadsToThePage() {
	r.Go(r.url)
	r.Press("/")
	r.sees("document.activeElement === field", true)
	r.Press("ポート")
	r.sees("links.length", 10)
	browser.Eval[bool](r.Tab, `(() => {
		const field = document.querySelector("dialog[open] input")
		field.value = "endpoint"
		field.dispatchEvent(new Event("input"))
		field.form.requestSubmit()
		return true
	})()`)
	r.Wait("location.pathname === '/notes/search/' && new URLSearchParams(location.search).get('q') === 'endpoint'")
	r.sees("status", "1 件")
}

func (r reader) addressHoldsTheQueryAndHistoryNoKeys() {
	for _, q := range []string{"ポート+8003", "ポート%208003"} {
		r.Go(r.url + "search/?q=" + q)
		r.sees("[field.value, status]", []any{"ポート 8003", "1 件"})
	}
	n := browser.Eval[int](r.Tab, "history.length")
	r.Press(" 番")
	r.sees("[field.value, status]", []any{"ポート 8003 番", "1 件"})
	r.Wait("location.search === '?q=' + encodeURIComponent('ポート 8003 番')")
	if m := browser.Eval[int](r.Tab, "history.length"); m != n {
		r.t.Errorf("%d entries of history became %d", n, m)
	}
}
