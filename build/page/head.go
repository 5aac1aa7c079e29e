package page

import (
	"bytes"
	"regexp"
	"strings"

	"memo/build/decode"
	"memo/build/diag"
)

// This file is about front matter that is not written as its tools want it,
// which they show as text, drafts and all. What is surely front matter is read;
// where only a switch looks like it, the page stays unpublished with a warning.

var (
	// keyLine is a line that sets a key in any of the notations.
	keyLine = regexp.MustCompile(`(?m)^[ \t{]*["']?([\w-]+|下書き|非公開|公開)["']?[ \t]*(?:[:=]|：)[ \t]*(.*)$`)

	// goesOn is a line that belongs to the key above it, or to none.
	goesOn = regexp.MustCompile(`^\s*$|^[ \t]|^[-#\[\]{}"']`)

	// oddFence is a line that fences front matter, or was meant to: of more
	// signs than three, of dashes that an editor made longer, with the name of
	// the notation or a remark behind it. Four blanks before it are code.
	oddFence = regexp.MustCompile(`(?i)^ {0,3}([-–−－]{3,}|[-–—]*—[-–—]*|\+{3,})[ \t]*(ya?ml|toml|json)?[ \t]*(?:[ \t]#.*)?$`)
)

// alienFence is a line that fences front matter in the eyes of its author
// alone: too few dashes, a block of code, the signs of other notations.
var alienFence = regexp.MustCompile("(?i)^ {0,3}(--|~{3,}|;{3,}|`{3,}[ \t]*(?:ya?ml|toml))[ \t]*(?:ya?ml|toml|json)?$")

// blank is what nobody sees.
const blank = " \t\r\n\u00a0\u3000\u200b\u2060\ufeff"

// fenceOf tells a line that may fence front matter, in which notation, and the
// sign that it is made of.
func fenceOf(line []byte) (f decode.Format, sign byte, ok bool) {
	m := oddFence.FindSubmatch(bytes.TrimRight(line, blank))
	if m == nil {
		return 0, 0, false
	}
	if sign = m[1][0]; sign == '+' {
		f = decode.TOML
	} else {
		sign = '-'
	}
	switch strings.ToLower(string(m[2])) {
	case "toml":
		f = decode.TOML
	case "json":
		f = decode.JSON
	}
	return f, sign, true
}

// splitOdd finds front matter between odd fences at the start of a line.
func splitOdd(src []byte, at int) (Parts, bool) {
	start := lineEnd(src, at)
	f, sign, ok := fenceOf(src[at:start])
	if !ok {
		return Parts{}, false
	}
	to, end, closed := closing(src, start, sign)
	if !closed || !isKeys(src[start:to]) {
		return Parts{}, false
	}
	return Parts{Format: f, Front: src[start:to:to], Line: lineAt(src, start), Block: src[:end], Body: src[end:], BodyLine: lineAt(src, end)}, true
}

// closing finds the fence that ends what begins at a line: where it starts and
// where it ends.
func closing(src []byte, at int, sign byte) (from, end int, ok bool) {
	for ; at < len(src); at = end {
		end = lineEnd(src, at)
		if _, s, is := fenceOf(src[at:end]); is && s == sign {
			return at, end, true
		}
	}
	return at, at, false
}

// isKeys tells whether a text is nothing but keys, of which one means
// something here. A text between two thematic breaks is not.
func isKeys(text []byte) bool {
	known := false
	for line := range bytes.Lines(text) {
		if m := keyLine.FindSubmatch(line); m != nil {
			known = known || isKnown(string(m[1]))
		} else if !goesOn.Match(line) {
			return false
		}
	}
	return known
}

// isProse tells a text that begins with a thematic break from front matter:
// neither keys nor anything that was meant for one stands behind the fence.
// Where no other follows, the first line tells.
func isProse(p Parts) bool {
	inner := p.Front
	if p.Open {
		inner = bytes.TrimLeft(p.Body[lineEnd(p.Body, 0):], blank)
		inner = inner[:lineEnd(inner, 0)]
	}
	for line := range bytes.Lines(inner) {
		word, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
		if bytes.ContainsAny(line, ":：={}") || isKnown(string(word)) {
			return false
		}
	}
	return len(bytes.TrimSpace(inner)) > 0
}

// skip gives the offset behind blank lines, marks that nobody sees, or one
// comment: what may stand before front matter.
func skip(src []byte, at int) int {
	rest := bytes.TrimLeft(src[at:], blank)
	begin := len(src) - len(rest)
	if n := bytes.Index(rest, []byte("-->")); n >= 0 && begin == at && bytes.HasPrefix(rest, []byte("<!--")) {
		return at + n + len("-->")
	}
	if line := at + bytes.LastIndexByte(src[at:begin], '\n') + 1; bytes.HasPrefix(src[line:], []byte("    ")) {
		return line // code
	}
	return begin
}

// lineAt gives the number of the line that an offset is on.
func lineAt(src []byte, at int) int { return 1 + bytes.Count(src[:at], []byte("\n")) }

// suspect finds a line that reads as if its author had meant to keep the page
// unpublished, and is no front matter: in a comment at the top, behind a fence
// that is never closed, in a first paragraph of keys without any fence. It
// gives the line's offset in the file, -1 when there is none.
func suspect(p Parts) int {
	if before, _, _ := bytes.Cut(p.Block, p.Front); p.Front != nil {
		if off := hidingLine(before); off >= 0 {
			return off
		}
	}
	at := 0
	for next, n := skip(p.Body, at), 0; next > at && n < maxLead; n++ {
		at, next = next, skip(p.Body, next)
	}
	head := p.Body[:at:at]
	if off := hidingLine(append(head, meant(p.Body[at:], p.Front == nil)...)); off >= 0 {
		return len(p.Block) + off
	}
	return -1
}

// meant gives the lines at the start of a text that may have been meant for
// front matter: behind a fence, which a heading may precede, all up to the next
// one or as far as there are keys; without one, a paragraph of nothing but keys
// where bare ones count.
func meant(text []byte, bare bool) []byte {
	start := 0
	if bytes.HasPrefix(text, []byte("#")) {
		start = skip(text, lineEnd(text, 0))
	}
	first := lineEnd(text, start)
	_, sign, fenced := fenceOf(text[start:first])
	if !fenced {
		if startsObject(text) {
			return text[:max(0, objectEnd(text, 0))]
		}
		if inner := alien(text); bare && inner != nil {
			return inner
		}
		if bare && !bytes.HasPrefix(text, []byte("    ")) && isKeys(paragraph(text)) {
			return paragraph(text)
		}
		return nil
	}
	at := first + len(text[first:]) - len(bytes.TrimLeft(text[first:], "\r\n"))
	if _, end, closed := closing(text, at, sign); closed && keyLine.Match(text[at:lineEnd(text, at)]) {
		return text[:end]
	}
	for end := lineEnd(text, at); at < len(text); at, end = end, lineEnd(text, end) {
		if line := text[at:end]; !keyLine.Match(line) && !goesOn.Match(line) {
			break
		}
	}
	return text[:at]
}

// alien gives the lines at the start of a text between such fences, when they
// begin with a key, with the fence before them; nil when there are none.
func alien(text []byte) []byte {
	start := lineEnd(text, 0)
	m := alienFence.FindSubmatch(bytes.TrimRight(text[:start], blank))
	if m == nil || !keyLine.Match(text[start:lineEnd(text, start)]) {
		return nil
	}
	for at := start; at < len(text); at = lineEnd(text, at) {
		if line := bytes.TrimSpace(text[at:lineEnd(text, at)]); len(line) > 1 && len(bytes.Trim(line, string(m[1][:1]))) == 0 {
			return text[:at]
		}
	}
	return text[:start+len(paragraph(text[start:]))]
}

// paragraph gives what stands before the first blank line or fence.
func paragraph(text []byte) []byte {
	at := 0
	for line := range bytes.Lines(text) {
		if _, _, fence := fenceOf(line); fence || len(bytes.TrimSpace(line)) == 0 {
			break
		}
		at += len(line)
	}
	return text[:at]
}

// hidingLine gives the offset of the first line that is a switch that keeps a
// page unpublished, -1 when there is none.
func hidingLine(text []byte) int {
	at := 0
	for line := range bytes.Lines(bytes.ReplaceAll(text, []byte("-->"), []byte("\n  "))) { // each comment by itself
		if m := keyLine.FindSubmatch(bytes.TrimLeft(line, "<!- \t")); m != nil {
			value, _, _ := strings.Cut(string(m[2]), " #")
			v := decode.Value{Kind: decode.String, Text: strings.Trim(value, "\"',}>- \t\r\n")}
			if k := (decode.Key{Name: string(m[1]), Value: v}); hides([]decode.Key{k}) || mayHide(k) {
				return at
			}
		}
		at += len(line)
	}
	return -1
}

// suspicion tells whether suspect finds a line, and says so.
func suspicion(p Parts, whole diag.Text) (bool, diag.List) {
	off := suspect(p)
	if off < 0 {
		return false, nil
	}
	d := whole.At(off, 0, diag.Warning, "front-matter", "reads like front matter that keeps the page unpublished, so it is left out",
		"put keys between two lines of --- at the very top; draft: false there publishes the page all the same")
	d.Len = len([]rune(d.Source))
	return true, diag.List{d}
}
