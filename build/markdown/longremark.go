package markdown

import (
	"bytes"
	"regexp"
)

// A comment that goes on over a blank line, in the middle of a text or in an
// item, is no part of any one block: a browser and Obsidian take it out before
// they see blocks. withoutRemarks does so, too: it puts blanks in its place,
// byte for byte, and where more of the paragraph follows a sign that the parser
// of short ones knows.

// gone follows % there: a character that no clean text has.
const gone = '\x01'

// longRemarks goes through a text once, past code, to the comments that end in
// another block than they begin in.
type longRemarks struct {
	*sheet
	out  []byte // the text, a copy of it once a comment was found
	at   int
	code bool // the line before is indented code
	gap  bool // the line before is blank
	list bool // an item is open
	open bool // no end of %% follows any more
	html bool // a block of HTML goes on, to the next blank line

	paragraph int         // where the one ends in which backticks were looked for
	last      map[int]int // where the last of each number in it stand
}

// withoutRemarks gives the text without them and notes where they stand.
func (s *sheet) withoutRemarks(b []byte) []byte {
	if !bytes.Contains(b, []byte("<!--")) && !bytes.Contains(b, []byte("%%")) {
		return b
	}
	r := longRemarks{sheet: s, out: b, gap: true}
	for r.at < len(b) {
		r.line()
	}
	return r.out
}

// lead is what may stand before the text of a line: marks of quotations and items.
var lead = regexp.MustCompile(`^[ \t]*(?:(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])[ \t]*)*`)

// line reads from the start of a line to that of another.
func (r *longRemarks) line() {
	end := lineEnd(r.body, r.at)
	before := lead.Find(r.body[r.at:end])
	text := r.body[r.at+len(before) : end]
	marked := len(bytes.TrimSpace(before)) > 0
	r.list = r.list && (!r.gap || len(before) > 0 || len(text) < 2) || bytes.ContainsAny(before, "-*+.)")
	switch r.code = !marked && !r.list && (r.gap || r.code) && indent(before) >= 4; {
	case len(bytes.TrimSpace(text)) == 0:
		r.gap, r.html = true, false
		r.at = end
		return
	case r.code:
		r.at = end
	default:
		r.html = r.html || isHTML(text)
		if n := r.fenced(before, text); n > 0 {
			r.at = n
		} else {
			r.words(r.at + len(before))
		}
	}
	r.gap = false
}

// indent counts the columns of blanks.
func indent(blanks []byte) (n int) {
	for _, c := range blanks {
		if n++; c == '\t' {
			n += 3 - (n-1)%4
		}
	}
	return n
}

var fenceStart = regexp.MustCompile("^(?:(`{3,})[^`\n]*|(~{3,}).*|(\\$\\$)\\s*|\\{[{%][-<%]? *(?:(highlight|raw)\\b).*)\n")

// fenced gives where the code ends that a line begins, 0 where it begins none.
func (r *longRemarks) fenced(before, text []byte) int {
	m := fenceStart.FindSubmatch(text)
	if m == nil || len(m[3]) > 0 && !r.later("$$", lineEnd(r.body, r.at)) {
		return 0
	}
	fence := bytes.Join(m[1:4], nil)
	quoted, inItem := bytes.IndexByte(before, '>') >= 0, len(before) > 0
	at := lineEnd(r.body, r.at)
	for at < len(r.body) {
		end := lineEnd(r.body, at)
		line := r.body[at:end]
		if quoted && !bytes.Contains(line[:min(len(line), len(before)+1)], []byte(">")) || inItem && !quoted && len(line) > 1 && line[0] > ' ' {
			return at
		}
		at = end
		line = bytes.Trim(line, "> \t\n")
		if len(m[4]) > 0 && (bytes.Contains(line, append([]byte("end"), m[4]...)) || bytes.Contains(line, append([]byte("/"), m[4]...))) ||
			len(fence) > 0 && len(line) >= len(fence) && len(bytes.Trim(line, string(fence[:1]))) == 0 {
			return at
		}
	}
	return at
}

// verbatim are elements whose text is none of Markdown.
var verbatim = regexp.MustCompile(`^<(?i:pre|script|style|textarea)\b`)

// words reads the text of a line from at, and on where a comment or code in it
// ends on another.
func (r *longRemarks) words(at int) {
	first := at
	for at < len(r.body) && r.body[at] != '\n' {
		switch b := r.body[at:]; {
		case b[0] == '\\' && len(b) > 1 && b[1] != '\n':
			at += 2
		case b[0] == '`':
			at = r.span(at)
		case bytes.HasPrefix(b, []byte("<!--")):
			at = r.markup(at, first)
		case b[0] == '<' && verbatim.Match(b) && r.ends(at):
			at += programEnd.FindIndex(b)[1]
		case bytes.HasPrefix(b, []byte("%%")):
			at = r.percent(at, at == first)
		default:
			at++
		}
	}
	r.at = min(len(r.body), at+1)
}

// span gives the end of the code that backticks begin, or of these.
func (r *longRemarks) span(at int) int {
	if at >= r.paragraph {
		r.findTicks(at)
	}
	n := ticksAt(r.body[at:])
	for i := at + n; r.last[n] > at && i < r.paragraph; i++ {
		if size := ticksAt(r.body[i:]); size == n {
			return i + n
		} else if size > 0 {
			i += size - 1
		}
	}
	return at + n
}

func ticksAt(b []byte) int { return len(b) - len(bytes.TrimLeft(b, "`")) }

// findTicks notes where the last backticks of each number stand before the
// next blank line.
func (r *longRemarks) findTicks(at int) {
	r.last = map[int]int{}
	for ; at < len(r.body) && !(r.body[at] == '\n' && blankAt(r.body[at+1:])); at++ {
		if n := ticksAt(r.body[at:]); n > 0 {
			r.last[n] = at
			at += n - 1
		}
	}
	r.paragraph = at + 1
}
