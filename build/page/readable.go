package page

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"memo/build/diag"
	"memo/build/japanese"
)

// readable gives src itself when it is UTF-8, and what it says in UTF-8 when it
// is in another encoding of Japanese, with a notice. In any other bad bytes are
// replaced, so that the rest of the file can be judged: with an error at the
// first one, with a warning where so few are bad that the text still reads.
func readable(src []byte, file string) (text []byte, found diag.List) {
	src, encoding := japanese.Decode(src)
	if encoding != "" {
		found.Add(diag.Diagnostic{Pos: diag.Pos{File: file}, Severity: diag.Warning, Code: "encoding",
			Message: "read as " + encoding, Hint: "save the file as UTF-8 to be sure of every character"})
	}
	if bytes.IndexByte(src, '\r') >= 0 && bytes.IndexByte(src, '\n') < 0 {
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n")) // the line ends of an old Mac
	}
	if utf8.Valid(src) {
		return src, found
	}
	first, bad := -1, 0
	for off := 0; off < len(src); {
		r, n := utf8.DecodeRune(src[off:])
		if r == utf8.RuneError && n == 1 {
			if bad++; first < 0 {
				first = off
			}
		}
		off += n
	}
	d := diag.NewText(file, src).At(first, 1, diag.Error, "invalid-utf8", "not valid UTF-8", "save the file as UTF-8")
	if d.Len = 1; bad*fewBad < len(src) {
		d.Severity, d.Message = diag.Warning, "not valid UTF-8, shown as \uFFFD: "+strconv.Itoa(bad)+" of "+strconv.Itoa(len(src))+" bytes"
	}
	return bytes.ToValidUTF8(src, []byte("\uFFFD")), append(found, d)
}

// fewBad is of how many bytes less than one may be bad.
const fewBad = 100
