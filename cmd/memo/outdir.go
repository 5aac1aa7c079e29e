package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"memo/build"
	"memo/build/config"
	"memo/build/diag"
	"memo/build/disk"
)

// outputDir is where the site goes: the flag as the shell sees it, the
// setting as seen from the site. A folder that holds sources is refused, since
// the next build would read what this one wrote.
func (s *opened) outputDir(e *env, flag string, c config.Config) (string, error) {
	if flag != "" {
		if why := s.mixes(flag); why != "" {
			return "", usageError(fmt.Sprintf("-o %s: %s", flag, why))
		}
		return flag, nil
	}
	dir := s.path(c.Output)
	if why := s.mixes(dir); why != "" {
		d := c.At["output"]
		d.Severity, d.Code, d.Message = diag.Error, "bad-value", "output: "+why
		return "", e.report(diag.List{d})
	}
	return dir, nil
}

// mixes says why dir is no folder for output, "" when it is one.
func (s *opened) mixes(dir string) string {
	rel, err := filepath.Rel(disk.Resolved(s.dir), disk.Resolved(dir))
	if err != nil {
		return "" // another drive
	}
	parts := strings.Split(filepath.ToSlash(rel), "/")
	switch {
	case rel == ".", !slices.ContainsFunc(parts, func(p string) bool { return p != ".." }):
		return "the site itself is in it; name a folder of its own for the output"
	case slices.Contains([]string{build.ContentDir, build.ThemesDir, ".git", cacheName}, parts[0]):
		return "the output must not go into " + parts[0] + "/"
	}
	return ""
}
