package format

import (
	"bytes"
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"memo/build/markdown"
	"memo/build/site"
)

// published is an entry's text without its comments, and with absolute URLs
// for the links and pictures that lead into the site: "../sts/" and [[sts]] mean
// nothing to somebody who reads the text alone. A link that cannot be found where
// it was parsed, as in a reference far from its definition, stays as it was written.
func (v *views) published(e *site.Entry) []byte {
	var edits []edit
	for _, m := range e.Doc.Remarks {
		edits = append(edits, edit{m.Line, m.Col, func(r *relinker) { r.leaveOut(m) }})
	}
	for i, l := range e.Doc.Links {
		if to := e.Links[i]; !to.External && to.URL != "" && l.Kind != markdown.Inclusion {
			edits = append(edits, edit{l.Line, l.Col, func(r *relinker) { r.relink(l, to, v.absolute(to.URL)) }})
		}
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Or(a.line-b.line, a.col-b.col) })
	r := relinker{source: markdown.Clean(e.Source), line: e.Line, col: 1}
	for _, edit := range edits {
		edit.do(&r)
	}
	return append(r.out, r.source[r.done:]...)
}

// edit is a change of a text at a place.
type edit struct {
	line, col int
	do        func(*relinker)
}

// relinker goes through a text once, from link to link: a line may be a
// megabyte of them.
type relinker struct {
	source []byte
	at     int // the place that line and col, in code points, name
	line   int
	col    int
	out    []byte // the text up to done, with its new links
	done   int
}

// leaveOut takes a comment out.
func (r *relinker) leaveOut(m markdown.Remark) {
	if !r.seek(m.Line, m.Col) {
		return
	}
	from := max(r.done, r.at)
	if r.seek(m.EndLine, m.EndCol) && r.at > from {
		r.out = append(r.out, r.source[r.done:from]...)
		r.done = r.at
	}
}

// relink replaces one destination.
func (r *relinker) relink(l markdown.Link, to site.Resolved, target string) {
	if !r.seek(l.Line, l.Col) {
		return
	}
	from := r.at
	if !r.seek(l.Line, l.Col+l.Len) || from < r.done || !written(string(r.source[from:r.at]), l) {
		return
	}
	end := r.at
	if l.Kind == markdown.Wiki || l.Kind == markdown.WikiImage {
		open, rest := bytes.LastIndex(r.source[r.done:from], []byte("[[")), bytes.Index(r.source[end:], []byte("]]"))
		if open < 0 || rest < 0 {
			return
		}
		text := l.Text
		if text == "" {
			text = to.Title
		}
		from, end = r.done+open, end+rest+2
		target = "[" + linkText(text) + "](" + target + ")"
	}
	r.out = append(append(r.out, r.source[r.done:from]...), target...)
	r.done = end
}

// seek goes on to a line and column; false when the text has no such place.
// Where a link stands inside another, it goes back.
func (r *relinker) seek(line, col int) bool {
	for r.line < line {
		n := bytes.IndexByte(r.source[r.at:], '\n')
		if n < 0 {
			return false
		}
		r.at, r.line, r.col = r.at+n+1, r.line+1, 1
	}
	for ; r.col > col && r.at > 0; r.col-- {
		_, size := utf8.DecodeLastRune(r.source[:r.at])
		r.at -= size
	}
	for ; r.col < col && r.at < len(r.source) && r.source[r.at] != '\n'; r.col++ {
		_, size := utf8.DecodeRune(r.source[r.at:])
		r.at += size
	}
	return r.line == line && r.col == col
}

// written tells whether s is how l's destination stands in the source.
func written(s string, l markdown.Link) bool {
	whole := l.Target
	if l.Fragment != "" {
		whole += "#" + l.Fragment
	}
	if decoded, err := url.PathUnescape(s); err == nil && decoded == whole {
		return true
	}
	return s == l.Target || s == whole || strings.HasPrefix(s, l.Target+"#")
}
