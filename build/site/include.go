package site

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"memo/build/highlight"
	"memo/build/markdown"
)

// maxIncluded is how long a file may be of which something is shown in a page.
const maxIncluded = 1 << 20

// code gives a block with what it includes of other files. Of a file that
// cannot be shown its path is.
func (e *Entry) code(c *markdown.Code) highlight.Block {
	if len(c.Includes) == 0 {
		return c.Block
	}
	var b strings.Builder
	at := 0
	for _, inc := range c.Includes {
		b.WriteString(c.Code[at:inc.From])
		text, ok := e.included(inc.Ref)
		if ok {
			text = excerpt(text, inc.Part)
		} else {
			text = e.Doc.Links[inc.Ref].Target
		}
		b.WriteString(strings.TrimSuffix(text, "\n"))
		at = inc.To
	}
	b.WriteString(c.Code[at:])
	block := c.Block
	block.Code = b.String()
	return block
}

// included gives the text of the file that link i leads to.
func (e *Entry) included(i int) (text string, ok bool) {
	switch to := e.Links[i]; {
	case to.Entry != nil && to.Entry.Page != nil:
		return string(to.Entry.Source), true
	case to.Resource != nil && to.Resource.Read != nil:
		b, err := to.Resource.Read()
		return string(b), err == nil && len(b) <= maxIncluded && utf8.Valid(b)
	}
	return "", false
}

// whole writes what the page that link i leads to shows; what cannot be shown
// inside another is a link.
func (e *Entry) whole(out []byte, i int, origin string) []byte {
	if to := e.Links[i].Entry; to != nil && to.Page != nil && to != e && !to.includes() {
		return append(out, to.fill(origin)...)
	}
	if to := e.Links[i]; to.URL == "" && to.Resource != nil {
		if text, ok := e.included(i); ok {
			return append(out, highlight.Render(highlight.Block{Lang: "md", File: to.Title, Code: text})...)
		}
	}
	out = e.attributes(append(out, "<p><a"...), i, origin)
	return append(append(append(out, '>'), html.EscapeString(e.text(i))...), "</a></p>\n"...)
}

// includes tells whether a page shows the whole of others: two could show each other.
func (e *Entry) includes() bool {
	for _, p := range e.Doc.Body {
		if p.Ref >= 0 && p.Hole == markdown.Whole {
			return true
		}
	}
	return false
}

// partMarks are the comments that name a part of a file: mdBook's anchors, and the
// regions of editors.
var partMarks = regexp.MustCompile(`ANCHOR(_END)?:[ \t]*([\w-]+)|#?[ \t]?(?:pragma )?\b(end)?region\b[ \t]*([\w*-]*)`)

// excerpt gives a part of a text as markdown.Include names it, always without
// the lines that name parts by anchors.
func excerpt(text, part string) string {
	lines := strings.SplitAfter(text, "\n")
	if from, to, ok := lineRange(part); ok {
		lines = lines[min(from, len(lines)):min(max(from, to), len(lines))]
		part = ""
	}
	var b strings.Builder
	inside := part == ""
	for _, line := range lines {
		m := partMarks.FindStringSubmatch(line)
		if m == nil {
			if inside {
				b.WriteString(line)
			}
			continue
		}
		anchor, name, ends := m[2] != "", m[2]+m[4], m[1]+m[3] != ""
		switch {
		case part != "" && name == part:
			inside = !ends
		case part != "" && inside && ends && name == "": // #endregion without a name
			inside = false
		case inside && !anchor:
			b.WriteString(line)
		}
	}
	return b.String()
}

// lineRange reads "2:5", "2", "2:" and ":5"; to is past the last line, and both count from 0.
func lineRange(part string) (from, to int, ok bool) {
	if part == "" || strings.Trim(part, "0123456789:") != "" {
		return 0, 0, false
	}
	first, last, both := strings.Cut(part, ":")
	from, err := strconv.Atoi(first)
	if err == nil && from > 0 {
		from--
	}
	if to, err = strconv.Atoi(last); err != nil {
		to = 1 << 30
	}
	if !both {
		to = from + 1
	}
	return from, to, true
}
