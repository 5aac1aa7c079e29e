package source

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
	"testing/fstest"
)

// turnedJPEG is a JPEG with an Exif block that says orientation 6.
func turnedJPEG(b []byte) []byte {
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	exif := append([]byte("Exif\x00\x00"), tiff...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(exif)+2))
	return append(append(head, exif...), b[2:]...)
}

func TestDimensionsAreThoseABrowserShows(t *testing.T) {
	img := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.Gray{}})
	var p, j, g bytes.Buffer
	_ = png.Encode(&p, img)
	_ = jpeg.Encode(&j, img, nil)
	_ = gif.Encode(&g, img, nil)
	avif := "\x00\x00\x00\x1cftypavif....\x00\x00\x00\x14ispe\x00\x00\x00\x00\x00\x00\x00\x1e\x00\x00\x00\x14"
	webp := "RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x1d\x00\x00\x13\x00\x00"
	for name, c := range map[string]struct {
		data string
		w, h int
	}{
		"a.png": {p.String(), 30, 20}, "a.jpg": {j.String(), 30, 20}, "A.JPEG": {string(turnedJPEG(j.Bytes())), 20, 30}, "a.gif": {g.String(), 30, 20},
		"a.avif": {avif, 30, 20}, "a.webp": {webp, 30, 20},
		"px.svg":    {`<?xml version="1.0" encoding="EUC-JP"?><!-- c --><svg xmlns="http://www.w3.org/2000/svg" width="30px" height="20">`, 30, 20},
		"box.svg":   {`<svg width="100%" viewBox="0 0 30, 20">`, 30, 20},
		"ratio.svg": {`<svg width="15" viewBox="0 0 30 20">`, 15, 10},
		"mm.svg":    {`<svg width="25.4mm" height="1in">`, 96, 96},
		"none.svg":  {`<svg>`, 0, 0}, "html.svg": {`<html width="3" height="4">`, 0, 0}, "nan.svg": {`<svg width="NaN" height="Inf">`, 0, 0},
		"broken.png": {"\x89PNG\r\n", 0, 0}, "a.md": {p.String(), 0, 0}, "empty.jpg": {"", 0, 0},
	} {
		f := File{Path: name, Name: name, FS: fstest.MapFS{name: {Data: []byte(c.data)}}}
		if w, h := Dimensions(f); w != c.w || h != c.h {
			t.Errorf("%s: got %dx%d, want %dx%d", name, w, h, c.w, c.h)
		}
	}
}

// FuzzDimensions holds that no image makes the reader fail or give a size that is not one.
func FuzzDimensions(f *testing.F) {
	f.Add("a.svg", []byte(`<svg viewBox="0 0 1 1">`))
	f.Add("a.avif", []byte("ispe\x00\x00\x00\x00\x00\x00\x00\x1e\x00\x00\x00\x14"))
	f.Add("a.jpg", []byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*\x00\x00\x00\x08"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		w, h := Dimensions(File{Path: name, Name: "x", FS: fstest.MapFS{"x": {Data: data}}})
		if w < 0 || h < 0 || (w == 0) != (h == 0) {
			t.Errorf("%dx%d", w, h)
		}
	})
}
