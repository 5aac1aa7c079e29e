package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"memo/build"
	"memo/build/diag"
)

// whyCmd is `memo why`.
type whyCmd struct {
	Target string `arg:"" name:"url|file" help:"An address of the site (/posts/x/), or a file (content/posts/x.md)."`
}

// Help is shown by memo why --help.
func (whyCmd) Help() string {
	return "Says which source and layouts make a page, and which pages link to it. Drafts are looked at, too."
}

// Run prints what goes with a page.
func (c whyCmd) Run(e *env) error {
	s, err := e.openSite(build.Flags{Drafts: true, Future: true})
	if err != nil {
		return err
	}
	inputs, r, err := s.look(e)
	if err != nil {
		return err
	}
	base, err := url.Parse(inputs.Config.BaseURL)
	if err != nil {
		return err
	}
	at, err := address(c.Target, base)
	if err != nil {
		return err
	}
	if _, known := r.Lookup(at); !known {
		at += "/index.html" // an address without the slash at its end
	}
	p, ok := r.PageOf(s.file(c.Target))
	if !ok {
		p, ok = r.PageAt(at)
	}
	if text, isText := strings.CutSuffix(at, ".md"); !ok && isText {
		p, ok = r.PageAt(text + ".html") // the memo as Markdown, beside its page
	}
	if ok {
		if err := explain(e, p); err != nil {
			return err
		}
		return s.history(e, p, s.path(inputs.Output))
	}
	return c.generated(e, r, at)
}

// file names a path as diagnostics do: from the site's folder.
func (s *opened) file(target string) string {
	abs, err := filepath.Abs(target)
	root, errRoot := filepath.Abs(s.dir)
	if err != nil || errRoot != nil {
		return target
	}
	if rel, err := filepath.Rel(root, abs); err == nil && !strings.HasPrefix(rel, "..") {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(target)
}

// address gives the output path of a URL, absolute or from the site's root.
func address(target string, base *url.URL) (string, error) {
	u, err := url.Parse(target)
	if err != nil {
		return "", usageError(fmt.Sprintf("%q is no address: %s", target, err))
	}
	if u.Host != "" && base.Host != "" && !strings.EqualFold(u.Host, base.Host) {
		return "", usageError(fmt.Sprintf("%s is an address at %s; this site is published at %s", target, u.Host, base.Host))
	}
	p := u.Path
	if !strings.HasPrefix(p, base.Path) {
		p = base.Path + strings.TrimPrefix(p, "/")
	}
	return outputPath(p, base.Path), nil
}

// explain prints the facts of a page that has a source.
func explain(e *env, p build.PageFact) error {
	diag.Fprintf(e.out, "%s\n", p.Title)
	diag.Fprintf(e.out, "  url      %s\n  output   %s\n  source   %s\n", p.URL, p.Path, p.File)
	if p.Label != "" {
		diag.Fprintf(e.out, "  label    %s: memo build leaves it out\n", p.Label)
	}
	for _, l := range p.Layouts {
		diag.Fprintf(e.out, "  layout   %s\n", l)
	}
	for _, b := range p.Backlinks {
		diag.Fprintf(e.out, "  linked   %s\n", b)
	}
	return nil
}

// history tells when the page was last written and which of its inputs is the
// newest: what the last build that wrote it found changed, or what the next
// one will.
func (s *opened) history(e *env, p build.PageFact, dir string) error {
	out, err := os.Stat(filepath.Join(dir, filepath.FromSlash(p.Path)))
	if err != nil {
		_, err := diag.Fprintf(e.out, "  written  never: memo build has not published it into %s\n", dir)
		return err
	}
	newest, at := "", time.Time{}
	for _, name := range append([]string{p.File, "memo.toml"}, p.Layouts...) {
		if info, err := os.Stat(s.path(name)); err == nil && info.ModTime().After(at) {
			newest, at = name, info.ModTime()
		}
	}
	const clock = "2006-01-02 15:04:05"
	diag.Fprintf(e.out, "  written  %s\n", out.ModTime().Format(clock))
	reason := "changed before that; a page that lists or links to it may have been the reason"
	switch {
	case at.After(out.ModTime()):
		reason = "changed since; the next build looks at it again"
	case out.ModTime().Sub(at) < time.Hour:
		reason = "changed shortly before; the likely reason"
	}
	_, err = diag.Fprintf(e.out, "  because  %s, %s\n", newest+" at "+at.Format(clock), reason)
	return err
}

// generated speaks of an address that has no source of its own.
func (c whyCmd) generated(e *env, r *build.Result, path string) error {
	o, ok := r.Lookup(path)
	if !ok {
		return usageError(fmt.Sprintf("%s is no address and no page's source of this site", c.Target))
	}
	diag.Fprintf(e.out, "%s\n  output   %s\n  source   none: memo makes it from the whole site\n", path, o.Path)
	if o.Redirect != "" {
		diag.Fprintf(e.out, "  leads to %s\n", o.Redirect)
	}
	return nil
}
