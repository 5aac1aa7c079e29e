package kind

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"memo/build/decode"
	"memo/build/japanese"
	"memo/build/page"
	"memo/build/source"
)

// vote gives the dialect that a memo is for, "" when it could be for any.
func (t Tree) vote(f *source.File) string {
	text, _ := japanese.Decode(f.Bytes)
	parts := page.Split(text)
	k := keysOf(parts.Front)
	switch {
	case k.has("emoji"), k.has("topics") && k.has("published"), k.is("type", "tech", "idea"), t.chapter(f.Path):
		return "zenn"
	case k.has("organization_url_name"), k.has("ignorepublish"), k.has("private") && (k.has("id") || k.has("updated_at")),
		parts.Front != nil && parts.Format == decode.Lines:
		return "qiita"
	case k.has("editurl"):
		return "hatena"
	case below(f.Path, "_posts"), below(f.Path, "_drafts"), k.has("layout"):
		return "jekyll"
	case parts.Front != nil && parts.Format == decode.TOML, k.has("cascade"), k.has("_build"), k.has("iscjklanguage"), k.has("publishdate"), k.has("expirydate"):
		return "hugo"
	case k.has("cssclasses"), k.has("cssclass"), !k.has("title") && wiki.Match(contents.ReplaceAll(parts.Body, nil)):
		return "obsidian"
	}
	return ""
}

// wiki is a link by name. In a shell, [[ is a command and has a blank after it.
var wiki = regexp.MustCompile(`\[\[[^\s\[\]:"'][^\[\]\n]*\]\]`)

// contents is the place of a table of contents in VitePress and wikis.
var contents = regexp.MustCompile(`(?i)\[\[_?toc_?\]\]`)

// chapter tells a file of a Zenn book, which has its settings beside it.
func (t Tree) chapter(file string) bool {
	dir := path.Dir(file)
	if path.Dir(dir) != "books" {
		return false
	}
	tree := source.Tree{Files: t.Files}
	return tree.Find(dir+"/config.yaml") != nil || tree.Find(dir+"/config.yml") != nil
}

// keys are those of a front matter block in lower case, each with what stands
// behind it on its line. They are read as lines, whatever the notation: ten
// times as fast as decoding it, and nothing is concluded from a key in a text.
type keys map[string]string

func keysOf(front []byte) keys {
	k := keys{}
	for line := range bytes.Lines(front) {
		name, value, ok := bytes.Cut(line, []byte(":"))
		if before, after, is := bytes.Cut(line, []byte("=")); is && (!ok || len(before) < len(name)) {
			name, value, ok = before, after, true
		}
		name = bytes.Trim(name, " \t\r\n{,\"'")
		if ok && len(name) > 0 && len(name) < 40 && !bytes.ContainsAny(name, " \t") {
			value, _, _ = bytes.Cut(value, []byte(" #"))
			k[strings.ToLower(string(name))] = string(bytes.Trim(value, " \t\r\n,\"'"))
		}
	}
	return k
}

func (k keys) has(name string) bool { _, ok := k[name]; return ok }

func (k keys) is(name string, values ...string) bool {
	for _, v := range values {
		if k[name] == v {
			return true
		}
	}
	return false
}
