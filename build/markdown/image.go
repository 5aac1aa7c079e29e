package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// image draws pictures.
type image struct{}

func (image) extend(g *grammar) {
	g.add(drawing{ast.KindImage: drawImage})
}

func drawImage(s *sheet, n ast.Node) {
	img := n.(*ast.Image)
	dest := strings.TrimPrefix(s.view(unescape(img.Destination)), byName)
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

// firstView is how many bytes of HTML about the first window of a page holds.
const firstView = 4096

// picture writes an img; its address and size are the site's to fill in. The
// memo's first picture is in sight at once if it stands near the top, and all
// others wait until they are.
func (s *sheet) picture(l Link, title []byte) {
	first := len(s.buf) < firstView && !slices.ContainsFunc(s.doc.Links, func(l Link) bool { return l.Kind == Image })
	s.put("<img")
	s.hole(s.link(l), Attributes)
	s.attr("alt", l.Text)
	s.title(title)
	if first {
		s.put(` fetchpriority="high">`)
	} else {
		s.put(` loading="lazy" decoding="async">`)
	}
}
