package markdown

import (
	"fmt"
	"strings"
	"testing"

	"memo/build/diag"
	"memo/build/effort"
)

// repeats are pieces of text of which nobody writes thousands: all that begins
// or ends something here, alone, in pairs, and crossed.
var repeats = []string{
	// emphasis
	"*a", "*a ", "a* ", "**a ", "a**", "_a ", "*a_ ", "*a **b ", "_a *b_ c* ", "**a*", "*a ~~b ==c ", "~~a ", "a~~ ", "==a ", "==_", "__==", "**「", "***",
	// brackets
	"[", "]", "[]", "![", "[a](", "[a](b", "[a](b \"", "[a](<", "![a](b =", "[a][", "[a]\n", "[[", "[[a", "[[a]]", "![[a.png|", "[](", "[a](b) ", "![a](b) ", "[![a](b)](c) ",
	"[b] ", "[a][b] ", "![a][b]", "[b]\n", "[a\nb]\n", "[a]: b\n", "[a]: b \"c\"\n", "[a]: b\n(\n", "[a]: b\n\"c\n", "[a]: <", "[b] *a_ ", "[*a](b) _c ",
	// notes
	"[^", "[^a", "[^a] ", "[^b] ", "[^a]: ", "[^a]: b\n", "[^a]: b\n\n    c\n", "^[", "^[a] ", "]]^[", "^[`",
	// code, formulas, remarks
	"`", "`a", "``\\", "```\\", "` `` ``` ", "\n```\n", "\n```a\nb\n", "\n~~~\n", "    a\n\n", "$", "$a", "$a$ ", "$$\n", "$$a", "- $$\n", "\\(", "%%", " %%a", " %%a%% ", "- %%\n", "\n%%\n\n",
	// addresses
	"http://", "$http://", "www.", "(www.", "www.a/*", "https://a.b/c ", "https://a.b/c\n", "http://a(", "http://a)b", "&a;", "a@", "a.b@c", "a@b.c ", "@[card](https://a.b)\n", "<https://a.b>", "<a@b.c> ",
	// signs
	"\\", "\\*", "&", "&#", "&#0;", "&amp;", ";", "\"", "'", "#a ", "{{< a >}}", "\x00", "\xff", "\u0301\n\n", "\ufe0f*", "日本\n", "吾輩は猫である。",
	// blocks
	"> ", "> a\n", "> a\n\n", "> [!NOTE]\n", "- ", "- a\n", "- a\n\n", "1. ", "1. a\n", "* a\n  ", "- [ ] a\n", "- > ", "+ - ", "a\n: b\n", ": ", "\n: ", "\n:::note\n", "\n:::\n", "!!! a\n", "!!! a\n    b\n", "!!! a\n\n", "??? a \"", "=== \"a\"\n\n    ", ":::note\n- ", "\n:::details a\nb\n",
	"# a\n", "#", "# ", "a\n===\n", "a\n---\n", "---\n", "## a {#b}\n", "# 日のa", "\n\n#", "[toc]\n", "{", "{#a} ",
	// tables
	"|", "|a|\n|-|\n", "a|b\n-|-\n\n", "| a |\n", "|-", "\\|", "`\\|` ",
	// HTML
	"<", "</", "<!--", "<!-- a -->", "<?", "<!A ", "<![CDATA[", "<foo> ", "a <b>c</b> ", "\n<p>\n\n", "<!--more-->\n",
	"\n<div>\na\n", "\n<div>\n\na\n\n", "\n<div>\n\na</div>\n\n", "\n<table><tr><td>", "\n<ul><li>\n", "\n<p>a", "\n<pre>\n\n", "\n<script>\n\na\n\n",
	"<b>", "<b>*", "<b><b>", "</b>", "\n<div>\n<a ", "<b>*a</b>* ", "<b><i>a</b></i>", "<a href=b>c", "a <div>b", "<iframe src=//a></iframe>", "<video>", "<ruby>a<rt>b", "\n<details><summary>a\n\n", "\n<h2>a</h2>\nb\n", "\n<b>\n\na\n\n</b>\n\n",
	// other generators' tags, marks, codes
	"{{<", "{{< a ", "{{", "{{ a }}", "{%", "{% a %}", "{% a %}\n", "{% raw %}", "{% comment %}", "\n{% comment %}\n", "\n{{< highlight a >}}\n", "{{< figure\n",
	"](", "]({{ x }}", "]({{ site.url }}", "[a]({{ site.url }}) ", "\n[a]: {{", "href=\"{{ x", "[a]({{< ref a >}}) ", "{: #a}\n", "\n{::comment}\n", "*a*{: ", "a ^b\n\n", "a\n^b", ":a", ":tada:", "- [/] a\n",
	"<Aa ", "<Aa>", "<Aa>\n", "<Aa />", "<Aa a=b>", "<Aa {", "<Aa a=\"", "<Aa\n", "</Aa>\n", "<Aa></Aa>", "{{< tab >}}\n", "{{< katex >}}a", "\n\nexport const a = {", "import 'a'\n", "{/* ", "{/* */}", "{{< comment >}}", "{::comment}a ", "a{:/}",
	// Hatena's notation
	"((", "((あ", "((あ))", "[https://", "[https://a:title]", "[https://a.b:embed:cite]\n", "[tex:", "[tex:a] ", "[f:id:a:", ">|", "\n>||\n", "\n>|a|\n||<\n", "||<\n", "|<\n", "====\n\n",
}

// built are texts of about n bytes that are no piece repeated.
var built = map[string]func(n int) string{
	"pairs of brackets":    func(n int) string { return repeated("[", n/2) + repeated("]", n/2) },
	"notes in notes":       func(n int) string { return repeated("^[", n) + repeated("]", n/2) },
	"pictures in pictures": func(n int) string { return repeated("![", n/2) + repeated("](b)", n/2) },
	"emphasis in emphasis": func(n int) string { return repeated("*a ", n/2) + repeated("a* ", n/2) },
	"a run of stars":       func(n int) string { return repeated("*", n/2) + "a" + repeated("*", n/2) },
	"openers, then others": func(n int) string { return repeated("*a ", n/2) + repeated("b_ ", n/2) },
	"phantoms":             func(n int) string { return repeated("*a _b c* ", n/3) + repeated("*a ", n/3) + repeated("b_ ", n/3) },
	"semicolons":           func(n int) string { return "http://x/" + repeated(";", n) },
	"signs in an address":  func(n int) string { return repeated("*a ", n/2) + "http://x/" + repeated("~", n/2) },
	"brackets behind one":  func(n int) string { return "http://x/" + repeated("(", n/2) + repeated(")", n/2) },
	"ever more backticks":  growing("`", "a"),
	"ever more colons":     growing(":", "note\n"),
	"ever more tildes":     growing("~", "\n"),
	"notes":                numbered("[^%d] ", "[^%d]: a\n"),
	"definitions":          numbered("[a%d] ", "\n[a%d]: b\n"),
	"lines of definitions": func(n int) string { return repeated("[a]\n", n/2) + "\n" + repeated("[a]: b\n", n/2) },
	"headings":             numbered("# a%d\n", "# a%[1]d-1\n"),
	"a wide table": func(n int) string {
		return repeated("a|", n/4) + "\n" + repeated("-|", n/4) + "\n" + repeated("b|", n/2)
	},
	"an empty table": func(n int) string {
		return repeated("a|", n/4) + "\n" + repeated("-|", n/4) + "\n" + repeated("b\n", n/2)
	},
	"a long definition": func(n int) string { return repeated("[a] ", n/2) + "\n\n[a]: " + repeated("b", n/2) },
	"blocks in blocks":  func(n int) string { return repeated("<div>\n\n", n/2) + repeated("</div>\n\n", n/2) },
	"tags in tags":      func(n int) string { return repeated("<b>", n/2) + repeated("</b>", n/2) },
	"lines in a block":  func(n int) string { return "<div>\n" + repeated("a\n", n) },
	"lines in a tag":    func(n int) string { return "<div>\n<a\n" + repeated("b=c\n", n) },
	"attributes":        func(n int) string { return "<div " + repeated("a=b ", n) + ">" },
	"classes of one":    func(n int) string { return "# a {" + repeated(".a ", n) + "}" },
	"keys of one":       func(n int) string { return "# a {" + repeated("a=b ", n) + "}" },
	"pairs in pairs":    func(n int) string { return repeated("<Aa>\n", n/2) + repeated("</Aa>\n", n/2) },
	"one word":          func(n int) string { return repeated("a", n) },
}

func repeated(s string, n int) string { return strings.Repeat(s, n/len(s)) }

func growing(sign, behind string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(sign, i) + behind)
		}
		return b.String()
	}
}

func numbered(first, second string) func(int) string {
	return func(n int) string {
		var a, b strings.Builder
		for i := 0; a.Len()+b.Len() < n; i++ {
			fmt.Fprintf(&a, first, i)
			fmt.Fprintf(&b, second, i)
		}
		return a.String() + "\n\n" + b.String()
	}
}

// TestHostileTextsTakeLinearTime tries all of them in the dialect that knows most.
func TestHostileTextsTakeLinearTime(t *testing.T) {
	for name, text := range hostile() {
		for _, dialect := range effort.Of([]string{"hatena"}, []string{"memo", "hatena"}) {
			effort.Linear(t, name+", "+dialect, effort.Of(2_000, 12_000), func(size int) func() { return rendering(text(size), dialect) })
		}
	}
}

// TestHostileTextsMakePagesOfTheirSize holds that nothing short becomes long,
// but for what the limits leave.
func TestHostileTextsMakePagesOfTheirSize(t *testing.T) {
	size := effort.Of(6_000, 40_000)
	for name, text := range hostile() {
		doc, warnings := New(siteOptions).Render([]byte(text(size)), diag.Pos{Line: 1}, siteOptions.Title)
		n := len(filled(doc, func(l Link, _ Hole) string { return l.Target + l.Text }))
		for _, h := range doc.Outline {
			n += len(h.HTML)
		}
		for _, b := range doc.Blocks {
			n += len(b.Text)
		}
		if most := 100*size + 10*maxFilled + 2*maxRepeated; n > most {
			t.Errorf("%s: %d bytes of %d, and %d warnings", name, n, size, len(warnings))
		}
	}
}

// TestLimitIsAWarning holds that text beyond a limit says so, once, at its place.
func TestLimitIsAWarning(t *testing.T) {
	for want, text := range map[string]string{
		"2:199 " + tooDeep:   "a\n" + strings.Repeat("> ", 300),
		"2:1002 " + tooStray: "a\n" + strings.Repeat("[", 3000),
		"1:1 " + tooSpacious: strings.Repeat("a|", 2000) + "\n" + strings.Repeat("-|", 2000) + strings.Repeat("\nb", 2000),
		"1:5405 " + tooOften: strings.Repeat("[a] ", 2000) + "\n\n[a]: " + strings.Repeat("b", 80),
	} {
		_, list := New(siteOptions).Render([]byte(text), diag.Pos{Line: 1}, siteOptions.Title)
		if len(list) != 1 || fmt.Sprintf("%d:%d %s", list[0].Line, list[0].Col, list[0].Message) != want {
			t.Errorf("want %s, got %+v", want, list)
		}
	}
}

func hostile() map[string]func(int) string {
	all := map[string]func(int) string{}
	for name, text := range built {
		all[name] = text
	}
	for _, s := range repeats {
		all[fmt.Sprintf("%q", s)] = func(n int) string { return repeated(s, n) + "\n\n[b]: c\n\n[^b]: d\n" }
	}
	return all
}

func rendering(text, dialect string) func() {
	o := siteOptions
	o.Math, o.Dialect = true, dialect
	return func() { New(o).Render([]byte(text), diag.Pos{Line: 1}, o.Title) }
}
