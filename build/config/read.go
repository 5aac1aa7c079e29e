package config

import (
	"fmt"
	"path"
	"strings"
	"time"

	"memo/build/decode"
	"memo/build/diag"
)

// read asks for every setting there is, in the order of the documentation.
func read(r *decode.Reader) Config {
	c := Default()
	version := 1
	if r.Int("version", &version); version != 1 {
		r.Report(diag.Error, "version", "bad-version", fmt.Sprintf("this memo reads version 1, not %d", version), "a newer memo may be needed")
	}
	r.String("title", &c.Title)
	r.String("description", &c.Description)
	checked(r, "base_url", &c.BaseURL, BaseURL)
	r.OneOf("language", &c.Language, "ja", "en")
	readZone(r, &c)
	r.String("author", &c.Author)
	readLicense(r, &c)
	readRepository(r, &c)
	checked(r, "theme", &c.Theme, themeName)
	checked(r, "output", &c.Output, OutputDir)
	readExclude(r, &c)
	c.Sections = readSections(r.Table("sections"))
	readMarkdown(r.Table("markdown"), &c.Markdown)
	readHighlight(r.Table("highlight"), &c.Highlight)
	r.Table("tags").StringMap("aliases", &c.Tags.Aliases)
	feeds := r.Table("feeds")
	positive(feeds, "items", &c.Feeds.Items)
	feeds.Bool("full_text", &c.Feeds.FullText)
	weights := r.Table("search")
	positive(weights, "title", &c.Search.Title)
	positive(weights, "tag", &c.Search.Tag)
	positive(weights, "heading", &c.Search.Heading)
	positive(weights, "prose", &c.Search.Prose)
	positive(weights, "code", &c.Search.Code)
	check := r.Table("check")
	check.Bool("secrets", &c.Check.Secrets)
	check.OneOf("broken_links", &c.Check.BrokenLinks, "warn", "error", "ignore")
	check.Span("stale_after", &c.Check.StaleAfter)
	r.Table("og_image").String("font", &c.OGImage.Font)
	checked(r.Table("serve"), "editor", &c.Serve.Editor, editor)
	readDeploy(r.Table("deploy"), &c.Deploy)
	r.Map("params", &c.Params)
	c.At = places(r, c)
	return c
}

// checked reads a text that valid turns into its normal form or refuses.
func checked(r *decode.Reader, name string, to *string, valid func(string) (string, error)) {
	var s string
	if !r.String(name, &s) {
		return
	}
	normal, err := valid(s)
	if err != nil {
		r.Report(diag.Error, name, "bad-value", err.Error(), "")
		return
	}
	*to = normal
}

// positive reads a number of things, of which there must be at least one.
func positive(r *decode.Reader, name string, to *int) {
	n := *to
	if r.Int(name, &n); n < 1 {
		r.Report(diag.Error, name, "bad-value", fmt.Sprintf("expected at least 1, found %d", n), "")
		return
	}
	*to = n
}

// zoneHints are what people write who mean a zone of the IANA database.
var zoneHints = map[string]string{"JST": "Asia/Tokyo", "Tokyo": "Asia/Tokyo", "Japan/Tokyo": "Asia/Tokyo", "+09:00": "Asia/Tokyo", "GMT": "UTC"}

// readZone refuses "Local", which would make the output depend on the machine.
func readZone(r *decode.Reader, c *Config) {
	var name string
	if !r.String("time_zone", &name) {
		return
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		hint := diag.DidYouMean(name, []string{"Asia/Tokyo", "UTC", "Asia/Seoul", "Asia/Taipei", "Asia/Singapore", "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles"})
		if z := zoneHints[name]; z != "" {
			hint = "did you mean " + z + "?"
		}
		r.Report(diag.Error, "time_zone", "bad-value", fmt.Sprintf("not a time zone: %q", name), hint)
		return
	}
	c.TimeZone, c.Location = name, loc
}

// readExclude takes globs, which source.Exclusion follows.
func readExclude(r *decode.Reader, c *Config) {
	r.Strings("exclude", &c.Exclude)
	for _, p := range c.Exclude {
		if _, err := path.Match(strings.TrimPrefix(p, "!"), ""); err != nil {
			r.Report(diag.Error, "exclude", "bad-value", fmt.Sprintf("not a pattern: %q", p), `close the bracket, or write \\[ for one that is meant`)
		}
	}
}

func readSections(r *decode.Reader) map[string]Section {
	sections := map[string]Section{}
	for _, name := range r.Names() {
		s, t := DefaultSection(), r.Table(name)
		checked(t, "permalink", &s.Permalink, Permalink)
		positive(t, "per_page", &s.PerPage)
		t.OneOf("sort", &s.Sort, "date", "lastmod", "title", "weight")
		sections[name] = s
	}
	return sections
}

func readMarkdown(r *decode.Reader, m *Markdown) {
	r.OneOf("dialect", &m.Dialect, "auto", "memo", "zenn", "qiita", "hatena", "hugo", "jekyll", "obsidian", "mdbook")
	r.OneOf("line_breaks", &m.LineBreaks, "join", "keep", "br")
	r.Bool("unsafe_html", &m.UnsafeHTML)
	r.String("math_js", &m.MathJS)
	r.String("mermaid_js", &m.MermaidJS)
}

// readHighlight refuses a dark style that would never be seen: the theme's own
// colours have a dark half.
func readHighlight(r *decode.Reader, h *Highlight) {
	r.String("style", &h.Style)
	if r.String("dark_style", &h.DarkStyle) && h.DarkStyle != "" && h.Style == Default().Highlight.Style {
		r.Report(diag.Error, "dark_style", "bad-value", "goes with a style of its own for light, which highlight.style does not name", "")
	}
}

func readDeploy(r *decode.Reader, d *Deploy) {
	checked(r, "bucket", &d.Bucket, bucketName)
	checked(r, "prefix", &d.Prefix, keyPrefix)
	r.String("region", &d.Region)
	checked(r, "endpoint", &d.Endpoint, endpoint)
	r.OneOf("mode", &d.Mode, "website", "cloudfront")
	r.String("distribution", &d.Distribution)
	r.String("profile", &d.Profile)
}

// places remembers where the settings stand that name something outside
// memo.toml, which may turn out not to exist.
func places(r *decode.Reader, c Config) map[string]diag.Diagnostic {
	at := map[string]diag.Diagnostic{}
	for _, path := range [][]string{{"base_url"}, {"theme"}, {"output"}, {"markdown", "math_js"}, {"markdown", "mermaid_js"},
		{"highlight", "style"}, {"highlight", "dark_style"}, {"og_image", "font"}, {"serve", "editor"}} {
		if d, ok := r.At(path...); ok {
			name := path[0]
			for _, p := range path[1:] {
				name += "." + p
			}
			at[name] = d
		}
	}
	for name := range c.Sections {
		at["sections."+name], _ = r.At("sections", name)
	}
	for name := range c.Tags.Aliases {
		at["tags.aliases."+name], _ = r.At("tags", "aliases", name)
	}
	return at
}
