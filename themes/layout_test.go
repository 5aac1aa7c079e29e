package themes_test

import (
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"

	"memo/build/browser"
	"memo/build/effort"
)

// widths of windows, from the narrowest that WCAG asks for to a wide desk.
func widths() []int64 { return []int64{320, 360, 390, 768, 1024, 1440, 2560} }

// spill names what stands out of the window at the right and is not inside a
// box that scrolls, "" when the page fits.
const spill = `(() => {
	if (document.documentElement.scrollWidth <= innerWidth) return ""
	const boxed = (e) => e && (getComputedStyle(e).overflowX !== "visible" || boxed(e.parentElement))
	const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !boxed(e.parentElement))
	return document.documentElement.scrollWidth + " px: " + out.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(" | ")
})()`

// unbroken is a site in which everything that has a name has one that no line
// of a phone has room for.
func unbroken() fs.FS {
	m := fstest.MapFS{}
	put := func(name, text string) { m[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	const token = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
	put("memo.toml", "version = 1\ntitle = \""+token+"\"\nauthor = \""+token+"\"\nlicense = \""+token+"\"\nbase_url = \"https://memo.example.com/\"\n")
	put("content/about.md", "---\ntitle: "+token+"_IN_PAGE\n---\n\n文。\n")
	put("content/"+token+"/_index.md", "---\ntitle: "+token+"\n---\n\n文。\n")
	code := "`AWS_SECRET_ACCESS_KEY` と `AWS-SECRET-ACCESS-K` と " + token + " が"
	for i := range 3 {
		put(fmt.Sprintf("content/%s/m%d.md", token, i), fmt.Sprintf("---\ntitle: DDDDDDDDDDDDDDDDDDDD へ、%s へ接続\ndate: 2024-01-0%d\ntags: [%[1]s]\nseries: [%[1]s]\n---\n\n", token, i+1)+
			code+"\n\n## "+token+" の見出し\n\n### WWWWWWWWWWWWWWWWWWWW の "+code+"\n\n- "+code+"\n  - "+code+"\n    - "+code+"\n      - "+code+
			"\n\n> "+code+"\n>\n> > [!NOTE]\n> > "+code+"\n\n| "+token+" | b |\n|---|---|\n| "+code+" | https://"+token+".example.com/a-b-c/d-e-f |\n\n"+token+"\n: "+code+
			"\n\n:::details "+token+"\n"+code+"\n:::\n\n文[^1]。\n\n[^1]: "+code+" https://"+token+".example.com/\n\nhttps://"+token+".example.com/"+token+"\n\n```go:"+token+"/"+token+".go\nx\n```\n")
	}
	return m
}

// noPageIsWiderThanTheWindow goes through all kinds of pages, also with text of
// twice the size, as readers set it in their browser.
func (r readers) noPageIsWiderThanTheWindow(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	tokens := serve(t, unbroken())
	turn := 0
	fits := func(name, url string) {
		open(tab, url)
		turn++
		browser.Eval[int](tab, `document.querySelectorAll("details").forEach(d => d.open = true), 1`)
		for _, size := range []string{"100%", "200%"} {
			browser.Eval[int](tab, `document.documentElement.style.fontSize = "`+size+`", 1`)
			for _, w := range effort.One(widths(), turn) {
				tab.Resize(w, 900)
				if out := browser.Eval[string](tab, spill); out != "" {
					t.Errorf("%s at %d px with text of %s: %s", name, w, size, out)
				}
			}
		}
	}
	pages := r.pages()
	for _, name := range few(pages) {
		fits(name, pages[name])
	}
	const section = "/aws_container_credentials_relative_uri/"
	for _, p := range []string{"/", section, section + "m1/", "/tags/", "/tags/aws_container_credentials_relative_uri/", "/series/", "/archive/", "/search/?q=AWS", "/about/"} {
		fits(p, tokens+p)
		holds(t, tab, `performance.getEntriesByType("navigation")[0].responseStatus === 200`)
	}
}

func (r readers) tablesAndCodeScrollInTheirOwnBox(t *testing.T) {
	tab := r.browser.Look(t, 360, 800)
	tab.Go(r.sample + everyPart)
	for _, box := range []string{".table", ".code pre"} {
		if !browser.Eval[bool](tab, `[...document.querySelectorAll("`+box+`")].some((e) => {
			e.scrollLeft = 40
			return e.scrollLeft === 40 && getComputedStyle(e).overflowX === "auto"
		})`) {
			t.Errorf("no %s scrolls", box)
		}
	}
	if browser.Eval[int](tab, "scrollX") != 0 {
		t.Error("the page has scrolled sideways")
	}
}

func (r readers) fourLevelsOfListsKeepTheirWidthOnAPhone(t *testing.T) {
	tab := r.browser.Look(t, 360, 800)
	tab.Go(r.sample + everyPart)
	share := browser.Eval[float64](tab, `(() => {
		const deep = document.querySelector(".prose li li li li > p")
		return deep.getBoundingClientRect().width / document.querySelector(".prose").getBoundingClientRect().width
	})()`)
	t.Logf("the fourth level has %.0f %% of the measure", 100*share)
	if share < .6 {
		t.Errorf("the fourth level has %.0f %% of the measure, 60 wanted", 100*share)
	}
}

// columnsOfPsqlLineUpWithJapanese measures where the bars of each table
// stand on the screen: one place for a column, whatever the characters before.
func (r readers) columnsOfPsqlLineUpWithJapanese(t *testing.T) {
	tab := r.browser.Look(t, 1440, 900)
	tab.Go(r.sample + everyPart)
	type table struct {
		Rows int
		Bars [][]float64
	}
	tables := browser.Eval[[]table](tab, `[...document.querySelectorAll(".code code")].filter((c) => /[|].*\p{Script=Han}.*[|]/u.test(c.textContent)).map((code) => {
		const lines = new Map(), range = document.createRange()
		const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT)
		while (walk.nextNode()) for (let i = 0; i < walk.currentNode.length; i++) {
			if (!"|+".includes(walk.currentNode.data[i])) continue
			range.setStart(walk.currentNode, i)
			range.setEnd(walk.currentNode, i + 1)
			const box = range.getClientRects()[0], y = Math.round(box.bottom / 10)
			lines.set(y, [...(lines.get(y) ?? []), box.x])
		}
		return { Rows: lines.size, Bars: [...lines.values()] }
	})`)
	if len(tables) < 2 {
		t.Fatalf("only %d tables found", len(tables))
	}
	for i, tb := range tables {
		if tb.Rows < 4 {
			t.Errorf("table %d: only %d rows", i, tb.Rows)
		}
		worst := 0.
		for _, row := range tb.Bars {
			if len(row) != len(tb.Bars[0]) {
				t.Fatalf("table %d: rows of %d and %d bars", i, len(row), len(tb.Bars[0]))
			}
			for j, x := range row {
				worst = max(worst, x-tb.Bars[0][j], tb.Bars[0][j]-x)
			}
		}
		t.Logf("table %d: bars are off by %.2f px at most", i, worst)
		if worst > .6 {
			t.Errorf("table %d: bars are off by %.2f px", i, worst)
		}
	}
}
