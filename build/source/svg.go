package source

import (
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
)

// svgSize reads the width and height of the root element in CSS pixels, and
// what of them is missing or relative from the viewBox.
func svgSize(r io.Reader) (w, h int) {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		tok, err := d.Token()
		if err != nil {
			return 0, 0
		}
		if start, is := tok.(xml.StartElement); is {
			if start.Name.Local != "svg" {
				return 0, 0
			}
			return svgRoot(start.Attr)
		}
	}
}

func svgRoot(attrs []xml.Attr) (int, int) {
	var w, h, boxW, boxH float64
	for _, a := range attrs {
		switch a.Name.Local {
		case "width":
			w = pixels(a.Value)
		case "height":
			h = pixels(a.Value)
		case "viewBox":
			if f := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' }); len(f) == 4 {
				boxW, boxH = pixels(f[2]), pixels(f[3])
			}
		}
	}
	switch {
	case w > 0 && h == 0 && boxW > 0:
		h = w * boxH / boxW
	case h > 0 && w == 0 && boxH > 0:
		w = h * boxW / boxH
	case w == 0 && h == 0:
		w, h = boxW, boxH
	}
	if w < 0.5 || h < 0.5 || w > 1e6 || h > 1e6 {
		return 0, 0
	}
	return int(math.Round(w)), int(math.Round(h))
}

// units are the absolute lengths of CSS, in pixels.
var units = map[string]float64{"px": 1, "pt": 96.0 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}

// pixels reads an absolute length; 0 for relative ones (%, em) and nonsense.
func pixels(s string) float64 {
	s = strings.TrimSpace(s)
	unit := 1.0
	if len(s) > 2 {
		if px, is := units[s[len(s)-2:]]; is {
			s, unit = s[:len(s)-2], px
		}
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || f < 0 {
		return 0
	}
	return f * unit
}
