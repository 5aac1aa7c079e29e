package format

import (
	"context"

	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

const robotsOut = "robots.txt"

// Robots lets everybody in and points to the sitemap. Hosts read it at their
// root alone: under a path prefix it is there for whoever copies it. The
// author's own file takes its place.
func Robots(s *site.Site, _ *theme.Theme, _ Options) []output.Output {
	if s.File(robotsOut) != nil {
		return nil
	}
	a := addressOf(s)
	text := "User-agent: *\nAllow: /\n\nSitemap: " + a.absolute(a.at(sitemapOut)) + "\n"
	return []output.Output{{Path: robotsOut, ContentType: output.ContentType(robotsOut),
		Render: func(context.Context) ([]byte, diag.List) { return []byte(text), nil }}}
}
