package markdown

import (
	"github.com/yuin/goldmark/ast"
)

// image draws pictures.
type image struct{}

func (image) extend(g *grammar) {
	g.add(drawing{ast.KindImage: drawImage})
}

func drawImage(s *sheet, n ast.Node) {
	img := n.(*ast.Image)
	dest := s.view(unescape(img.Destination))
	if s.bare || !allowed(dest) {
		if !s.bare {
			s.dropScheme(n, img.Destination, dest)
		}
		s.escape(s.plain(n))
		return
	}
	l := s.reference(Image, n, img.Destination, dest)
	l.Width, l.Height = sizeOf(img)
	s.picture(l, img.Title)
}

// picture writes an img; its address and size are the site's to fill in.
func (s *sheet) picture(l Link, title []byte) {
	s.put("<img")
	s.hole(s.link(l), Attributes)
	s.attr("alt", l.Text)
	s.title(title)
	s.put(` loading="lazy" decoding="async">`)
}
