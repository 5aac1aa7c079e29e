package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
)

// image draws pictures.
type image struct{}

// Extend adds the drawing.
func (image) Extend(m goldmark.Markdown) {
	extend(m, drawing{ast.KindImage: drawImage})
}

func drawImage(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	img := n.(*ast.Image)
	dest := string(unescape(img.Destination))
	switch {
	case s.bare:
		s.escape(s.plain(n))
	case !allowed(dest):
		s.dropScheme(n, img.Destination, dest)
		s.escape(s.plain(n))
	default:
		l := s.reference(Image, n, img.Destination, dest)
		l.Width, l.Height = sizeOf(img)
		title := img.Title
		if within(n, kindFigure) {
			title = nil // the caption says it
		}
		s.picture(l, title)
	}
	return ast.WalkSkipChildren
}

// picture writes an img; its address and size are the site's to fill in.
func (s *sheet) picture(l Link, title []byte) {
	s.put("<img")
	s.hole(s.link(l), Attributes)
	s.attr("alt", l.Text)
	s.title(title)
	s.put(` loading="lazy" decoding="async">`)
}
