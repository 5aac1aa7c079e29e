package page

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"memo/build/decode"
	"memo/build/diag"
	"memo/build/japanese"
	"memo/build/source"
)

// passed are keys that other tools write and that mean nothing here: Zenn's,
// Qiita's, Hugo's, Zola's, Jekyll's, Obsidian's, blogsync's, VitePress's,
// Docusaurus's, Starlight's and MkDocs's. Case does not count.
var passed = []string{
	"emoji", "publication_name", "id", "organization_url_name", "slide", "posting_campaign_uuid", "agreed_posting_campaign_term",
	"type", "layout", "menu", "menus", "resources", "outputs", "markup", "linkTitle", "isCJKLanguage", "keywords", "sitemap", "audio",
	"videos", "translationKey", "author", "authors", "cover", "math", "mermaid", "comments", "comment", "pin", "pinned", "featured", "excerpt", "extra",
	"template", "free", "in_search_index", "sort_by", "cssclass", "cssclasses", "lang", "language", "EditURL", "PreviewURL", "Scheduled", "outline",
	"sidebar", "aside", "head", "hero", "features", "editLink", "lastUpdated", "sidebar_label", "sidebar_position", "pagination_prev", "pagination_next",
	"prev", "next", "titleTemplate", "navbar", "footer", "pageClass", "externalLinkIcon", "markdownStyles", "sidebarDepth", "isHome", "returnToTop", // VitePress, VuePress
	"hide_title", "hide_table_of_contents", "toc_min_heading_level", "toc_max_heading_level", "pagination_label", "sidebar_class_name", "sidebar_custom_props",
	"sidebar_key", "displayed_sidebar", "custom_edit_url", "parse_number_prefixes", "last_update", "hide_reading_time", "author_name", "author_title", "author_url", "author_image_url",
	"tableOfContents", "editUrl", "banner", "subtitle", "hide", "icon", // Starlight, MkDocs
	"nav_order", "nav_exclude", "parent", "grand_parent", "has_children", "has_toc", "linktitle", "readingTime", // Just the Docs and other themes
}

// hides tells whether a set of keys keeps a page from being published in the
// words of any tool: Hugo's, Jekyll's, Zenn's, Qiita's, Obsidian's. A switch
// for publishing that is left empty has not been turned on.
func hides(keys []decode.Key) bool {
	return slices.ContainsFunc(keys, func(k decode.Key) bool {
		v := k.Value.Single()
		is, said := decode.Truth(v)
		switch spelling(k.Name) {
		case "draft", "isdraft", "private", "ignorepublish", "headless", "unpublished":
			return is
		case "published", "publish", "dgpublish":
			return said && !is || v.Kind == decode.Null
		case "status", "state", "visibility", "type", "layout":
			return isDrafts(v.Text) || slices.Contains([]string{"hidden", "members", "in progress", "work in progress"}, strings.ToLower(v.Text))
		case "build":
			return denies(k.Value, "render", "never", "link")
		}
		return false
	})
}

// switches are the keys that keep a page unpublished by a yes or a no.
var switches = []string{"draft", "private", "ignorePublish", "headless", "publish", "unpublished"}

// guesses are keys of no tool that people keep a page unpublished by, each with
// the key that it is taken for.
var guesses = map[string]string{"wip": "draft", "下書き": "draft", "hidden": "private", "secret": "private", "limited": "private", "limitedsharing": "private",
	"confidential": "private", "protected": "private", "nopublish": "private", "donotpublish": "private", "非公開": "private", "限定公開": "private",
	"限定共有": "private", "社外秘": "private", "公開": "publish", "公開する": "publish", "share": "publish", "visible": "publish", "access": "visibility",
	"stage": "visibility", "poststatus": "visibility", "publishstatus": "visibility", "状態": "visibility", "公開状態": "visibility", "ステータス": "visibility"}

// mayHide tells whether a key that is not known looks like one that was meant
// to keep the page unpublished, such as "darft: true" or "public: false".
func mayHide(k decode.Key) bool {
	name := spelling(k.Name)
	meant, guessed := guesses[name]
	if !guessed {
		meant = diag.Nearest(name, []string{"draft", "private", "publish", "published", "unpublished"})
	}
	_, said := decode.Truth(k.Value)
	if guessed && !said && isDrafts(k.Value.Single().Text) { // 公開: 下書き
		return true
	}
	return (said || meant == "visibility") && hides([]decode.Key{{Name: meant, Value: k.Value}})
}

// guessed gives the keys of front matter that are such, none where its author
// says whether the page is a draft.
func guessed(doc decode.Value) []decode.Key {
	if doc.Get("draft") != nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(doc.Keys), func(k decode.Key) bool { return isKnown(k.Name) || !mayHide(k) })
}

// guess makes a draft of a page with such keys.
func (b *block) guess() {
	for _, k := range guessed(b.doc) {
		b.front.Draft = true
		b.Known(k.Name)
		b.Report(diag.Warning, k.Name, "front-matter", "reads like a key that keeps the page unpublished, so it is left out", "draft: false publishes it all the same")
	}
}

// heed makes a draft of a page whose tags call it one, as #wip or status/draft
// do, unless its author says whether it is.
func (p *Page) heed() diag.List {
	i := slices.IndexFunc(p.Front.Tags, func(name string) bool { return slices.Contains(drafts, strings.ToLower(path.Base(name))) })
	if _, said := p.Front.At["draft"]; said || p.Front.Draft || i < 0 {
		return nil
	}
	p.Front.Draft = true
	d, ok := p.Front.At["tags"]
	if !ok {
		d.Pos = diag.Pos{File: p.File, Line: p.Line}
	}
	d.Severity, d.Code = diag.Warning, "front-matter"
	d.Message, d.Hint = fmt.Sprintf("the tag %q reads like the mark of a draft, so the page is left out", p.Front.Tags[i]), "draft: false publishes it all the same"
	return diag.List{d}
}

// unlists tells whether a set of keys takes a page out of all lists, in memo's
// and Docusaurus's words or in Hugo's.
func unlists(keys []decode.Key) bool {
	return slices.ContainsFunc(keys, func(k decode.Key) bool {
		switch spelling(k.Name) {
		case "unlisted":
			is, _ := decode.Truth(k.Value)
			return is
		case "status", "state", "visibility":
			return strings.EqualFold(k.Value.Single().Text, "unlisted")
		case "build":
			return denies(k.Value, "list", "never")
		}
		return false
	})
}

// denies tells whether a key of a map says no, or one of the words for it.
func denies(v decode.Value, key string, words ...string) bool {
	return slices.ContainsFunc(v.Keys, func(k decode.Key) bool {
		is, said := decode.Truth(k.Value)
		return strings.EqualFold(k.Name, key) && (said && !is || slices.Contains(words, strings.ToLower(k.Value.Text)))
	})
}

// Unpublished tells whether a file that is no memo keeps itself from being
// published: by front matter or attributes, as an .html or .adoc page of another
// tool or a notebook, or,
// as Zenn's config.yaml does for the book that it lies in, as settings.
func Unpublished(path string, src []byte) bool {
	src, _ = japanese.Decode(src)
	if strings.HasSuffix(path, ".ipynb") {
		src = firstCell(src)
	}
	parts := Split(src)
	if isSettings(path) {
		parts = Parts{Format: decode.YAML, Front: src}
	}
	doc, found := decode.Parse(parts.Format, parts.Front, diag.Pos{File: path, Line: 1}, diag.NewText(path, src))
	canonical(doc)
	unsure := found.HasErrors() || parts.Format == decode.Lines
	return hides(doc.Keys) || !isSettings(path) && len(guessed(doc)) > 0 || suspect(parts) >= 0 || unsure && hidingLine(parts.Front) >= 0 ||
		hidingLine(attributes(path, src)) >= 0
}

// HidesFolder tells whether a file that is unpublished keeps all of its
// folder so.
func HidesFolder(name string) bool { return isSettings(name) }

func isSettings(name string) bool {
	base := path.Base(name)
	return base == "config.yaml" || base == "config.yml"
}

// visibility settles whether the page is a draft or in no list, and whether the
// pages below it are. What cannot be read as a yes or a no is an error: it could publish
// what was to stay at home.
func (b *block) visibility() {
	b.front.Draft, b.front.Unlisted = b.front.Draft || hides(b.doc.Keys), unlists(b.doc.Keys)
	var is bool
	for _, name := range append([]string{"unlisted"}, switches...) {
		b.Switch(name, &is)
	}
	if k := b.doc.Get("published"); k == nil || !b.isDate(k.Value) {
		b.Switch("published", &is)
	} else if b.front.Date.IsZero() {
		b.date("published", &b.front.Date)
	}
	if k := b.doc.Get("cascade"); k != nil {
		for _, v := range append([]decode.Value{k.Value}, k.Value.List...) {
			b.front.HidesBelow = b.front.HidesBelow || hides(v.Keys)
			b.front.Unlists = b.front.Unlists || unlists(v.Keys)
		}
	}
	b.Known("status", "state", "visibility", "build", "cascade")
}

func (b *block) isDate(v decode.Value) bool {
	_, ok := decode.ParseTime(v.Text, b.loc)
	return ok && (v.Kind == decode.Time || v.Kind == decode.String)
}

// DraftsFolder gives the outermost folder of a file that is one of drafts by
// its name, the file itself when it is one by its own, "" when neither is:
// _drafts of Jekyll, _draft of blogsync, and whatever a person calls so, as
// Drafts, 下書き, "99 draft posts", x.draft.md or 【下書き】x.md.
func DraftsFolder(file string) string {
	for at := 0; ; {
		n := strings.IndexByte(file[at:], '/')
		if n < 0 {
			if isDraftFile(file[at:]) {
				return file
			}
			return ""
		}
		if isDrafts(file[at : at+n]) {
			return file[:at+n]
		}
		at += n + 1
	}
}

// drafts are the words by which people call what is not to be seen yet: names
// of folders, tags, a memo's status.
var drafts = []string{"draft", "drafts", "wip", "下書き", "下書き中", "書きかけ", "執筆中", "非公開", "未公開", "秘密", "社外秘", "private", "unpublished"}

// writings are what other words call that which is in a folder of drafts, and
// whose it is. A folder draft-js is about something else.
var writings = []string{"my", "our", "post", "posts", "article", "articles", "memo", "memos", "note", "notes", "entry", "entries", "page", "pages", "blog", "docs", "記事", "メモ"}

func isDrafts(folder string) bool {
	words := strings.FieldsFunc(strings.ToLower(folder), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	found := false
	for _, word := range words {
		draft := slices.Contains(drafts, word) || slices.ContainsFunc(drafts, func(d string) bool { // 非公開メモ
			rest, is := strings.CutPrefix(word, d)
			return is && slices.Contains(writings, rest)
		})
		if !draft && !slices.Contains(writings, word) {
			return false
		}
		found = found || draft
	}
	return found
}

// marked is what stands in brackets before the name of a file: [WIP] x.md.
var marked = regexp.MustCompile(`^(?:【[^】]+】|\[[^\]]+\]|（[^）]+）|\([^)]+\))`)

func isDraftFile(name string) bool {
	if !source.IsText(name) {
		return false
	}
	ending := strings.TrimPrefix(path.Ext(source.Stem(name)), ".")
	return slices.Contains(drafts, strings.ToLower(ending)) || isDrafts(marked.FindString(name))
}

// image reads a picture's address: text, the map of Jekyll's SEO plugin, or
// the first of Hugo's images.
func (b *block) image() {
	lenient := b.Lenient()
	k := b.doc.Get("image")
	if k != nil && k.Value.Kind == decode.Map {
		for _, name := range []string{"path", "src", "url"} {
			if inner := k.Value.Get(name); inner != nil && b.front.Image == "" {
				b.front.Image = inner.Value.Text
			}
		}
		b.Known("image")
	} else if !lenient.String("image", &b.front.Image) {
		var images []string
		if lenient.Strings("images", &images); len(images) > 0 {
			b.front.Image = images[0]
		}
	}
	b.Known("images")
	b.front.Image = strings.TrimSpace(b.front.Image)
}

// address reads a whole address: url, the permalink of Jekyll and Obsidian
// unless it is a pattern, or the path below /entry/ that blogsync gives to an
// entry without a URL. Of a full URL the path counts, which is how blogsync
// notes where an entry stands.
func (b *block) address() {
	for _, name := range []string{"url", "permalink", "CustomPath"} {
		if k := b.doc.Get(name); k != nil && k.Value.Kind == decode.Bool && !k.Value.Bool {
			b.unaddressed(name)
			continue
		}
		var text string
		b.String(name, &text)
		if b.front.URL != "" || text == "" {
			continue
		}
		if name == "CustomPath" {
			text = "/entry/" + strings.Trim(text, "/")
		}
		if name == "permalink" && isPattern(text) {
			b.Report(diag.Warning, name, "bad-address", "a pattern for addresses is not followed in front matter", "set permalink under [sections] in memo.toml")
			continue
		}
		b.front.At["url"] = b.front.At[name]
		var p problem
		if b.front.URL, p = cleanURL(pathOf(text)); p.message != "" {
			b.Report(diag.Error, name, "bad-address", p.message, p.hint)
		}
	}
}

// unaddressed takes the no for an address by which Eleventy writes no page.
func (b *block) unaddressed(name string) {
	b.Known(name)
	if b.doc.Get("draft") == nil {
		b.front.Draft = true
		b.Report(diag.Warning, name, "front-matter", "false is no address, so the page is left out", "draft: false publishes it all the same")
	}
}

// isPattern tells a permalink that makes addresses, as Jekyll has them.
func isPattern(permalink string) bool {
	return strings.Contains("/"+permalink, "/:") || slices.Contains([]string{"date", "pretty", "ordinal", "weekdate", "none"}, permalink)
}

// pathOf gives the path of an absolute URL, any other text as it is.
func pathOf(text string) string {
	text = strings.TrimSpace(text)
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok || scheme != "http" && scheme != "https" {
		return text
	}
	_, path, _ := strings.Cut(rest, "/")
	path, _, _ = strings.Cut(path, "#")
	path, _, _ = strings.Cut(path, "?")
	return "/" + path
}
