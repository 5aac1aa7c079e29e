package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// optional are elements whose end tags may be left out.
var optional = set("p li dt dd td th tr thead tbody tfoot colgroup caption rt rp")

// startTag opens the element at i, or does what stands for it, and gives how
// many tokens were read.
func (b *builder) startTag(tokens []htmlToken, i int) int {
	t := &tokens[i]
	r := rules[t.name]
	switch r.role {
	case unknown:
		b.placeholder(t)
	case dropped:
		if t.name != "picture" && t.name != "source" {
			b.leaveOut(t, "<"+t.name+">")
		}
	case apart:
		b.leaveOut(t, "<"+t.name+">")
		b.gap()
	case hidden:
		return b.hide(tokens, i)
	case empty:
		b.emptyElement(t)
	default:
		if len(b.stack) >= maxDepth {
			b.tooDeep(t)
		} else if r.role == phrase {
			b.openPhrase(t, r)
		} else {
			b.openFlow(t, r)
		}
	}
	return 1
}

// tooDeep leaves out an element inside of too many others.
func (b *builder) tooDeep(t *htmlToken) {
	b.warnOnce(t, "html-depth", "HTML is nested too deeply", "")
	if t.pair > 0 {
		if b.over == nil {
			b.over = map[string]int{}
		}
		b.over[t.name]++
	}
}

// hide leaves out an element with its content, of which the words stay. What it
// would have shown of another site or file is linked instead. Without an end only the tag goes, but for a
// program, of which the rest of its block is part.
func (b *builder) hide(tokens []htmlToken, i int) int {
	t := &tokens[i]
	n := 1
	if t.pair > 0 {
		n = t.pair - i + 1
	} else if program[t.name] && !b.inline && i+1 < len(tokens) && tokens[i+1].kind == wordsToken && tokens[i+1].part == t.part {
		n = 2
	}
	if !b.embed(tokens[i : i+n]) {
		b.leaveOut(t, "<"+t.name+">")
		if !wordless[t.name] {
			b.wordsIn(tokens, i+1, i+n)
		}
	}
	return n
}

// wordless are hidden elements whose content is none that anybody reads.
var wordless = set("script style template iframe head title")

// wordsIn writes the text among the tokens of an element that is left out.
func (b *builder) wordsIn(tokens []htmlToken, from, to int) {
	for i := from; i < to; i++ {
		switch t := &tokens[i]; {
		case t.kind == markdownNode:
			b.markdown(t.node)
		case t.kind == wordsToken:
			b.words(t)
		case t.kind == startTag && wordless[t.name] && t.pair > 0:
			i = t.pair
		case t.kind == startTag && apartWords[t.name]:
			b.write(" ")
		}
	}
}

// apartWords are elements in drawings and formulas whose text stands by itself.
var apartWords = set("text desc option mtr mtext")

// placeholder shows as text what is no HTML, unless it is a component.
func (b *builder) placeholder(t *htmlToken) {
	if tag, ok := b.componentAt([]byte(t.raw), t.at); ok {
		if n := b.inlineTemplate(tag, t.at); !isNothing(n) {
			b.atom(n)
		}
		return
	}
	b.diags.Add(b.warning(t.at, t.at+len(t.raw), "unknown-tag", t.raw+" is no HTML and is shown as text", "put it in backticks"))
	raw, ok := t.node.(*ast.RawHTML)
	if !ok {
		b.write(t.raw)
		return
	}
	for i := range raw.Segments.Len() {
		shown := ast.NewTextSegment(raw.Segments.At(i))
		shown.SetRaw(true)
		b.atom(shown)
	}
}

func (b *builder) push(t *htmlToken, e element, r role, node ast.Node) *entry {
	opened := &entry{element: e, role: r, node: node, token: t, part: b.part}
	if t != nil {
		opened.written, opened.closed = t.name, t.pair > 0
	}
	b.stack = append(b.stack, opened)
	return opened
}

// openPhrase opens an element of a line. It gets a node where text follows.
func (b *builder) openPhrase(t *htmlToken, r rule) {
	switch r.as {
	case "a":
		b.endPhrase("a")
	case "rt", "rp":
		if b.find("ruby") == 0 {
			return
		}
		b.endPhrase("rt", "rp")
	}
	if code, ok := b.flow().node.(*preformatted); ok && code.lang == "" {
		code.lang = language(t)
	}
	e := b.safe(t, r.as)
	id := b.identity(&e)
	b.push(t, e, phrase, nil)
	if id != "" {
		b.anchor(id)
	}
}

// identity takes the id out of e, "" where it can be none.
func (s *sheet) identity(e *element) string {
	id := e.id
	if e.id = ""; id == "" || !s.claim(id) {
		return ""
	}
	return id
}

// anchor puts an id here.
func (b *builder) anchor(id string) {
	b.atom(&phraseNode{element: element{name: "span", id: id}})
}

// endPhrase ends an element that cannot hold one of its kind.
func (b *builder) endPhrase(names ...string) {
	if i := b.find(names...); i > 0 {
		b.stack = slices.Delete(b.stack, i, i+1)
	}
}

// openFlow opens an element that holds blocks.
func (b *builder) openFlow(t *htmlToken, r rule) {
	if !b.makeRoom(r.as) {
		b.gap()
		return
	}
	e := b.safe(t, r.as)
	if t.name == "center" {
		e.class = aligned(e.class, "center")
	}
	id := e.id
	if e.id = ""; heading1(e.name) && !isID(id) || !heading1(e.name) && !b.claim(id) {
		id = ""
	}
	node := b.flowNode(t, e, id)
	b.endLine()
	if s, ok := node.(*title); ok {
		fold := b.flow().node
		fold.InsertBefore(fold, fold.FirstChild(), s)
	} else {
		b.append(node)
	}
	node.(interface{ SetPos(int) }).SetPos(t.at)
	b.push(t, e, flow, node)
	if _, paragraph := node.(*ast.Paragraph); paragraph && id != "" {
		b.anchor(id)
	}
}

// flowNode makes the node of an element. Headings, paragraphs, details and
// code are what they are in Markdown.
func (b *builder) flowNode(t *htmlToken, e element, id string) ast.Node {
	switch {
	case heading1(e.name):
		h := ast.NewHeading(int(e.name[1] - '0'))
		if id != "" {
			h.SetAttributeString("id", id)
		}
		if e.class != "" {
			h.SetAttributeString("class", e.class)
		}
		return h
	case e.name == "p" && !b.inline:
		p := ast.NewParagraph()
		if e.class != "" {
			p.SetAttributeString("class", e.class)
		}
		return p
	case e.name == "details":
		_, open := attribute(t, "open")
		return &container{callout: callout{details: true, open: open, id: id}}
	case e.name == "summary":
		return &title{}
	case e.name == "pre" && !b.inline:
		return &preformatted{lang: language(t)}
	}
	e.id = id
	return &flowNode{element: e}
}

func attribute(t *htmlToken, key string) (string, bool) {
	for _, a := range t.attrs {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// language reads class="language-go".
func language(t *htmlToken) string {
	class, _ := attribute(t, "class")
	for _, word := range strings.Fields(class) {
		if lang, ok := strings.CutPrefix(word, "language-"); ok {
			return lang
		}
	}
	return ""
}
