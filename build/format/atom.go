package format

import (
	"bytes"
	"context"
	"encoding/xml"
	"time"

	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

// Atom makes the site's feed and one for each tag (RFC 4287). Ids are
// canonical URLs and times are the memos' own, so that a rebuild announces
// nothing.
func Atom(s *site.Site, t *theme.Theme, o Options) []output.Output {
	v := newViews(s, t, o)
	promise := func(path string, f func() feed) output.Output {
		return output.Output{Path: path, ContentType: output.ContentType(path), List: true,
			Render: func(context.Context) ([]byte, diag.List) { return v.atom(f()), nil }}
	}
	out := []output.Output{promise(atomOut, func() feed { return v.siteFeed(atomOut) })}
	for _, tag := range s.Tags {
		out = append(out, promise(tag.FeedOut(), func() feed { return v.tagFeed(tag) }))
	}
	return out
}

// atom writes a feed.
func (v *views) atom(f feed) []byte {
	x := &xmlWriter{}
	x.Grow(f.size())
	x.raw(xml.Header + `<feed xmlns="http://www.w3.org/2005/Atom"`)
	x.attr("xml:lang", v.Options.Language)
	x.raw(">\n")
	x.element("title", f.title)
	if f.page == v.base {
		x.element("subtitle", v.Options.Description)
	}
	x.element("id", f.page)
	x.link("self", "application/atom+xml", f.self)
	x.link("alternate", "text/html", f.page)
	x.element("updated", f.updated.Format(time.RFC3339))
	author := v.Options.Author
	if author == "" {
		author = v.Options.Title
	}
	x.raw("<author>")
	x.element("name", author)
	x.raw("</author>\n")
	for _, i := range f.items {
		x.entry(i)
	}
	x.raw("</feed>\n")
	return x.Bytes()
}

// xmlWriter writes elements; empty ones are left out.
type xmlWriter struct{ bytes.Buffer }

func (x *xmlWriter) entry(i item) {
	x.raw("<entry>\n")
	x.element("title", i.title)
	x.element("id", i.url)
	x.link("alternate", "text/html", i.url)
	x.element("published", stamp(i.published))
	x.element("updated", i.updated.Format(time.RFC3339))
	for _, t := range i.tags {
		x.raw("<category")
		x.attr("term", t)
		x.raw("/>\n")
	}
	x.element("summary", i.summary)
	if i.body != "" {
		x.raw(`<content type="html">`)
		x.text(i.body)
		x.raw("</content>\n")
	}
	x.raw("</entry>\n")
}

func (x *xmlWriter) element(name, text string) {
	if text == "" && name != "title" { // an entry must have a title, be it empty
		return
	}
	x.raw("<" + name + ">")
	x.text(text)
	x.raw("</" + name + ">\n")
}

func (x *xmlWriter) link(rel, kind, href string) {
	x.raw("<link")
	x.attr("rel", rel)
	x.attr("type", kind)
	x.attr("href", href)
	x.raw("/>\n")
}

func (x *xmlWriter) attr(name, value string) {
	x.raw(" " + name + `="`)
	x.text(value)
	x.raw(`"`)
}

func (x *xmlWriter) raw(s string) { x.WriteString(s) }

// text escapes; characters that XML cannot hold become U+FFFD. Line ends and
// tabs are written as references by encoding/xml, which no reader minds.
func (x *xmlWriter) text(s string) {
	if err := xml.EscapeText(&x.Buffer, []byte(s)); err != nil {
		panic("format: writing to memory cannot fail: " + err.Error())
	}
}
