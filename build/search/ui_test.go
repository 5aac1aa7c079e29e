package search_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	keys "github.com/chromedp/chromedp/kb"

	"memo/build/browser"
	"memo/build/search"
)

// shelf is some memos: one on a timeout, fourteen on ports, one whose every field is HTML.
func shelf() []search.Document {
	docs := []search.Document{{URL: prefix + "posts/html/", Title: "<img src=x onerror=alert(1)> の件", Date: "2019-04-01", Tags: []string{"<i>斜体</i>"},
		Blocks: []search.Block{{Text: "<script>alert(2)</script> は <b>危険</b> だった。"}}}}
	for i := range 14 {
		docs = append(docs, search.Document{URL: fmt.Sprintf("%sposts/%d/", prefix, i), Title: fmt.Sprintf("ポート %d 番", 8000+i), Date: fmt.Sprintf("%d-01-02", 2020+i%3),
			Tags: []string{"AWS", "Amazon Redshift"}[i%2:], Blocks: []search.Block{{Text: "待ち受けるポートを調べる。"}}})
	}
	return append(docs, search.Document{URL: prefix + "posts/sts/", Title: "STS の接続エラー", Date: "2024-08-01", Tags: []string{"AWS", "STS"}, Blocks: []search.Block{
		{Kind: search.Heading, Level: 2, Anchor: "原因", Text: "原因"},
		{Anchor: "原因", Text: "ＶＰＣ のインターフェイスがない。"},
		{Kind: search.Heading, Level: 2, Anchor: "ログ", Text: "ログ"},
		{Kind: search.Code, Anchor: "ログ", Text: "$ aws sts get-caller-identity\nConnect timeout on endpoint URL: \"https://sts.amazonaws.com/\""},
	}})
}

// reader is somebody who searches.
type reader struct {
	*browser.Tab
	t    testing.TB
	site *site
	url  string
}

// TestSearchBox is what the dialog and the search page promise. One browser serves all readers, whose sites have addresses
// of their own; whatever they do, the console stays silent.
func TestSearchBox(t *testing.T) {
	chromium := browser.Start(t)
	for _, c := range []struct {
		name string
		run  func(reader)
	}{
		{"DialogIsUsedByKeyboard", reader.dialogIsUsedByKeyboard},
		{"ARowStaysChosenWhileMoreCome", reader.aRowStaysChosenWhileMoreCome},
		{"HeaderOpensTheDialog", reader.headerOpensTheDialog},
		{"PageOfASearchCanBeLinkedTo", reader.pageOfASearchCanBeLinkedTo},
		{"MatchesAreMarkedWhateverTheirWidth", reader.matchesAreMarkedWhateverTheirWidth},
		{"FiltersAreWordsOfTheQuery", reader.filtersAreWordsOfTheQuery},
		{"QueryLanguageWorksOnThePage", reader.queryLanguageWorksOnThePage},
		{"TypoIsOfferedCorrected", reader.typoIsOfferedCorrected},
		{"HTMLIsShownAsText", reader.htmlIsShownAsText},
		{"StrangeQueriesAreAnsweredInThePage", reader.strangeQueriesAreAnsweredInThePage},
		{"PageSaysWhatIsWrong", reader.pageSaysWhatIsWrong},
		{"StaleQueryIsNotShown", reader.staleQueryIsNotShown},
		{"EmptyDialogTellsWhatCanBeTypedAndWhatIsNew", reader.emptyDialogTellsWhatCanBeTypedAndWhatIsNew},
		{"NothingFoundOffersAWayOn", reader.nothingFoundOffersAWayOn},
		{"ResultTellsItsHeadingsAndWhatItLacks", reader.resultTellsItsHeadingsAndWhatItLacks},
		{"WhoComesBackFindsRowsAndPlace", reader.whoComesBackFindsRowsAndPlace},
		{"EnterBeforeTheAnswerLeadsToThePage", reader.enterBeforeTheAnswerLeadsToThePage},
		{"AddressHoldsTheQueryAndHistoryNoKeys", reader.addressHoldsTheQueryAndHistoryNoKeys},
		{"ComposedTextIsSearchedFor", reader.composedTextIsSearchedFor},
		{"CompositionInTheMiddleOfAQueryIsSearchedFor", reader.compositionInTheMiddleOfAQueryIsSearchedFor},
		{"CancelledCompositionLeavesTheAnswerToWhatWasTyped", reader.cancelledCompositionLeavesTheAnswerToWhatWasTyped},
		{"KeysOfACompositionAreTheInputMethods", reader.keysOfACompositionAreTheInputMethods},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, url := newSite(t, encode(shelf()))
			r := reader{chromium.Look(t, 1000, 800), t, s, url}
			c.run(r)
			silent(t, r.Tab)
		})
	}
}

// sees waits until an expression about the box that is in use has a value: of field, status, links, filters, chosen.
func (r reader) sees(expression string, want any) {
	r.t.Helper()
	got := ""
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		got = browser.Eval[string](r.Tab, `(() => {
			const box = document.querySelector("dialog.search[open]") ?? document.querySelector("main .search")
			if (!box) return "no box"
			const field = box.querySelector("input"), status = box.querySelector(".status").textContent
			const links = [...box.querySelectorAll(".results a")], filters = [...box.querySelectorAll(".filters button")]
			const chosen = links.findIndex((a) => a.ariaSelected === "true" && a.id === field.getAttribute("aria-activedescendant"))
			const got = JSON.stringify(`+expression+`)
			return got === JSON.stringify(`+quote(want)+`) ? "" : String(got)
		})()`)
		if got == "" {
			return
		}
	}
	r.t.Fatalf("%s: %s, want %s", expression, got, quote(want))
}

// page opens the search page for a query, and waits until its script is there. Without a query it has not come yet.
func (r reader) page(query string) {
	r.t.Helper()
	r.Go(r.url + "search/?q=" + url.QueryEscape(query))
	if query == "" {
		r.sees("document.activeElement === field", true)
	} else {
		r.sees("field.role", "combobox")
	}
}

// aRowStaysChosenWhileMoreCome presses an arrow key as soon as the first rows are there.
func (r reader) aRowStaysChosenWhileMoreCome() {
	r.Go(r.url)
	r.Press("/")
	r.sees("document.activeElement === field && field.role", "combobox")
	browser.Eval[int](r.Tab, `(() => {
		const box = document.querySelector("dialog[open]"), field = box.querySelector("input"), results = box.querySelector(".results")
		pressed = null
		new MutationObserver(() => {
			if (pressed || results.querySelectorAll("a").length !== 5) return
			for (let i = 0; i < 3; i++) field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }))
			pressed = results.querySelectorAll("a")[3].href
		}).observe(results, { childList: true })
		return 1
	})()`)
	r.Press("ポート")
	r.sees("[links.length, !!pressed]", []any{10, true})
	r.sees("links[chosen].href === pressed", true)
	r.Press(keys.Backspace)
	r.sees("[field.value, chosen]", []any{"ポー", 0})
}

func (r reader) dialogIsUsedByKeyboard() {
	r.Go(r.url)
	r.Press("/")
	r.sees("document.activeElement === field && field.role", "combobox")
	r.Press("ポート")
	r.sees("[links.length, chosen, field.ariaExpanded, status]", []any{10, 0, "true", "14 件"})
	r.Press(keys.ArrowDown)
	r.sees("chosen", 1)
	r.Press(keys.ArrowUp)
	r.Press(keys.ArrowUp)
	r.sees("chosen", 9)
	r.Press(keys.ArrowDown)
	r.sees("chosen", 0)
	r.Press(keys.Home)
	r.sees("field.selectionStart", 0)
	r.Press(keys.Escape)
	r.Wait("!document.querySelector('dialog[open]')")
	r.Press("k", chromedp.ModifierCtrl)
	r.sees("document.activeElement === field && field.value", "ポート")
	r.Press("endpoint url") // what was there is selected, so it is replaced
	r.sees("links.length === 1 && links[0].querySelector('mark').textContent", "endpoint")
	r.Press(keys.Enter)
	r.Wait("location.pathname === '/notes/posts/sts/' && decodeURIComponent(location.hash) === '#ログ'")
}

func (r reader) headerOpensTheDialog() {
	r.Go(r.url)
	r.Click(".find input")
	r.Wait("document.querySelector('dialog[open]')")
	r.Click("dialog .close")
	r.Wait("!document.querySelector('dialog[open]')")
}

func (r reader) pageOfASearchCanBeLinkedTo() {
	r.page("ポート")
	r.sees("[field.value, links.length, chosen, status]", []any{"ポート", 10, -1, "14 件"})
	r.Click(".results + button")
	r.sees("links.length", 14)
	r.Press(keys.End)
	r.Press(" 8003")
	r.sees("[links.length, links[0].querySelector('.title').textContent]", []any{1, "ポート 8003 番"})
	r.Wait("new URLSearchParams(location.search).get('q') === 'ポート 8003'")
	r.Press(keys.Enter) // chooses nothing, so it goes nowhere
	r.sees("status", "1 件")
}

func (r reader) matchesAreMarkedWhateverTheirWidth() {
	r.page("vpc")
	r.sees("links[0]?.querySelector('.snippet mark').textContent", "ＶＰＣ")
	r.sees("[links[0].querySelector('time').textContent, [...links[0].querySelectorAll('.where span')].map((s) => s.textContent)]",
		[]any{"2024-08-01", []string{"AWS", "STS"}})
}

func (r reader) filtersAreWordsOfTheQuery() {
	r.page("ポート")
	r.sees("filters.map((b) => b.textContent)", []string{"すべて", "Amazon-Redshift", "AWS", "2022", "2021", "2020"})
	r.sees("filters.map((b) => b.ariaPressed)", []string{"true", "false", "false", "false", "false", "false"})
	r.Click(".filters button:nth-child(4)")
	r.sees("[field.value, status, filters[1].textContent, filters[1].ariaPressed, document.activeElement === field]", []any{"ポート year:2022", "4 件", "2022", "true", true})
	r.Click(".filters button:nth-child(2)")
	r.sees("[field.value, status]", []any{"ポート", "14 件"})
	r.Click(".filters button:nth-child(3)")
	r.sees("[field.value, status]", []any{"ポート tag:AWS", "7 件"})
	r.Click(".filters button:first-child")
	r.sees("[field.value, status]", []any{"ポート", "14 件"})
}

func (r reader) queryLanguageWorksOnThePage() {
	r.page("")
	for query, want := range map[string]string{"tag:aws": "8 件", "year:2024": "1 件", "ポート -8003": "13 件", "-8003": "除く言葉のほかに、探す言葉も入れてください。", "-8003 year:2024": "1 件", `"timeout on endpoint"`: "1 件",
		`"endpoint timeout"`: "見つかりませんでした endpoint timeout endpoint timeout", "量子": "見つかりませんでした", "": ""} {
		r.ask(query)
		r.sees("status", want)
	}
}

// ask puts a query of any length into the field.
func (r reader) ask(query string) {
	r.t.Helper()
	browser.Eval[bool](r.Tab, `(() => {
		const field = document.querySelector("main .search input")
		document.querySelector("main .status").textContent = "…"
		field.value = `+quote(query)+`
		return field.dispatchEvent(new Event("input"))
	})()`)
}

func (r reader) typoIsOfferedCorrected() {
	r.page("enpoint tag:sts")
	r.sees("status", "1 件 もしかして: endpoint")
	r.Click(".status button")
	r.sees("[field.value, status]", []any{"endpoint tag:sts", "1 件"})
}

func (r reader) htmlIsShownAsText() {
	r.page("alert(2)")
	r.sees("[links[0]?.querySelector('.title').textContent, links[0]?.querySelector('.snippet').textContent]",
		[]string{"<img src=x onerror=alert(1)> の件", "<script>alert(2)</script> は <b>危険</b> だった。"})
	r.sees("filters[1].textContent", "<i>斜体</i>")
	r.ask("enpoint <img src=x onerror=alert(3)>")
	r.sees("status !== '…'", true)
	if n := browser.Eval[int](r.Tab, `document.querySelectorAll("main :is(img, script, b, i)").length`); n != 0 {
		r.t.Errorf("%d elements were made of text", n)
	}
}

func (r reader) strangeQueriesAreAnsweredInThePage() {
	r.page("")
	for _, q := range []string{strings.Repeat("ポート ", 2500), strings.Repeat("a", 10_000), strings.Repeat("鍵", 10_000), strings.Repeat("\"-", 5000),
		"!@#$%^&*()[]{}|\\;:'<>,.?/~`", "🍣👨‍👩‍👧‍👦🇯🇵", "\x01\x02\x7f\u0085\u200b\ufeff", "<script>alert(1)</script>", strings.Repeat("a\u0301", 5000), "tag:", "year:0000", "-", "ー"} {
		r.ask(q)
		r.sees("status !== '…' && status !== '検索しています'", true)
	}
}

func (r reader) pageSaysWhatIsWrong() {
	good := r.site.files
	without := func(kind string) map[string][]byte {
		files := map[string][]byte{}
		for name, b := range good {
			if !strings.HasPrefix(name, kind) {
				files[name] = b
			}
		}
		return files
	}
	broken := "索引が見つからないか、壊れています。時間をおいて、ページを読み込み直してください。"
	for _, files := range []map[string][]byte{without("root"), without("k-"), without("b-"), without("d-"), without("t-"), {"root": []byte("msi1")}, {"root": nil}} {
		r.site.change(files, nil, false)
		r.page("ポート")
		r.sees("status", broken)
		r.sees("links.length", 0)
	}
	for _, line := range r.Console() {
		if !strings.Contains(line, "Failed to load resource") { // which the browser says, not the page
			r.t.Error(line)
		}
	}
	// A new index was published while the page was open: the old root leads nowhere, the new one is read.
	r.site.change(good, map[string][]byte{"root": encode(shelf()[:3])["root"]}, false)
	r.page("ポート")
	r.sees("status", "14 件")
	r.Console()
	// The host is gone.
	r.page("")
	browser.Eval[bool](r.Tab, "(window.fetch = () => Promise.reject(new TypeError('Failed to fetch')), true)")
	r.ask("ポート")
	r.sees("status", "索引を読み込めませんでした。通信を確かめて、もう一度試してください。")
}

func (r reader) staleQueryIsNotShown() {
	r.page("")
	browser.Eval[bool](r.Tab, `(() => { // answers come late, and the first one last
		const fetch = window.fetch
		let wait = 600
		window.fetch = async (...a) => { await new Promise((go) => setTimeout(go, wait -= 50)); return fetch(...a) }
		const field = document.querySelector("main .search input")
		const ask = (q) => { field.value = q; field.form.requestSubmit() }
		ask("ポート")
		setTimeout(ask, 30, "endpoint")
		return true
	})()`)
	r.sees("[status, links.length]", []any{"1 件", 1})
	browser.Eval[bool](r.Tab, "new Promise((go) => setTimeout(go, 1000, true))")
	r.sees("[status, links.length]", []any{"1 件", 1})
}
