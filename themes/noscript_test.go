package themes_test

import (
	"testing"

	"memo/build/browser"
)

// everythingIsReadWithoutJavaScript looks at pages whose scripts never
// ran: nothing is cut off, nothing offers what it cannot do.
func (r readers) everythingIsReadWithoutJavaScript(t *testing.T) {
	home, tab := r.sample, r.browser.Tab(t, 390, 844)
	tab.DisableScripts()
	tab.Go(home + everyPart)
	for what, expression := range map[string]string{
		"long output is cut":            `[...document.querySelectorAll(".code pre")].some((p) => p.scrollHeight > p.clientHeight + 1)`,
		"the theme's switch is offered": `document.querySelector(".mode").checkVisibility()`,
		"copying is offered":            `document.querySelector(".copy-page").checkVisibility()`,
		"keys are offered":              `document.querySelector("button.keys").checkVisibility()`,
		"the Markdown is not offered":   `!document.querySelector(".source a").checkVisibility()`,
		"search is offered":             `document.querySelector(".find").checkVisibility()`,
		"no link leads to search":       `!document.querySelector("a[href='/search/']")`,
		"the contents cannot be opened": `document.querySelector(".toc summary") === null`,
		"the page is wider than window": `document.documentElement.scrollWidth > innerWidth`,
		"a picture has no room":         `[...document.images].some((i) => i.getBoundingClientRect().height < 10)`,
	} {
		if browser.Eval[bool](tab, expression) {
			t.Error(what)
		}
	}
	tab.Go(home + "/search/")
	if !browser.Eval[bool](tab, `document.querySelector("main").innerText.includes("検索には JavaScript が必要です")`) {
		t.Error("the search page does not say what it needs")
	}
	if browser.Eval[bool](tab, `document.querySelector("main input")?.checkVisibility() ?? false`) {
		t.Error("the search page shows a box that cannot search")
	}
	for _, c := range complaints(tab) {
		t.Errorf("console: %s", c)
	}
}
