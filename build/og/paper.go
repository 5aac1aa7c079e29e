package og

import (
	"image"
	"image/color"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// ramp is a run of palette entries from nearly the paper's colour to a full
// one: what a pixel gets that a letter covers in part.
type ramp struct{ first, levels uint8 }

// The palette: the paper, then three ramps. 32 colours in all.
var (
	paperColour = color.RGBA{0xff, 0xff, 0xff, 0xff}
	ink         = ramp{1, 15}
	soft        = ramp{16, 8}
	accent      = ramp{24, 8}
)

func palette() color.Palette {
	p := color.Palette{paperColour}
	for _, r := range []struct {
		ramp
		to color.RGBA
	}{{ink, color.RGBA{0x1f, 0x24, 0x2c, 0xff}}, {soft, color.RGBA{0x56, 0x5e, 0x6a, 0xff}}, {accent, color.RGBA{0x0d, 0x5c, 0x91, 0xff}}} {
		for i := 1; i <= int(r.levels); i++ {
			p = append(p, between(paperColour, r.to, i, int(r.levels)))
		}
	}
	return p
}

// between is the colour i steps of n on the way from a to b.
func between(a, b color.RGBA, i, n int) color.RGBA {
	mix := func(x, y uint8) uint8 { return uint8((int(x)*(n-i) + int(y)*i) / n) }
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xff}
}

// paper is the picture being drawn and a sheet to catch letters on.
type paper struct {
	image *image.Paletted
	sheet *image.Alpha
}

func newPaper() *paper {
	size := image.Rect(0, 0, Width, Height)
	return &paper{image: image.NewPaletted(size, palette()), sheet: image.NewAlpha(size)}
}

// fill fills a rectangle with the full colour of a ramp.
func (p *paper) fill(x, y, w, h int, r ramp) {
	p.paint(image.Rect(x, y, x+w, y+h), r.first+r.levels-1)
}

func (p *paper) paint(r image.Rectangle, index uint8) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := p.image.Pix[p.image.PixOffset(r.Min.X, y):p.image.PixOffset(r.Max.X, y)]
		for i := range row {
			row[i] = index
		}
	}
}

// mark draws the sign of a memo, three lines on a sheet, 44 pixels wide.
func (p *paper) mark(x, y int) {
	p.fill(x, y, 44, 44, accent)
	for i, w := range []int{24, 24, 15} {
		p.paint(image.Rect(x+10, y+11+i*10, x+10+w, y+14+i*10), 0)
	}
}

// text writes a line whose base line begins at x, y.
func (p *paper) text(f font.Face, r ramp, x, y int, s string) {
	clear(p.sheet.Pix)
	d := font.Drawer{Dst: p.sheet, Src: image.Opaque, Face: f, Dot: fixed.P(x, y)}
	d.DrawString(s)
	for i, a := range p.sheet.Pix {
		if level := (int(a)*int(r.levels) + 127) / 255; level > 0 {
			p.image.Pix[i] = r.first + uint8(level) - 1
		}
	}
}

// right writes a line that ends at the right margin.
func (p *paper) right(f font.Face, r ramp, y int, s string) {
	p.text(f, r, Width-margin-advance(f, s), y, s)
}
