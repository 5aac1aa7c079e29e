package themes_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"memo/build/browser"
)

const (
	clipboard = `navigator.clipboard.readText()`
	toast     = `document.querySelector("[role=status].said:not(.hide)")?.textContent`
)

// headingLinksCopyTheirAddress clicks each heading's sign: the address is on
// the clipboard, the page has said so to eyes and ears, and the reader is there.
func (r readers) headingLinksCopyTheirAddress(t *testing.T) {
	tab, home := r.browser.Tab(t, 390, 844), r.sample
	tab.Allow(home)
	tab.Go(home + everyPart)
	for _, id := range []string{"コード", "注記"} {
		focus(tab, query("a.anchor[href='#"+id+"']"))
		tab.Press(kb.Enter)
		tab.Wait(toast + ` === "コピーしました"`)
		got, err := url.PathUnescape(browser.Eval[string](tab, clipboard))
		if want := home + everyPart + "#" + id; err != nil || got != want {
			t.Errorf("copied %s, want %s", got, want)
		}
		holds(t, tab, `decodeURIComponent(location.hash) === "#`+id+`"`, `document.documentElement.scrollWidth <= innerWidth`,
			query(".said")+`.getBoundingClientRect().bottom <= innerHeight`)
		tab.Wait(`!` + toast) // and it goes
	}
	// A click that opens a tab of its own copies nothing.
	browser.Eval[int](tab, `navigator.clipboard.writeText("before").then(() => {
		document.addEventListener("click", (e) => e.preventDefault())
		`+query("a.anchor")+`.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }))
		return 1
	})`)
	holds(t, tab, `!`+toast, clipboard+`.then((text) => text === "before")`)
}

// markdownOfAMemoIsSeenAndCopied takes a memo's Markdown both ways.
func (r readers) markdownOfAMemoIsSeenAndCopied(t *testing.T) {
	tab, home := r.browser.Tab(t, 1440, 900), r.sample
	tab.Allow(home)
	for _, p := range []string{everyPart, "/about/"} {
		tab.Go(home + p)
		markdown := get(t, browser.Eval[string](tab, query(".source a[type='text/markdown']")+`.href`))
		focus(tab, query(".copy-page"))
		tab.Press(kb.Enter)
		tab.Wait(toast + ` === "コピーしました"`)
		if got := browser.Eval[string](tab, clipboard); got != markdown || !strings.HasPrefix(got, "# ") {
			t.Errorf("%s: copied\n%s", p, got)
		}
	}
	// What cannot be had is not called copied.
	browser.Eval[int](tab, query(".copy-page")+`.dataset.from = "/nowhere.md", 1`)
	tab.Click(".copy-page")
	tab.Wait(toast + ` === "コピーできませんでした"`)
	if !strings.Contains(strings.Join(tab.Console(), ""), "404") {
		t.Error("nothing was asked for")
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatal(resp.Status, err)
	}
	return string(b)
}

// keysAreListedOnDemand presses ?, which costs nothing before.
func (r readers) keysAreListedOnDemand(t *testing.T) {
	tab := r.browser.Tab(t, 390, 844)
	tab.Go(r.sample + everyPart)
	const open, script = `document.querySelector("dialog.keys[open]")`, `performance.getEntriesByType("resource").some((e) => /keys/.test(e.name))`
	holds(t, tab, `!`+open, `!`+script)
	for _, ask := range []func(){
		func() { tab.Press("?", chromedp.ModifierShift); tab.Press("?", chromedp.ModifierShift) },
		func() { focus(tab, query("button.keys")); tab.Press(kb.Enter) },
	} {
		ask()
		tab.Wait(open)
		holds(t, tab, script, open+`.contains(document.activeElement)`, open+`.innerText.includes("サイト内を検索")`,
			`document.documentElement.scrollWidth <= innerWidth`)
		tab.Press("?", chromedp.ModifierShift)
		tab.Press("/")
		holds(t, tab, `document.querySelectorAll("dialog[open]").length === 1`)
		tab.Press(kb.Escape)
		tab.Wait(`!document.querySelector("dialog.keys")`)
	}
	tab.Press("/")
	tab.Wait(`document.activeElement.matches("dialog input[name=q]")`)
	tab.Press("a?")
	holds(t, tab, `document.activeElement.value === "a?"`, `!`+open)
}
