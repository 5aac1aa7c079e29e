package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// figures gives a picture that is alone in its paragraph a figure of its own,
// with its title, or Zenn's next line in *emphasis*, as caption; and reads
// sizes: ![alt](a.png =250x).
type figures struct{}

func (figures) extend(g *grammar) {
	g.add(nil,
		parser.WithInlineParsers(util.Prioritized(sizedImage{}, 120)),
		parser.WithASTTransformers(util.Prioritized(figures{}, 310)))
}

// figure holds a picture, or a link around one, and maybe a caption.
type figure struct {
	ownBlock
	title []byte // of the picture: the caption says it
}

// caption is the text below a picture.
type caption struct{ ownBlock }

// plainText is what search finds of a figure: its alt text and caption.
func (n *figure) plainText(s *sheet) string {
	var p prose
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if w, ok := c.(*wikiNode); ok {
			p.write(w.link.Text)
		}
		s.proseOf(&p, c)
		p.space()
	}
	p.write(string(unescape(n.title)))
	return string(bytes.TrimSpace(p.text))
}

// sizedImage reads ![alt](address =WxH "title"), which to CommonMark is text.
type sizedImage struct{}

// Trigger gives the mark.
func (sizedImage) Trigger() []byte { return []byte{'!'} }

var sized = regexp.MustCompile(`^!\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?([^\s()<>]+)>?(?:\s+"([^"]*)")?\s+=(\d{0,5})(%?)x(\d{0,5})(%?)(?:\s+"([^"]*)")?\s*\)`)

// maxSized is how far the size of a picture is looked for.
const maxSized = 2048

// Parse reads one.
func (sizedImage) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	line = line[:min(len(line), maxSized)]
	if len(line) < 8 || line[1] != '[' || !bytes.Contains(line, []byte(" =")) {
		return nil
	}
	m := sized.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	l := ast.NewLink()
	l.Destination = line[m[4]:m[5]]
	l.Title = append(bytes.Clone(line[max(m[6], 0):max(m[7], 0)]), line[max(m[16], 0):max(m[17], 0)]...)
	img := ast.NewImage(l)
	if m[2] < m[3] {
		img.AppendChild(img, ast.NewTextSegment(text.NewSegment(segment.Start+m[2], segment.Start+m[3])))
	}
	resize(img, "width", string(line[m[8]:m[11]]))
	resize(img, "height", string(line[m[12]:m[15]]))
	block.Advance(m[1])
	return img
}

// Transform makes figures of paragraphs.
func (figures) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	sheetOf(pc).figuresIn(doc)
}

func (s *sheet) figuresIn(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch {
		case c.Kind() == ast.KindParagraph:
			s.makeFigure(n, c)
		case c.Type() == ast.TypeBlock:
			s.figuresIn(c)
		}
		c = next
	}
}

// makeFigure replaces a paragraph of one picture, and maybe a caption.
func (s *sheet) makeFigure(parent, paragraph ast.Node) {
	first := paragraph.FirstChild()
	if first == nil || !isPicture(first) {
		return
	}
	for next := first.NextSibling(); next != nil && isNothing(next); next = first.NextSibling() {
		paragraph.RemoveChild(paragraph, next)
	}
	var below ast.Node
	if end := first.NextSibling(); end != nil {
		t, ok := end.(*ast.Text)
		if !ok || !breaksLine(t) || len(bytes.TrimSpace(t.Segment.Value(s.body))) > 0 {
			return
		}
		below = end.NextSibling()
		if e, ok := below.(*ast.Emphasis); !ok || e.Level != 1 || below.NextSibling() != nil {
			return
		}
	}
	f := &figure{}
	f.SetPos(max(0, start(paragraph)))
	if id := blockID(paragraph); id != "" {
		f.SetAttributeString("id", id)
	}
	parent.ReplaceChild(parent, paragraph, f)
	f.AppendChild(f, first)
	if img := pictureOf(first); img != nil {
		f.title, img.Title = img.Title, nil
	}
	if below != nil {
		text := &caption{}
		for below.FirstChild() != nil {
			text.AppendChild(text, below.FirstChild())
		}
		f.AppendChild(f, text)
	}
}

func isNothing(n ast.Node) bool {
	_, ok := n.(*nothing)
	return ok
}

// isPicture tells a picture or a link around nothing but one.
func isPicture(n ast.Node) bool {
	if w, ok := n.(*wikiNode); ok {
		return w.picture
	}
	return pictureOf(n) != nil
}

func pictureOf(n ast.Node) *ast.Image {
	if l, ok := n.(*ast.Link); ok && l.FirstChild() != nil && l.FirstChild() == l.LastChild() {
		n = l.FirstChild()
	}
	img, _ := n.(*ast.Image)
	return img
}

func (n *figure) draw(s *sheet) {
	s.put(`<figure class="image"`)
	s.id(n)
	s.put(">")
	s.children(n)
	if _, captioned := n.LastChild().(*caption); !captioned && len(n.title) > 0 {
		s.put("<figcaption>")
		s.text(n.title)
		s.put("</figcaption>")
	}
	s.put("</figure>\n")
}

func (n *caption) draw(s *sheet) { s.around("<figcaption>", n, "</figcaption>") }
