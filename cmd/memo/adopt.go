package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"memo/build"
	"memo/build/config"
	"memo/build/diag"
	"memo/build/kind"
	"memo/build/source"
)

// adopt writes a memo.toml for the memos of somebody who used another tool, so
// that a build of it has no error, and says what is there.
func (c initCmd) adopt(e *env) error {
	dir := cmp.Or(c.Dir, c.From)
	file := filepath.Join(dir, "memo.toml")
	for _, there := range []string{file, filepath.Join(c.From, "memo.toml")} {
		if _, err := os.Lstat(there); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there already; memo init never overwrites it, and has no better one", there)
		}
	}
	at := *e
	at.cli = &cli{Dir: c.From, Quiet: e.cli.Quiet}
	s, err := at.openSite(build.Flags{Drafts: true, Future: true})
	if err != nil {
		return err
	}
	a := adopted{Foreign: s.work.Foreign(), dir: s.dir}
	a.Title, a.Language = cmp.Or(a.Title, nameOf(c.From)), ours(a.Language)
	if err := a.look(e, s); err != nil {
		return err
	}
	from := filepath.Join(c.From, filepath.FromSlash(a.in.Folder))
	next := buildOf(dir)
	if filepath.Clean(dir) != filepath.Clean(c.From) {
		a.output = "" // what is in the way there is not in the way here
		if content := filepath.Join(dir, build.ContentDir); !sameFolder(from, content) {
			next = "put the memos of " + from + " into " + content + ", then " + next
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := writeNew(file, a.settings()); err != nil {
		return err
	}
	a.tell(e)
	diag.Fprintf(e.out, "%s\n", file)
	e.say("next: %s", next)
	return nil
}

// sameFolder tells whether two names are of one folder.
func sameFolder(x, y string) bool {
	a, errA := os.Stat(x)
	b, errB := os.Stat(y)
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// ours is the language of memo's that a tag such as "ja-JP" stands for.
func ours(tag string) string {
	switch {
	case tag == "":
		return ""
	case strings.HasPrefix(strings.ToLower(tag), "ja"):
		return "ja"
	}
	return "en"
}

// nameOf is the name of a folder, however it is written.
func nameOf(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return filepath.Base(dir)
}

// adopted is a folder of memos as memo would build it.
type adopted struct {
	build.Foreign
	dir     string
	in      build.Inputs
	result  *build.Result
	kind    kind.Finding
	output  string   // "" for the usual one
	exclude []string // files that no build can take as they are
}

// look builds the site until no file with an error is in it: each round leaves
// out those of the round before.
func (a *adopted) look(e *env, s *opened) (err error) {
	for {
		s.work.Preset = []byte(a.settings())
		if a.in, a.result, err = s.look(e); err != nil {
			return err
		}
		if a.kind.Dialect == "" { // later rounds are told
			a.kind = a.in.Kind
			if a.in.Output != a.in.Config.Output {
				a.output = a.in.Output
			}
		}
		bad := a.failing()
		if len(bad) == 0 {
			break
		}
		a.exclude = append(a.exclude, bad...)
	}
	if a.result.Diagnostics.HasErrors() {
		return e.report(a.result.Diagnostics)
	}
	a.Language = cmp.Or(a.Language, a.written())
	return nil
}

// failing gives the patterns for the files that have an error, but those that
// are excluded already.
func (a *adopted) failing() (patterns []string) {
	prefix := a.prefix()
	for _, d := range a.result.Diagnostics {
		name, in := strings.CutPrefix(d.File, prefix)
		if p := "/" + pattern.Replace(name); in && name != "" && d.Severity == diag.Error && !slices.Contains(a.exclude, p) {
			patterns = append(patterns, p)
		}
	}
	slices.Sort(patterns)
	return slices.Compact(patterns)
}

// pattern writes a file's name as one that stands for itself.
var pattern = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`)

// prefix is what stands before the names of the memos' files.
func (a *adopted) prefix() string { return strings.TrimPrefix(path.Clean(a.in.Folder)+"/", "./") }

// written is the language of most memos.
func (a *adopted) written() string {
	kana, all := 0, 0
	for _, f := range a.in.Content.Files {
		if source.IsText(f.Path) {
			all++
			if strings.ContainsFunc(string(f.Bytes), func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }) {
				kana++
			}
		}
	}
	if 2*kana >= all {
		return "ja"
	}
	return "en"
}

// settings is the memo.toml.
func (a *adopted) settings() string {
	var b strings.Builder
	set := func(key, value, remark string) {
		if value != "" {
			fmt.Fprintf(&b, "%s = %s%s\n", key, tomlString(value), remark)
		}
	}
	b.WriteString("version = 1\n")
	set("title", a.Title, "")
	set("description", a.Description, "")
	set("base_url", cmp.Or(a.BaseURL, config.Default().BaseURL), "  # where the site will be published; a path prefix is fine")
	set("language", a.Language, "")
	set("author", a.Author, "")
	set("output", a.output, "")
	if len(a.exclude) > 0 {
		b.WriteString("exclude = [  # files with an error, which would keep everything from being published\n")
		for _, p := range a.exclude {
			fmt.Fprintf(&b, "  %s,\n", tomlString(p))
		}
		b.WriteString("]\n")
	}
	for _, name := range slices.Sorted(maps.Keys(a.Permalinks)) {
		fmt.Fprintf(&b, "\n[sections.%s]\npermalink = %s\n", tomlKey(name), tomlString(a.Permalinks[name]))
	}
	if a.kind.Dialect != "" {
		fmt.Fprintf(&b, "\n[markdown]\ndialect = %s\n", tomlString(a.kind.Dialect))
	}
	return b.String()
}

var bare = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// tomlKey is a key of TOML's, bare where it can be.
func tomlKey(s string) string {
	if bare.MatchString(s) {
		return s
	}
	return tomlString(s)
}

// tomlString is a string of TOML's, between double quotes.
func tomlString(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case unicode.IsControl(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}
