package markdown

import (
	"bytes"
	"html"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"memo/build/diag"
)

var siteOptions = Options{Dialect: "memo", LineBreaks: "join", Words: japaneseWords, Title: "題名"}

func render(src string) (Doc, diag.List) {
	return New(siteOptions).Render([]byte(src), diag.Pos{File: "a.md", Line: 1}, siteOptions.Title)
}

// body gives the HTML of src with the links' addresses in place.
func body(src string) string {
	doc, _ := render(src)
	return strings.TrimSpace(filled(doc, func(l Link, h Hole) string {
		if h != Attributes {
			return l.Text
		}
		return ` href="` + l.Target + `"`
	}))
}

func cases(t *testing.T) map[string][]byte {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no cases")
	}
	out := map[string][]byte{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		out[file] = src
	}
	return out
}

func TestSameTextGivesSameDoc(t *testing.T) {
	for file, src := range cases(t) {
		o := optionsOf(string(src))
		r := New(o)
		one, list := r.Render(src, diag.Pos{File: file}, o.Title)
		two, again := New(o).Render(bytes.Clone(src), diag.Pos{File: file}, o.Title)
		if !reflect.DeepEqual(one, two) || !reflect.DeepEqual(list, again) {
			t.Errorf("%s: differs the second time", file)
		}
	}
}

func TestLineEndsAndByteOrderMarkDoNotMatter(t *testing.T) {
	for file, src := range cases(t) {
		o := optionsOf(string(src))
		one, list := New(o).Render(src, diag.Pos{File: file}, o.Title)
		windows := append([]byte("\uFEFF"), bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))...)
		two, again := New(o).Render(windows, diag.Pos{File: file}, o.Title)
		if !reflect.DeepEqual(one, two) || !reflect.DeepEqual(list, again) {
			t.Errorf("%s: CRLF differs from LF", file)
		}
	}
}

func TestSourceIsNotWritten(t *testing.T) {
	for file, src := range cases(t) {
		kept := bytes.Clone(src)
		New(optionsOf(string(src))).Render(src, diag.Pos{File: file}, optionsOf(string(src)).Title)
		if !bytes.Equal(kept, src) {
			t.Errorf("%s: Render wrote to its source", file)
		}
	}
}

// TestControlCharactersChangeNothing strews them over every case.
func TestControlCharactersChangeNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for file, src := range cases(t) {
		var strewn []byte
		for _, c := range string(src) {
			if r.IntN(8) == 0 {
				strewn = append(strewn, "\x00\x01\b\v\x1f\x7f"[r.IntN(6)])
			}
			strewn = utf8.AppendRune(strewn, c)
		}
		at, o := diag.Pos{File: file, Line: 1}, optionsOf(string(src))
		want, wantList := New(o).Render(src, at, o.Title)
		got, gotList := New(o).Render(strewn, at, o.Title)
		if show(got, gotList) != show(want, wantList) {
			t.Errorf("%s: control characters changed the page", file)
		}
	}
}

func TestControlCharactersAreDropped(t *testing.T) {
	got := body("a\x00b\x1b[31mc\x1b[0m\b\x7f\xff\u0085\uFFFE&#1;&#x1b; &#x8;[x](a\x08b \"t\x0b\") `c\x08d`\n")
	if want := "<p>abc\uFFFD <a href=\"ab\" title=\"t\">x</a> <code class=\"nb\">cd</code></p>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLinksKnowTheirPlace(t *testing.T) {
	src := "日本語の[リンク](./a.md#節 \"題\")と![図](b.png)。\n" +
		"> - 参照は[文][ref]、<https://a.b/c>、https://d.e/f。\n" +
		"\n[[memo#見出し|文字]]と![[c.png|300]]\n\n| a | [表](t.md) |\n|-|-|\n\n[ref]: r.md\n\nhttps://g.h/\n"
	doc, _ := New(siteOptions).Render([]byte(src), diag.Pos{File: "a.md", Line: 10}, siteOptions.Title)
	for i, want := range []Link{
		{Kind: Hyperlink, Target: "./a.md", Fragment: "節", Text: "リンク", Line: 10, Col: 11, Len: 8},
		{Kind: Image, Target: "b.png", Text: "図", Line: 10, Col: 30, Len: 5},
		{Kind: Hyperlink, Target: "r.md", Text: "文", Line: 11, Col: 8, Len: 3},
		{Kind: Hyperlink, Target: "https://a.b/c", Text: "https://a.b/c", Line: 11, Col: 18, Len: 13},
		{Kind: Hyperlink, Target: "https://d.e/f", Text: "https://d.e/f", Line: 11, Col: 33, Len: 13},
		{Kind: Wiki, Target: "memo", Fragment: "見出し", Text: "文字", Line: 13, Col: 3, Len: 8},
		{Kind: WikiImage, Target: "c.png", Width: 300, Line: 13, Col: 20, Len: 5},
		{Kind: Hyperlink, Target: "t.md", Text: "表", Line: 15, Col: 11, Len: 4},
		{Kind: Card, Target: "https://g.h/", Text: "g.h", Line: 20, Col: 1, Len: 12},
	} {
		if i >= len(doc.Links) {
			t.Fatalf("%d links only", len(doc.Links))
		}
		got := doc.Links[i]
		source := got.Source
		got.Source = ""
		if got != want {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
		if lines := strings.Split(src, "\n"); source != lines[want.Line-10] {
			t.Errorf("source line %q", source)
		}
	}
}

func TestTitleIsTheHeadingThatTheTextBeginsWith(t *testing.T) {
	for _, c := range []struct{ title, src, wantTitle, wantBody string }{
		{"", "# 題\n\n本文", "題", "<p>本文</p>"},
		{"題", "# 題\n\n本文", "", "h2 p"},
		{"ＡＢ", "# AB\n\n## c", "", "h2 h3"},
		{"", "前文\n\n# 題\n\n## c", "", "p h2 h3"},
		{"", "# 題\n\n# 別\n\n## c", "題", "h2 h3"},
		{"", "# 題\n\n本文\n\n# 題", "題", "p h2"},
		{"", "## c\n\n本文", "c", "<p>本文</p>"},
		{"", "題\n===\n\n本文", "題", "<p>本文</p>"},
		{"", "<!-- 注 -->\n\n[a]: /b\n\n# 題\n\n本文", "題", "<p>本文</p>"},
		{"", "#\n\n## c", "", "h2 h3"},
		{"", "文\n\n### c\n\n##### d\n\n###### e\n\n### f", "", "h2 h3 h4"},
		{"", "> # 引用", "", "blockquote h2"},
		{"", "- # 項目", "", "li h2"},
		{"", "# 題 [![build](a.svg)](https://ci.example.com) ![v1](b.svg)\n\n本文", "題", "<p>本文</p>"},
		{"", "# <img src=\"logo.svg\" alt=\"logo\"> `a` `b`\n\n本文", "a b", "<p>本文</p>"},
		{"", "# ![題](logo.svg)\n\n本文", "題", "<p>本文</p>"},
		{"", "# ![](logo.svg)\n\n本文", "", "h2 p img"},
	} {
		o := siteOptions
		o.Title = c.title
		doc, _ := New(o).Render([]byte(c.src), diag.Pos{}, o.Title)
		if doc.Title != c.wantTitle {
			t.Errorf("%q: title %q, want %q", c.src, doc.Title, c.wantTitle)
		}
		page := filled(doc, func(Link, Hole) string { return "" })
		if strings.HasPrefix(c.wantBody, "<") {
			if strings.TrimSpace(page) != c.wantBody {
				t.Errorf("%q: %s", c.src, page)
			}
			continue
		}
		for _, tag := range strings.Fields(c.wantBody) {
			if !strings.Contains(page, "<"+tag) {
				t.Errorf("%q: no %s in %s", c.src, tag, page)
			}
		}
	}
}

func TestBlocksAreWhatSearchReads(t *testing.T) {
	doc, _ := New(siteOptions).Render([]byte("前文。\n続き。\n\n## 節 `x`\n\n- 一\n  - 二\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n"+
		"```sh:run.sh\n$ ls\nout\n```\n\n> [!NOTE] 題\n> 中[^1]\n\n![代替](a.png \"説明\")\n\n[^1]: 注\n"), diag.Pos{Line: 5}, siteOptions.Title)
	want := []Block{
		{ProseBlock, 0, "", 5, "前文。続き。"},
		{HeadingBlock, 2, "節-x", 8, "節 x"},
		{ProseBlock, 0, "節-x", 10, "一"},
		{ProseBlock, 0, "節-x", 11, "二"},
		{ProseBlock, 0, "節-x", 13, "a | b"},
		{ProseBlock, 0, "節-x", 15, "1 | 2"},
		{ProseBlock, 0, "節-x", 17, "run.sh"},
		{CodeBlock, 0, "節-x", 18, "$ ls\nout"},
		{ProseBlock, 0, "節-x", 22, "題"},
		{ProseBlock, 0, "節-x", 23, "中"},
		{ProseBlock, 0, "節-x", 25, "代替 説明"},
		{ProseBlock, 0, "節-x", 27, "注"},
	}
	if !reflect.DeepEqual(doc.Blocks, want) {
		for i, b := range doc.Blocks {
			t.Logf("%d %+v", i, b)
		}
		t.Error("blocks differ")
	}
	if doc.Chars != 16 || doc.Words != 6 {
		t.Errorf("%d characters, %d words", doc.Chars, doc.Words)
	}
}

func TestOutlineHasNoLinks(t *testing.T) {
	doc, _ := render("## `a` の[設定](b.md)と https://c.d/ [[e]][^1]\n\n[^1]: x\n")
	want := Heading{Level: 2, ID: "a-の設定と-httpscd-e", Text: "a の設定と https://c.d/ e",
		HTML: `<code class="nb">a</code> の設定と https://c.d/ e`, Line: 1}
	if len(doc.Outline) != 1 || doc.Outline[0] != want {
		t.Errorf("got  %+v\nwant %+v", doc.Outline, want)
	}
}

func TestSummaryIsTheFirstProse(t *testing.T) {
	long := strings.Repeat("あいうえおかきくけこ", 5) + "。"
	for _, c := range []struct{ src, want string }{
		{"## 見出し\n\n```sh\nx\n```\n\n| a |\n|-|\n\n最初の文。\n\n次の段落。\n\n- 項目\n\n後", "最初の文。次の段落。"},
		{long + "\n" + long + "\n" + long, long},
		{"前。\n\n二。\n\n<!--more-->\n\n後。", "前。二。"},
		{"前。 <!-- more -->\n\n後。", "前。"},
		{"- 項目一\n- 項目二", "項目一"},
		{"```sh\nx\n```", ""},
		{"## 節\n\n```go:main.go\nx\n```\n", ""},
		{"```go:main.go\nx\n```\n\n- 項目", "項目"},
		{"- 項目\n  ```go\n  x\n  ```", "項目"},
		{"[リンク](a.md)の`コード`と**強調**。", "リンクのコードと強調。"},
	} {
		if doc, _ := render(c.src); doc.Summary != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.src, doc.Summary, c.want)
		}
	}
}

// TestPlainTextOfAFormulaIsWhatIsSeen holds for the summary, the outline and
// what the search finds.
func TestPlainTextOfAFormulaIsWhatIsSeen(t *testing.T) {
	for _, written := range []string{"$E = mc^2$", "$$E = mc^2$$", "$`E = mc^2`$"} {
		for math, want := range map[bool]string{true: "式 E = mc^2 の話", false: "式 " + written + " の話"} {
			o := siteOptions
			o.Math = math
			doc, _ := New(o).Render([]byte("## 式 "+written+" の話\n\n式 "+written+" の話\n"), diag.Pos{File: "a.md", Line: 1}, o.Title)
			got := []string{doc.Summary, doc.Outline[0].Text, strings.ReplaceAll(doc.Outline[0].HTML, "<wbr>", ""), doc.Blocks[0].Text, doc.Blocks[1].Text}
			if slices.ContainsFunc(got, func(t string) bool { return t != want }) {
				t.Errorf("%s, drawn %t: %q, want %q", written, math, got, want)
			}
		}
	}
}

// TestFormulasWithLinesOfTheirOwnAreReadWithoutDelimiters goes through all ways
// to write one, drawn or not; a summary that begins with one is it as well.
func TestFormulasWithLinesOfTheirOwnAreReadWithoutDelimiters(t *testing.T) {
	const tex = `\frac{a}{b} \$ c`
	for written, want := range map[string]string{
		"$$\n" + tex + "\n$$":       tex,
		"$$ " + tex + " $$":         tex,
		"> $$" + tex + "$$":         tex,
		"- $$\n  " + tex + "\n  $$": tex,
		"$$\n" + tex + "\n$$ (2.1)": tex + " (2.1)",
		"```math\n" + tex + "\n```": tex,
	} {
		for _, math := range []bool{true, false} {
			o := siteOptions
			o.Math = math
			doc, _ := New(o).Render([]byte(written), diag.Pos{File: "a.md", Line: 1}, o.Title)
			last := doc.Blocks[len(doc.Blocks)-1]
			if last.Text != want || last.Kind == ProseBlock && doc.Summary != want {
				t.Errorf("%q, drawn %t: %+v, summary %q", written, math, doc.Blocks, doc.Summary)
			}
		}
	}
}

// TestJapaneseIsRightByDefault goes through what CommonMark and goldmark get
// wrong in real memos.
func TestJapaneseIsRightByDefault(t *testing.T) {
	for in, want := range map[string]string{
		"**…こと。**だから":                       "<strong>…こと。</strong>だから",
		"**「重要」**です":                        "<strong>「重要」</strong>です",
		"**`aws sts`**を":                    "<strong><code>aws sts</code></strong>を",
		"**[リンク](u)**を":                     `<strong><a href="u">リンク</a></strong>を`,
		"~~廃止。~~代わりに":                       "<del>廃止。</del>代わりに",
		"**「再起動」**を押す":                      "<strong>「再起動」</strong>を押す",
		"**完了。**次":                          "<strong>完了。</strong>次",
		"これは**（注）**です":                      "これは<strong>（注）</strong>です",
		"**太字！**次**太字？**次":                  "<strong>太字！</strong>次<strong>太字？</strong>次",
		"詳細はhttps://example.com/foo。を参照":    `詳細は<a class="url" href="https://example.com/foo">https://example.com/foo</a>。を参照`,
		"（https://example.com/a）":           `（<a class="url" href="https://example.com/a">https://example.com/a</a>）`,
		"「https://example.com/wiki/日本語」を見る": `「<a class="url" href="https://example.com/wiki/日本語">https://example.com/wiki/日本語</a>」を見る`,
		"https://example.com/a、次":           `<a class="url" href="https://example.com/a">https://example.com/a</a>、次`,
		"開くhttp://localhost:8080/x ":        `開く<a class="url" href="http://localhost:8080/x">http://localhost:8080/x</a>`,
		"日本\n語":                             "日本語",
		"です。\nABC":                          "です。ABC",
		"abc\n日本":                           "abc\n日本",
		"한국\n어":                             "한국\n어",
		"価格は $5 から $10":                     "価格は $5 から $10",
		"10~20件、30~40件":                     "10~20件、30~40件",
	} {
		if got := body(in); got != "<p>"+want+"</p>" {
			t.Errorf("%q\n got %s\nwant %s", in, got, want)
		}
	}
}

// TestOurMemosRender renders this blog's own memos without a warning.
func TestOurMemosRender(t *testing.T) {
	files, err := filepath.Glob("../../content/posts/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no memos")
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, text, _ := bytes.Cut(src[4:], append(src[:3:3], '\n')) // front matter ends as it begins
		doc, list := New(siteOptions).Render(text, diag.Pos{File: file, Line: 1}, siteOptions.Title)
		for _, d := range list {
			t.Errorf("%s: %s", d.Pos, d.Message)
		}
		if len(doc.Body) == 0 || filepath.Base(file) != "_index.md" && (doc.Summary == "" || len(doc.Outline) == 0) {
			t.Errorf("%s: summary %q, %d headings", file, doc.Summary, len(doc.Outline))
		}
	}
}

func BenchmarkRender(b *testing.B) {
	var all [][]byte
	size := 0
	files, _ := filepath.Glob("../../content/posts/*.md")
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, src)
		size += len(src)
	}
	r := New(siteOptions)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range all {
			r.Render(src, diag.Pos{}, "題名")
		}
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		New(siteOptions).Render([]byte("a"), diag.Pos{}, siteOptions.Title)
	}
}

func TestPlainTextSaysWhatTheHTMLShows(t *testing.T) {
	for src, want := range map[string]string{
		`\&amp; &amp; &#38;amp; \&#65;`:         "&amp; & &amp; &#65;",
		"&#010;&#10;a &#x1F600; &#1;b":          "a 😀 b",
		"&#xD800; &#1114112; &#; &#x; &nonono;": "\uFFFD \uFFFD &#; &#x; &nonono;",
		"&CounterClockwiseContourIntegral;":     "∳",
	} {
		doc, _ := render(src)
		if got := doc.Blocks[0].Text; got != want {
			t.Errorf("%s\n got %q\nwant %q", src, got, want)
		}
		if got := html.UnescapeString(body(src)); strings.TrimSpace(strings.Trim(got, "</p>")) != want {
			t.Errorf("%s: HTML shows %q, want %q", src, got, want)
		}
	}
}
