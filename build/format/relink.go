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

// relinked is an entry's text with absolute URLs for the links and pictures
// that lead into the site: "../sts/" and [[sts]] mean nothing to somebody who
// reads the text alone. What cannot be found where it was parsed, as in a
// reference far from its definition, stays as it was written.
func (v *views) relinked(e *site.Entry) []byte {
	if e.Line == 0 || len(e.Links) != len(e.Doc.Links) {
		return e.Source
	}
	order := make([]int, len(e.Doc.Links))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := e.Doc.Links[a], e.Doc.Links[b]
		return cmp.Or(x.Line-y.Line, x.Col-y.Col)
	})
	r := relinker{source: e.Source, line: e.Line, col: 1}
	for _, i := range order {
		if to := e.Links[i]; !to.External && to.URL != "" && e.Doc.Links[i].Kind != markdown.Inclusion {
			r.relink(e.Doc.Links[i], to, v.absolute(to.URL))
		}
	}
	return append(r.out, r.source[r.done:]...)
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
