// Package og draws the picture that stands for a memo where its address is
// shared: title, tags and the name of the site on 1200 x 630 pixels.
//
// In go a Card and the bytes of an OpenType font or collection; out comes a
// PNG of some twenty kilobytes. The same card and font give the same bytes.
// A title is broken between its phrases, and inside a long one by UAX #14, so
// that no line begins with 。 or ー; the lines are made about equally long. What the font has
// no shape for, emoji most of all, is left out: an empty box tells nobody anything.
// It refuses to know memos, files and the configuration: who calls it keeps what it made.
//
// Nearly all of the time goes into compressing, so the picture has 32 colours
// and letters are mapped to them from their coverage: 7 ms where a picture
// with all colours takes 28 and is three times as big.
package og

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// Card is what is told. The title comes in phrases, which put together are the
// whole of it: lines end between phrases wherever they can.
type Card struct {
	Title []string
	Site  string
	Tags  []string
}

// Size of the picture in pixels, and the room left around the text.
const (
	Width  = 1200
	Height = 630
	margin = 80
)

// titleSizes are tried in turn, in pixels, until the title takes no more than
// maxLines; at the last it is cut.
var titleSizes = [...]float64{68, 60, 52}

const (
	maxLines  = 4
	leading   = 1.4
	smallSize = 30

	// The title stands in the middle of this height.
	titleTop, titleBottom = 72.0, 460.0
)

// Draw draws a card. The error is about the font: not an OpenType one, or
// broken.
func Draw(c Card, fontFile []byte) ([]byte, error) {
	f, err := parse(fontFile)
	if err != nil {
		return nil, fmt.Errorf("font of the Open Graph images: %w", err)
	}
	c = drawable(f, c)
	small, err := face(f, smallSize)
	if err != nil {
		return nil, err
	}
	p := newPaper()
	p.fill(0, 0, Width, 16, accent)
	if err := p.title(f, c.Title); err != nil {
		return nil, err
	}
	p.mark(margin, Height-margin-44)
	p.text(small, soft, margin+64, Height-margin-12, shorten(small, c.Site, 460))
	p.right(small, soft, Height-margin-12, tags(small, c.Tags, 480))
	var b bytes.Buffer
	if err := png.Encode(&b, p.image); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// drawable is the card without the characters that the font cannot show.
func drawable(f *opentype.Font, c Card) Card {
	one := func(s string) string { return shown(f, []string{s})[0] }
	out := Card{Title: shown(f, c.Title), Site: one(c.Site)}
	for _, t := range c.Tags {
		out.Tags = append(out.Tags, one(t))
	}
	return out
}

// shown leaves out of a text, given in parts, the characters that a font has no
// glyph for, and the blank behind one that stood between blanks.
func shown(f *opentype.Font, parts []string) []string {
	var b sfnt.Buffer
	out := make([]string, len(parts))
	dropped := false // the last character was
	blank := true    // the last one kept is a blank, or none was
	for i, part := range parts {
		out[i] = strings.Map(func(r rune) rune {
			glyph, err := f.GlyphIndex(&b, r)
			missing := glyph == 0 || err != nil
			if missing || dropped && blank && r == ' ' {
				dropped = missing
				return -1
			}
			dropped, blank = false, r == ' '
			return r
		}, part)
	}
	return out
}

// title writes the title in the largest size in which it fits.
func (p *paper) title(f *opentype.Font, phrases []string) error {
	for i, size := range titleSizes {
		big, err := face(f, size)
		if err != nil {
			return err
		}
		lines := wrap(big, phrases, Width-2*margin)
		if len(lines) > maxLines && i+1 < len(titleSizes) {
			continue
		}
		if len(lines) > maxLines {
			rest := strings.Join(lines[maxLines-1:], "")
			lines = append(lines[:maxLines-1], cut(big, rest, Width-2*margin-advance(big, "…"))+"…")
		}
		top := (titleTop + titleBottom - leading*size*float64(len(lines))) / 2
		for n, l := range lines {
			p.text(big, ink, margin, int(top+size*(1.05+leading*float64(n))), strings.TrimSpace(l))
		}
		break
	}
	return nil
}

// tags joins as many tags as there is room for.
func tags(f font.Face, names []string, width int) string {
	line := ""
	for _, name := range names {
		if name == "" {
			continue
		}
		next := strings.TrimPrefix(line+"   #"+name, "   ")
		if advance(f, next) > width {
			break
		}
		line = next
	}
	return line
}

// parse reads a font, or the first of a collection.
func parse(b []byte) (*opentype.Font, error) {
	if bytes.HasPrefix(b, []byte("ttcf")) {
		c, err := opentype.ParseCollection(b)
		if err != nil {
			return nil, err
		}
		return c.Font(0)
	}
	return opentype.Parse(b)
}

func face(f *opentype.Font, size float64) (font.Face, error) {
	return opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
}
