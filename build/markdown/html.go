package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// rawHTML handles HTML in a memo. Unless unsafe_html is set it goes, with a
// warning, and the text between the tags stays. What Japanese memos write
// most and what can do no harm stays as well, without attributes: <br>, <kbd>,
// <sub> and their like, and <details><summary>. Comments go silently.
type rawHTML struct{}

func (rawHTML) extend(g *grammar) {
	g.add(drawing{
		ast.KindRawHTML:   drawRawHTML,
		ast.KindHTMLBlock: drawHTMLBlock,
	}, parser.WithASTTransformers(util.Prioritized(rawHTML{}, 100)))
}

// elementNode is an inline element that is kept.
type elementNode struct {
	ownInline
	name string
}

func (n *elementNode) plainText(s *sheet) string {
	if n.name == "br" {
		return " "
	}
	p := &s.prose
	from, whole := len(p.text), len(p.whole)
	s.proseOf(p, n)
	out := string(p.text[from:])
	p.text, p.whole = p.text[:from], p.whole[:whole]
	return out
}

func (n *elementNode) draw(s *sheet) {
	s.around("<"+n.name+">", n, "")
	if !void[n.name] {
		s.put("</", n.name, ">")
	}
}

// drawRawHTML and drawHTMLBlock see only what unsafe_html lets through.
func drawRawHTML(s *sheet, n ast.Node) {
	if !s.bare {
		s.put(s.rawText(n.(*ast.RawHTML)))
	}
}

func (s *sheet) rawText(n *ast.RawHTML) string {
	var b strings.Builder
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		b.Write(segment.Value(s.body))
	}
	return b.String()
}

func drawHTMLBlock(s *sheet, n ast.Node) { s.put(s.blockText(n.(*ast.HTMLBlock))) }

func (s *sheet) blockText(n *ast.HTMLBlock) string {
	t := s.lines(n)
	if n.HasClosure() {
		t += string(n.ClosureLine.Value(s.body))
	}
	return t
}

// Transform replaces raw HTML by what stays of it.
func (rawHTML) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	s := sheetOf(pc)
	if !s.o.UnsafeHTML {
		s.sieve(doc)
	} else {
		s.findMore(doc)
	}
}

// sieve goes through n and all below it.
func (s *sheet) sieve(n ast.Node) {
	raw, blocks := false, false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		raw = raw || c.Kind() == ast.KindRawHTML
		blocks = blocks || c.Kind() == ast.KindHTMLBlock
		if c.HasChildren() {
			s.sieve(c)
		}
	}
	if raw {
		s.sieveInline(n)
	}
	if blocks {
		s.sieveBlocks(n)
	}
}

// sieveInline keeps pairs of harmless tags under n as elements.
func (s *sheet) sieveInline(n ast.Node) {
	open := openTags{count: map[string]int{}, endless: map[string]bool{}}
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if raw, ok := c.(*ast.RawHTML); ok {
			if s.dropProgram(n, raw, &open) {
				next = c.NextSibling()
			}
			s.sieveTag(n, raw, &open)
		}
		c = next
	}
	s.dropOpen(n, &open, 0)
}

// dropProgram leaves out what stands between <script> or <style> and its end
// on a line of text: nothing that a reader should see.
func (s *sheet) dropProgram(n ast.Node, raw *ast.RawHTML, open *openTags) bool {
	found := tagOf(s.rawText(raw))
	if found.kind != openTag || found.name != "script" && found.name != "style" || open.endless[found.name] {
		return false
	}
	for end := raw.NextSibling(); end != nil; end = end.NextSibling() {
		c, ok := end.(*ast.RawHTML)
		if !ok {
			continue
		}
		if t := tagOf(s.rawText(c)); t.kind == closeTag && t.name == found.name {
			for raw.NextSibling() != end {
				n.RemoveChild(n, raw.NextSibling())
			}
			return true
		}
	}
	open.endless[found.name] = true
	return false
}

// openTags are start tags of elements that are kept once they are closed.
type openTags struct {
	nodes []*ast.RawHTML
	names []string
	count map[string]int

	endless map[string]bool // names of which no end follows any more
}

// dropOpen leaves out those from i on.
func (s *sheet) dropOpen(n ast.Node, open *openTags, i int) {
	for j, raw := range open.nodes[i:] {
		name := open.names[i+j]
		s.dropTag(raw.Segments.At(0).Start, s.rawText(raw), tag{kind: openTag, name: name})
		n.RemoveChild(n, raw)
		open.count[name]--
	}
	open.nodes, open.names = open.nodes[:i], open.names[:i]
}

func tagOf(t string) tag {
	found, _ := tagAt(t, 0)
	return found
}

func (s *sheet) sieveTag(n ast.Node, raw *ast.RawHTML, open *openTags) {
	t := s.rawText(raw)
	at := raw.Segments.At(0).Start
	found := tagOf(t)
	switch {
	case found.kind == comment:
		s.noteComment(n, t)
	case void[found.name] && found.kind == openTag:
		n.ReplaceChild(n, raw, &elementNode{name: found.name})
		return
	case phrasing[found.name] && found.kind == openTag:
		open.nodes, open.names = append(open.nodes, raw), append(open.names, found.name)
		open.count[found.name]++
		return
	case open.count[found.name] > 0:
		s.pair(n, raw, found.name, open)
		return
	case found.name != "" && !isElement(found.name):
		s.showTag(n, raw, at, t)
	default:
		if phrasing[found.name] {
			found.kind = openTag // an end tag without its start tag is named too
		}
		s.dropTag(at, t, found)
	}
	n.RemoveChild(n, raw)
}

// showTag shows as text what is no HTML.
func (s *sheet) showTag(n ast.Node, raw *ast.RawHTML, at int, t string) {
	s.diags.Add(s.warning(at, at+len(t), "unknown-tag", t+" is no HTML and is shown as text", "put it in backticks"))
	for i := range raw.Segments.Len() {
		shown := ast.NewTextSegment(raw.Segments.At(i))
		shown.SetRaw(true)
		n.InsertBefore(n, raw, shown)
	}
}

// pair wraps what stands between the last start tag of a name and its end tag.
func (s *sheet) pair(n ast.Node, end *ast.RawHTML, name string, open *openTags) {
	i := len(open.names) - 1
	for open.names[i] != name {
		i--
	}
	s.dropOpen(n, open, i+1)
	first := open.nodes[i]
	kept := &elementNode{name: name}
	for c := first.NextSibling(); c != end; c = first.NextSibling() {
		kept.AppendChild(kept, c)
	}
	n.RemoveChild(n, first)
	n.ReplaceChild(n, end, kept)
	open.nodes, open.names = open.nodes[:i], open.names[:i]
	open.count[name]--
}

// dropTag warns of a tag that is left out. End tags go with their start tags.
func (s *sheet) dropTag(at int, t string, found tag) {
	if found.kind == closeTag || found.kind == rawText {
		return
	}
	hint := "write it in Markdown, or set unsafe_html = true in [markdown]"
	if found.name == "img" {
		hint = "write ![text](address =300x), or set unsafe_html = true in [markdown]"
	}
	name := "<" + found.name + ">"
	if found.name == "" {
		name = "<!…> or <?…>"
	}
	s.diags.Add(s.warning(at, at+len(t), "raw-html", "raw HTML left out: "+name, hint))
}

// noteComment remembers where <!--more--> stands: before it is the summary.
func (s *sheet) noteComment(n ast.Node, t string) {
	if strings.EqualFold(strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(t, "<!--"), "-->")), "more") && s.more == nil {
		for n.Type() == ast.TypeInline {
			n = n.Parent()
		}
		s.more = n
	}
}

// findMore looks for <!--more--> where HTML is kept as it is.
func (s *sheet) findMore(doc ast.Node) {
	for c := doc.FirstChild(); c != nil; c = c.NextSibling() {
		if b, ok := c.(*ast.HTMLBlock); ok {
			s.noteComment(c, strings.TrimSpace(s.blockText(b)))
		}
	}
}
