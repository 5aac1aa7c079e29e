package page

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"memo/build/decode"
	"memo/build/diag"
	"memo/build/japanese"
)

// keys are the front matter keys, each with the other spellings that are
// taken for it: Hugo's first of all. Case does not count, as in Hugo.
var keys = [][]string{
	{"title"}, {"date"}, {"draft"}, {"slug"}, {"url"}, {"aliases"}, {"series"}, {"image"}, {"toc"}, {"dialect"},
	{"line_breaks", "lineBreaks"}, {"verified"}, {"weight"}, {"search"}, {"params"}, {"tags"}, {"categories"},
	{"lastmod", "updated"}, {"publish_date", "publishDate"}, {"expiry_date", "expiryDate"}, {"description", "summary"},
}

// block is a front matter block under reading.
type block struct {
	*decode.Reader
	doc   decode.Value
	whole diag.Text
	loc   *time.Location
	front Front
	diags diag.List // what Reader cannot say
}

// readFront decodes the block and judges each key.
func readFront(parts Parts, whole diag.Text, loc *time.Location) (Front, diag.List) {
	if parts.Open {
		return Front{}, diag.List{unclosed(parts, whole)}
	}
	if parts.Front == nil {
		return Front{}, nil
	}
	doc, diags := decode.Parse(parts.Format, parts.Front, diag.Pos{File: whole.File, Line: parts.Line}, whole)
	canonical(doc)
	b := &block{Reader: decode.NewReader(doc, parts.Format, whole), doc: doc, whole: whole, loc: loc}
	b.front.At = b.places()
	b.texts()
	b.times()
	b.switches()
	b.terms()
	b.addresses()
	b.Unknown(diag.Warning)
	return b.front, append(append(diags, b.Diags()...), b.diags...)
}

func unclosed(parts Parts, whole diag.Text) diag.Diagnostic {
	fence, n := "---", 3
	switch parts.Format {
	case decode.TOML:
		fence = "+++"
	case decode.JSON:
		fence, n = "}", 1
	}
	d := whole.AtLine(1, 1, n, diag.Error, "open-front-matter", parts.Format.String()+" front matter is never closed",
		"end it with a line "+fence)
	d.Source = strings.TrimPrefix(d.Source, string(bom))
	return d
}

// canonical gives every known key its first spelling. It writes into the
// freshly decoded tree.
func canonical(doc decode.Value) {
	for i, k := range doc.Keys {
		for _, names := range keys {
			for _, name := range names {
				if k.Name != names[0] && strings.EqualFold(k.Name, name) && doc.Get(names[0]) == nil {
					doc.Keys[i].Name = names[0]
				}
			}
		}
	}
}

// places notes where each value stands.
func (b *block) places() map[string]diag.Diagnostic {
	at := make(map[string]diag.Diagnostic, len(b.doc.Keys))
	for _, name := range b.Names() {
		at[name], _ = b.At(name)
	}
	if k := b.doc.Get("aliases"); k != nil {
		for i, item := range k.Value.List {
			p := item.Place
			at["aliases."+strconv.Itoa(i)] = b.whole.AtLine(p.Line, p.Col, p.Len, diag.Error, "", "", "")
		}
	}
	return at
}

func (b *block) texts() {
	b.String("title", &b.front.Title)
	b.String("description", &b.front.Description, "summary")
	b.String("image", &b.front.Image)
	b.OneOf("dialect", &b.front.Dialect, "memo", "zenn", "qiita", "hatena")
	b.OneOf("line_breaks", &b.front.LineBreaks, "join", "keep", "br")
	b.Map("params", &b.front.Params)
	b.front.Title = line(b.front.Title)
	b.front.Description = line(b.front.Description)
	b.front.Image = strings.TrimSpace(b.front.Image)
}

// line makes one line of text that YAML may have folded or kept over several.
func line(s string) string { return norm.NFC.String(strings.Join(strings.Fields(s), " ")) }

func (b *block) times() {
	b.date("date", &b.front.Date)
	b.date("lastmod", &b.front.Lastmod)
	b.date("publish_date", &b.front.Publish)
	b.date("expiry_date", &b.front.Expiry)
	b.date("verified", &b.front.Verified)
}

func (b *block) date(name string, to *time.Time) {
	if b.Time(name, b.loc, to) && b.loc != nil {
		*to = to.In(b.loc)
	}
}

func (b *block) switches() {
	b.Bool("draft", &b.front.Draft)
	b.Int("weight", &b.front.Weight)
	var toc bool
	if b.Bool("toc", &toc) {
		b.front.TOC = &toc
	}
	search := true
	b.Bool("search", &search)
	b.front.NoSearch = !search
}

func (b *block) terms() {
	var series []string
	b.Strings("series", &series)
	b.front.Tags = distinct(slices.Concat(b.tags("tags"), b.tags("categories")))
	b.front.Series = distinct(series)
}

// tags reads a list of names, or one text with commas between them.
func (b *block) tags(name string) (names []string) {
	b.Strings(name, &names)
	if k := b.doc.Get(name); k != nil && k.Value.Kind == decode.String {
		names = strings.FieldsFunc(k.Value.Text, func(r rune) bool { return r == ',' || r == '、' })
	}
	return names
}

// distinct trims names and leaves out empty and repeated ones.
func distinct(names []string) []string {
	var out []string
	seen := make(map[string]bool, len(names))
	for _, name := range names {
		name = line(name)
		if slug := japanese.TagSlug(name); slug != "" && !seen[slug] {
			seen[slug] = true
			out = append(out, name)
		}
	}
	return out
}

// addresses reads what becomes a path of the output, where a careless or a
// hostile value could leave the site's folder.
func (b *block) addresses() {
	var slug, url string
	b.String("slug", &slug)
	b.String("url", &url)
	b.Strings("aliases", &b.front.Aliases)
	var p problem
	if b.front.Slug, p = cleanSlug(slug); p.message != "" {
		b.Report(diag.Error, "slug", "bad-address", p.message, p.hint)
	}
	if b.front.URL, p = cleanURL(url); p.message != "" {
		b.Report(diag.Error, "url", "bad-address", p.message, p.hint)
	}
	for i, a := range b.front.Aliases {
		b.front.Aliases[i] = norm.NFC.String(strings.TrimSpace(a))
		if _, p = cleanAlias(b.front.Aliases[i]); p.message != "" {
			b.badAlias(i, p)
		}
	}
}

func (b *block) badAlias(i int, p problem) {
	d, ok := b.front.At["aliases."+strconv.Itoa(i)]
	if !ok {
		d = b.front.At["aliases"]
	}
	d.Code, d.Message, d.Hint = "bad-address", "aliases: "+p.message, p.hint
	b.diags.Add(d)
}
