package format

import (
	"cmp"
	"html/template"
	"strings"

	"memo/build/site"
	"memo/build/theme"
)

// text is what an author says on a page that every site has.
func (v *views) text(out string) theme.Text {
	e := v.Texts[out]
	if e == nil {
		return theme.Text{}
	}
	return theme.Text{Title: phrases(titled(e)), Body: template.HTML(e.Body())}
}

// called is what an author calls a page that every site has, else the name
// that it has without him.
func (v *views) called(out, name string) string {
	if e := v.Texts[out]; e != nil {
		return cmp.Or(titled(e), name)
	}
	return name
}

// titled is the title that a text says it has, and not its file's name.
func titled(e *site.Entry) string { return cmp.Or(e.Front.Title, e.Doc.Title) }

// Layout names the layout of the page that every site has at an output path.
func Layout(out string) string {
	if out == site.MissingOut {
		return "404"
	}
	kind, rest, _ := strings.Cut(strings.TrimSuffix(out, site.HomeOut), "/")
	own := map[string][2]string{"tags": {"tags", "tag"}, "series": {"series-index", "series"}, "archive": {"archive", "year"}, "search": {"search", ""}}
	if rest == "" {
		return own[kind][0]
	}
	return own[kind][1]
}
