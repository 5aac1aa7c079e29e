package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"memo/build"
	"memo/build/diag"
	"memo/build/filename"
	"memo/build/japanese"
)

// newCmd is `memo new`.
type newCmd struct {
	Title   string   `arg:"" help:"The memo's title."`
	Slug    string   `placeholder:"S" help:"Last part of its address (default: made from the title)."`
	Tags    []string `placeholder:"A,B" help:"Its tags, separated by commas."`
	Bundle  bool     `help:"Give it a folder of its own, for pictures and files."`
	Section string   `placeholder:"DIR" help:"The folder of content/ it goes into (default: posts, or the one that Zenn, Jekyll or Qiita has)."`
}

// Help is shown by memo new --help.
func (newCmd) Help() string {
	return "The memo starts as a draft: memo serve shows it, memo build leaves it out until draft is taken away."
}

// Run writes the memo and prints its path. It never overwrites one.
func (c newCmd) Run(e *env) error {
	s, err := e.openSite(build.Flags{Drafts: true, Future: true})
	if err != nil {
		return err
	}
	folder, ok := s.work.ContentFolder()
	if !ok {
		return usageError(s.dir + " is no site: it has neither memo.toml nor content/; memo init DIR starts one")
	}
	settings, found, err := s.work.Settings()
	if err != nil {
		return err
	}
	if err := e.report(found); err != nil {
		return err
	}
	slug, err := c.slug()
	if err != nil {
		return err
	}
	name := filename.Path(path.Join(folder, cmp.Or(c.Section, s.postsIn(folder)), slug))
	for _, taken := range []string{name + ".md", path.Join(name, "index.md")} {
		if _, err := os.Lstat(filepath.Join(s.dir, filepath.FromSlash(taken))); err == nil {
			return fmt.Errorf("%s is there already; --slug gives the memo another address", taken)
		}
	}
	if name += ".md"; c.Bundle {
		name = strings.TrimSuffix(name, ".md") + "/index.md"
	}
	if err := nameable(name); err != nil {
		return err
	}
	p := filepath.Join(s.dir, filepath.FromSlash(name))
	made, err := makeFolders(filepath.Dir(p))
	if err != nil {
		return fmt.Errorf("start a memo: %w", err)
	}
	if err := writeNew(p, c.text(e.now.In(settings.Location))); err != nil {
		return err
	}
	if err := s.accept(e, name); err != nil {
		return errors.Join(err, os.Remove(p), removeFolders(made))
	}
	_, err = diag.Fprintf(e.out, "%s\n", p)
	return err
}

// postsIn gives the folder, as seen from the memos' own, that memos are added
// to: of Zenn and of Jekyll the one that the tool looks into, of Qiita, which
// has no folders, the memos' own.
func (s *opened) postsIn(folder string) string {
	const usual = "posts"
	if folder == "public" {
		return "."
	}
	for _, name := range []string{usual, "articles", "_posts"} {
		if isDir(filepath.Join(s.dir, filepath.FromSlash(folder), name)) {
			return name
		}
	}
	return usual
}

// accept builds the site with the new memo and gives the error for what a
// build would say against it: an address that is taken, above all.
func (s *opened) accept(e *env, name string) error {
	_, r, err := s.look(e)
	if err != nil {
		return err
	}
	var against diag.List
	for _, d := range r.Diagnostics {
		if d.File == name && (d.Severity == diag.Error || d.Code == "duplicate-url") {
			d.Severity = diag.Error
			against.Add(d)
		}
	}
	return e.report(against)
}

// nameable refuses names that no file can have everywhere.
func nameable(name string) error {
	for part := range strings.SplitSeq(name, "/") {
		if len(part) > maxName {
			return usageError(fmt.Sprintf("a file name of %d bytes, over the limit of %d; --slug S gives a shorter one", len(part), maxName))
		}
		if strings.ContainsFunc(part, diag.Hidden) || !utf8.ValidString(part) {
			return usageError(fmt.Sprintf("%q: a file name with characters that nobody sees", part))
		}
	}
	return nil
}

// maxName is in bytes, and that of common file systems.
const maxName = 255

// makeFolders makes a folder with those that it is in, and gives those that
// were not there, innermost first.
func makeFolders(dir string) (made []string, err error) {
	for d := dir; !isDir(d) && d != filepath.Dir(d); d = filepath.Dir(d) {
		made = append(made, d)
	}
	return made, os.MkdirAll(dir, 0o755)
}

func removeFolders(made []string) (err error) {
	for _, dir := range made {
		err = errors.Join(err, os.Remove(dir))
	}
	return err
}

// slug is what --slug says, else the title as an address.
func (c newCmd) slug() (string, error) {
	if strings.TrimSpace(c.Title) == "" {
		return "", usageError("a memo needs a title")
	}
	slug := c.Slug
	if slug == "" {
		if slug = japanese.HeadingID(c.Title); !strings.ContainsFunc(c.Title, spoken) {
			return "", usageError(fmt.Sprintf("the title %q has no letter or digit to make an address of; --slug S gives one", c.Title))
		}
	}
	for _, text := range append([]string{c.Title}, c.Tags...) {
		if strings.ContainsFunc(strings.Join(strings.Fields(text), " "), diag.Hidden) || !utf8.ValidString(text) {
			return "", usageError(fmt.Sprintf("%q: with characters that nobody sees", text))
		}
	}
	if strings.ContainsAny(slug, `/\`) || strings.Trim(slug, ".") == "" {
		return "", usageError(fmt.Sprintf("--slug %q: one part of an address, without slashes", slug))
	}
	if !path.IsAbs("/"+c.Section) || strings.Contains("/"+c.Section+"/", "/../") {
		return "", usageError(fmt.Sprintf("--section %q leaves content/", c.Section))
	}
	return slug, nil
}

func spoken(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// text is the front matter of a new memo.
func (c newCmd) text(now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\ndate: %s\n", quoted(c.Title), now.Format(time.RFC3339))
	if len(c.Tags) > 0 {
		tags := make([]string, len(c.Tags))
		for i, t := range c.Tags {
			tags[i] = quoted(strings.TrimSpace(t))
		}
		tags = slices.DeleteFunc(tags, func(t string) bool { return t == `""` })
		fmt.Fprintf(&b, "tags: [%s]\n", strings.Join(tags, ", "))
	}
	b.WriteString("draft: true\n---\n\n")
	return b.String()
}

// quoted is a YAML string between double quotes.
func quoted(s string) string {
	r := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "\r", " ", "\t", " ")
	return `"` + r.Replace(s) + `"`
}
