package main

import (
	"strings"
	"testing"

	"memo/build/browser"
)

// TestDraftingInTheRealTheme writes on a memo while a reader looks at it.
func TestDraftingInTheRealTheme(t *testing.T) {
	b := browser.Start(t)
	d := newDesk(t, 1)
	const name = "content/posts/live.md"
	head := "---\ntitle: 書いている途中\ndate: 2024-05-01\ndraft: true\ntags: [下書き]\n---\n"
	body := "## はじめに\n\n最初の段落です。\n\n```sh:run.sh\necho one\n```\n\n:::details 詳しく\n中身\n:::\n\n## おわりに\n\n終わりです。\n"
	d.put(name, head+body)
	s := serveDesk(t, d)
	s.compare()
	tab := b.Tab(t, 1200, 800)
	tab.Go(s.root + "/posts/live/")
	tab.Wait(`document.querySelectorAll("figure.code .code-tools").length === 1 &&
		document.querySelector('script[src*="/_memo/live/"]')?.dataset.ready === ""`)
	browser.Eval[int](tab, `(() => { document.querySelector("details").open = true; document.documentElement.dataset.theme = "dark"; return window.stays = 1 })()`)

	d.put(name, head+strings.Replace(body, "## おわりに", "```go\nfunc main() {}\n```\n\n## 途中\n\n## おわりに", 1))
	tab.Wait(`document.querySelectorAll("figure.code .code-tools").length === 2`)
	d.put(name, head+strings.Replace(body, "echo one", "echo two", 1))
	tab.Wait(`document.querySelector("figure.code pre").textContent.includes("echo two")`)
	for expr, want := range map[string]int{
		`document.querySelectorAll("figure.code .code-tools").length`: 1,
		`document.querySelector("details").open ? 1 : 0`:              1,
		`document.documentElement.dataset.theme === "dark" ? 1 : 0`:   1,
		`window.stays`: 1,
		`document.querySelector("main").textContent.includes("途中") ? 1 : 0`: 1, // the title
	} {
		if got := browser.Eval[int](tab, expr); got != want {
			t.Errorf("%s: %d, want %d", expr, got, want)
		}
	}

	d.put(name, strings.Replace(head, "途中", "最中", 1)+body)
	tab.Wait(`document.title.includes("最中") && document.querySelector("h1").textContent.includes("最中")`)
	d.put(name, "---\ntitel: [\n---\n"+body)
	tab.Wait(`document.querySelector("memo-live")?.shadowRoot.textContent.includes("content/posts/live.md:")`)
	d.put(name, head+body)
	tab.Wait(`!document.querySelector("memo-live") && document.title.includes("途中")`)
	d.put(name, strings.Replace(head, "draft: true", "draft: true\nslug: moved", 1)+body)
	tab.Wait(`document.querySelector("memo-live")?.shadowRoot.querySelector(".gone a")?.pathname === "/posts/moved/"`)
	if browser.Eval[int](tab, `window.stays`) != 1 {
		t.Error("navigated")
	}
	for _, c := range tab.Console() {
		t.Errorf("console: %s", c)
	}
}
