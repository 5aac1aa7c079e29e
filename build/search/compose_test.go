package search_test

import (
	"github.com/chromedp/chromedp"
	keys "github.com/chromedp/chromedp/kb"

	"memo/build/browser"
)

// inBothPlaces runs a test in the dialog and on the page, the focus in an empty field.
func (r reader) inBothPlaces(test func(reader)) {
	for _, place := range []string{"dialog", "page"} {
		r.t.Log(place)
		if place == "dialog" {
			r.Go(r.url)
			r.Press("/")
		} else {
			r.Go(r.url + "search/")
		}
		r.sees("document.activeElement === field", true)
		test(r)
	}
}

func (r reader) composedTextIsSearchedFor() {
	r.inBothPlaces(func(r reader) {
		for _, step := range []string{"ｓ", "せ", "せｔ", "せつ", "せつぞ", "せつぞく", "接続"} {
			r.Compose(step)
		}
		r.Commit("接続")
		r.sees("[field.value, status, links.length]", []any{"接続", "1 件", 1})
	})
}

func (r reader) compositionInTheMiddleOfAQueryIsSearchedFor() {
	r.inBothPlaces(func(r reader) {
		r.Press("sts ")
		r.Press("timeout")
		for range "timeout" {
			r.Press(keys.ArrowLeft)
		}
		r.Compose("げんいん")
		r.Compose("原因")
		r.Commit("原因")
		r.Press(" ")
		r.sees("[field.value, status, links.length]", []any{"sts 原因 timeout", "1 件", 1})
	})
}

func (r reader) cancelledCompositionLeavesTheAnswerToWhatWasTyped() {
	r.inBothPlaces(func(r reader) {
		r.Press("endpoint")
		r.Compose("せつ") // before the answer to what was typed is there
		r.Compose("")
		r.sees("[field.value, status]", []any{"endpoint", "1 件"})
	})
}

// A composition's own keys choose, open and close nothing, neither before nor after it has ended.
func (r reader) keysOfACompositionAreTheInputMethods() {
	const state = "[field.value, links.length, chosen, field.selectionStart - field.selectionEnd, location.pathname]"
	r.inBothPlaces(func(r reader) {
		path := browser.Eval[string](r.Tab, "location.pathname")
		r.Press("ポート")
		r.sees("links.length", 10)
		r.Press(keys.ArrowUp)
		r.sees(state, []any{"ポート", 10, 9, 0, path})
		r.Compose("せつぞく")
		for _, key := range []string{"ArrowDown", "ArrowUp", "Enter", "Escape"} {
			r.PressComposing(key)
		}
		r.PressComposing("k", chromedp.ModifierCtrl) // makes katakana
		r.Press(keys.ArrowDown)
		r.Press(keys.Enter)
		r.Press(keys.Escape)
		r.sees(state, []any{"ポートせつぞく", 10, 9, 0, path})
		r.Compose("")
		for _, key := range []string{"Enter", "Escape"} { // as Safari tells of them
			r.PressComposing(key)
		}
		r.PressComposing("k", chromedp.ModifierCtrl)
		r.sees("[field.value, field.selectionStart - field.selectionEnd, location.pathname]", []any{"ポート", 0, path})
	})
}
