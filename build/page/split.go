package page

import (
	"bytes"
	"slices"

	"memo/build/decode"
)

// Parts is a file cut in two: Block and Body together are the file's bytes.
type Parts struct {
	Format   decode.Format // of Front; only meaningful when there is front matter
	Front    []byte        // between the delimiters; JSON with its braces. nil: no front matter
	Line     int           // of the file that Front starts on
	Block    []byte        // all that stands before the text: byte order mark, delimiters, Front
	Body     []byte        // the text
	BodyLine int           // of the file that Body starts on
	Open     bool          // the block is never closed; all of the file is then Body
}

var bom = []byte("\xEF\xBB\xBF")

// Split finds the front matter: YAML between lines of "---", TOML between
// lines of "+++", one JSON object, or the comment that qiita-sync keeps its
// keys in, at the start of the file. A byte order mark may precede it, and so
// may blank lines and comments where what follows holds keys: other tools skip
// them, and a draft must not become public by an empty line or a licence.
// Nor by its fence: see splitOdd. Lines may end in CRLF.
func Split(src []byte) Parts {
	head := len(src) - len(bytes.TrimPrefix(src, bom))
	at, before := head, -1
	for n := 0; n < maxLead && at != before; n++ {
		if p, ok := splitAt(src, at); ok && (at == head && !isProse(p) || !p.Open && keyLine.Match(p.Front)) {
			return p
		}
		if p, ok := splitOdd(src, at); ok {
			return p
		}
		at, before = skip(src, at), at
	}
	return Parts{Block: src[:head], Body: src[head:], BodyLine: 1}
}

// maxLead is how many comments may stand before front matter.
const maxLead = 100

// splitAt finds front matter at offset head.
func splitAt(src []byte, head int) (Parts, bool) {
	first := src[head:lineEnd(src, head)]
	switch fence := string(bytes.TrimRight(first, " \t\r\n")); {
	case fence == "---":
		return splitFenced(src, head, decode.YAML, fence), true
	case fence == "+++":
		return splitFenced(src, head, decode.TOML, fence), true
	case startsObject(src[head:]):
		return splitJSON(src, head), true
	}
	return splitComment(src, head)
}

func splitFenced(src []byte, head int, f decode.Format, fence string) Parts {
	start, line := lineEnd(src, head), lineAt(src, head)
	for at, n := start, line+1; at < len(src); n++ {
		end := lineEnd(src, at)
		close := string(bytes.TrimRight(src[at:end], " \t\r\n"))
		if close == fence || f == decode.YAML && close == "..." {
			return Parts{Format: f, Front: src[start:at:at], Line: line + 1, Block: src[:end], Body: src[end:], BodyLine: n + 1}
		}
		at = end
	}
	return Parts{Format: f, Block: src[:head], Body: src[head:], BodyLine: line, Open: true}
}

// splitComment reads the comment of qiita-sync, lines of keys, or one around
// front matter proper, which Hugo takes as well.
func splitComment(src []byte, head int) (Parts, bool) {
	inner, ok := bytes.CutPrefix(src[head:], []byte("<!--"))
	n := bytes.Index(inner, []byte("-->"))
	if !ok || n < 0 {
		return Parts{}, false
	}
	from := head + len("<!--")
	to := from + n
	p := Parts{Format: decode.Lines, Front: src[from:to:to], Line: lineAt(src, from)}
	begin := to - len(bytes.TrimLeft(p.Front, " \t\r\n"))
	if fenced, ok := splitAt(src[:to], begin); ok && !fenced.Open && len(bytes.TrimSpace(fenced.Body)) == 0 {
		p.Format, p.Front, p.Line = fenced.Format, fenced.Front, fenced.Line
	} else if !isFront(p.Front) {
		return Parts{}, false
	}
	end := lineEnd(src, to)
	if rest := to + len("-->"); len(bytes.TrimSpace(src[rest:end])) > 0 {
		end = rest
	}
	p.Block, p.Body, p.BodyLine = src[:end], src[end:], lineAt(src, end)
	return p, true
}

// isFront tells a comment of keys, of which title and private are always
// there, from any other comment.
func isFront(comment []byte) bool {
	has := func(key string) bool {
		return slices.ContainsFunc(bytes.Split(comment, []byte("\n")), func(line []byte) bool {
			return bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte(key))
		})
	}
	return has("private:") || has("title:") && (has("tags:") || has("id:"))
}

// startsObject tells JSON from a text that begins with a brace, such as a
// shortcode ({{< …) or an attribute list ({#id}).
func startsObject(text []byte) bool {
	if len(text) == 0 || text[0] != '{' {
		return false
	}
	rest := bytes.TrimLeft(text[1:], " \t\r\n")
	return len(rest) == 0 || rest[0] == '"' || rest[0] == '}'
}

func splitJSON(src []byte, head int) Parts {
	end := objectEnd(src, head)
	if end < 0 {
		return Parts{Format: decode.JSON, Block: src[:head], Body: src[head:], BodyLine: lineAt(src, head), Open: true}
	}
	p := Parts{Format: decode.JSON, Front: src[head:end:end], Line: lineAt(src, head)}
	if next := lineEnd(src, end); len(bytes.TrimSpace(src[end:next])) == 0 {
		end = next
	}
	p.Block, p.Body = src[:end], src[end:]
	p.BodyLine = lineAt(src, end)
	return p
}

// objectEnd gives the offset behind the brace that closes the one at from,
// -1 when none does. Braces in strings do not count.
func objectEnd(src []byte, from int) int {
	depth, quoted := 0, false
	for i := from; i < len(src); i++ {
		switch c := src[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// lineEnd gives the offset of the line after the one that at is in.
func lineEnd(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(src)
}
