package page

import (
	"bytes"
	"unicode/utf8"

	"memo/build/diag"
)

// readable gives src itself when it is UTF-8, else an error at the first bad
// byte and a copy in which bad bytes are replaced, so that the rest of the
// file can still be judged.
func readable(src []byte, file string) ([]byte, diag.List) {
	if bytes.IndexByte(src, '\r') >= 0 && bytes.IndexByte(src, '\n') < 0 {
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n")) // the line ends of an old Mac
	}
	if utf8.Valid(src) {
		return src, nil
	}
	off := 0
	for off < len(src) {
		r, n := utf8.DecodeRune(src[off:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		off += n
	}
	hint := "save the file as UTF-8"
	if bytes.HasPrefix(src, []byte("\xFF\xFE")) || bytes.HasPrefix(src, []byte("\xFE\xFF")) {
		hint = "this is UTF-16: " + hint
	}
	d := diag.NewText(file, src).At(off, 1, diag.Error, "invalid-utf8", "not valid UTF-8", hint)
	d.Len = 1
	return bytes.ToValidUTF8(src, []byte("\uFFFD")), diag.List{d}
}
