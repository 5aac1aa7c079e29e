package source

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"image"
	_ "image/gif"  // registers the format for DecodeConfig
	_ "image/jpeg" // the same
	_ "image/png"  // the same
	"io"
	"path"
	"strings"

	_ "golang.org/x/image/webp" // the same
)

// headBytes is how much of an image is looked at: enough for a JPEG whose
// camera put a preview before the frame header.
const headBytes = 1 << 20

// Dimensions gives the width and height in pixels at which a browser shows a
// PNG, JPEG, GIF, WebP, AVIF or SVG image; 0, 0 when the file is none of them
// or does not say. It reads the head of the file only.
func Dimensions(f File) (w, h int) {
	r, err := f.Open()
	if err != nil {
		return 0, 0
	}
	defer r.Close()
	head := bufio.NewReaderSize(io.LimitReader(r, headBytes), 64<<10)
	switch strings.ToLower(path.Ext(f.Path)) {
	case ".svg":
		return svgSize(head)
	case ".avif":
		return avifSize(head)
	case ".jpg", ".jpeg", ".png", ".gif", ".webp":
		start, _ := head.Peek(64 << 10)
		c, _, err := image.DecodeConfig(head)
		if err != nil || c.Width <= 0 || c.Height <= 0 {
			return 0, 0
		}
		if turned(start) {
			return c.Height, c.Width
		}
		return c.Width, c.Height
	}
	return 0, 0
}

// avifSize finds the largest image spatial extents property: there is one per
// tile and thumbnail as well. Box: size, "ispe", version, width, height.
func avifSize(r io.Reader) (w, h int) {
	head, _ := io.ReadAll(io.LimitReader(r, 64<<10))
	for {
		i := bytes.Index(head, []byte("ispe"))
		if i < 0 || len(head) < i+16 {
			return w, h
		}
		bw, bh := binary.BigEndian.Uint32(head[i+8:]), binary.BigEndian.Uint32(head[i+12:])
		if bw < 1<<20 && bh < 1<<20 && int(bw)*int(bh) > w*h {
			w, h = int(bw), int(bh)
		}
		head = head[i+4:]
	}
}

// turned tells whether a JPEG's Exif orientation lays it on its side, as
// phones write photographs taken upright; browsers turn it back.
func turned(jpeg []byte) bool {
	if !bytes.HasPrefix(jpeg, []byte{0xff, 0xd8}) {
		return false
	}
	for rest := jpeg[2:]; len(rest) >= 4 && rest[0] == 0xff && rest[1] != 0xda; {
		n := int(binary.BigEndian.Uint16(rest[2:]))
		if n < 2 || len(rest) < 2+n {
			return false
		}
		if exif, is := bytes.CutPrefix(rest[4:2+n], []byte("Exif\x00\x00")); is && rest[1] == 0xe1 {
			return orientation(exif) >= 5
		}
		rest = rest[2+n:]
	}
	return false
}

// orientation reads tag 0x0112 of the first directory of a TIFF block; 1 to 8,
// 0 when it is not there.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return 0
	}
	count := int(order.Uint16(tiff[at:]))
	for i := at + 2; count > 0 && i+12 <= len(tiff); i, count = i+12, count-1 {
		if order.Uint16(tiff[i:]) == 0x0112 {
			if v := int(order.Uint16(tiff[i+8:])); v <= 8 {
				return v
			}
			return 0
		}
	}
	return 0
}
