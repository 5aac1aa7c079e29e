package markdown

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"memo/build/diag"
)

// nest writes blocks of tags in each other, in the ways of their users, and
// the words between them in order.
type nest struct {
	*rand.Rand
	src   strings.Builder
	words []string
}

func (n *nest) line(indent, text string) { n.src.WriteString(indent + text + "\n") }

func (n *nest) word() string {
	n.words = append(n.words, fmt.Sprintf("語%d、", len(n.words)))
	return n.words[len(n.words)-1]
}

func (n *nest) blocks(indent string, depth int) {
	for range 1 + n.IntN(3) {
		kind := n.IntN(9)
		if depth == 0 && kind > 3 {
			kind = 0
		}
		switch kind {
		case 0, 1:
			n.line(indent, "**"+n.word()+"**"+n.word())
		case 2:
			n.line(indent, "- "+n.word())
			n.line(indent, "- "+n.word())
		case 3:
			n.line("", "")
			n.line(indent, "```go")
			n.line(indent, n.word())
			n.line(indent, "```")
		case 4:
			n.line(indent, `<TabItem value="a" label="`+n.word()+`">`+n.word()+"</TabItem>")
		case 5:
			title := n.word()
			n.line(indent, `{{< admonition type=tip title="`+title+`" >}}`)
			n.blocks(indent, depth-1)
			n.line(indent, "{{< /admonition >}}")
		case 6:
			n.line(indent, "{{% details \""+n.word()+"\" %}}"+n.word()+"{{% /details %}}")
		default:
			open := []string{"<Tabs groupId=\"os\">", "<Tabs\n" + indent + "  a={[1, '>']}\n" + indent + ">", "<Tabs>", "<Tabs :a=\"b > c\" @d='e'>"}
			n.line(indent, open[n.IntN(len(open))])
			more := indent + strings.Repeat(" ", 2*n.IntN(3))
			if n.IntN(2) == 0 {
				n.line("", "")
			}
			n.blocks(more, depth-1)
			n.line(indent, "</Tabs>")
		}
		if n.IntN(2) == 0 {
			n.line("", "")
		}
	}
}

// TestWhatTagsEncloseIsReadAsAnyText holds that of blocks between tags no tag
// is shown and nothing else is lost or becomes code, however they are indented.
func TestWhatTagsEncloseIsReadAsAnyText(t *testing.T) {
	for seed := range uint64(3000) {
		n := &nest{Rand: rand.New(rand.NewPCG(seed, 3))}
		n.blocks("", 3)
		n.line("", "")
		n.line("", n.word())
		doc, _ := render(n.src.String())
		page := filled(doc, func(l Link, _ Hole) string { return "" })
		checkHarmless(t, page)
		prose, code := textOf(t, page)
		shown := strings.Join(strings.Fields(html.UnescapeString(prose)), "")
		if strings.ContainsAny(shown, "<>{}*`") || strings.Contains(shown, "Tab") {
			t.Errorf("a tag is shown: %s", shown)
		}
		for _, word := range n.words {
			if strings.Count(prose+code, word) != 1 {
				t.Errorf("%s is there %d times", word, strings.Count(prose+code, word))
			}
		}
		if fences := strings.Count(n.src.String(), "```go"); strings.Count(code, "語") != fences || strings.Count(prose, "**") > 0 {
			t.Errorf("code: %q for %d fences", code, fences)
		}
		if t.Failed() {
			t.Fatalf("seed %d:\n%s\n\n%s", seed, n.src.String(), page)
		}
	}
}

func TestPlaceholdersAreNoComponents(t *testing.T) {
	for _, src := range []string{"Vec<String> と Map<K, V>", "<BucketName> を置く", "<YOUR_NAME>", "Map<String, List<Int>> です", "Promise<Foo | null> と Foo<Bar>", "<T> と <ID>"} {
		doc, _ := render(src + "\n")
		if prose, _ := textOf(t, filled(doc, func(Link, Hole) string { return "" })); strings.TrimSpace(prose) != src {
			t.Errorf("%s: %s", src, prose)
		}
	}
}

// TestProgramsAboveATextAreNotShown holds for MDX.
func TestProgramsAboveATextAreNotShown(t *testing.T) {
	for _, src := range []string{"import Tabs from '@theme/Tabs';\nimport {\n  A,\n  B as C,\n} from \"./x\"\n", "import './a.css'\n",
		"export const x = 1;\n", "export const X = ({a}) => (\n  <b style={{\n\n    color: a,\n  }}>\n  </b>\n);\n", "export default function A() {\n\n  return 'x';\n}\n"} {
		o := siteOptions
		o.Title = ""
		doc, diags := New(o).Render([]byte(src+"\n# 題\n\n本文\n"), diag.Pos{Line: 1}, o.Title)
		if page := filled(doc, func(Link, Hole) string { return "" }); doc.Title != "題" || page != "<p>本文</p>\n" || len(diags) > 0 {
			t.Errorf("%s\n%q %s %v", src, doc.Title, page, diags)
		}
	}
	for _, src := range []string{"import x は書ける", "export FOO=bar", "- import 'x'", "important", "export const の話です"} {
		doc, _ := render(src + "\n")
		if prose, _ := textOf(t, filled(doc, func(Link, Hole) string { return "" })); strings.TrimSpace(prose) != strings.TrimPrefix(src, "- ") && !strings.HasPrefix(src, "export const") {
			t.Errorf("%s: %q", src, prose)
		}
	}
}

// TestPicturesOfShortcodesArePictures goes through the names that themes have.
func TestPicturesOfShortcodesArePictures(t *testing.T) {
	for _, src := range []string{`{{< img src="a.png" alt="図" caption="**強い** [b](c.md)" >}}`, `{{% image src="a.png" alt="図" caption="**強い** [b](c.md)" %}}`,
		`{{< figure src=a.png alt=図 caption="**強い** [b](c.md)" >}}`, `<Image src="a.png" alt={"図"} caption="**強い** [b](c.md)" />`,
		`{% include figure.html src="a.png" alt="図" caption="**強い** [b](c.md)" %}`} {
		doc, diags := render(src + "\n")
		page := filled(doc, func(l Link, _ Hole) string { return " to=" + l.Target })
		if !strings.Contains(page, "<img to=a.png alt=\"図\"") || !strings.Contains(page, "<figcaption><strong>強い</strong> <a to=c.md>b</a></figcaption>") || len(diags) > 0 {
			t.Errorf("%s: %s %v", src, page, diags)
		}
	}
	for _, src := range []string{`{{< img "a.png" "図" >}}`, `文 {{< picture "a.png" "b.png" "図" >}}`, `{{< fig path="a.png" alt="図" />}}`, `<img src={require('a.png').default} alt="図" />`,
		`文 <img src={useBaseUrl("a.png")} alt="図" width={300} />`, `<img :src="withBase('a.png')" alt="図">`} {
		doc, diags := render(src + "\n")
		if page := filled(doc, func(l Link, _ Hole) string { return " to=" + l.Target }); !strings.Contains(page, "<img to=a.png alt=\"図\"") || len(diags) > 0 {
			t.Errorf("%s: %s %v", src, page, diags)
		}
	}
}

func TestFormulasOfShortcodesKeepTheirSigns(t *testing.T) {
	for _, src := range []string{`{{< katex >}}\frac{a_1}{b_1}{{< /katex >}}`, `{{< math >}}$\frac{a_1}{b_1}${{< /math >}}`, `{{< katex >}}\\(\frac{a_1}{b_1}\\){{< /katex >}}`} {
		doc, diags := render("式 " + src + " です。\n")
		if prose, _ := textOf(t, filled(doc, func(Link, Hole) string { return "" })); strings.TrimSpace(prose) != `式 \frac{a_1}{b_1} です。` || len(diags) > 0 {
			t.Errorf("%s: %s %v", src, prose, diags)
		}
	}
}

// kramdown reads Markdown in HTML that says so.
func TestMarkdownInHTMLThatAsksForItIsRead(t *testing.T) {
	for _, tag := range []string{`<div markdown="1">`, `<div class="note" markdown=1>`, `<details markdown='block'>`, `<section markdown="span">`} {
		name := strings.Trim(strings.Fields(tag)[0], "<")
		doc, diags := render(tag + "\n**太** と [a](b.md)\n\n- 項\n</" + name + ">\n\n後\n")
		page := filled(doc, func(l Link, _ Hole) string { return ` href="` + l.Target + `"` })
		if !strings.Contains(page, "<strong>太</strong> と <a href=\"b.md\">a</a>") || !strings.Contains(page, "<li>項") || !strings.HasSuffix(page, ">\n<p>後</p>\n") || len(diags) > 0 {
			t.Errorf("%s: %s %v", tag, page, diags)
		}
		checkHarmless(t, page)
	}
}
