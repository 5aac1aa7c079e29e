package format

import (
	"bytes"
	"regexp"
	"unicode"
	"unicode/utf8"

	"memo/build/japanese"
)

// withoutRemarks takes what an author wrote for nobody but himself out of a
// text that is published as it was written: HTML's <!-- comments -->, Obsidian's
// %%comments%%, kramdown's {::comment} and Liquid's {% comment %}, all as package markdown knows them. Code keeps
// what looks like one.
func withoutRemarks(src []byte) []byte {
	if !bytes.Contains(src, []byte("<!--")) && !bytes.Contains(src, []byte("%%")) && !bytes.Contains(src, []byte("comment")) {
		return src
	}
	r := remarks{rest: src}
	for len(r.rest) > 0 {
		r.line()
	}
	return r.out
}

// remarks is a text on the way through: what is read, and what is left.
type remarks struct {
	rest, out []byte
	fence     []byte // that code began with, nil outside of code

	missing map[*regexp.Regexp]bool // ends that do not follow any more
}

// behind gives how far from i the next end is over, 0 when none follows. That
// is looked for once: a thousand comments may begin and none end.
func (r *remarks) behind(end *regexp.Regexp, i int) int {
	if r.missing[end] {
		return 0
	}
	if at := end.FindIndex(r.rest[i:]); at != nil {
		return at[1]
	}
	if r.missing == nil {
		r.missing = map[*regexp.Regexp]bool{}
	}
	r.missing[end] = true
	return 0
}

// line reads on to the next line, or behind a comment of several.
func (r *remarks) line() {
	end := len(r.rest)
	if i := bytes.IndexByte(r.rest, '\n'); i >= 0 {
		end = i + 1
	}
	line := r.rest[:end]
	text := bytes.TrimSpace(bytes.TrimLeft(line, "> \t"))
	switch {
	case r.fence != nil:
		if bytes.HasPrefix(text, r.fence) && len(bytes.Trim(text, string(r.fence[:1]))) == 0 {
			r.fence = nil
		}
	case bytes.HasPrefix(text, []byte("```")) || bytes.HasPrefix(text, []byte("~~~")):
		r.fence = text[:len(text)-len(bytes.TrimLeft(text, string(text[:1])))]
	case beginsRemark(text):
		ends := remarkEnds
		if text[0] == '{' {
			ends = kramdownEnds
		}
		if n := r.behind(ends, end); n > 0 {
			r.rest = r.rest[end+n:]
			return
		}
	default:
		r.inline(line)
		return
	}
	r.out, r.rest = append(r.out, line...), r.rest[end:]
}

// beginsRemark tells the first line of a comment of several.
func beginsRemark(line []byte) bool {
	percent := []byte("%%")
	return string(line) == "%%" || bytes.HasPrefix(line, []byte("%% ")) && bytes.Count(line, percent) == 1 || bytes.HasPrefix(line, []byte("{::comment}"))
}

// inline copies a line without its comments. A comment may end lines below.
func (r *remarks) inline(line []byte) {
	for i := 0; i < len(line); {
		switch at := line[i:]; {
		case at[0] == '`':
			i += codeSpan(at)
		case bytes.HasPrefix(at, []byte("<!--")) || liquidComment.Match(at):
			ends := markupEnds
			if at[0] == '{' {
				ends = liquidEnds
			}
			n := r.behind(ends, i)
			if n == 0 && at[0] == '<' && beginsBlock(line[:i]) {
				r.out, r.rest = append(r.out, line[:i]...), r.restBehind(line[:i])
				return
			}
			if n == 0 {
				i++
				continue
			}
			r.out = append(r.out, r.rest[:i]...)
			r.rest = r.rest[i+n:]
			return
		case bytes.HasPrefix(at, []byte("%%")) && apart(utf8.DecodeLastRune(line[:i])) && remark(at) > 0:
			r.out = append(r.out, r.rest[:i]...)
			r.rest = r.rest[i+remark(at):]
			return
		default:
			i++
		}
	}
	r.out, r.rest = append(r.out, line...), r.rest[len(line):]
}

// beginsBlock tells what may stand before a block of HTML on its line: marks of
// quotations, and blanks that make no code.
func beginsBlock(before []byte) bool {
	quote := bytes.LastIndexByte(before, '>') + 1
	return len(bytes.Trim(before, "> ")) == 0 && len(before)-quote < 4
}

// restBehind gives the text behind a comment without an end, which takes in
// all below it, or all of the quotation that it stands in.
func (r *remarks) restBehind(before []byte) []byte {
	rest := r.rest
	for len(rest) > 0 && (bytes.IndexByte(before, '>') < 0 || bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte(">"))) {
		_, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	return rest
}

// What comments end with. Those of several lines take the line of their end
// along; Liquid's tags may have a minus and any space inside their signs.
var (
	remarkEnds    = regexp.MustCompile(`%%[\t\v\f\r\p{Z}\x{85}]*(?:\n|$)`)
	kramdownEnds  = regexp.MustCompile(`\{:/.*(?:\n|$)`)
	markupEnds    = regexp.MustCompile(`-->`)
	liquidComment = regexp.MustCompile(`^\{%-?\s*comment\s*-?%\}`)
	liquidEnds    = regexp.MustCompile(`\{%-?\s*endcomment\s*-?%\}`)
)

// codeSpan is the length of a code span on the line, of its ticks alone when it
// does not end there.
func codeSpan(at []byte) int {
	ticks := len(at) - len(bytes.TrimLeft(at, "`"))
	if n := bytes.Index(at[ticks:], at[:ticks]); n >= 0 {
		return n + 2*ticks
	}
	return ticks
}

// remark is the length of a %%comment%% that ends before a blank, Japanese or
// the line's end, 0 when there is none.
func remark(at []byte) int {
	n := bytes.Index(at[2:], []byte("%%"))
	if n < 1 || !apart(utf8.DecodeRune(at[n+4:])) {
		return 0
	}
	return n + 4
}

// apart tells the character, or the end of the line, that a comment may stand beside.
func apart(r rune, size int) bool { return size == 0 || unicode.IsSpace(r) || japanese.IsCJK(r) }
