package browser

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
)

// Look gives a tab of width x height CSS pixels to a test that looks at pages and
// leaves nothing behind: no storage, no script for other pages, no permission.
// Another such test gets it afterwards. A tab of its own takes 0.3 s of
// processor time more, for a process that knows no font and no style sheet yet.
func (b *Browser) Look(t testing.TB, width, height int64) *Tab {
	t.Helper()
	ctx, found := b.takeUsed()
	if !found {
		ctx, _ = chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext()) // ends with the browser
		if err := chromedp.Do(ctx); err != nil {
			t.Fatalf("open tab: %v", err)
		}
	}
	limited, cancel := context.WithTimeout(ctx, 10*patience)
	tab := &Tab{t: t, ctx: limited, browser: b}
	t.Cleanup(func() {
		tab.Media("")
		tab.Go("about:blank")
		cancel()
		b.mu.Lock()
		defer b.mu.Unlock()
		b.used = append(b.used, ctx)
	})
	tab.begin(width, height)
	return tab
}

// takeUsed gives the tab that was given back last.
func (b *Browser) takeUsed() (ctx context.Context, found bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.used) == 0 {
		return nil, false
	}
	last := len(b.used) - 1
	ctx, b.used = b.used[last], b.used[:last]
	return ctx, true
}
