package serve

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"memo/build/browser"
)

// long is a page taller than any window, with things a reader has opened.
func long(edited string) string {
	var b strings.Builder
	b.WriteString("# Long\n<details id=\"d\"><summary>more</summary><p>inside</p></details>\n")
	for i := range 100 {
		fmt.Fprintf(&b, "paragraph %d\n\n", i)
		if i == 50 {
			b.WriteString(edited + "\n\n")
		}
	}
	return b.String()
}

// visit goes to a page and waits until a save changes it in place; before, the
// page is loaded anew.
func visit(tab *browser.Tab, url string) {
	tab.Go(url)
	tab.Wait(`document.querySelector('script[src*="/_memo/live/"]')?.dataset.ready === ""`)
}

// TestOpenPagesFollowTheMemos is what the live script promises; one browser
// serves all.
func TestOpenPagesFollowTheMemos(t *testing.T) {
	b := browser.Start(t)
	for name, page := range map[string]func(*testing.T, *browser.Browser){
		"SaveChangesThePageInPlace":                     saveChangesThePageInPlace,
		"EditOutOfViewIsScrolledTo":                     editOutOfViewIsScrolledTo,
		"AddedMovedAndRemovedBlocksEndAsSent":           addedMovedAndRemovedBlocksEndAsSent,
		"WhatScriptsWrappedIsNotDoubled":                whatScriptsWrappedIsNotDoubled,
		"StyleSheetIsSwappedWithoutAMomentWithoutStyle": styleSheetIsSwappedWithoutAMomentWithoutStyle,
		"OverlayComesAndGoes":                           overlayComesAndGoes,
		"PageThatIsGoneSaysSo":                          pageThatIsGoneSaysSo,
		"StartingPageTurnsIntoTheRealOne":               startingPageTurnsIntoTheRealOne,
		"AltClickAsksForTheEditor":                      altClickAsksForTheEditor,
		"PictureUnderTheSameNameIsShownAnew":            pictureUnderTheSameNameIsShownAnew,
	} {
		t.Run(name, func(t *testing.T) { page(t, b) })
	}
}

func saveChangesThePageInPlace(t *testing.T, b *browser.Browser) {
	f := newFolder(t, "content/long.md", long("as it was"), "content/b.md", "# B\nquiet\n")
	r := run(t, f, Options{})
	r.get(t, "/long/")
	tab, other := b.Tab(t, 1000, 700), b.Tab(t, 1000, 700)
	visit(tab, r.url+"/long/")
	visit(other, r.url+"/b/")
	// What a reader and the theme's scripts do to a page.
	browser.Eval[int](tab, `(() => {
		window.stays = 1;
		const animate = Element.prototype.animate;
		Element.prototype.animate = function (...args) { window.marks = (window.marks || 0) + 1; return animate.apply(this, args); };
		document.querySelector("details").open = true;
		document.documentElement.dataset.theme = "dark";
		const q = document.querySelector("#q"); q.value = "検索"; q.focus();
		for (const p of document.querySelectorAll("main p")) p.insertAdjacentHTML("beforeend", "<button>copy</button>");
		document.querySelector("main").insertAdjacentHTML("afterbegin", "<aside>by a script</aside>");
		document.addEventListener("memo:update", (e) => { window.updates = (window.updates || 0) + 1; });
		const p = [...document.querySelectorAll("main p")].find((p) => p.textContent.startsWith("as it was"));
		p.scrollIntoView({ block: "center" });
		return window.at = scrollY;
	})()`)
	f.write(t, "content/long.md", long("edited now"))
	tab.Wait(`document.querySelector("main").textContent.includes("edited now")`)
	for expr, want := range map[string]bool{
		`window.stays === 1 && window.updates === 1`:                                           true,
		`document.querySelector("details").open`:                                               true,
		`document.querySelector("#q").value === "検索"`:                                          true,
		`document.activeElement.id === "q"`:                                                    true,
		`document.documentElement.dataset.theme === "dark"`:                                    true,
		`Math.abs(scrollY - window.at) < 2`:                                                    true,
		`!!document.querySelector("main aside")`:                                               true,
		`document.querySelectorAll("main p button").length >= 100`:                             true,
		`document.querySelector("main").textContent.includes("as it was")`:                     false,
		`window.marks === 1`:                                                                   true,
		`document.querySelectorAll("main > p").length === 101`:                                 true,
		`document.querySelector("main > p").textContent === "paragraph 0copy"`:                 true,
		`[...document.querySelectorAll("main > p")].at(-1).textContent === "paragraph 99copy"`: true,
	} {
		if browser.Eval[bool](tab, expr) != want {
			t.Errorf("not %v: %s", want, expr)
		}
	}
	if !browser.Eval[bool](other, `document.querySelector("main").textContent.includes("quiet")`) {
		t.Error("the other tab changed")
	}
	for _, q := range other.Requests() {
		if strings.HasSuffix(q.URL, "/long/") {
			t.Errorf("the other tab asked for %s", q.URL)
		}
	}
	for _, c := range append(tab.Console(), other.Console()...) {
		if !strings.Contains(c, "favicon") {
			t.Errorf("console: %s", c)
		}
	}
}

func editOutOfViewIsScrolledTo(t *testing.T, b *browser.Browser) {
	f := newFolder(t, "content/long.md", long("as it was"))
	r := run(t, f, Options{})
	r.get(t, "/long/")
	tab := b.Tab(t, 1000, 700)
	visit(tab, r.url+"/long/")
	tab.Wait(`document.querySelector("main p")`)
	f.write(t, "content/long.md", long("as it was")+"the end, added\n")
	tab.Wait(`document.querySelector("main").textContent.includes("the end, added")`)
	tab.Wait(`[...document.querySelectorAll("main p")].at(-1).getBoundingClientRect().top < innerHeight`)
	f.write(t, "content/long.md", strings.Replace(long("as it was"), "# Long", "# Longer", 1)+"the end, added\n")
	tab.Wait(`document.title === "Longer"`)
	tab.Wait(`document.querySelector("h1").getBoundingClientRect().bottom > 0`)
}

func addedMovedAndRemovedBlocksEndAsSent(t *testing.T, b *browser.Browser) {
	f := newFolder(t)
	r := run(t, f, Options{})
	r.get(t, "/a/")
	tab := b.Tab(t, 1000, 700)
	visit(tab, r.url+"/a/")
	browser.Eval[int](tab, `window.stays = 1`)
	for i, text := range []string{
		"one\ntwo\nthree\n", "three\none\ntwo\n", "two\n", "<ul><li>x</li></ul>\ntwo\n<pre id=\"c\">code</pre>\n",
		"<pre id=\"c\">code 2</pre>\n<ul><li>y</li><li>x</li></ul>\n", "same\nsame\nsame\n", "same\nsame\n", "",
		"<table><tr><td>1</td></tr></table>\n<p class=\"k\">k</p>\n", "<p class=\"l\" title=\"t\">k</p>\n",
		"<script>window.ran = (window.ran || 0) + 1</script>\n<p>after</p>\n",
	} {
		f.write(t, "content/a.md", fmt.Sprintf("# A%d\n%s", i, text))
		tab.Wait(fmt.Sprintf(`document.title === "A%d"`, i))
		tab.Wait(`(async () => {
			const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
			return page.querySelector("main").outerHTML === document.querySelector("main").outerHTML;
		})()`)
	}
	if !browser.Eval[bool](tab, `window.stays === 1 && window.ran === 1`) {
		t.Error("navigated, or a script did not run once")
	}
}

func whatScriptsWrappedIsNotDoubled(t *testing.T, b *browser.Browser) {
	const figure = "<figure><img src=\"/%s.png\"><figcaption>%s</figcaption></figure>\n<p>end</p>\n"
	f := newFolder(t, "content/a.md", "# A\n"+fmt.Sprintf(figure, "x", "before"))
	r := run(t, f, Options{})
	r.get(t, "/a/")
	tab := b.Tab(t, 1000, 700)
	visit(tab, r.url+"/a/")
	browser.Eval[int](tab, `(() => {
		const wrap = () => { for (const i of document.querySelectorAll("figure > img")) { const w = document.createElement("button"); i.replaceWith(w); w.append(i); } };
		wrap();
		document.addEventListener("memo:update", wrap);
		return window.stays = 1;
	})()`)
	for caption, picture := range map[string]string{"after": "x", "again": "y", "and again": "x", "last": "z"} {
		f.write(t, "content/a.md", "# A\n"+fmt.Sprintf(figure, picture, caption))
		tab.Wait(`document.querySelector("figcaption").textContent === "` + caption + `"`)
		if !browser.Eval[bool](tab, `window.stays === 1 && document.images.length === 1 &&
			!!document.querySelector("figure > button > img[src='/`+picture+`.png']")`) {
			t.Errorf("%s: %s", caption, browser.Eval[string](tab, `document.querySelector("main").outerHTML`))
		}
	}
}

func styleSheetIsSwappedWithoutAMomentWithoutStyle(t *testing.T, b *browser.Browser) {
	f := newFolder(t)
	r := run(t, f, Options{})
	r.get(t, "/a/")
	tab := b.Tab(t, 1000, 700)
	visit(tab, r.url+"/a/")
	browser.Eval[int](tab, `(() => {
		window.bare = 0;
		const look = () => { if (getComputedStyle(document.querySelector("main")).marginTop !== "7px" && window.begun) window.bare++; requestAnimationFrame(look); };
		look(); return 1;
	})()`)
	f.write(t, "style.css", "main { margin-top: 7px }\n")
	tab.Wait(`getComputedStyle(document.querySelector("main")).marginTop === "7px"`)
	browser.Eval[bool](tab, `window.begun = true`)
	f.write(t, "style.css", "main { margin-top: 7px; color: rgb(1, 2, 3) }\n")
	tab.Wait(`getComputedStyle(document.querySelector("main")).color === "rgb(1, 2, 3)"`)
	tab.Wait(`document.querySelectorAll("link[rel=stylesheet]").length === 1`)
	if n := browser.Eval[int](tab, `window.bare`); n != 0 {
		t.Errorf("%d frames without style", n)
	}
}

func overlayComesAndGoes(t *testing.T, b *browser.Browser) {
	f := newFolder(t)
	r := run(t, f, Options{})
	r.get(t, "/a/")
	tab := b.Tab(t, 1000, 700)
	visit(tab, r.url+"/a/")
	browser.Eval[int](tab, `window.stays = 1`)
	const text = `document.querySelector("memo-live")?.shadowRoot.textContent`
	f.write(t, "content/a.md", "# A\nERROR\n")
	tab.Wait(text + `?.includes("this is wrong")`)
	if s := browser.Eval[string](tab, text); !strings.Contains(s, "content/a.md:2:1") || !strings.Contains(s, "^^^^^") {
		t.Errorf("overlay %q", s)
	}
	if !browser.Eval[bool](tab, `document.querySelector("main").textContent.includes("first")`) {
		t.Error("the page that worked is gone")
	}
	f.write(t, "content/a.md", "# A\nmended\n")
	tab.Wait(`!document.querySelector("memo-live") && document.querySelector("main").textContent.includes("mended")`)
	f.write(t, "content/a.md", "# A\nTEMPLATE\n")
	tab.Wait(text + `?.includes("no such field")`)
	f.write(t, "content/a.md", "# A\nmended again\n")
	tab.Wait(`!document.querySelector("memo-live") && document.querySelector("main").textContent.includes("mended again")`)
	if !browser.Eval[bool](tab, `window.stays === 1`) {
		t.Error("navigated")
	}
	if s := browser.Eval[string](tab, `(() => { const h = document.documentElement.outerHTML; return h.includes("memo-live") ? h : ""; })()`); s != "" {
		t.Errorf("left behind: %s", s)
	}
}

func pageThatIsGoneSaysSo(t *testing.T, b *browser.Browser) {
	f := newFolder(t, "content/b.md", "# Bee\ntext\n")
	r := run(t, f, Options{})
	r.get(t, "/b/")
	tab, gone := b.Tab(t, 1000, 700), b.Tab(t, 1000, 700)
	visit(tab, r.url+"/b/")
	visit(gone, r.url+"/a/")
	f.write(t, "content/b.md", "slug: bee\n# Bee\ntext\n")
	tab.Wait(`document.querySelector("memo-live")?.shadowRoot.querySelector(".gone a")?.pathname === "/bee/"`)
	if err := os.Remove(filepath.Join(f.dir, "content/a.md")); err != nil {
		t.Fatal(err)
	}
	gone.Wait(`document.querySelector("memo-live")?.shadowRoot.querySelector(".gone")`)
	f.write(t, "content/a.md", "# A\nback\n")
	gone.Wait(`!document.querySelector("memo-live") && document.querySelector("main").textContent.includes("back")`)
}

func startingPageTurnsIntoTheRealOne(t *testing.T, b *browser.Browser) {
	f := newFolder(t)
	f.gate = make(chan struct{})
	r := run(t, f, Options{})
	tab := b.Tab(t, 1000, 700)
	tab.Go(r.url + "/a/")
	tab.Wait(`document.querySelector("#memo-progress").textContent.includes("1,200")`)
	close(f.gate)
	tab.Wait(`document.querySelector("main")?.textContent.includes("first")`)
}

func altClickAsksForTheEditor(t *testing.T, b *browser.Browser) {
	f := newFolder(t)
	mark := filepath.Join(t.TempDir(), "opened")
	f.write(t, "memo.toml", "editor = cp {path} "+mark+"{line}\n")
	r := run(t, f, Options{Dir: f.dir})
	r.get(t, "/a/")
	tab := b.Tab(t, 1000, 700)
	visit(tab, r.url+"/a/")
	tab.Wait(`(() => {
		document.querySelectorAll("main p")[1].dispatchEvent(new MouseEvent("click", { altKey: true, bubbles: true, cancelable: true }));
		return true;
	})()`)
	until(t, "the editor runs at line 3", func() bool {
		browser.Eval[bool](tab, `document.querySelectorAll("main p")[1].dispatchEvent(new MouseEvent("click", { altKey: true, bubbles: true }))`)
		_, err := os.Stat(mark + "3")
		return err == nil
	})
}

func pictureUnderTheSameNameIsShownAnew(t *testing.T, b *browser.Browser) {
	picture := func(w int) string {
		return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="10"></svg>`, w)
	}
	f := newFolder(t, "content/図.svg", picture(20), "content/p.md", "# P\n<img id=\"i\" src=\"/図.svg\">\n")
	r := run(t, f, Options{})
	r.get(t, "/p/")
	tab := b.Tab(t, 1000, 700)
	visit(tab, r.url+"/p/")
	tab.Wait(`document.querySelector("#i").naturalWidth === 20`)
	f.write(t, "content/図.svg", picture(30))
	tab.Wait(`document.querySelector("#i").naturalWidth === 30`)
	f.write(t, "content/図.svg", picture(40))
	tab.Wait(`document.querySelector("#i").naturalWidth === 40`)
}
