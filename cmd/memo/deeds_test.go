package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// This file has what a desk's author does with files as a whole, beside
// writing: names, folders, links, rights and commits.

func (d *desk) addDecomposed() { // as macOS spells names
	d.n++
	d.put(fmt.Sprintf("content/posts/か\u3099ぞう%d/か\u3099%d.md", d.n%3, d.n%5), d.fresh())
}

func (d *desk) addUndated() {
	d.n++
	d.put(fmt.Sprintf("content/posts/undated%d.md", d.n), fmt.Sprintf("# 日付なし %d\n\n本文です。\n", d.n))
}

func (d *desk) moveOut() {
	if ps := d.find("content/posts", "/index.md"); len(ps) > 0 {
		d.shift(d.path(filepath.Dir(ps[0])), filepath.Join(d.away, "folder"))
	}
}

func (d *desk) moveIn() {
	if _, err := os.Stat(filepath.Join(d.away, "folder")); err == nil {
		d.shift(filepath.Join(d.away, "folder"), d.path("content/posts/moved"))
	}
}

// shift moves a folder in one step, to where nothing is.
func (d *desk) shift(from, to string) {
	d.check(os.RemoveAll(to))
	d.check(os.Rename(from, to))
	d.note("move", from, to)
}

func (d *desk) fileForFolder() {
	if ps := d.find("content/posts", "/index.md"); len(ps) > 0 {
		dir := filepath.Dir(ps[0])
		d.check(os.RemoveAll(d.path(dir)))
		d.put(dir, "no folder any more\n")
	}
}

func (d *desk) folderForFile() {
	p := d.memo()
	d.check(os.Remove(d.path(p)))
	d.put(p+"/index.md", d.fresh())
}

func (d *desk) link() {
	d.n++
	d.writeOutside()
	for name, target := range map[string]string{"file%d.md": "o.md", "folder%d": "linked"} {
		at := d.path("content/posts/" + fmt.Sprintf(name, d.n))
		d.check(os.Symlink(filepath.Join(d.away, target), at))
		d.note("link", at)
	}
}

func (d *desk) writeOutside() {
	d.check(os.MkdirAll(filepath.Join(d.away, "linked"), 0o755))
	d.check(os.WriteFile(filepath.Join(d.away, "o.md"), []byte(d.fresh()), 0o644))
	d.check(os.WriteFile(filepath.Join(d.away, "linked", "in.md"), []byte(d.fresh()), 0o644))
	d.note("write", d.away)
}

// sameStamp changes bytes, and neither size nor time stamp.
func (d *desk) sameStamp() { d.keepStamp(d.memo(), "段", "団") }

func (d *desk) sameStyle() {
	d.overlayStyle()
	d.keepStamp("themes/default/assets/main.css", "margin", "border")
}

func (d *desk) keepStamp(p, old, new string) {
	info, err := os.Stat(d.path(p))
	d.check(err)
	d.check(os.WriteFile(d.path(p), []byte(strings.ReplaceAll(d.get(p), old, new)), 0o644))
	d.check(os.Chtimes(d.path(p), time.Time{}, info.ModTime()))
	d.note("same stamp", p)
}

func (d *desk) lock() {
	p := d.memo()
	d.check(os.Chmod(d.path(p), 0))
	d.note("lock", p)
}

func (d *desk) unlock() {
	for _, p := range d.all("content/posts", ".md") {
		d.check(os.Chmod(d.path(p), 0o644))
	}
	d.note("unlock all")
}

func (d *desk) recase() {
	p := d.memo()
	name := strings.TrimSuffix(filepath.Base(p), ".md")
	if up := strings.ToUpper(name); up != name {
		d.move(p, filepath.Join(filepath.Dir(p), up+".md"))
	}
}

// commit is a git init, too, the first time.
func (d *desk) commit() {
	d.n++
	date := fmt.Sprintf("20%02d-05-06T00:00:00Z", 10+d.n%15)
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A", "--ignore-errors"}, {"commit", "-qm", "x", "--allow-empty"}} {
		cmd := exec.CommandContext(d.t.Context(), "git", append([]string{"-C", d.dir, "-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+date, "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
		if out, err := cmd.CombinedOutput(); err != nil && args[0] != "add" { // what is locked cannot be added
			d.t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	d.note("commit")
}

// ignore has git ignore a memo, or nothing any more.
func (d *desk) ignore() {
	d.n++
	patterns := []string{"", filepath.Base(d.memo()), "undated*.md", "moved/"}
	d.put([]string{".gitignore", "content/.gitignore"}[d.n%2], patterns[d.n/2%len(patterns)]+"\n")
}
