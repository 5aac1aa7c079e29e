package page

import (
	"bytes"

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
// keys in, in each case from the first byte on (a byte order mark may precede
// it). Lines may end in CRLF.
func Split(src []byte) Parts {
	text := bytes.TrimPrefix(src, bom)
	head := len(src) - len(text)
	first, _, _ := bytes.Cut(text, []byte("\n"))
	switch fence := string(bytes.TrimRight(first, " \t\r")); {
	case fence == "---":
		return splitFenced(src, head, decode.YAML, fence)
	case fence == "+++":
		return splitFenced(src, head, decode.TOML, fence)
	case startsObject(text):
		return splitJSON(src, head)
	case fence == "<!--":
		if p := splitFenced(src, head, decode.Lines, "-->"); !p.Open && isFront(p.Front) {
			return p
		}
	}
	return Parts{Block: src[:head], Body: text, BodyLine: 1}
}

func splitFenced(src []byte, head int, f decode.Format, fence string) Parts {
	start := lineEnd(src, head)
	for at, line := start, 2; at < len(src); line++ {
		end := lineEnd(src, at)
		if string(bytes.TrimRight(src[at:end], " \t\r\n")) == fence {
			return Parts{Format: f, Front: src[start:at:at], Line: 2, Block: src[:end], Body: src[end:], BodyLine: line + 1}
		}
		at = end
	}
	return Parts{Format: f, Block: src[:head], Body: src[head:], BodyLine: 1, Open: true}
}

// isFront tells a comment of keys, of which title and private are always
// there, from any other comment.
func isFront(comment []byte) bool {
	has := func(key string) bool {
		return bytes.HasPrefix(comment, []byte(key)) || bytes.Contains(comment, []byte("\n"+key))
	}
	return has("title:") && (has("private:") || has("tags:") || has("id:"))
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
		return Parts{Format: decode.JSON, Block: src[:head], Body: src[head:], BodyLine: 1, Open: true}
	}
	p := Parts{Format: decode.JSON, Front: src[head:end:end], Line: 1}
	if next := lineEnd(src, end); len(bytes.TrimSpace(src[end:next])) == 0 {
		end = next
	}
	p.Block, p.Body = src[:end], src[end:]
	p.BodyLine = 1 + bytes.Count(p.Block, []byte("\n"))
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
