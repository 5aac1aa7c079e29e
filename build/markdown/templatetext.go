package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// templates reads the tags of Hugo, Jekyll and mdBook. Those that are common
// become what they stand for; of others their text goes, with a warning, and
// what stands between a pair stays. Code keeps all of them. A tag of Liquid in
// a line of text is one in Jekyll alone: elsewhere it is written about.
type templates struct{}

func (templates) extend(g *grammar) {
	g.add(nil,
		parser.WithBlockParsers(util.Prioritized(templateLines{}, 85)),
		parser.WithInlineParsers(util.Prioritized(templates{}, 125)))
}

// Trigger gives what tags begin with.
func (templates) Trigger() []byte { return []byte{'{', '<'} }

// Parse reads one in a line of text.
func (templates) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	s := sheetOf(pc)
	if n := s.remarkOfMDX(segment.Start); n > 0 {
		if taken := s.takeRemark(parent, block, n); taken != nil {
			return taken
		}
	}
	t, ok := s.tagAt(line, segment.Start)
	if !ok {
		return nil
	}
	if n := s.commented(t, segment.Start); n > 0 {
		if taken := s.takeRemark(parent, block, n); taken != nil {
			return taken
		}
	}
	if n, size := s.formulaBetween(t, line, segment.Start); n != nil {
		block.Advance(size)
		return n
	}
	block.Advance(t.size)
	if t.kind == component && parent.Kind() == ast.KindHeading {
		return &nothing{} // its anchor is of its words
	}
	return s.inlineTemplate(t, segment.Start)
}

// tagAt reads the tag that stands at a place of the text, if it is one here.
func (s *sheet) tagAt(b []byte, at int) (t template, ok bool) {
	switch b[0] {
	case '<':
		return s.componentAt(b, at)
	case '{':
		t, ok = readTemplate(b)
	}
	return t, ok && t.in(s.o.Dialect) && (t.kind == shortcode || t.name == "raw" || !s.isRaw(at))
}

// in tells whether a tag in a text is one in a dialect.
func (t *template) in(dialect string) bool {
	switch t.kind {
	case shortcode:
		return true
	case directive:
		return dialect == "mdbook"
	case liquidValue:
		return dialect == "jekyll" || strings.HasPrefix(t.name, "$frontmatter.")
	}
	return dialect == "jekyll"
}

// inlineTemplate gives what a tag in a line shows.
func (s *sheet) inlineTemplate(t template, at int) ast.Node {
	if t.shown != "" {
		return ast.NewString([]byte(t.shown))
	}
	if url := t.page(); url != "" {
		return &embed{url: url, from: at, to: at + t.size, inline: true}
	}
	if target := t.reference(); target != "" {
		return templateLink(t, target, at)
	}
	if t.picture() != "" {
		return templateImage(t, at)
	}
	if words := t.label(); words != "" {
		return ast.NewString([]byte(words))
	}
	if t.kind == liquidValue {
		value, known := t.address()
		if t.name == "page.title" || t.name == "$frontmatter.title" {
			value, known = s.o.Title, true
		}
		if known {
			return ast.NewString([]byte(value))
		}
	}
	s.passOver(t, at)
	return &nothing{}
}

// formulaBetween reads the formula between two tags of a line, which begins at a
// place of the text.
func (s *sheet) formulaBetween(t template, line []byte, at int) (n *formula, size int) {
	if t.kind != shortcode || t.name != "katex" && t.name != "math" && t.name != "mathjax" {
		return nil, 0
	}
	end, ok := s.pairs()[at]
	if end -= at; !ok || end < t.size || end >= len(line) {
		return nil, 0
	}
	closing, ok := readTemplate(line[end:])
	if !ok {
		return nil, 0
	}
	tex := strings.TrimSpace(string(line[t.size:end]))
	for _, signs := range [][2]string{{`\\(`, `\\)`}, {`\\[`, `\\]`}, {`\(`, `\)`}, {`\[`, `\]`}, {"$$", "$$"}, {"$", "$"}} {
		if inner, ok := strings.CutPrefix(tex, signs[0]); ok && strings.HasSuffix(inner, signs[1]) {
			tex = strings.TrimSuffix(inner, signs[1])
		}
	}
	return &formula{tex: tex, written: tex}, end + closing.size
}

// templateLink is a link that shows the title of what it leads to.
func templateLink(t template, target string, at int) ast.Node {
	n := &wikiNode{from: at, to: at + t.size}
	n.link.Kind = Wiki
	n.link.Target, n.link.Fragment, _ = strings.Cut(target, "#")
	return n
}

// templateImage is the picture of {{< figure >}}, maybe in a link.
func templateImage(t template, at int) ast.Node {
	l := ast.NewLink()
	l.Destination = literal(t.picture())
	img := ast.NewImage(l)
	img.SetPos(at)
	if alt := t.alternative(); alt != "" {
		img.AppendChild(img, ast.NewString([]byte(alt)))
	}
	for _, side := range []string{"width", "height"} {
		resize(img, side, t.named[side])
	}
	if t.named["link"] == "" {
		return img
	}
	around := ast.NewLink()
	around.Destination = literal(t.named["link"])
	around.SetPos(at)
	around.AppendChild(around, img)
	return around
}

// passOver warns of a tag that is not known.
func (s *sheet) passOver(t template, at int) {
	if !t.framed() {
		s.diags.Add(s.warning(at, at+min(t.size, 80), "unknown-tag", "left out: "+t.written()+" is not known",
			"write what it shows in Markdown"))
	}
}
