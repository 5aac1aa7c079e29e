package theme

import (
	"html/template"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"memo/build/diag"
)

// load loads the test theme with files of the site's own over it, and fails
// on any diagnostic.
func load(t testing.TB, over map[string]string) *Theme {
	t.Helper()
	th, list := loadWith(t, over)
	for _, d := range list {
		t.Errorf("%s: %s", d.Pos, d.Message)
	}
	return th
}

func loadWith(t testing.TB, over map[string]string) (*Theme, diag.List) {
	t.Helper()
	own := fstest.MapFS{}
	for name, text := range over {
		own[name] = &fstest.MapFile{Data: []byte(text)}
	}
	th, list, err := Load([]Layer{{"themes/paper", own}, {"themes/default", os.DirFS("testdata/default")}},
		Options{Language: "ja", Prefix: "/notes/"})
	if err != nil {
		t.Fatal(err)
	}
	return th, list
}

func frame() Frame {
	return Frame{Site: &SiteView{Title: "覚え書き", HomeURL: "/notes/", SearchURL: "/notes/search/",
		Nav: []Link{{Name: "メモ", URL: "/notes/posts/"}}}, Head: Head{Title: "A & B"}}
}

func TestLayoutFillsTheSkeleton(t *testing.T) {
	v := MemoView{Frame: frame(), Title: "STS の<wbr>設定", Body: "<p>本文</p>", Minutes: 3, Chars: 12345,
		Date: time.Date(2024, 8, 1, 9, 0, 0, 0, time.FixedZone("", 9*3600))}
	b, list := load(t, nil).Render("memo", v)
	if list != nil {
		t.Fatal(list)
	}
	for _, want := range []string{`<html lang="ja">`, "<title>A &amp; B</title>", "<h1>STS の<wbr>設定</h1>", "<p>本文</p>",
		`<time datetime="2024-08-01T09:00:00&#43;09:00">2024年8月1日</time> 約 3 分 12,345`, `href="/notes/_memo/main.`, ">検索</a>"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%q is missing in\n%s", want, b)
		}
	}
}

func TestLayoutWithTextOfItsOwnDoesWithoutTheSkeleton(t *testing.T) {
	b, _ := load(t, nil).Render("redirect", RedirectView{Frame: frame(), To: "https://h/a/"})
	if strings.Contains(string(b), "<main>") || !strings.Contains(string(b), `content="0; url=https://h/a/"`) {
		t.Errorf("got %s", b)
	}
}

func TestOneFileOfAHigherLayerTakesThePlaceOfALowerOne(t *testing.T) {
	th := load(t, map[string]string{
		"layouts/memo.html":            `{{define "main"}}own{{end}}`,
		"layouts/partials/header.html": `{{define "header"}}own header{{end}}`,
		"assets/_code.css":             `.c { color: red }`,
		"theme.toml":                   "name = 'paper'\n[words.ja]\nsearch = '探す'\n",
	})
	b, _ := th.Render("memo", MemoView{Frame: frame()})
	if !strings.Contains(string(b), "own header") || !strings.Contains(string(b), "own\n</main>") {
		t.Errorf("got %s", b)
	}
	if th.Name != "paper" || th.Word("search") != "探す" || th.Word("newest") != "Newest" {
		t.Errorf("got %s %s %s", th.Name, th.Word("search"), th.Word("newest"))
	}
	if css := assetOf(t, th, "main.css"); !strings.Contains(css, "red") {
		t.Errorf("got %s", css)
	}
}

func TestMistakesInTemplatesHaveTheirOwnPlace(t *testing.T) {
	for name, c := range map[string]struct {
		file, text, want string
		render           any
	}{
		"parse":    {"layouts/memo.html", "{{define \"main\"}}\n日本 {{.Titel}", "themes/paper/layouts/memo.html:2", nil},
		"function": {"layouts/memo.html", "{{define \"main\"}}\n日本 {{wrd 1}}{{end}}", "themes/paper/layouts/memo.html:2:6: function \"wrd\" not defined", nil},
		"field":    {"layouts/memo.html", "{{define \"main\"}}\n日本 {{.Titel}}{{end}}", "themes/paper/layouts/memo.html:2:6: can't evaluate field Titel in type theme.MemoView (did you mean Title?)", MemoView{Frame: frame()}},
		"word":     {"layouts/memo.html", "{{define \"main\"}}\n日本 {{word \"serach\"}}{{end}}", "themes/paper/layouts/memo.html:2:11: no word is called \"serach\" (did you mean search?)", nil},
		"asset":    {"layouts/partials/row.html", "{{define \"row\"}}\n日本 {{asset \"mian.css\"}}{{end}}", "themes/paper/layouts/partials/row.html:2:12: no asset is called \"mian.css\" (did you mean main.css?)", nil},
		"template": {"layouts/memo.html", "{{define \"main\"}}{{template \"hedaer\" .}}{{end}}", "themes/paper/layouts/memo.html:1:29: no template is called \"hedaer\" (did you mean header?)", nil},
		"context":  {"layouts/memo.html", "{{define \"main\"}}\n<a href='{{if .Math}}\"{{end}}>{{end}}", "themes/default/layouts/base.html: ends in a non-text context", nil},
		"fragment": {"layouts/partials/header.html", "{{define \"header\"}}\n{{.Naw}}{{end}}", "themes/paper/layouts/partials/header.html:2:3: can't evaluate field Naw in type *theme.SiteView (did you mean Nav?)", MemoView{Frame: frame()}},
		"reached":  {"layouts/memo.html", "{{define \"main\"}}{{$w := \"x\"}}{{word $w}}{{end}}", "themes/paper/layouts/memo.html:1:33: no word is called \"x\"", MemoView{Frame: frame()}},
		"computed": {"layouts/memo.html", "{{define \"main\"}}{{$n := \"row\"}}{{rows $n .Related}}{{end}}", "themes/paper/layouts/memo.html:1:35: write the name of the fragment out", MemoView{Frame: frame(), Related: []*Row{{}}}},
		"cycle":    {"assets/_code.css", "@import 'asset:main.css';", "themes/paper/assets/_code.css:1:10: assets refer to each other in a circle", nil},
		"words":    {"theme.toml", "nam = 'x'", "themes/paper/theme.toml:1:1: unknown key: nam (did you mean name?)", nil},
		"script":   {"assets/main.js", "let a = ;", "themes/paper/assets/main.js:1:9", nil},
	} {
		th, list := loadWith(t, map[string]string{c.file: c.text})
		if c.render != nil {
			if list.HasErrors() {
				t.Fatalf("%s: %v", name, list)
			}
			_, list = th.Render("memo", c.render)
		}
		if len(list) == 0 {
			t.Errorf("%s: no diagnostic", name)
			continue
		}
		got := list[0].Pos.String() + ": " + list[0].Message
		if list[0].Hint != "" {
			got += " (" + list[0].Hint + ")"
		}
		if !strings.HasPrefix(got, c.want) || list[0].Line > 0 && list[0].Source == "" {
			t.Errorf("%s: got %s, want %s; frame %q", name, got, c.want, list[0].Source)
		}
	}
}

func TestUnknownLayoutIsADiagnostic(t *testing.T) {
	if _, list := load(t, nil).Render("meno", nil); !list.HasErrors() || list[0].Hint != "did you mean memo?" {
		t.Errorf("got %v", list)
	}
}

func TestPageOfABrokenThemeTellsWhatIsBroken(t *testing.T) {
	th, list := loadWith(t, map[string]string{"layouts/memo.html": "{{"})
	_, shown := th.Render("memo", MemoView{Frame: frame()})
	if len(list) != 1 || len(shown) != 1 || shown[0] != list[0] {
		t.Errorf("load told %v, the page %v", list, shown)
	}
	if _, other := th.Render("home", HomeView{Frame: frame()}); other != nil {
		t.Errorf("another layout: %v", other)
	}
}

func TestAssetsAreFingerprintedMinifiedAndLinked(t *testing.T) {
	th := load(t, nil)
	byName := map[string]Asset{}
	for _, a := range th.Assets {
		byName[a.Name] = a
	}
	if got := slices.Sorted(maps.Keys(byName)); strings.Join(got, " ") != "icon.svg main.css main.js worker.js" {
		t.Errorf("assets %v", got)
	}
	if css := string(byName["main.css"].Bytes); !strings.Contains(css, "url("+byName["icon.svg"].URL+")") || strings.Contains(css, " {") || !strings.HasPrefix(css, ".c{") {
		t.Errorf("got %s", css)
	}
	if js := string(byName["main.js"].Bytes); !strings.Contains(js, byName["worker.js"].URL) || strings.Contains(js, "//") {
		t.Errorf("got %s", js)
	}
	if u := byName["main.css"].URL; u != "/notes/"+byName["main.css"].Path {
		t.Errorf("URL %s", u)
	}
}

func TestScriptsThatTheMinifierWouldBreakStayAsTheyAre(t *testing.T) {
	src := `let  x = '\u005C' ;`
	if got := assetOf(t, load(t, map[string]string{"assets/main.js": src}), "main.js"); got != src {
		t.Errorf("got %s", got)
	}
}

func TestColoursOfCodeStandBehindTheThemesOwn(t *testing.T) {
	th, _, err := Load([]Layer{{"themes/default", os.DirFS("testdata/default")}}, Options{Code: ".k { color: #123456 }"})
	if css := assetOf(t, th, "main.css"); err != nil || !strings.HasSuffix(css, ".k{color:#123456}") {
		t.Errorf("got %s %v", css, err)
	}
}

func TestFragmentsAreDrawnOncePerSite(t *testing.T) {
	th, f := load(t, nil), frame()
	first, _ := th.Render("memo", MemoView{Frame: f})
	f.Site.Title = "changed behind the cache"
	second, _ := th.Render("home", HomeView{Frame: f})
	if !strings.Contains(string(second), "覚え書き") || !strings.Contains(string(first), "覚え書き") {
		t.Errorf("the header was drawn again: %s", second)
	}
}

func TestALayoutsOwnFragmentStaysItsOwn(t *testing.T) {
	th := load(t, map[string]string{"layouts/memo.html": `{{define "main"}}{{end}}{{define "header"}}mine{{end}}`})
	f := frame()
	memo, _ := th.Render("memo", MemoView{Frame: f})
	home, _ := th.Render("home", HomeView{Frame: f})
	if !strings.Contains(string(memo), "mine") || strings.Contains(string(home), "mine") {
		t.Errorf("memo %s\nhome %s", memo, home)
	}
}

func TestRenderIsSafeForConcurrentUse(t *testing.T) {
	th, f := load(t, nil), frame()
	rows := []*Row{{URL: "/a/", Title: "A"}, {URL: "/b/", Title: template.HTML("B")}}
	want, _ := th.Render("home", HomeView{Frame: frame(), Rows: []*Row{{URL: "/a/", Title: "A"}, {URL: "/b/", Title: "B"}}})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				got, list := th.Render("home", HomeView{Frame: f, Rows: rows})
				if list != nil || string(got) != string(want) {
					t.Errorf("got %s %v", got, list)
				}
			}
		})
	}
	wg.Wait()
}

func TestHashNamesFilesAndOptions(t *testing.T) {
	a, b := load(t, nil), load(t, map[string]string{"assets/icon.svg": "<svg/>"})
	c, _, _ := Load([]Layer{{"themes/default", os.DirFS("testdata/default")}}, Options{Language: "en", Prefix: "/notes/"})
	if a.Hash() != load(t, nil).Hash() || a.Hash() == b.Hash() || a.Hash() == c.Hash() {
		t.Errorf("%s %s %s", a.Hash(), b.Hash(), c.Hash())
	}
}

func TestSourcesNameTheFilesOfALayout(t *testing.T) {
	got := load(t, map[string]string{"layouts/memo.html": `{{define "main"}}{{end}}`}).Sources("memo")
	want := "themes/default/layouts/base.html themes/default/layouts/partials/header.html themes/paper/layouts/memo.html"
	if strings.Join(got, " ") != want {
		t.Errorf("got %v", got)
	}
}

func TestMissingLayerIsEmpty(t *testing.T) {
	_, list, err := Load([]Layer{{"themes/none", os.DirFS("testdata/none")}, {"themes/default", os.DirFS("testdata/default")}}, Options{})
	if err != nil || list != nil {
		t.Errorf("got %v %v", list, err)
	}
}

func TestWordCountsAndFills(t *testing.T) {
	th, _, _ := Load([]Layer{{"themes/default", os.DirFS("testdata/default")}}, Options{Language: "en"})
	one, _ := th.word("minutes", 1)
	many, _ := th.word("minutes", 1200)
	if one != "about a minute" || many != "about 1,200 minutes" {
		t.Errorf("got %q %q", one, many)
	}
}

func assetOf(t *testing.T, th *Theme, name string) string {
	t.Helper()
	for _, a := range th.Assets {
		if a.Name == name {
			return string(a.Bytes)
		}
	}
	t.Fatalf("no asset %s", name)
	return ""
}

// BenchmarkLoad is what every command pays before its first page.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, list, err := Load([]Layer{{"themes/default", os.DirFS(defaultTheme)}}, Options{Language: "ja", Prefix: "/"}); err != nil || list != nil {
			b.Fatal(list, err)
		}
	}
}
