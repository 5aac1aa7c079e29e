package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"memo/themes"
)

// desk is a small site on disk at which a hasty author works.
type desk struct {
	t    testing.TB
	dir  string
	away string // a folder that is no part of the site
	rand *rand.Rand
	done []string // what was edited, for the report of a failure
	said string   // by the last build
	n    int
}

// newDesk lays out a few memos that link to each other.
func newDesk(t testing.TB, seed uint64) *desk {
	d := &desk{t: t, dir: t.TempDir(), away: t.TempDir(), rand: rand.New(rand.NewPCG(seed, 1))}
	d.settings("覚え書き", 3, "")
	for range 6 {
		d.addMemo()
	}
	d.put("content/about.md", "# このサイト\n\nabout\n")
	d.put("content/posts/_index.md", "---\ntitle: メモ\n---\n一覧\n")
	return d
}

// edit does one random edit.
func (d *desk) edit() {
	all := []func(*desk){
		(*desk).writeOn, (*desk).writeOn, (*desk).writeOn, (*desk).retitle, (*desk).retag, (*desk).flipDraft, (*desk).redate,
		(*desk).expire, (*desk).realias, (*desk).reslug, (*desk).reseries, (*desk).addMemo, (*desk).addBundle, (*desk).addFile,
		(*desk).rename, (*desk).renameFolder, (*desk).remove, (*desk).sameSize, (*desk).touch, (*desk).halfWrite,
		(*desk).overlayLayout, (*desk).overlayStyle, (*desk).dropTheme, (*desk).changeSettings, (*desk).breakSettings,
		(*desk).addDecomposed, (*desk).addUndated, (*desk).moveOut, (*desk).moveIn, (*desk).folderForFile, (*desk).fileForFolder,
		(*desk).link, (*desk).writeOutside, (*desk).sameStamp, (*desk).sameStyle, (*desk).lock, (*desk).unlock, (*desk).recase, (*desk).commit, (*desk).ignore,
		(*desk).rekind, (*desk).resign,
	}
	all[d.rand.IntN(len(all))](d)
}

func (d *desk) writeOn() {
	p := d.memo()
	lines := []string{"段落です。", "## 見出し " + d.word(), "[リンク](" + d.word() + ")", "[[" + d.word() + "]]", "```sh\n$ ls\na\n```",
		"| a | b |\n|---|---|\n| 1 | 2 |", "![図](" + d.word() + ".svg)", "検索する言葉 " + d.word(), "[内](./" + filepath.Base(d.memo()) + ")"}
	d.put(p, d.get(p)+"\n"+lines[d.rand.IntN(len(lines))]+"\n")
}

func (d *desk) retitle()   { d.set("title", "\"題 "+d.word()+"\"") }
func (d *desk) retag()     { d.set("tags", "["+d.word()+", AWS, "+d.word()+"]") }
func (d *desk) flipDraft() { d.set("draft", []string{"true", "false"}[d.rand.IntN(2)]) }

// rekind makes most memos those of another tool, or memo's own again.
func (d *desk) rekind() {
	key := []string{"emoji", "EditURL", "verified"}[d.rand.IntN(3)]
	for _, p := range d.find("content/posts", ".md") {
		s := regexp.MustCompile(`(?m)^(emoji|EditURL|verified): .*\n`).ReplaceAllLiteralString(d.get(p), "")
		d.put(p, strings.Replace(s, "---\n", "---\n"+key+": 2024-01-01\n", 1))
	}
}

// resign brings the settings of another tool, or takes them away.
func (d *desk) resign() {
	sign := []string{"book.toml", "hugo.toml", ".obsidian/app.json", "content/SUMMARY.md"}[d.rand.IntN(4)]
	if os.Remove(d.path(sign)) == nil {
		d.note("remove", sign)
		return
	}
	d.put(sign, "x = 1\n")
}

func (d *desk) redate()   { d.set("date", fmt.Sprintf("20%02d-03-04", 10+d.rand.IntN(40))) }
func (d *desk) expire()   { d.set("expiry_date", fmt.Sprintf("20%02d-01-01", 20+d.rand.IntN(20))) }
func (d *desk) realias()  { d.set("aliases", "[/old/"+d.word()+"/]") }
func (d *desk) reslug()   { d.set("slug", d.word()) }
func (d *desk) reseries() { d.set("series", "連載 "+d.word()) }

func (d *desk) addMemo() {
	d.n++
	folder := []string{"", "", "AWS メモ/", "aws-メモ/", "Sub/S3 Tips/"}[d.rand.IntN(5)]
	d.put(fmt.Sprintf("content/posts/%s%s%d.md", folder, d.word(), d.n), d.fresh())
}

func (d *desk) addBundle() {
	d.n++
	dir := fmt.Sprintf("content/posts/束%d/", d.n)
	d.put(dir+"図.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`)
	d.put(dir+"index.md", d.fresh()+"\n![図](図.svg)\n")
}

func (d *desk) addFile() {
	d.put("content/files/"+d.word()+".txt", fmt.Sprintf("text %d\n", d.rand.IntN(1000)))
}

func (d *desk) rename() {
	p := d.memo()
	d.n++
	d.move(p, fmt.Sprintf("%s/r%d.md", filepath.Dir(p), d.n))
}

func (d *desk) renameFolder() {
	if ps := d.find("content/posts", "/index.md"); len(ps) > 0 {
		d.n++
		d.move(filepath.Dir(ps[0]), fmt.Sprintf("content/posts/%s%d", []string{"f", "F ", "束 と F"}[d.rand.IntN(3)], d.n))
	}
}

func (d *desk) remove() {
	if len(d.find("content/posts", ".md")) > 3 {
		d.check(os.Remove(d.path(d.memo())))
	}
}

// sameSize changes bytes and nothing that a look at size and minute shows.
func (d *desk) sameSize() {
	p := d.memo()
	d.put(p, strings.Replace(strings.Replace(d.get(p), "段落", "段楽", 1), "本文", "文本", 1))
}

func (d *desk) touch() { p := d.memo(); d.put(p, d.get(p)) }

// halfWrite leaves a file as a crashed or slow editor does.
func (d *desk) halfWrite() {
	p := d.memo()
	s := d.get(p)
	d.put(p, s[:d.rand.IntN(len(s)+1)])
}

func (d *desk) overlayLayout() {
	name := []string{"404.html", "memo.html", "section.html"}[d.rand.IntN(3)]
	b, err := fs.ReadFile(themes.Default(), "layouts/"+name)
	d.check(err)
	d.put("themes/default/layouts/"+name, strings.Replace(string(b), "{{end}}", d.word()+"{{end}}", 1))
}

func (d *desk) overlayStyle() {
	d.put("themes/default/assets/main.css", fmt.Sprintf("main { margin: %dpx }\n", d.rand.IntN(100)))
}

func (d *desk) dropTheme() { d.check(os.RemoveAll(d.path("themes"))) }

func (d *desk) changeSettings() {
	d.settings("題 "+d.word(), 1+d.rand.IntN(5), []string{"", "", "notes/"}[d.rand.IntN(3)])
}

func (d *desk) breakSettings() { d.put("memo.toml", "version = 1\ntitle = \n") }

// mend takes away what a build complained about.
func (d *desk) mend(file string) {
	switch {
	case file == "memo.toml" || file == "":
		d.settings("直した", 3, "")
	case strings.HasPrefix(file, "themes/"):
		d.dropTheme()
	default:
		d.check(os.RemoveAll(d.path(file)))
	}
	d.note("mend", file)
}

func (d *desk) settings(title string, perPage int, prefix string) {
	d.put("memo.toml", fmt.Sprintf("version = 1\ntitle = %q\nbase_url = \"https://host.example/%s\"\n[sections.posts]\nper_page = %d\n", title, prefix, perPage))
}

func (d *desk) fresh() string {
	return fmt.Sprintf("---\ntitle: %s %d\ndate: 2024-01-%02d\ntags: [%s]\n---\n本文です。\n二行目((注))\n\n段落 %s\n", d.word(), d.n, 1+d.n%28, d.word(), d.word())
}

func (d *desk) word() string {
	words := []string{"sts", "S3", "筋トレ", "redshift", "ガイド", "aws", "C++", "vpc"}
	return words[d.rand.IntN(len(words))]
}

// memo picks one.
func (d *desk) memo() string {
	ps := d.find("content/posts", ".md")
	if len(ps) == 0 {
		d.addMemo()
		ps = d.find("content/posts", ".md")
	}
	return ps[d.rand.IntN(len(ps))]
}

// find gives the files that can be read.
func (d *desk) find(under, suffix string) []string {
	return slices.DeleteFunc(d.all(under, suffix), func(p string) bool {
		info, err := os.Stat(d.path(p))
		return err != nil || info.Mode().Perm()&0o400 == 0
	})
}

func (d *desk) all(under, suffix string) []string {
	var out []string
	d.check(filepath.WalkDir(d.path(under), func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && strings.HasSuffix(p, suffix) {
			rel, _ := filepath.Rel(d.dir, p)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	}))
	slices.Sort(out)
	return out
}

// set writes one line of a memo's front matter.
func (d *desk) set(key, value string) {
	p := d.memo()
	s, line := d.get(p), key+": "+value+"\n"
	old := regexp.MustCompile(`(?m)^` + key + `: .*\n`)
	switch {
	case old.MatchString(s):
		s = old.ReplaceAllLiteralString(s, line)
	case strings.HasPrefix(s, "---\n"):
		s = "---\n" + line + s[4:]
	default:
		s = "---\n" + line + "---\n" + s
	}
	d.put(p, s)
}

// put writes a file, sometimes in place, sometimes by renaming.
func (d *desk) put(name, text string) {
	d.check(os.MkdirAll(filepath.Dir(d.path(name)), 0o755))
	at := d.path(name)
	if d.rand.IntN(3) == 0 {
		at = filepath.Join(filepath.Dir(at), ".tmp-"+filepath.Base(at))
	}
	d.check(os.WriteFile(at, []byte(text), 0o644))
	if at != d.path(name) {
		d.check(os.Rename(at, d.path(name)))
	}
	d.note("write", name)
}

func (d *desk) move(from, to string) {
	d.check(os.Rename(d.path(from), d.path(to)))
	d.note("move", from, to)
}

func (d *desk) get(name string) string {
	b, err := os.ReadFile(d.path(name))
	d.check(err)
	return string(b)
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

func (d *desk) note(words ...string) { d.done = append(d.done, strings.Join(words, " ")) }

func (d *desk) check(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatalf("after %q: %v", d.done, err)
	}
}
