package page

import (
	"bytes"
	"unicode/utf8"

	"memo/build/diag"
	"memo/build/japanese"
)

// readable gives src itself when it is UTF-8, and what it says in UTF-8 when it
// is in another encoding of Japanese, with a notice. In any other there is an
// error at the first bad byte and a copy in which bad bytes are replaced, so
// that the rest of the file can still be judged.
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
	off := 0
	for off < len(src) {
		r, n := utf8.DecodeRune(src[off:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		off += n
	}
	d := diag.NewText(file, src).At(off, 1, diag.Error, "invalid-utf8", "not valid UTF-8", "save the file as UTF-8")
	d.Len = 1
	return bytes.ToValidUTF8(src, []byte("\uFFFD")), diag.List{d}
}
