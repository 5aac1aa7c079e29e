package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"memo/build"
	"memo/build/diag"
	"memo/build/disk"
)

// outputDir is where the site goes: the flag as the shell sees it, the
// setting as seen from the site. A folder that holds sources is refused, since
// the next build would read what this one wrote.
func (s *opened) outputDir(e *env, flag string, in build.Inputs) (string, error) {
	if flag != "" {
		if why := s.mixes(flag, in.Folder); why != "" {
			return "", usageError(fmt.Sprintf("-o %s: %s", flag, why))
		}
		return flag, nil
	}
	dir := s.path(in.Output)
	if why := s.mixes(dir, in.Folder); why != "" {
		d := in.Config.At["output"]
		d.Severity, d.Code, d.Message = diag.Error, "bad-value", "output: "+why
		return "", e.report(diag.List{d})
	}
	return dir, nil
}

// mixes says why dir is no folder for the output of a site with memos in
// folder, "" when it is one.
func (s *opened) mixes(dir, folder string) string {
	rel, err := filepath.Rel(disk.Resolved(s.dir), disk.Resolved(dir))
	if err != nil {
		return "" // another drive
	}
	place := filepath.ToSlash(rel)
	parts := strings.Split(place, "/")
	switch {
	case rel == ".", !slices.ContainsFunc(parts, func(p string) bool { return p != ".." }):
		return "the site itself is in it; name a folder of its own for the output"
	case place == folder, strings.HasPrefix(place, folder+"/"):
		return "the output must not go into " + folder + "/"
	case slices.Contains([]string{build.ContentDir, build.ThemesDir, ".git", cacheName}, parts[0]):
		return "the output must not go into " + parts[0] + "/"
	}
	return ""
}
