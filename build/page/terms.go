package page

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"memo/build/decode"
	"memo/build/diag"
	"memo/build/filename"
	"memo/build/japanese"
)

// How many names a memo may have. Each is a page of its own, and a row in a list shows all tags of its memo:
// 4,000 tags made a gigabyte.
const (
	maxTags    = 200
	maxAliases = 1000
)

func (b *block) terms() {
	var series, tags []string
	b.Lenient().Strings("series", &series)
	for _, name := range []string{"tags", "tag", "topics", "categories", "category"} {
		names := b.names(b.Lenient(), b.doc, name)
		if tags = append(tags, names...); name == "categories" || name == "category" {
			b.front.Categories = append(b.front.Categories, names...)
		}
	}
	b.front.Categories = distinct(b.front.Categories)
	if k := b.doc.Get("taxonomies"); k != nil {
		r := b.Lenient().Table("taxonomies")
		for _, inner := range k.Value.Keys {
			tags = append(tags, b.names(r, k.Value, inner.Name)...)
		}
	}
	b.front.Tags = b.pages(tags, "tags", "tag", "topics", "categories", "category", "taxonomies")
	b.front.Series = b.pages(series, "series")
}

// pages gives the names, each once, that get a page of their own.
func (b *block) pages(names []string, keys ...string) []string {
	return b.atMost(maxTags, b.short(distinct(names), keys), keys...)
}

// withHashTags adds the tags of a text to those of its front matter.
func withHashTags(tags, more []string) []string {
	if len(more) == 0 {
		return tags
	}
	more = slices.DeleteFunc(slices.Clone(more), func(name string) bool { return NewTerm(name).Length() > filename.Max })
	all := distinct(slices.Concat(tags, more))
	return all[:min(len(all), max(len(tags), maxTags))]
}

// short leaves out names that are too long for the folder of their page, and says so.
func (b *block) short(names []string, keys []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		n := NewTerm(name).Length()
		if n <= filename.Max {
			return false
		}
		b.Report(diag.Warning, b.first(keys), "too-long", fmt.Sprintf("%.20s… is left out: its name of %d bytes is too long for a file", name, n), fmt.Sprintf("at most %d bytes", filename.Max))
		return true
	})
}

// first gives the first of the keys that is there.
func (b *block) first(keys []string) string {
	return keys[slices.IndexFunc(keys, func(key string) bool { return b.doc.Get(key) != nil })]
}

// names reads a list of names, or one text with commas between them. Without
// a comma blanks part them, as in Hugo, Jekyll and Obsidian, unless the key
// asks for a single one.
func (b *block) names(r *decode.Reader, doc decode.Value, key string) (out []string) {
	r.Strings(key, &out)
	k := doc.Get(key)
	if k == nil {
		return nil
	}
	if k.Value.Kind == decode.String {
		out = strings.FieldsFunc(k.Value.Text, func(r rune) bool { return r == ',' || r == '、' })
		if len(out) == 1 && key != "tag" && key != "category" {
			out = strings.Fields(out[0])
		}
	}
	out = append(out, b.hashed(key, k.Value)...)
	for i, name := range out {
		out[i] = strings.TrimPrefix(strings.TrimSpace(name), "#")
	}
	return out
}

// hashTags are what stands behind a key or a dash of YAML and is a comment to it.
var hashTags = regexp.MustCompile(`[:-]\s+(#[^\s#,、]+(?:[\s,、]+#[^\s#,、]+)*)\s*$`)

// hashed reads tags: #aws #go, in which YAML finds nothing.
func (b *block) hashed(key string, v decode.Value) (out []string) {
	for _, item := range append([]decode.Value{v}, v.List...) {
		if item.Kind != decode.Null {
			continue
		}
		m := hashTags.FindStringSubmatch(b.whole.AtLine(item.Place.Line, 1, 0, diag.Warning, "", "", "").Source)
		if m != nil {
			b.Report(diag.Warning, key, "comment", "a # begins a comment; it is read as "+m[1]+" all the same", "put it in quotes")
			out = append(out, strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune(" \t\u3000,、", r) })...)
		}
	}
	return out
}

// atMost leaves out what is too much of a list, and says so where the list stands: at the first of
// the keys that is there.
func (b *block) atMost(n int, list []string, keys ...string) []string {
	if len(list) <= n {
		return list
	}
	b.Report(diag.Warning, b.first(keys), "too-many", fmt.Sprintf("%d of them, all behind the first %d are left out", len(list), n), "")
	return list[:n]
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
