package themes_test

import (
	"slices"
	"strings"
	"testing"

	"memo/build/browser"
	"memo/build/effort"
)

// searchPageIsLightUntilSomethingIsAskedFor counts all that the page loads,
// but for its icon, which browsers ask for at some time after it is there.
func (r readers) searchPageIsLightUntilSomethingIsAskedFor(t *testing.T) {
	tab := r.browser.Tab(t, 390, 844)
	tab.Go(r.own + "/search/")
	tab.Wait(`document.activeElement.matches("main input")`)
	bytes := browser.Eval[int](tab, `performance.getEntries().reduce((n, e) => n + (e.encodedBodySize ?? 0), 0)`)
	rs := slices.DeleteFunc(tab.Requests(), func(r browser.Request) bool { return strings.Contains(r.URL, "/_memo/icon.") })
	t.Logf("%d bytes in %d requests", bytes, len(rs))
	if bytes == 0 || bytes > maxBytes || len(rs) > maxRequests {
		t.Errorf("%d bytes in %d requests, at most %d in %d wanted", bytes, len(rs), maxBytes, maxRequests)
	}
	for _, r := range rs {
		if strings.Contains(r.URL, "/_memo/search") && !strings.HasSuffix(r.URL, ".css") {
			t.Errorf("nothing was searched for, but %s asked for", r.URL)
		}
	}
	tab.Press("redshift")
	tab.Wait(`document.querySelector("main .results a")`)
}

// searchMovesNothing has the index come late, so that answers are not taken
// for what the reader's last key does.
func (r readers) searchMovesNothing(t *testing.T) {
	late := serveLate(t, own(), "*.bin")
	for _, width := range effort.Of([]int64{360}, []int64{320, 360, 768, 1440}) {
		tab := r.browser.Tab(t, width, 740)
		tab.OnNewDocument(shifts)
		still := func(what string) {
			t.Helper()
			browser.Eval[int](tab, `new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0, 1)))`)
			for _, s := range browser.Eval[[]string](tab, `window.shifts.splice(0)`) {
				t.Errorf("%s, %d px: the layout shifts by %s", what, width, s)
			}
		}
		tab.Go(late + "/search/?q=S3+timeout")
		tab.Wait(`document.querySelector("main .results a")`)
		still("a query in the address")
		tab.Go(late + "/search/")
		still("no query")
		tab.Press("redshift")
		tab.Wait(`document.querySelector("main .results a")`)
		still("typing")
		tab.Press(" wlm")
		tab.Wait(`new URLSearchParams(location.search).get("q") === "redshift wlm" && document.querySelector("main .results a")`)
		still("typing on")
		tab.Click("main .clear")
		tab.Wait(`document.querySelector("main .tips").checkVisibility()`)
		still("clearing")
	}
}

// searchShowsItsTipsOnlyWithoutAnswer watches them from before the first script
// until the answer, which comes late.
func (r readers) searchShowsItsTipsOnlyWithoutAnswer(t *testing.T) {
	late := serveLate(t, own(), "*.bin")
	tab := r.browser.Tab(t, 390, 844)
	tab.OnNewDocument(`window.turns = 0
		new MutationObserver((all) => { window.turns += all.filter((m) => m.target.matches(".tips") && m.oldValue === null).length })
			.observe(document, { subtree: true, attributeFilter: ["hidden"], attributeOldValue: true })`)
	tab.Go(late + "/search/?q=S3+timeout")
	tab.Wait(`document.querySelector("main .results a")`)
	if n := browser.Eval[int](tab, `window.turns`); n != 1 {
		t.Errorf("with a query in the address the tips go %d times", n)
	}
	tab.Go(late + "/search/?q=zzzzqqqq")
	tab.Wait(`document.querySelector("main .tips").checkVisibility()`)
	if !browser.Eval[bool](tab, `(({ textContent, dataset }) => textContent === dataset.none)(document.querySelector("main .status"))`) {
		t.Error("the tips come back before it is known that there is nothing to find")
	}
}
