package format

import (
	"context"

	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

// Redirects leaves a page at each address that moved: a refresh and the
// canonical address for hosts that can do no better, and the target as data
// for those that can answer 301.
func Redirects(s *site.Site, t *theme.Theme, o Options) []output.Output {
	v := newViews(s, t, o)
	var out []output.Output
	for _, r := range s.Redirects {
		out = append(out, output.Output{Path: r.Out, ContentType: output.ContentType(site.HomeOut), Redirect: r.To.URL,
			Render: func(context.Context) ([]byte, diag.List) { return t.Render("redirect", v.redirect(r)) }})
	}
	return out
}

func (v *views) redirect(r site.Redirect) theme.RedirectView {
	head := v.head(r.To.Title, r.To.URL)
	head.Description = summary(r.To)
	return theme.RedirectView{Frame: v.frame("redirect", "", head), To: head.Canonical}
}
