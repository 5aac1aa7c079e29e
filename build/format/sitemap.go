package format

import (
	"context"
	"encoding/xml"
	"time"

	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

const sitemapOut = "sitemap.xml"

// Sitemap lists what search engines should know: canonical addresses with
// the day of the latest change, nothing that asks not to be indexed.
func Sitemap(s *site.Site, t *theme.Theme, o Options) []output.Output {
	v := newViews(s, t, o)
	return []output.Output{{Path: sitemapOut, ContentType: output.ContentType(sitemapOut), List: true,
		Render: func(context.Context) ([]byte, diag.List) { return v.sitemap(), nil }}}
}

func (v *views) sitemap() []byte {
	x := &xmlWriter{}
	x.raw(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	v.place(x, v.prefix, latest(v.Memos))
	for _, s := range v.Sections {
		if s.NoList || s.Index != nil && s.Index.Unlisted {
			continue
		}
		v.place(x, s.URL, latest(s.Entries))
	}
	for _, e := range v.Entries {
		if e.Label == "" {
			v.place(x, e.URL, changed(e))
		}
	}
	v.place(x, v.at(site.TagsOut), time.Time{})
	for _, t := range v.Tags {
		v.place(x, t.URL, latest(t.Entries))
	}
	if len(v.Series) > 0 {
		v.place(x, v.at(site.SeriesOut), time.Time{})
	}
	for _, s := range v.Series {
		v.place(x, s.URL, latest(s.Entries))
	}
	v.place(x, v.at(site.ArchiveOut), latest(v.Memos))
	for _, y := range v.Years {
		v.place(x, y.URL, latest(y.Entries))
	}
	x.raw("</urlset>\n")
	return x.Bytes()
}

func (v *views) place(x *xmlWriter, url string, changed time.Time) {
	x.raw("<url><loc>")
	x.text(v.absolute(url))
	x.raw("</loc>")
	if !changed.IsZero() {
		x.raw("<lastmod>" + stamp(v.local(changed)) + "</lastmod>")
	}
	x.raw("</url>\n")
}
