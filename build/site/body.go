package site

import (
	"bytes"
	"html"
	"net/url"
	"strconv"
	"strings"

	"memo/build/highlight"
	"memo/build/markdown"
	"memo/build/page"
)

// Body gives the page's HTML with every hole filled.
func (e *Entry) Body() []byte { return e.fill("") }

// BodyAbs is Body for readers that show it elsewhere, such as feeds: every
// URL is absolute. base is the base URL of the site.
func (e *Entry) BodyAbs(base string) []byte {
	u, err := url.Parse(base)
	if err != nil {
		return e.Body()
	}
	return e.fill(u.Scheme + "://" + u.Host)
}

// fill joins the pieces; origin goes before each path.
func (e *Entry) fill(origin string) []byte {
	n := 0
	for _, p := range e.Doc.Body {
		n += len(p.HTML) + 64
	}
	for _, b := range e.Doc.Code {
		n += 4 * len(b.Code)
	}
	out := make([]byte, 0, n)
	for _, p := range e.Doc.Body {
		switch {
		case p.Ref < 0 && origin != "":
			out = append(out, absolute(p.HTML, origin+e.URL)...)
		case p.Ref < 0:
			out = append(out, p.HTML...)
		case p.Hole == markdown.Window:
			out = append(out, highlight.Render(e.code(&e.Doc.Code[p.Ref]))...)
		case p.Hole == markdown.Whole:
			out = e.whole(out, p.Ref, origin)
		case p.Hole == markdown.Text:
			out = append(out, html.EscapeString(e.text(p.Ref))...)
		case p.Hole == markdown.Face:
			out = e.face(out, p.Ref)
		default:
			out = e.attributes(out, p.Ref, origin)
		}
	}
	return out
}

// absolute leads the links inside the page, to footnotes and headings, to the
// page's own address. In text a quotation mark is escaped, so that only tags match.
func absolute(piece []byte, address string) []byte {
	const inside = ` href="#`
	if !bytes.Contains(piece, []byte(inside)) {
		return piece
	}
	return bytes.ReplaceAll(piece, []byte(inside), []byte(` href="`+html.EscapeString(address)+`#`))
}

// text gives what a link without a text of its own shows.
func (e *Entry) text(i int) string {
	if i < len(e.Links) && e.Links[i].Title != "" {
		return e.Links[i].Title
	}
	return e.Doc.Links[i].Text
}

// attributes writes what link i resolved to. A link that leads nowhere loses
// its address, so that no reader falls into it; a picture must have one.
func (e *Entry) attributes(out []byte, i int, origin string) []byte {
	var r Resolved
	if i < len(e.Links) {
		r = e.Links[i]
	}
	l := &e.Doc.Links[i]
	picture := l.Kind == markdown.Image || l.Kind == markdown.WikiImage
	missing := r.URL == ""
	if missing && picture || missing && l.Kind == markdown.Card {
		r.URL = writtenURL(l)
	}
	if r.URL != "" {
		name := " href"
		if picture {
			name = " src"
		}
		if strings.HasPrefix(r.URL, "/") && !strings.HasPrefix(r.URL, "//") {
			r.URL = origin + r.URL
		}
		out = attribute(out, name, r.URL)
	}
	if missing && l.Kind != markdown.Card && r.Title == "" {
		out = attribute(out, " class", "missing")
	}
	if picture {
		out = appendSize(out, l, r)
	}
	return out
}

// writtenURL gives the target of a link as it was written, made harmless: no
// scheme, no character that needs care.
func writtenURL(l *markdown.Link) string {
	ref := page.NewRef(l.Target, l.Fragment, "")
	if ref.Way == page.Away {
		return ref.Key
	}
	s := safeQuery(strings.ReplaceAll(l.Target, ":", "%3A"))
	if l.Fragment != "" {
		s += "#" + page.Escape(ref.Fragment)
	}
	return s
}

func attribute(out []byte, name, value string) []byte {
	out = append(append(out, name...), `="`...)
	return append(append(out, html.EscapeString(value)...), '"')
}

// appendSize writes the size of a picture: what the author gave wins, and
// what is then missing follows from the file's proportions.
func appendSize(out []byte, l *markdown.Link, r Resolved) []byte {
	w, h := l.Width, l.Height
	switch {
	case w == 0 && h == 0:
		w, h = r.Width, r.Height
	case h == 0 && r.Width > 0:
		h = max(1, (r.Height*w+r.Width/2)/r.Width)
	case w == 0 && r.Height > 0:
		w = max(1, (r.Width*h+r.Height/2)/r.Height)
	}
	if w > 0 {
		out = attribute(out, " width", strconv.Itoa(w))
	}
	if h > 0 {
		out = attribute(out, " height", strconv.Itoa(h))
	}
	return out
}
