package browser

import (
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Compose sets what an input method shows at the focused element before the
// text is final, the caret at its end: kana on their way to kanji. "" cancels.
func (tab *Tab) Compose(text string) {
	tab.t.Helper()
	end := int64(len([]rune(text)))
	call(tab, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: end, SelectionEnd: end})
}

// Commit ends a composition with its final text.
func (tab *Tab) Commit(text string) {
	tab.t.Helper()
	call(tab, input.InsertText, input.InsertTextParams{Text: text})
}

// PressComposing presses a key ("Enter", "Escape", "ArrowDown") that the
// input method takes for itself. Pages see it with the key code 229: in
// Safari even after the composition that it ends.
func (tab *Tab) PressComposing(key string, mods ...chromedp.Modifier) {
	tab.t.Helper()
	held := int64(0)
	for _, m := range mods {
		held |= int64(m)
	}
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		call(tab, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Modifiers: held, Key: key, Code: key,
			WindowsVirtualKeyCode: 229, NativeVirtualKeyCode: 229})
	}
}
