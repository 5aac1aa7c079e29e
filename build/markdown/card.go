package markdown

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// cards turns a URL alone on its line, and Zenn's @[card](URL) and its kin,
// into a card. As in Zenn it does so in the text itself and in details, not
// in lists, quotations, callouts and notes; a URL in angle brackets stays a
// link everywhere. Nothing is fetched and nothing framed.
type cards struct{}

func (cards) extend(g *grammar) {
	g.add(nil,
		parser.WithInlineParsers(util.Prioritized(embeds{}, 140)),
		parser.WithASTTransformers(util.Prioritized(cards{}, 300)))
}

// card is a link that has a block to itself.
type card struct {
	ownBlock
	url      string
	from, to int
}

// embed is @[kind](address), or a URL in Hatena's brackets, before it is
// known whether it stands alone.
type embed struct {
	ownInline
	url      string
	from, to int
	inline   bool   // never a card
	title    string // text of the link, "" for the address
	untitled bool   // the target's title is its text
}

func (n *card) plainText(*sheet) string  { return n.url }
func (n *embed) plainText(*sheet) string { return cmp.Or(n.title, n.url) }

// Transform makes cards of the lines that hold nothing else.
func (cards) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) { sheetOf(pc).cardsIn(doc) }

func (s *sheet) cardsIn(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if box, ok := c.(*container); ok && box.details {
			s.cardsIn(c)
		} else if _, ok := c.(*enclosed); ok {
			s.cardsIn(c)
		} else if isFlow(c, "div", "figure") {
			s.cardsIn(c)
		} else if c.Kind() == ast.KindParagraph || c.Kind() == ast.KindTextBlock && isFlow(n, "div", "figure") {
			s.cardsOf(n, c)
		}
		c = next
	}
}

// cardsOf takes the lines that are cards out of a paragraph.
func (s *sheet) cardsOf(parent, paragraph ast.Node) {
	for c := paragraph.FirstChild(); c != nil; {
		if found := s.cardAt(c); found != nil {
			s.split(parent, paragraph, c, found)
			c = paragraph.FirstChild()
			continue
		}
		c = c.NextSibling()
	}
	if paragraph.FirstChild() == nil {
		parent.RemoveChild(parent, paragraph)
	}
}

// cardAt gives the card that c is when it fills its line, else nil.
func (s *sheet) cardAt(c ast.Node) *card {
	if p := c.PreviousSibling(); p != nil && (p.Kind() != ast.KindText || !breaksLine(p)) {
		return nil
	}
	if n := c.NextSibling(); n != nil {
		t, ok := n.(*ast.Text)
		if !ok || !breaksLine(t) || len(bytes.TrimSpace(t.Segment.Value(s.body))) > 0 {
			return nil
		}
	}
	switch c := c.(type) {
	case *embed:
		if c.inline {
			return nil
		}
		return &card{url: c.url, from: c.from, to: c.to}
	case *ast.AutoLink:
		if off, ok := s.offset(c.Label(s.body)); ok && s.bareURL(c) {
			return &card{url: s.address(c), from: off, to: off + len(c.Label(s.body))}
		}
	}
	return nil
}

// split puts found in the place of c, and what stood before c into a
// paragraph of its own.
func (s *sheet) split(parent, paragraph, c ast.Node, found *card) {
	if end := c.NextSibling(); end != nil {
		paragraph.RemoveChild(paragraph, end) // the line's end
	}
	if c.PreviousSibling() != nil {
		before := ast.NewParagraph()
		for paragraph.FirstChild() != c {
			before.AppendChild(before, paragraph.FirstChild())
		}
		last := before.LastChild().(*ast.Text)
		last.SetSoftLineBreak(false)
		last.SetHardLineBreak(false)
		parent.InsertBefore(parent, paragraph, before)
	}
	found.SetPos(found.from)
	paragraph.RemoveChild(paragraph, c)
	parent.InsertBefore(parent, paragraph, found)
}

func (n *card) draw(s *sheet) {
	if !allowed(n.url) {
		s.put("<p>")
		s.dropAddress(n.url, n.from, n.to)
		s.put("</p>\n")
		return
	}
	l := s.cardLink(Card, n.url, n.from, n.to)
	ref := s.link(l)
	s.put(`<p class="card"><a`)
	s.hole(ref, Attributes)
	s.put(">")
	s.hole(ref, Face)
	s.put("</a></p>\n")
}

// cardLink describes a link of which nothing but the address is written.
func (s *sheet) cardLink(kind Kind, url string, from, to int) Link {
	target, fragment, _ := strings.Cut(url, "#")
	l := Link{Kind: kind, Target: target, Fragment: fragment, Text: withoutScheme(url), Len: s.runes(from, to)}
	l.Line, l.Col, l.Source = s.place(from)
	return l
}

// withoutScheme gives what of a URL tells the reader where it leads.
func withoutScheme(url string) string {
	if _, rest, ok := strings.Cut(url, "://"); ok {
		return strings.TrimSuffix(rest, "/")
	}
	return url
}

// draw draws one inside a text.
func (n *embed) draw(s *sheet) {
	switch {
	case s.bare || s.linked:
		s.escape(n.plainText(s))
	case !allowed(n.url):
		s.dropAddress(n.url, n.from, n.to)
	default:
		ref := s.open(s.cardLink(Hyperlink, n.url, n.from, n.to), n.url)
		s.put(">")
		if n.untitled {
			s.hole(ref, Text)
		} else {
			s.escape(n.plainText(s))
		}
		s.put("</a>")
	}
}

// dropAddress shows an address that may not be linked, and warns.
func (s *sheet) dropAddress(url string, from, to int) {
	s.escape(url)
	s.diags.Add(s.warning(from, to, "link-scheme", "link left out: "+scheme(url)+": is not allowed", "http, https, mailto, tel and ftp are"))
}
