package format

import (
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"memo/build/site"
	"memo/build/theme"
)

// views makes the views of one site. What several pages share (a memo's row,
// the site's navigation, the cloud of tags) is made once, when the first
// asks; it lives as long as the promises that hold on to it.
type views struct {
	*site.Site
	address
	theme  *theme.Theme
	o      Options
	rows   func() []atomic.Pointer[theme.Row]       // by rank of entry
	sites  func() map[string]func() *theme.SiteView // by the item of the navigation that is shown, "" for none
	tags   func() []theme.Count
	series func() []theme.SeriesCount
	years  func() []theme.Count

	siteKeys sync.Map // of *theme.SiteView: their hashes
}

func newViews(s *site.Site, t *theme.Theme, o Options) *views {
	v := &views{Site: s, address: addressOf(s), theme: t, o: o}
	v.rows = sync.OnceValue(func() []atomic.Pointer[theme.Row] { return make([]atomic.Pointer[theme.Row], s.Len()) })
	v.sites = sync.OnceValue(v.makeSites)
	v.tags, v.series, v.years = sync.OnceValue(v.makeTags), sync.OnceValue(v.makeSeries), sync.OnceValue(v.makeYears)
	return v
}

// newest gives the first n memos.
func (v *views) newest(n int) []*site.Entry { return v.Memos[:min(n, len(v.Memos))] }

// siteView gives the view of the site for a page under the item of the
// navigation with that URL.
func (v *views) siteView(here string) *theme.SiteView {
	sites := v.sites()
	if f, ok := sites[here]; ok {
		return f()
	}
	return sites[""]()
}

func (v *views) makeSites() map[string]func() *theme.SiteView {
	nav, pages := v.makeNav(), v.makePages()
	sites := map[string]func() *theme.SiteView{}
	for _, l := range slices.Concat([]theme.Link{{}}, nav, pages) {
		sites[l.URL] = sync.OnceValue(func() *theme.SiteView { return v.makeSite(nav, pages, l.URL) })
	}
	return sites
}

func (v *views) makeSite(nav, pages []theme.Link, here string) *theme.SiteView {
	first, last := v.span(v.Memos)
	s := &theme.SiteView{Title: v.Options.Title, Description: v.Options.Description, Author: v.Options.Author,
		Language: v.Options.Language, BaseURL: v.base, HomeURL: v.prefix, TagsURL: v.at(site.TagsOut), ArchiveURL: v.at(site.ArchiveOut),
		SearchURL: v.at(searchOut), SearchIndex: v.at(IndexDir), FeedURL: v.at(atomOut), JSONFeedURL: v.at(jsonOut),
		Nav: marked(nav, here), Pages: marked(pages, here), MathJS: v.script(v.o.MathJS), MermaidJS: v.script(v.o.MermaidJS),
		License: v.o.License, Years: years(first, last), Params: v.o.Params}
	own := v.icons()
	s.Icon, s.TouchIcon, s.Manifest = own.tab, own.touch, v.at(manifestOut)
	s.Light, s.Dark = v.theme.Background()
	if len(v.Series) > 0 {
		s.SeriesURL = v.at(site.SeriesOut)
	}
	return s
}

// years is the time from which the memos are: "2019–2026".
func years(first, last time.Time) string {
	switch {
	case first.IsZero():
		return ""
	case first.Year() == last.Year():
		return strconv.Itoa(first.Year())
	}
	return strconv.Itoa(first.Year()) + "–" + strconv.Itoa(last.Year())
}

// marked gives the links with the one that is shown marked.
func marked(links []theme.Link, here string) []theme.Link {
	out := slices.Clone(links)
	for i := range out {
		out[i].Here = out[i].URL == here
	}
	return out
}

// frame is the beginning of every view. The trail leads from home to the
// page itself; home is always there.
func (v *views) frame(kind, here string, head theme.Head, trail ...theme.Link) theme.Frame {
	f := theme.Frame{Site: v.siteView(here), Head: head, Kind: kind}
	if f.Head.Image == "" {
		p := v.common()
		f.Head.Image, f.Head.ImageWidth, f.Head.ImageHeight = p.url, p.width, p.height
	}
	if f.Head.Description == "" {
		f.Head.Description = v.Options.Description
	}
	f.Crumbs = append([]theme.Link{{Name: v.Options.Title, URL: v.prefix}}, trail...)
	f.Crumbs[len(f.Crumbs)-1].Here = true
	return f
}

// head begins what <head> says about a page: <title> is the page's own name,
// then the site's.
func (v *views) head(name, url string) theme.Head {
	return theme.Head{Title: v.titled(name), Name: name, Canonical: v.absolute(url), Kind: "website"}
}

func (v *views) titled(name string) string {
	if name == v.Options.Title {
		return name
	}
	return name + " | " + v.Options.Title
}

// local puts a time into the site's zone.
func (v *views) local(t time.Time) time.Time {
	if t.IsZero() || v.Options.Location == nil {
		return t
	}
	return t.In(v.Options.Location)
}
