package themes_test

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"memo/build/browser"
)

// zoom is an expression for the button around the picture of a name.
func zoom(name string) string {
	return `document.querySelector(".zoom:has(img[src*='` + name + `'])")`
}

const enlarged = `document.querySelector("dialog.picture[open] img")`

// picturesEnlargeByKeyboard opens each picture that is shown smaller than it
// is, moves it and closes it again.
func (r readers) picturesEnlargeByKeyboard(t *testing.T) {
	for _, width := range []int64{360, 1440} {
		tab := r.browser.Tab(t, width, 844)
		tab.Go(r.sample + everyPart)
		for _, name := range []string{"map", "phone"} {
			tab.Wait(zoom(name))
			focus(tab, zoom(name))
			tab.Press(kb.Enter)
			tab.Wait(enlarged + `?.complete`)
			holds(t, tab, enlarged+`.decode().then(() => document.querySelectorAll("dialog[open]").length === 1)`)
			holds(t, tab, enlarged+`.clientWidth > 1.2 * `+zoom(name)+`.querySelector("img").clientWidth`,
				enlarged+`.clientWidth === `+enlarged+`.naturalWidth`)
			if name == "phone" {
				tab.Paint()
				tab.Press(kb.PageDown)
				tab.Wait(enlarged + `.parentNode.scrollTop > 0`)
			}
			tab.Press(kb.Escape)
			tab.Wait(`!document.querySelector("dialog.picture")`)
			holds(t, tab, `document.activeElement === `+zoom(name))
		}
	}
}

// picturesAskedForTwiceOpenOnce holds that a second click, before the picture
// has come or after, opens no second dialog and changes nothing in the first,
// and that Escape before it has come opens none.
func (r readers) picturesAskedForTwiceOpenOnce(t *testing.T) {
	tab := r.browser.Tab(t, 360, 844)
	tab.Go(r.sample + everyPart)
	tab.Wait(zoom("phone"))
	second := `dispatchEvent(new MouseEvent("click", {bubbles: true, detail: 2}))`
	browser.Eval[int](tab, zoom("phone")+`.click(), `+zoom("phone")+`.`+second+`, 1`)
	tab.Wait(enlarged + `?.complete`)
	browser.Eval[int](tab, enlarged+`.`+second+`, 1`)
	holds(t, tab, `document.querySelectorAll("dialog[open]").length === 1`, `!!document.querySelector("dialog.picture.real")`)
	tab.Press(kb.Escape)
	tab.Wait(`!document.querySelector("dialog.picture")`)

	// The picture comes when the test says so.
	browser.Eval[int](tab, `HTMLImageElement.prototype.decode = () => new Promise((done) => { arrive = done }), arrive = null, `+zoom("phone")+`.click(), 1`)
	tab.Wait(`!!arrive`)
	tab.Press(kb.Escape)
	holds(t, tab, `(arrive(), new Promise((done) => setTimeout(done)).then(() => !document.querySelector("dialog[open]")))`)
}

// picturesAreMovedByTheMouse draws one about; the click that ends it closes nothing.
func (r readers) picturesAreMovedByTheMouse(t *testing.T) {
	tab := r.browser.Tab(t, 700, 600)
	tab.Go(r.sample + everyPart)
	tab.Wait(zoom("phone"))
	browser.Eval[int](tab, zoom("phone")+`.click(), 1`)
	tab.Wait(enlarged + `?.complete`)
	tab.Drag(350, 500, 250, 200)
	tab.Wait(enlarged + `.parentNode.scrollTop === 300 && ` + enlarged + `.parentNode.scrollLeft === 100`)
	tab.Drag(350, 300, 350, 300)
	tab.Wait(`!document.querySelector("dialog.picture.real")`)
}

// smallPicturesStaySmall holds that one shown in its own size is not blown up, nor offered to be.
func (r readers) smallPicturesStaySmall(t *testing.T) {
	tab := r.browser.Tab(t, 1440, 900)
	tab.Go(r.sample + everyPart)
	tab.Wait(zoom("phone"))
	for _, name := range []string{"icon", "client"} {
		img := query("figure img[src*='" + name + "']")
		browser.Eval[int](tab, img+`.scrollIntoView(), 1`)
		tab.Wait(img + `.complete && ` + img + `.naturalWidth > 0`)
		tab.Paint()
		holds(t, tab, `!`+img+`.closest("button")`, img+`.clientWidth === `+img+`.naturalWidth`)
	}
}

// picturesDoNotGlareByNight holds that a picture is dimmed in dark colours,
// whoever has chosen them, and that dark ink stays readable without a ground.
func (r readers) picturesDoNotGlareByNight(t *testing.T) {
	tab := r.browser.Tab(t, 1440, 900)
	const bright = `getComputedStyle(document.querySelector(".prose img")).filter`
	for _, c := range []struct{ system, chosen, want string }{
		{"light", "", "brightness(1)"}, {"dark", "", "brightness(0.85)"}, {"dark", "light", "brightness(1)"}, {"light", "dark", "brightness(0.85)"},
	} {
		tab.Prefer("prefers-color-scheme", c.system)
		tab.Go(r.sample + everyPart)
		browser.Eval[int](tab, `document.documentElement.dataset.theme = "`+c.chosen+`", 1`)
		if got := browser.Eval[string](tab, bright); got != c.want {
			t.Errorf("system %s, chosen %q: %s, want %s", c.system, c.chosen, got, c.want)
		}
		holds(t, tab, style("img[src*=client]", "background-color")+` === "`+white+`"`)
	}
}
