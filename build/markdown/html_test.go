package markdown

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"memo/build/diag"
)

// TestAnyHTMLIsSafeBalancedAndKeepsItsText makes texts of tags in any order,
// closed or not, across and inside of Markdown.
func TestAnyHTMLIsSafeBalancedAndKeepsItsText(t *testing.T) {
	names := strings.Fields("a b i span font code kbd ruby rt p div h2 center details summary table tr td th tbody ul li dl dt dd " +
		"blockquote figure figcaption section form button pre sup x-y picture caption colgroup")
	attributes := []string{"", "", ` align="center"`, ` href="x.md"`, ` href="javascript:a()"`, ` style="a"`, ` onclick=a`, ` id="i"`, ` class="a note"`}
	between := []string{"", " ", "\n", "\n\n", "\n\n- ", "\n\n> ", "\n\n| a |\n|---|\n| ", " **", "<br>", `<img src="a.png">`, "<hr>", "\n\n## ", "[", "](b)", "`"}
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 1))
		var src strings.Builder
		n := 0
		for range 3 + r.IntN(20) {
			name := names[r.IntN(len(names))]
			switch r.IntN(5) {
			case 0, 1:
				fmt.Fprintf(&src, "<%s%s>", name, attributes[r.IntN(len(attributes))])
			case 2:
				fmt.Fprintf(&src, "</%s>", name)
			case 3:
				fmt.Fprintf(&src, "語%d、", n)
				n++
			case 4:
				src.WriteString(between[r.IntN(len(between))])
			}
		}
		doc, _ := render(src.String())
		page := filled(doc, func(l Link, h Hole) string {
			switch {
			case h != Attributes:
				return html.EscapeString(l.Text)
			case l.Kind == Image:
				return ` src="/x.png"`
			}
			return ` href="/x"`
		})
		checkHarmless(t, page)
		checkLinks(t, doc)
		checkIDs(t, page)
		for i := range n {
			if word := fmt.Sprintf("語%d、", i); !strings.Contains(strings.ReplaceAll(page, "<wbr>", ""), word) && !strings.Contains(src.String(), "`") {
				t.Errorf("%s is lost", word)
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d:\n%s\n\ngives\n\n%s", seed, src.String(), page)
		}
	}
}

func checkIDs(t *testing.T, page string) {
	t.Helper()
	ids := map[string]bool{}
	for z := html.NewTokenizer(strings.NewReader(page)); z.Next() != html.ErrorToken; {
		for _, a := range z.Token().Attr {
			if a.Key == "id" && ids[a.Val] {
				t.Errorf("the id %s is there twice", a.Val)
			} else if a.Key == "id" {
				ids[a.Val] = true
			}
		}
	}
}

// TestHTMLIsWhatItsAuthorMeans goes through the HTML of READMEs, Qiita and
// Hatena.
func TestHTMLIsWhatItsAuthorMeans(t *testing.T) {
	for src, want := range map[string]string{
		"<h2>見出し</h2>\n**本文** です。":                                                          "</a></h2>|<p><strong>本文</strong> です。</p>",
		"<h2 id=\"x\">a</h2>":                                                               `<h2 id="x">a`,
		"<div align=\"center\">\n\n**a**\n\n</div>\n\nb":                                    `<div class="center"><p><strong>a</strong></p>|</div>|<p>b</p>`,
		"<div align=\"center\">\n\n**a**\n\nb":                                              `<p><strong>a</strong></p>|<p>b</p>`,
		"<p align=\"center\">\n  <a href=\"b\"><img src=\"c.png\" width=\"200\"></a>\n</p>": `<figure class="image"><a href="b"><img href="c.png"`,
		"<p align=\"center\">\n\n**a**\n\n</p>":                                             `<div class="center"><p><strong>a</strong></p>|</div>`,
		"<div><a href=\"b\"><h2>c</h2></a></div>":                                           `<h2 id="c"><a href="b">c</a>`,
		"赤い<font color=\"red\">字</font>です":                                                  "<p>赤い字です</p>",
		"<table><tr><td>a<td>b</table>":                                                     "<table><tbody><tr><td>a</td>|<td>b</td>|</tr>|</tbody>|</table>",
		"| a |\n|---|\n| <ul><li>b</li><li>c</li></ul> |":                                   "<ul><li>b</li>|<li>c</li>|</ul>",
		"<div>日本\n語</div>":                                                                  "<div>日本語</div>",
		"<div>\n\na</div>\n\nb":                                                             "<div><p>a</p>|</div>|<p>b</p>",
		"<iframe src=\"https://www.youtube.com/embed/x_1\"></iframe>":                       `<p class="card"><a href="https://www.youtube.com/watch?v=x_1">`,
		"<pre><code class=\"language-go\">a &lt; b</code></pre>":                            "<pre><code class=\"language-go\">a &lt; b|</code></pre>",
		"<details open><summary>a <code>b</code></summary>\n\n- c\n\n</details>":            `<details class="fold" open>|<summary>a <code>b</code></summary>`,
		"<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>":                                   "<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>",
		"<a name=\"x\"></a>\n\n[a](#x)":                                                     `<span id="x"></span>`,
		"<script>\nvar a\n\nb\n</script>\n\nc":                                              "<p>c</p>",
		"<div class=\"video\"><iframe src=\"//a.b/c\"></iframe></div>":                      `<div><p class="card"><a href="https://a.b/c">`,
		"<pre>\na\n\n**b**":                                                                 "<p><strong>b</strong></p>",
		"<!-- a\n\nb -->\n\nc":                                                              "<p>c</p>",
		"<dl><dt>a<dd>b</dl>":                                                               "<dl><dt>a</dt>|<dd>b</dd>|</dl>",
	} {
		got := strings.ReplaceAll(body(src), "\n", "|")
		if !strings.Contains(got, want) {
			t.Errorf("%s\n got %s\nwant %s", src, got, want)
		}
	}
}

// TestLinksAndPicturesOfHTMLAreLinksAndPictures holds what other stages need.
func TestLinksAndPicturesOfHTMLAreLinksAndPictures(t *testing.T) {
	doc, _ := render("> <div>\n> <a title=\"b.md\" href=\"b.md#c\">d</a>\n> <img alt=\"e.png\" src=\"e.png\" width=\"20\">\n> </div>\n\nf<img src='g&amp;h.png' height=3>\n")
	want := []Link{
		{Kind: Hyperlink, Target: "b.md", Fragment: "c", Text: "d", Line: 2, Col: 25, Len: 6},
		{Kind: Image, Target: "e.png", Text: "e.png", Width: 20, Line: 3, Col: 25, Len: 5},
		{Kind: Image, Target: "g&h.png", Height: 3, Line: 6, Col: 2},
	}
	for i, l := range doc.Links {
		l.Source = ""
		if i == 2 {
			l.Len = 0 // shown by the rest of its line
		}
		if l != want[i] {
			t.Errorf("got  %+v\nwant %+v", l, want[i])
		}
	}
}

func TestFilmsAndSoundsOfHTMLAreLinks(t *testing.T) {
	for src, want := range map[string]string{
		`<video src="a.mp4" controls></video>`: "a.mp4", `<audio src="b/c.mp3">聞けない</audio>`: "b/c.mp3",
		"<video controls>\n<source src=\"a.webm\" type=\"video/webm\">\n<source src=\"a.mp4\">\n</video>": "a.webm",
		`文の中の <video src="d.mp4" title="操作"></video> です`:                                                  "d.mp4",
		`<video src="https://example.com/a.mp4"></video>`:                                                 "https://example.com/a.mp4",
	} {
		doc, diags := render(src + "\n")
		if len(doc.Links) != 1 || doc.Links[0].Target != want || doc.Links[0].Kind == Image || len(diags) > 0 {
			t.Errorf("%s: %+v %v", src, doc.Links, diags)
		}
	}
	for _, src := range []string{`<video src="javascript:alert(1)"></video>`, `<audio src="data:audio/mp3;base64,AA"></audio>`, "<video></video>"} {
		if doc, _ := render(src + "\n"); len(doc.Links) > 0 {
			t.Errorf("%s: %+v", src, doc.Links)
		}
	}
}

// TestTextOfWhatIsLeftOutStays puts words into the elements that are not kept.
func TestTextOfWhatIsLeftOutStays(t *testing.T) {
	for _, name := range strings.Fields("math svg textarea object noscript canvas button select video audio form fieldset label output noframes") {
		for _, place := range []string{"<%s>@語</%s>", "前 <%s>@語</%s> 後", "- 前\n  <%s>@語</%s>", "<div>\n<%s>\n@語</%s>\n</div>"} {
			for _, inside := range []string{"", "<text x=1>一</text>", "<option>一</option>", "<mrow><mi>一</mi></mrow>", "<p>一</p>", "<style>SECRET</style>", "<script>SECRET</script>"} {
				src := strings.ReplaceAll(strings.ReplaceAll(place, "%s", name), "@", inside) + "\n"
				got := strings.ReplaceAll(body(src), "<wbr>", "")
				checkHarmless(t, got)
				for _, word := range []string{"語", "一", "前", "後"} {
					if strings.Contains(src, word) && !strings.Contains(got, word) {
						t.Errorf("%q loses %s: %s", src, word, got)
					}
				}
				if strings.Contains(got, "SECRET") {
					t.Errorf("%q: %s", src, got)
				}
			}
		}
	}
	for _, src := range []string{"<template #x>SHOWN</template> a", "<template v-slot:b>SHOWN</template>", "a <template #x>SHOWN</template> b", "<template #x>\n\nSHOWN\n\n</template>",
		"<template v-slot:b>\n<template>SECRET</template>\n\nSHOWN\n</template>", "<Card>\n<template #title>SHOWN</template>\n文\n</Card>"} {
		if got := body(src + "\n"); !strings.Contains(got, "SHOWN") || strings.Contains(got, "SECRET") || strings.Contains(got, "template") {
			t.Errorf("%q: %s", src, got)
		}
	}
	for _, src := range []string{"<template>SECRET</template>a", "<template id=x>SECRET</template>a", "a <iframe>SECRET</iframe> b", "<style>\nSECRET\n\nSECRET\n</style>"} {
		if got := body(src + "\n"); strings.Contains(got, "SECRET") {
			t.Errorf("%q: %s", src, got)
		}
	}
}

// The theme's own ids are not an author's to take.
func TestIDsOfTheThemeAreNotTakenByHTML(t *testing.T) {
	for _, src := range []string{`<h2 id="%s">見出し</h2>`, `<p id="%s">文</p>`, `文 <span id="%s">x</span>`, `<a id="%s"></a>文`, "本文\n\n## %s", "## 見出し {#%s}", "## 見出し\n{: #%s}", "文。\n{: #%s}",
		"<details id=\"%s\"><summary>a</summary>\n\nb\n\n</details>", "文 ^%s"} {
		for _, id := range []string{"ui", "main", "fn-1"} {
			if got := body(strings.ReplaceAll(src, "%s", id) + "\n"); strings.Contains(got, `id="`+id+`"`) {
				t.Errorf("%s\n%s", src, got)
			}
		}
	}
}

func TestTextOfHTMLIsSearchedAndCounted(t *testing.T) {
	doc, _ := render("<h2>見出し</h2>\n<p>最初の<b>文</b>。</p>\n<table><tr><th>a</th><td>b</td></tr></table>\n<pre>code</pre>\n")
	var got []string
	for _, b := range doc.Blocks {
		got = append(got, fmt.Sprint(b.Kind, b.Anchor, b.Text))
	}
	if want := []string{"0見出し見出し", "1見出し最初の文。", "1見出しa | b", "2見出しcode"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if doc.Summary != "最初の文。" || doc.Chars == 0 || len(doc.Outline) != 1 || doc.Outline[0].ID != "見出し" {
		t.Errorf("summary %q, %d characters, outline %+v", doc.Summary, doc.Chars, doc.Outline)
	}
}

// TestWhatIsLeftOutOfHTMLIsNamedOnce holds that ten thousand tags are few
// lines to read, and that nesting has an end.
func TestWhatIsLeftOutOfHTMLIsNamedOnce(t *testing.T) {
	_, list := render(strings.Repeat(`<font color="a" style="b"><span style="c" onclick="d">x</span></font>`, 1000) + "\n\n" +
		strings.Repeat("<div>", 10_000) + "a" + strings.Repeat("</div>", 10_000) + "\n")
	var got []string
	for _, d := range list {
		got = append(got, d.Code+" "+d.Message)
	}
	want := []string{"raw-html raw HTML left out: <font>", "raw-html raw HTML left out: attribute style",
		"raw-html raw HTML left out: attribute onclick", "html-depth HTML is nested too deeply"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestHatenaBracketsAreReadInHTML(t *testing.T) {
	o := siteOptions
	o.Dialect = "hatena"
	doc, _ := New(o).Render([]byte(`<figure class="figure-image">[f:id:me_01:20200102030405p:plain]<figcaption>図</figcaption></figure>`), diag.Pos{Line: 1}, o.Title)
	got := filled(doc, func(l Link, _ Hole) string { return " " + l.Target })
	if want := `<figure class="image"><img https://cdn-ak.f.st-hatena.com/images/fotolife/m/me_01/20200102/20200102030405.png alt=""`; !strings.HasPrefix(got, want) {
		t.Errorf("got %s", got)
	}
}

// TestTitleMayBeAHeadingOfHTML is how READMEs begin.
func TestTitleMayBeAHeadingOfHTML(t *testing.T) {
	for src, want := range map[string]string{
		"<h1 align=\"center\">題 <b>A</b></h1>\n\n本文":                                                    "題 A",
		"<div align=\"center\">\n\n<a href=\"b\"><img src=\"a.png\" alt=\"logo\"></a>\n\n# 題\n\n</div>": "題",
		"<p align=\"center\">\n<img src=\"a.png\" alt=\"logo\"><br>\n</p>\n\n# 題\n":                     "題",
		"<p>文</p>\n\n# 題\n":       "",
		"![logo](a.png)\n\n# 題\n": "題",
		"[![CI](a.svg)](b) ![c](d.svg)\n[![e](f.svg)](g)\n\n![h](i.png)\n\n題\n===\n": "題",
		"![logo](a.png)\n\n## 節\n": "", "![図](a.png) は\n\n# 題\n": "", "[文](b)\n\n# 題\n": "",
	} {
		o := siteOptions
		o.Title = ""
		if doc, _ := New(o).Render([]byte(src), diag.Pos{Line: 1}, o.Title); doc.Title != want {
			t.Errorf("%s: title %q, want %q", src, doc.Title, want)
		}
	}
}
