package markdown

import (
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"memo/build/diag"
)

// TestTagsAreShownInCodeAlone strews the tags of other generators over a text:
// each is shown in code, byte for byte, and nowhere else, and of what stands
// between them nothing is lost.
func TestTagsAreShownInCodeAlone(t *testing.T) {
	tags := []string{`{{< odd >}}`, `{{< odd a="b c" 'd' >}}`, `{{% odd %}}`, `{{< /odd >}}`, `{{< odd />}}`, `{{<odd>}}`, `{{</odd>}}`, `{{< youtube abc >}}`,
		`{{< ref "a.md#b" >}}`, `{{< figure src="a.png" caption="c" >}}`, `{% odd %}`, `{% endodd %}`, `{% include a.html b="c" %}`,
		`{% post_url 2020-01-01-a %}`, `{%- odd -%}`, `{{ site.baseurl }}`, `{{ odd | filter: "a" }}`,
		`<Odd />`, `<Odd a="b>c" :d="e => f" />`, `<Odd.Part a={[1, '}']} {...b}>`}
	r := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		var src, words, code []string
		for i := range 1 + r.IntN(6) {
			tag, word := tags[r.IntN(len(tags))], "語"+string(rune('a'+i))
			words = append(words, word)
			switch r.IntN(8) {
			case 0:
				src = append(src, tag, "", word)
			case 1:
				src = append(src, word+" "+tag+" "+word)
			case 2:
				src, code = append(src, word+" `"+tag+"`"), append(code, tag)
			case 3:
				src, code = append(src, "", "```", tag, word, "```", ""), append(code, tag)
			case 4:
				src = append(src, "", "- "+word, "  "+tag, "")
			case 5:
				src = append(src, "", "<div>", tag+" "+word, "<b>"+word+tag+"</b>", "</div>", "")
			case 6:
				src, code = append(src, "", "<table><tr><td>"+word+" "+tag+"</td><td><code>"+html.EscapeString(tag)+"</code></td></tr></table>", ""), append(code, tag)
			default:
				src = append(src, "> "+tag, "> "+word, "")
			}
		}
		o := siteOptions
		o.Dialect = "jekyll"
		doc, _ := New(o).Render([]byte(strings.Join(src, "\n")), diag.Pos{Line: 1}, o.Title)
		page := filled(doc, func(Link, Hole) string { return "" })
		prose, inCode := textOf(t, page)
		if strings.Contains(prose, "{{") || strings.Contains(prose, "{%") || strings.Contains(prose, "}}") || strings.Contains(prose, "%}") || strings.Contains(prose, "Odd") {
			t.Fatalf("a tag is shown:\n%s\n\n%s", strings.Join(src, "\n"), page)
		}
		for _, tag := range code {
			if !strings.Contains(inCode, tag) {
				t.Fatalf("code lost %s:\n%s\n\n%s", tag, strings.Join(src, "\n"), page)
			}
		}
		for _, word := range words {
			if !strings.Contains(prose+inCode, word) {
				t.Fatalf("the text lost %s:\n%s\n\n%s", word, strings.Join(src, "\n"), page)
			}
		}
	}
}

// In HTML a tag stands for what it does elsewhere, and what Liquid comments out
// is nowhere.
func TestTagsInHTMLAreWhatTheyAreInMarkdown(t *testing.T) {
	o := siteOptions
	o.Dialect = "jekyll"
	doc, diags := New(o).Render([]byte("<div>\n前 {{<youtube abc>}} {{< relref \"b.md#x\" >}} {{ page.title }} {{< figure src=\"a.png\" alt=\"図\" >}}\n"+
		"{% comment %}<p>秘密</p> {{< odd >}}{% endcomment %} 後</div>\n"), diag.Pos{Line: 1}, o.Title)
	page := filled(doc, func(l Link, _ Hole) string { return l.Target })
	for _, want := range []string{"watch?v=abc", "b.md", "a.png", "図", "前", "後"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is lost in\n%s", want, page)
		}
	}
	if strings.Contains(page, "秘密") || len(diags) > 0 || len(doc.Links) != 3 {
		t.Errorf("%s\n%v\n%+v", page, diags, doc.Links)
	}
}

func TestATableOfTOMLIsNoWikiLink(t *testing.T) {
	for src, links := range map[string]int{"[[servers]]\nname = \"a\"\n": 0, "> [[a.b]]\n> port=1\n": 0, "[[servers]]\n": 1, "[[servers]]\n本文 = 1\n": 1, "見よ [[servers]]\nx = 1\n": 1} {
		doc, _ := New(siteOptions).Render([]byte(src), diag.Pos{Line: 1}, siteOptions.Title)
		if len(doc.Links) != links || links == 0 && !strings.Contains(filled(doc, func(Link, Hole) string { return "" }), "]]") {
			t.Errorf("%q: %+v", src, doc.Links)
		}
	}
}

// textOf gives the text of a page outside of code, and in it.
func textOf(t *testing.T, page string) (prose, code string) {
	t.Helper()
	depth := 0
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return prose, code
		case html.TextToken:
			if depth > 0 {
				code += html.UnescapeString(string(z.Text()))
			} else {
				prose += html.UnescapeString(string(z.Text()))
			}
		case html.StartTagToken, html.EndTagToken:
			if name, _ := z.TagName(); string(name) == "code" && kind == html.StartTagToken {
				depth++
			} else if string(name) == "code" {
				depth--
			}
		}
	}
}

// What a theme shows in a box is a callout, however it is said.
func TestBoxesOfThemesAreCallouts(t *testing.T) {
	for src, want := range map[string]string{
		"> 文\n{: .prompt-tip }\n": "tip", "> 文\n{: .prompt-danger .x }\n": "caution", "{{< notice warning >}}\n文\n{{< /notice >}}\n": "warning",
		"{{% hint info %}}文{{% /hint %}}\n": "note", "{{< alert >}}\n文\n{{< /alert >}}\n": "warning", "<Callout type=\"tip\">\n文\n</Callout>\n": "tip", "<Note>文</Note>\n": "note",
	} {
		doc, diags := render(src)
		if page := filled(doc, func(Link, Hole) string { return "" }); !strings.Contains(page, `<div class="callout `+want+`" role="note">`) || !strings.Contains(page, "<p>文</p>") || len(diags) > 0 {
			t.Errorf("%s: %s %v", src, page, diags)
		}
	}
	if doc, diags := render("{{< video src=\"a.mp4\" >}}\n"); len(doc.Links) != 1 || doc.Links[0].Target != "a.mp4" || len(diags) > 0 {
		t.Errorf("%+v %v", doc.Links, diags)
	}
}
