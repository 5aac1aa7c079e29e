package themes_test

import (
	"bytes"
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"memo/build/browser"
)

// go test ./themes -run /Screenshots -screenshots ../screenshots
var folder = flag.String("screenshots", "", "draw every kind of page into this `folder`")

// screenshotsShowEveryKindOfPage draws each kind of page in both colours, on
// a phone and on a desk, for people to look at. Without a folder it draws the
// home page alone, to show that it can.
func (r readers) screenshotsShowEveryKindOfPage(t *testing.T) {
	if *folder == "" {
		shoot(t, r.browser, map[string]string{"home": r.own + "/"}, t.TempDir())
		return
	}
	if err := os.MkdirAll(*folder, 0o755); err != nil {
		t.Fatal(err)
	}
	shoot(t, r.browser, r.pages(), *folder)
	windows(t, r.browser, r.own+"/posts/dx-s3-timeout/", *folder)
}

// windows draws the two pictures of the README: what a window shows of a memo,
// by day its top, by night a transcript and lists.
func windows(t *testing.T, b *browser.Browser, url, dir string) {
	t.Helper()
	tab := b.Tab(t, 1280, 800)
	tab.Go(url)
	for i, c := range colours() {
		tab.Prefer("prefers-color-scheme", c)
		browser.Eval[int](tab, `scrollTo(0, [0, document.querySelector(".prose h2").offsetTop - 40][`+strconv.Itoa(i)+`]), 1`)
		tab.Wait(`[...document.images].every(i => i.complete)`)
		if err := os.WriteFile(filepath.Join(dir, "readme-"+c+".png"), tab.Viewport(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func shoot(t *testing.T, b *browser.Browser, pages map[string]string, dir string) {
	t.Helper()
	for size, width := range map[string]int64{"phone": 390, "desktop": 1440} {
		tab := b.Look(t, width, 844)
		for name, url := range pages {
			open(tab, url)
			browser.Eval[int](tab, `document.querySelectorAll("img").forEach(i => i.loading = "eager"), 1`)
			tab.Wait(`[...document.images].every(i => i.complete)`)
			for _, c := range colours() {
				tab.Prefer("prefers-color-scheme", c)
				picture := tab.Screenshot()
				if cfg, err := png.DecodeConfig(bytes.NewReader(picture)); err != nil || int64(cfg.Width) != width {
					t.Errorf("%s: %d px wide, %v", name, cfg.Width, err)
				}
				if err := os.WriteFile(filepath.Join(dir, name+"-"+size+"-"+c+".png"), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
