package markdown

import (
	"fmt"
	"slices"
	"strconv"
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
	share, _ := img.AttributeString("share")
	s.picture(l, img.Title, share)
}

// resize gives a picture a side of the size that its author wrote: in pixels,
// or of the width a share of the line, 50%. Anything else is passed over.
func resize(img *ast.Image, side, size string) {
	size = strings.TrimSpace(size)
	number, isShare := strings.CutSuffix(size, "%")
	switch n, err := strconv.Atoi(strings.TrimSuffix(number, "px")); {
	case err != nil || n <= 0 || n > 99_999:
	case !isShare:
		img.SetAttributeString(side, n)
	case side == "width" && n <= 100:
		img.SetAttributeString("share", n)
	}
}

// sizeOf gives the size in pixels written at a picture.
func sizeOf(img *ast.Image) (width, height int) {
	if w, ok := img.AttributeString("width"); ok {
		width = w.(int)
	}
	if h, ok := img.AttributeString("height"); ok {
		height = h.(int)
	}
	return width, height
}

// firstView is how many bytes of HTML about the first window of a page holds.
const firstView = 4096

// picture writes an img; its address and size are the site's to fill in. The
// memo's first picture is in sight at once if it stands near the top, and all
// others wait until they are. share is how much of the line it takes, in
// percent; nil leaves that to its size.
func (s *sheet) picture(l Link, title []byte, share any) {
	first := len(s.buf) < firstView && !slices.ContainsFunc(s.doc.Links, func(l Link) bool { return l.Kind == Image })
	s.put("<img")
	s.hole(s.link(l), Attributes)
	s.attr("alt", l.Text)
	s.title(title)
	if share != nil {
		s.attr("style", fmt.Sprintf("width:%d%%", share))
	}
	if first {
		s.put(` fetchpriority="high">`)
	} else {
		s.put(` loading="lazy" decoding="async">`)
	}
}
