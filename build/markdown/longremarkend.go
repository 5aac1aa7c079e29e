package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// blankAt tells whether a blank line begins here, in a quotation or not.
func blankAt(b []byte) bool {
	b = bytes.TrimLeft(b, "> \t")
	return len(b) == 0 || b[0] == '\n'
}

var (
	blankLine = regexp.MustCompile(`\n[> \t]*\n`)
	newBlock  = regexp.MustCompile("\n[> \t]*(?:\n|[-*+#|~:=_`$<]|\\d+[.)])")
)

// blockTag is how a line of HTML begins that goes on to the next blank line.
var blockTag = regexp.MustCompile(`^</?([a-zA-Z][a-zA-Z0-9]*)[\s/>]`)

// isHTML tells whether a line's text makes all of its paragraph HTML.
func isHTML(text []byte) bool {
	m := blockTag.FindSubmatch(text)
	if m == nil {
		return false
	}
	role := rules[strings.ToLower(string(m[1]))].role
	return role == flow || role == apart
}

// markup takes out a comment of HTML that goes over a line's end, and gives where
// it ends. With unsafe_html one is kept that begins its line, whose text begins at
// first, or in which no other block begins. One that begins behind another comment takes that out as well: a
// line that begins with a whole comment is HTML, and ends where the line does.
func (r *longRemarks) markup(at, first int) int {
	body := at + len("<!--")
	if bytes.HasPrefix(r.body[body:], []byte(">")) || bytes.HasPrefix(r.body[body:], []byte("->")) || !r.later("-->", body) {
		return body
	}
	end := body + bytes.Index(r.body[body:], []byte("-->")) + len("-->")
	whole := r.body[at:end]
	switch {
	case bytes.IndexByte(whole, '\n') < 0, r.o.UnsafeHTML && (at == first || !newBlock.Match(whole)): // stays as it is
	case r.html && !blankLine.Match(whole): // is read with the block
	case r.html: // no sign is read on its first line
		next := lineEnd(r.body, at)
		r.hide(next, end)
		r.blank(r.out[at:next-1], true)
	default:
		if at > first && bytes.HasPrefix(r.body[first:], []byte("<!--")) {
			r.hide(first, first+bytes.Index(r.body[first:], []byte("-->"))+len("-->"))
		}
		r.hide(at, end)
	}
	return end
}

// percent takes out a comment of Obsidian's that goes over a line's end, and
// gives where it ends.
func (r *longRemarks) percent(at int, first bool) int {
	b := r.body[at:]
	before, _ := utf8.DecodeLastRune(r.body[:at])
	if bytes.HasPrefix(b, []byte("%%%")) || !first && !besides(before) {
		return at + len(b) - len(bytes.TrimLeft(b, "%"))
	}
	n := r.percentEnd(b, first)
	switch c := b[:max(n, 0)]; {
	case n > 0 && (first || r.o.Dialect == "obsidian" && !blankLine.Match(c) || tight(c)):
		if bytes.IndexByte(c, '\n') < 0 {
			return at + n
		}
		if blankAt(b[n:]) && first {
			n = lineEnd(b, n) // without it a line is left empty
		}
		r.hide(at, at+n)
		return at + n - 1
	case n < 0 && first && r.unclosed(b):
		r.diags.Add(r.warning(at, at+2, "unclosed", "%% is never closed, and what follows is left out", "end it with %%"))
		r.hide(at, len(r.body))
		return len(r.body)
	}
	return at + 2
}

// percentEnd gives the length of the comment that b begins with: 0 when what
// follows is no end of one, -1 when no end follows. Only a comment that
// begins a line may have such signs in it.
func (r *longRemarks) percentEnd(b []byte, first bool) int {
	for end := 2; !r.open; {
		i := bytes.Index(b[end:], []byte("%%"))
		if i < 0 {
			break
		}
		end += i + 2
		after, _ := utf8.DecodeRune(b[end:])
		if i > 0 && (end == len(b) || besides(after)) && (r.o.Dialect == "obsidian" || !headsLine(b, end)) {
			return end
		}
		if !first || !util.IsSpace(b[2]) {
			return 0
		}
	}
	r.open = true
	return -1
}

// headsLine tells whether the signs that end at end begin a line with more in it.
func headsLine(b []byte, end int) bool {
	from := lastLine(b, end)
	return from > 0 && len(bytes.TrimLeft(b[from:end-2], "> \t")) == 0 && !blankAt(b[end:])
}

// tight tells whether no blank stands beside the signs of a comment.
func tight(c []byte) bool {
	return len(c) > 4 && !util.IsSpace(c[2]) && !util.IsSpace(c[len(c)-3])
}

// unclosed tells whether a comment without an end begins here, as Obsidian has
// them.
func (r *longRemarks) unclosed(b []byte) bool {
	switch r.o.Dialect {
	case "obsidian":
		return true
	case "", "memo":
		return len(b) == 2 || util.IsSpace(b[2])
	}
	return false
}

// hide takes a comment out of the text. Where no blank line is in it, what is
// before it and behind it stays together.
func (r *longRemarks) hide(from, to int) {
	r.remark(from, to)
	if &r.out[0] == &r.body[0] {
		r.out = bytes.Clone(r.out)[:len(r.out):len(r.out)]
	}
	whole := blankAt(append(r.body[lastLine(r.body, from):from:from], '\n')) || blankLine.Match(r.body[from:to])
	for from < to {
		end := min(to, lineEnd(r.body, from))
		from = end - len(bytes.TrimLeft(r.body[from:end], "> \t"))
		r.blank(bytes.TrimRight(r.out[from:end], "\n"), whole && (end < to || blankAt(r.body[to:])))
		from = end
	}
}

// blank overwrites what a line has of a comment.
func (r *longRemarks) blank(b []byte, whole bool) {
	for i := range b {
		b[i] = ' '
		if !whole && len(b) > 1 {
			b[i] = gone
		}
	}
	if !whole && len(b) > 1 {
		b[0] = '%'
	}
}

// lastLine gives where the line begins that at stands in.
func lastLine(b []byte, at int) int { return bytes.LastIndexByte(b[:at], '\n') + 1 }
