package build

import (
	"cmp"
	"encoding/hex"
	"slices"

	"memo/build/diag"
	"memo/build/format"
	"memo/build/highlight"
	"memo/build/markdown"
	"memo/build/og"
	"memo/build/output"
	"memo/build/page"
	"memo/build/search"
	"memo/build/site"
	"memo/build/theme"
	"memo/themes"
)

// This file hands each stage the few settings that are its own: the only
// place that knows both the configuration and the stages.

func pageOptions(in Inputs, t *theme.Theme) page.Options {
	m := in.Config.Markdown
	return page.Options{Root: in.prefix(), Location: in.Config.Location, Markdown: markdown.Options{
		Dialect: dialect(in), LineBreaks: m.LineBreaks, UnsafeHTML: m.UnsafeHTML,
		Math: m.MathJS != "", Mermaid: m.MermaidJS != "", Words: words(t)}}
}

func words(t *theme.Theme) markdown.Words {
	return markdown.Words{
		Note: t.Word("note"), Tip: t.Word("tip"), Important: t.Word("important"),
		Warning: t.Word("warning"), Caution: t.Word("caution"), Details: t.Word("details"),
		Footnotes: t.Word("footnotes"), Footnote: t.Word("footnote"), BackToText: t.Word("back_to_text"),
		HeadingLink: t.Word("heading_link"), Done: t.Word("done"), Open: t.Word("open"),
	}
}

func siteOptions(in Inputs) site.Options {
	c := in.Config
	o := site.Options{Title: c.Title, Description: c.Description, Language: c.Language, Author: c.Author,
		BaseURL: c.BaseURL, Location: c.Location, Now: in.Now, Drafts: in.Drafts, Future: in.Future,
		Own: output.Own, Claims: format.Claims(format.All), ShowsDrafts: keepsDrafts(in), KeptBack: in.keptBack(), Folder: in.prefix(), Beside: in.besides(), Orders: in.orders(), Sections: map[string]site.Layout{}, TagAliases: c.Tags.Aliases, BrokenLinks: c.Check.BrokenLinks}
	for name, s := range c.Sections {
		o.Sections[name] = site.Layout{Permalink: s.Permalink, PerPage: s.PerPage, Sort: s.Sort}
	}
	if in.Strict {
		o.BrokenLinks = "error"
	}
	followPermalinks(&o, in)
	return o
}

// formatOptions also reads the font that pictures for social networks are
// drawn with.
func formatOptions(in Inputs) (format.Options, diag.List) {
	c := in.Config
	o := format.Options{FeedItems: c.Feeds.Items, FeedText: c.Feeds.FullText,
		License: theme.Link{Name: c.License, URL: c.LicenseURL}, Repository: repository(in),
		MathJS: c.Markdown.MathJS, MermaidJS: c.Markdown.MermaidJS, Params: c.Params, Weights: search.Options(c.Search),
		StaleAfter: site.Age(c.Check.StaleAfter), Made: in.frame()}
	if c.OGImage.Font == "" {
		return o, nil
	}
	if in.fontErr != nil {
		d := c.At["og_image.font"]
		d.Severity, d.Code, d.Message = diag.Error, "no-font", in.fontErr.Error()
		return o, diag.List{d}
	}
	o.Draw = func(card og.Card) ([]byte, error) { return og.Draw(card, in.font) }
	o.DrawKey = og.Version() + hex.EncodeToString(in.fontHash[:])
	return o, nil
}

// repository tells where the sources are seen. A file has the name there that
// it has on the disk, which may be another spelling of its path.
func repository(in Inputs) format.Repository {
	c := in.Config
	if c.Repository == "" {
		return format.Repository{}
	}
	books := in.pagedBooks()
	return format.Repository{URL: c.Repository, Forge: c.Forge, Branch: cmp.Or(c.Branch, in.place.Branch), File: func(path string) string {
		if f := in.Content.Find(path); f != nil {
			path = f.Name
		} else if i := slices.IndexFunc(books, func(b book) bool { return b.path() == path }); i >= 0 {
			path = books[i].settings.Name
		}
		return in.place.Folder + path
	}}
}

// themeOptions gives the layers of the theme and what it is told. An unknown
// chroma style is the author's mistake; the code then stays plain.
func themeOptions(in Inputs) ([]theme.Layer, theme.Options, diag.List) {
	layers := []theme.Layer{{Name: ThemesDir + "/" + embedded, FS: themes.Default()}}
	if in.theme != nil {
		layers = append([]theme.Layer{{Name: ThemesDir + "/" + in.Config.Theme, FS: in.theme}}, layers...)
	}
	o := theme.Options{Language: in.Config.Language, Prefix: site.Prefix(in.Config.BaseURL)}
	h := in.Config.Highlight
	css, err := highlight.CSS(h.Style, h.DarkStyle)
	if err != nil {
		d := in.Config.At["highlight.style"]
		d.Severity, d.Code, d.Message = diag.Error, "no-style", err.Error()
		return layers, o, diag.List{d}
	}
	o.Code = string(css)
	return layers, o, nil
}

// themeKey names everything theme.Load reads.
func themeKey(in Inputs) [32]byte {
	parts := []string{in.Config.Theme, in.Config.Language, in.Config.BaseURL, in.Config.Highlight.Style, in.Config.Highlight.DarkStyle}
	for _, f := range in.Theme.Files {
		parts = append(parts, f.Path, hex.EncodeToString(f.Hash[:]))
	}
	return keyOf(parts...)
}
