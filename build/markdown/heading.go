package markdown

import (
	"cmp"
	"maps"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"memo/build/japanese"
)

// heading gives headings their ids, their attributes ({#id .class} at the
// end) and their levels: a memo's title is the page's H1, so a heading that the
// text begins with either is that title and goes, or, like each other H1 of
// the text, stands below it.
type heading struct{ dialect string }

func (h heading) extend(g *grammar) {
	g.add(drawing{ast.KindHeading: drawHeading},
		parser.WithBlockParsers(
			util.Prioritized(setext{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(atx{parser.NewATXHeadingParser(), h.dialect == "hatena"}, 600)),
		parser.WithASTTransformers(util.Prioritized(headings{}, 900)))
}

// headings settles title, levels and ids once the tree stands.
type headings struct{}

// Transform settles them.
func (headings) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	s := sheetOf(pc)
	list := collect(doc, nil)
	if len(list) == 0 {
		return
	}
	if h := s.takeTitle(doc); h != nil {
		list = list[1:]
	}
	level(list)
	s.name(list)
}

// level puts the headings below the page's H1, each at most one deeper than
// the one it belongs to: ## and then #### are h2 and h3. An H1 of the text so
// moves what is below it down by one.
func level(list []*ast.Heading) {
	var above []int // levels as written of the headings around
	for _, h := range list {
		n := len(above)
		for n > 0 && above[n-1] >= h.Level {
			n--
		}
		if n > 0 && h.Level > above[n-1]+1 || n == 0 && h.Level > 2 {
			h.SetAttributeString("skips", true)
		}
		above = append(above[:n], h.Level)
		h.Level = min(6, 1+len(above))
	}
}

func collect(n ast.Node, list []*ast.Heading) []*ast.Heading {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if h, ok := c.(*ast.Heading); ok {
			list = append(list, h)
		} else if c.Type() == ast.TypeBlock && c.FirstChild() != nil && c.FirstChild().Type() == ast.TypeBlock {
			list = collect(c, list)
		}
	}
	return list
}

// takeTitle takes the heading that a memo without a title of its own begins
// with out of the text and gives it, nil when there is none. A heading further
// down is a part of the text, whatever its level.
func (s *sheet) takeTitle(doc *ast.Document) *ast.Heading {
	h := s.leading(doc)
	if h == nil || s.o.Title != "" {
		return nil
	}
	if s.doc.Title = s.titleOf(h); s.doc.Title == "" {
		return nil
	}
	h.Parent().RemoveChild(h.Parent(), h)
	return h
}

// titleOf gives the text of a heading without what stands for its badges, unless
// there is nothing else. It takes the badges out.
func (s *sheet) titleOf(h *ast.Heading) string {
	whole := s.plain(h)
	for c := h.FirstChild(); c != nil && whole != ""; {
		next := c.NextSibling()
		switch c.(type) {
		case *ast.Text, *ast.String:
		default:
			if s.isLogo(c, true) {
				h.RemoveChild(h, c)
			}
		}
		c = next
	}
	return cmp.Or(s.plain(h), whole)
}

// leading gives the heading that the text begins with, comments, logos in HTML
// and, before an H1, badges aside; nil when it begins with something else.
func (s *sheet) leading(n ast.Node) *ast.Heading {
	badges := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			if badges && c.Level > 1 {
				return nil
			}
			return c
		case *ast.HTMLBlock, *ast.LinkReferenceDefinition, *summaryEnd:
			continue
		case *flowNode:
			if h := s.leading(c); h != nil {
				return h
			}
		}
		if !s.isLogo(c, true) {
			return nil
		}
		badges = badges || !s.isLogo(c, false)
	}
	return nil
}

// name gives each heading an id. Those the author chose come first, so that
// no other heading can take one.
func (s *sheet) name(list []*ast.Heading) {
	used, repeats := map[string]bool{}, map[string]int{}
	maps.Copy(used, s.ids)
	for _, h := range list {
		id, ok := chosen(h)
		if !ok {
			continue
		}
		if reserved(id) {
			h.SetAttributeString("id", "")
			continue
		}
		if used[id] {
			from := max(0, start(h))
			to := from + 1
			if n := h.Lines().Len(); n > 0 {
				from, to = h.Lines().At(n-1).Start, h.Lines().At(n-1).Stop
			}
			s.diags.Add(s.warning(from, to, "duplicate-id", "the id "+id+" is there twice", ""))
			h.SetAttributeString("id", "")
		}
		used[id] = true
	}
	for _, h := range list {
		if id, ok := chosen(h); ok && id != "" {
			continue
		}
		base := japanese.HeadingID(s.plain(h))
		if reserved(base) {
			base = "section-" + base
		}
		id := base
		for used[id] {
			repeats[base]++
			id = base + "-" + strconv.Itoa(repeats[base])
		}
		used[id] = true
		h.SetAttributeString("id", id)
	}
}

func chosen(h *ast.Heading) (string, bool) {
	v, ok := h.AttributeString("id")
	id, _ := v.(string)
	return id, ok
}

// reserved ids are those of footnotes (fn-1, fnref-1, fnref-1-2) and those by
// which the theme's scripts find their parts of the page.
func reserved(id string) bool {
	return id == "ui" || id == "main" || strings.HasPrefix(id, "fn") && footnoteID.MatchString(id)
}

var footnoteID = regexp.MustCompile(`^fn(ref)?-[0-9]+(-[0-9]+)?$`)

func drawHeading(s *sheet, n ast.Node) {
	h := n.(*ast.Heading)
	id, _ := chosen(h)
	class, _ := h.AttributeString("class")
	tag := "h" + strconv.Itoa(h.Level)
	entry := Heading{Level: h.Level, ID: id, Text: s.plain(h), Line: s.line(max(0, start(h)))}
	_, entry.Skips = h.AttributeString("skips")
	s.put("<", tag)
	s.attr("id", id)
	if class, ok := class.(string); ok {
		s.attr("class", class)
	}
	s.put(">")
	loose := japanese.Loose(entry.Text + "M") // as wide as the sign of the link
	if loose != "" {
		s.put(`<span class="`, loose, `">`)
	}
	s.heading = true
	from := len(s.buf)
	s.children(h)
	if simple(h) {
		if entry.HTML = entry.Text; string(s.buf[from:]) != entry.Text {
			entry.HTML = string(s.buf[from:])
		}
	} else {
		entry.HTML = s.aside(h)
	}
	s.heading = false
	if loose != "" {
		s.put("</span>")
	}
	s.put(`<a class="anchor"`)
	s.attr("href", "#"+id)
	s.attr("aria-label", fill(s.o.Words.HeadingLink, entry.Text))
	s.put("></a></", tag, ">\n")
	if s.quotes == 0 { // the outline is the memo's, not the quoted text's
		s.doc.Outline = append(s.doc.Outline, entry)
	}
}

// simple tells a heading of text and code only: it looks the same anywhere.
func simple(h ast.Node) bool {
	for c := h.FirstChild(); c != nil; c = c.NextSibling() {
		if k := c.Kind(); k != ast.KindText && k != ast.KindCodeSpan {
			return false
		}
	}
	return true
}
