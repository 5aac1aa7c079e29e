package browser

import (
	"net/http"
	"os"
	"testing"
)

func TestTabHearsTheConsoleAndCountsBytes(t *testing.T) {
	url := Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(`<!doctype html><title>題</title><p>本文<script>console.warn("hello",1)</script>`))
	}))
	tab := Start(t).Tab(t, 390, 844)
	tab.Go(url)
	if got := Eval[string](tab, "document.title"); got != "題" {
		t.Errorf("title %q", got)
	}
	if got := Eval[int](tab, "innerWidth"); got != 390 {
		t.Errorf("width %d", got)
	}
	if c := tab.Console(); len(c) == 0 {
		t.Error("the console message was not heard")
	}
	if rs := tab.Requests(); len(rs) == 0 || rs[0].Bytes == 0 {
		t.Errorf("requests %+v", rs)
	}
	tab.Prefer("prefers-color-scheme", "dark")
	if !Eval[bool](tab, "matchMedia('(prefers-color-scheme: dark)').matches") {
		t.Error("dark is not preferred")
	}
}

// TestAProfileGoesWithItsBrowser looks at the disk after a test has ended.
func TestAProfileGoesWithItsBrowser(t *testing.T) {
	var profile string
	t.Run("browse", func(t *testing.T) {
		b := Start(t)
		profile = b.profile
		b.Tab(t, 390, 844).Go("data:text/html,<title>x</title>")
		if _, err := os.Stat(profile); err != nil {
			t.Errorf("while it runs: %v", err)
		}
	})
	if _, err := os.Stat(profile); !os.IsNotExist(err) {
		t.Errorf("%s is there: %v", profile, err)
	}
}

// TestATabOfAnotherIsAsNew looks twice with the same tab.
func TestATabOfAnotherIsAsNew(t *testing.T) {
	b := Start(t)
	for range 2 {
		t.Run("look", func(t *testing.T) {
			tab := b.Look(t, 390, 844)
			tab.Go("data:text/html,<script>console.log(1)</script>")
			if len(tab.Console()) != 1 || Eval[int](tab, "innerWidth") != 390 || Eval[bool](tab, "matchMedia('print').matches") ||
				Eval[bool](tab, "matchMedia('(prefers-color-scheme: dark), (forced-colors: active)').matches") {
				t.Error("something of the test before is left")
			}
			tab.Prefer("prefers-color-scheme", "dark", "forced-colors", "active")
			tab.Resize(1000, 800)
			tab.Media("print")
		})
	}
	if len(b.used) != 1 {
		t.Errorf("%d tabs were opened", len(b.used))
	}
}
