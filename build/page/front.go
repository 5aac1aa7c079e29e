package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"memo/build/decode"
	"memo/build/diag"
	"memo/build/markdown"
)

// keys are the front matter keys, each with the other spellings that are
// taken for it: Hugo's first of all. See spelling.
var keys = [][]string{
	{"title"}, {"date", "created", "created_at"}, {"draft", "isDraft"}, {"slug"}, {"url"}, {"permalink"}, {"CustomPath"}, {"aliases"}, {"alias"}, {"redirect_from"},
	{"series"}, {"image"}, {"images"}, {"toc"}, {"dialect"}, {"line_breaks", "lineBreaks"}, {"verified"}, {"weight"}, {"search"}, {"pagefind"}, {"params"},
	{"tags"}, {"tag"}, {"topics"}, {"categories"}, {"category"}, {"taxonomies"},
	{"published"}, {"publish", "dg-publish"}, {"unpublished"}, {"private"}, {"ignorePublish"}, {"headless"}, {"status"}, {"state"}, {"visibility"}, {"build", "_build"}, {"cascade"}, {"unlisted"},
	{"lastmod", "updated", "updated_at", "modified", "last_modified_at"}, {"publish_date", "publishDate", "published_at", "pubDate"},
	{"expiry_date", "expiryDate", "unpublishDate"}, {"description", "summary"},
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
	hiding, said := suspicion(parts, whole)
	if parts.Front == nil {
		return Front{Draft: hiding}, said
	}
	doc, diags := decode.Parse(parts.Format, parts.Front, diag.Pos{File: whole.File, Line: parts.Line}, whole)
	canonical(doc)
	b := &block{Reader: decode.NewReader(doc, parts.Format, whole), doc: doc, whole: whole, loc: loc}
	b.front.At = b.places()
	b.texts()
	b.image()
	b.times()
	b.visibility()
	b.template()
	b.switches()
	b.terms()
	b.address()
	b.slugAndAliases()
	b.Known(b.spelledOtherwise()...)
	b.guess()
	b.front.hero = hero(doc)
	b.Unknown(diag.Warning)
	if doc.Get("draft") != nil { // its author knows how
		hiding, said = false, nil
	}
	b.front.Draft = b.front.Draft || hiding
	return b.front, slices.Concat(diags, b.Diags(), b.diags, said)
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

// spelling gives what is left of a key's name where tools spell it each in
// their way: is-draft, is_draft and isDraft are one.
func spelling(name string) string { return separators.Replace(strings.ToLower(name)) }

var separators = strings.NewReplacer("-", "", "_", "")

// spellings gives for each key that is known its first spelling.
var spellings = func() map[string]string {
	out := map[string]string{}
	for _, name := range passed {
		out[spelling(name)] = name
	}
	for _, names := range keys {
		for _, name := range names {
			out[spelling(name)] = names[0]
		}
	}
	return out
}()

func isKnown(name string) bool { return spellings[spelling(name)] != "" }

// canonical gives every known key its first spelling, without the blanks and
// signs that nobody sees around it. It writes into the freshly decoded tree.
func canonical(doc decode.Value) {
	for i, k := range doc.Keys {
		name := strings.TrimFunc(k.Name, func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) })
		if first := spellings[spelling(name)]; first != "" && doc.Get(first) == nil {
			name = first
		}
		doc.Keys[i].Name = name
		if name == "tags" {
			byName(k.Value.List)
		}
	}
}

// byName puts the names in place of the items of a list that have more to say,
// as Qiita's API gives tags: {name: Go, versions: [1.26]}.
func byName(list []decode.Value) {
	for i, item := range list {
		if name := item.Get("name"); name != nil {
			list[i] = name.Value
		}
	}
}

// spelledOtherwise gives the keys of the block that are another spelling of
// one that stands beside it, and those that other tools read.
func (b *block) spelledOtherwise() []string {
	var out []string
	for _, k := range b.doc.Keys {
		if isKnown(k.Name) {
			out = append(out, k.Name)
		}
	}
	return out
}

// places notes where each value stands.
func (b *block) places() map[string]diag.Diagnostic {
	at := make(map[string]diag.Diagnostic, len(b.doc.Keys))
	for _, k := range b.doc.Keys {
		p := k.Value.Place
		at[k.Name] = b.whole.AtLine(p.Line, p.Col, p.Len, diag.Error, "", "", "")
	}
	return at
}

func (b *block) texts() {
	lenient := b.Lenient()
	lenient.String("title", &b.front.Title)
	lenient.String("description", &b.front.Description)
	lenient.Map("params", &b.front.Params)
	b.OneOf("dialect", &b.front.Dialect, markdown.Dialects()...)
	b.OneOf("line_breaks", &b.front.LineBreaks, "join", "keep", "br")
	for _, name := range []string{"title", "description", "tags", "series"} {
		if k := b.doc.Get(name); k != nil && slices.ContainsFunc(append([]decode.Value{k.Value}, k.Value.List...), func(v decode.Value) bool { return strings.ContainsFunc(v.Text, turns) }) {
			b.Report(diag.Warning, name, "bidi", turned, "delete it")
		}
	}
	b.front.Title = line(b.front.Title)
	b.front.Description = line(b.front.Description)
}

// line makes one line of text that YAML may have folded or kept over several.
func line(s string) string { return norm.NFC.String(strings.Join(strings.Fields(straight(s)), " ")) }

// turns tells a mark that turns the direction of what follows, which would be
// the rest of a list, a window's title or a feed.
func turns(r rune) bool { return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' }

// turned is what is said of one.
const turned = "a mark that turns the direction of text is left out"

// straight gives a text without such marks.
func straight(s string) string {
	if !strings.ContainsFunc(s, turns) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if turns(r) {
			return -1
		}
		return r
	}, s)
}

func (b *block) times() {
	b.date("date", &b.front.Date)
	b.date("lastmod", &b.front.Lastmod)
	b.date("verified", &b.front.Verified)
	for name, to := range map[string]*time.Time{"publish_date": &b.front.Publish, "expiry_date": &b.front.Expiry} {
		if !b.date(name, to) && b.says(name) {
			b.front.Draft = true // nobody knows whether its time has come
		}
	}
}

// date reads a date; one that cannot be read is a warning.
func (b *block) date(name string, to *time.Time) bool {
	if k := b.doc.Get(name); k != nil && isPlaceholder(k.Value) {
		return false
	}
	ok := b.Lenient().Time(name, b.loc, to)
	if ok && b.loc != nil {
		*to = to.In(b.loc)
	}
	return ok
}

// says tells whether a key has a value that is not empty.
func (b *block) says(name string) bool {
	k := b.doc.Get(name)
	return k != nil && k.Value.Kind != decode.Null && (k.Value.Kind != decode.String || strings.TrimSpace(k.Value.Text) != "")
}

func (b *block) switches() {
	lenient := b.Lenient()
	lenient.Int("weight", &b.front.Weight)
	var toc bool
	if lenient.Switch("toc", &toc) {
		b.front.TOC = &toc
	}
	search, found := true, true
	if k := b.doc.Get("search"); k != nil && k.Value.Kind == decode.Map { // of MkDocs
		b.Known("search")
		search = !says(k.Value, "exclude")
	} else {
		b.Switch("search", &search)
	}
	lenient.Switch("pagefind", &found)
	b.front.NoSearch = !search || !found
}

// says tells whether a key of a map is a yes.
func says(v decode.Value, key string) bool {
	k := v.Get(key)
	if k == nil {
		return false
	}
	is, _ := decode.Truth(k.Value)
	return is
}

// slugAndAliases reads what becomes a part of an address, where a careless or
// a hostile value could leave the site's folder.
func (b *block) slugAndAliases() {
	var slug string
	b.String("slug", &slug)
	var p problem
	if slug = strings.TrimSpace(slug); strings.Contains(strings.Trim(slug, "/"), "/") {
		p = b.slugPath(slug)
	} else {
		b.front.Slug, p = cleanSlug(strings.Trim(slug, "/"))
	}
	if p.message != "" {
		b.Report(diag.Error, "slug", "bad-address", p.message, p.hint)
	}
	for _, name := range []string{"aliases", "alias", "redirect_from"} {
		var aliases []string
		b.Lenient().Strings(name, &aliases)
		for i, a := range aliases {
			b.alias(name, i, norm.NFC.String(strings.TrimSpace(a)))
		}
	}
	b.front.Aliases = b.atMost(maxAliases, b.front.Aliases, "aliases", "alias", "redirect_from")
}

// slugPath takes a slug of several names for the address: from the site's root
// with a slash before it, else relative to the section, which the page knows.
func (b *block) slugPath(slug string) problem {
	url, p := cleanURL(slug)
	if slug[0] != '/' {
		url = strings.TrimPrefix(url, "/")
	}
	b.front.URL = cmp.Or(b.front.URL, url)
	return p
}

// alias takes item i of a list of old addresses. One that cannot be an
// address is left out: a redirect is missing, and nothing wrong is published.
func (b *block) alias(list string, i int, a string) {
	d := b.itemAt(list, i)
	if _, p := cleanAlias(a); p.message != "" {
		d.Severity, d.Code, d.Message, d.Hint = diag.Warning, "bad-address", list+": "+p.message, p.hint
		b.diags.Add(d)
		return
	}
	b.front.At["aliases."+strconv.Itoa(len(b.front.Aliases))] = d
	b.front.Aliases = append(b.front.Aliases, a)
}

// itemAt gives the place of item i of a list, of the text that stands for one.
func (b *block) itemAt(list string, i int) diag.Diagnostic {
	v := b.doc.Get(list).Value
	if i < len(v.List) {
		v = v.List[i]
	}
	return b.whole.AtLine(v.Place.Line, v.Place.Col, v.Place.Len, diag.Error, "", "", "")
}
