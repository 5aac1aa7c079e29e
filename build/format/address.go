package format

import (
	"strings"

	"memo/build/page"
	"memo/build/site"
)

// address makes URLs of a site. Paths begin at the host's root with the
// prefix of the base URL; absolute URLs put the host in front.
type address struct {
	origin string // "https://host"
	prefix string // "/notes/"
	base   string // "https://host/notes/"
}

func addressOf(s *site.Site) address {
	return address{origin: strings.TrimSuffix(s.Options.BaseURL, s.Prefix), prefix: s.Prefix, base: s.Options.BaseURL}
}

// at is the URL of an output path: "tags/index.html" -> "/notes/tags/".
func (a address) at(out string) string {
	return a.prefix + page.Escape(strings.TrimSuffix(out, "index.html"))
}

// absolute is the whole URL of a path from the host's root.
func (a address) absolute(u string) string { return a.origin + u }

// script is the URL of a script that the author named: a URL, or a file of
// the site with or without a slash in front.
func (a address) script(name string) string {
	if name == "" || strings.Contains(name, "://") || strings.HasPrefix(name, "//") {
		return name
	}
	return a.at(strings.TrimPrefix(name, "/"))
}
