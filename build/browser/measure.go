package browser

import (
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
)

// Drag presses the mouse at one place and lets go at another.
func (tab *Tab) Drag(fromX, fromY, toX, toY float64) {
	tab.t.Helper()
	for _, e := range []input.DispatchMouseEventParams{
		{Type: input.DispatchMouseEventTypeMouseMoved, X: fromX, Y: fromY},
		{Type: input.DispatchMouseEventTypeMousePressed, X: fromX, Y: fromY},
		{Type: input.DispatchMouseEventTypeMouseMoved, X: toX, Y: toY, Buttons: 1},
		{Type: input.DispatchMouseEventTypeMouseReleased, X: toX, Y: toY},
	} {
		e.Button, e.ClickCount = input.MouseButtonLeft, 1
		call(tab, input.DispatchMouseEvent, e)
	}
}

// Layouts gives how often the tab's pages have been laid out since the first call.
func (tab *Tab) Layouts() int {
	tab.t.Helper()
	call(tab, performance.Enable, performance.EnableParams{})
	for _, m := range call(tab, performance.GetMetrics, cdp.Empty{}).Metrics {
		if m.Name == "LayoutCount" {
			return int(m.Value)
		}
	}
	tab.t.Fatal("the browser does not count layouts")
	return 0
}

// PDF gives the page as it is printed on A4.
func (tab *Tab) PDF() []byte {
	tab.t.Helper()
	return call(tab, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 210 / 25.4, PaperHeight: 297 / 25.4, PreferCSSPageSize: new(true), PrintBackground: new(true)}).Data
}
