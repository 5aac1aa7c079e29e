package format

import (
	"bytes"
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
	lines := bytes.SplitAfter(slices.Clone(e.Source), []byte("\n"))
	order := make([]int, len(e.Doc.Links))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { // from the right, so that columns stay true
		return e.Doc.Links[b].Col - e.Doc.Links[a].Col
	})
	for _, i := range order {
		l, to := e.Doc.Links[i], e.Links[i]
		n := l.Line - e.Line
		if to.External || to.URL == "" || n < 0 || n >= len(lines) {
			continue
		}
		lines[n] = relink(lines[n], l, to, v.absolute(to.URL))
	}
	return bytes.Join(lines, nil)
}

// relink replaces one destination in its line.
func relink(line []byte, l markdown.Link, to site.Resolved, target string) []byte {
	from, end := offset(line, l.Col-1), offset(line, l.Col-1+l.Len)
	if from < 0 || end < 0 || !written(string(line[from:end]), l) {
		return line
	}
	if l.Kind == markdown.Wiki || l.Kind == markdown.WikiImage {
		open, rest := bytes.LastIndex(line[:from], []byte("[[")), bytes.Index(line[end:], []byte("]]"))
		if open < 0 || rest < 0 {
			return line
		}
		text := l.Text
		if text == "" {
			text = to.Title
		}
		from, end = open, end+rest+2
		target = "[" + linkText(text) + "](" + target + ")"
	}
	return slices.Concat(line[:from], []byte(target), line[end:])
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

// offset gives the byte that code point n (from 0) of a line begins at, -1
// past its end.
func offset(line []byte, n int) int {
	at := 0
	for ; n > 0 && at < len(line); n-- {
		_, size := utf8.DecodeRune(line[at:])
		at += size
	}
	if n != 0 {
		return -1
	}
	return at
}
