package source

import (
	"path"
	"slices"
	"strings"
)

// projectFiles are what stands at the top of a repository and is no part of
// its text: settings of other generators and package managers, their layouts,
// and what they make.
var projectFiles = []string{
	"Dockerfile", "Gemfile", "Gemfile.lock", "Makefile", "Rakefile", "_config.yml", "_includes", "_layouts", "_sass", "_site", "archetypes",
	"book.toml", "compose.yaml", "config.toml", "config.yaml", "docker-compose.yml", "go.mod", "go.sum", "hugo.toml", "hugo.yaml", "layouts",
	"memo.toml", "netlify.toml", "package-lock.json", "package.json", "pnpm-lock.yaml", "qiita.config.json", "themes", "tsconfig.json",
	"vercel.json", "yarn.lock",
}

// Exclusion tells which files of content/ are no part of the site: those of
// projectFiles at its top, and those that a list of patterns names.
//
// A pattern is a glob (path.Match) for a file or a folder with all that is in
// it. Without a slash it is a name at any depth, with one a path from the top,
// in which ** stands for any folders. With a ! before it, it takes back what
// stands before it in the list or at the top of a repository.
type Exclusion []string

// Has tells whether the file at a path is excluded.
func (x Exclusion) Has(file string) bool {
	first, _, _ := strings.Cut(file, "/")
	_, excluded := slices.BinarySearch(projectFiles, first)
	for _, p := range x {
		p, back := strings.CutPrefix(p, "!")
		if excluded == back && matches(p, file) {
			excluded = !back
		}
	}
	return excluded
}

// matches tells whether a pattern names a file or a folder that it is in.
func matches(pattern, file string) bool {
	rooted := strings.Contains(strings.TrimSuffix(pattern, "/"), "/")
	want := strings.Split(strings.Trim(pattern, "/"), "/")
	parts := strings.Split(file, "/")
	if rooted {
		return matchParts(want, parts)
	}
	return slices.ContainsFunc(parts, func(name string) bool { return matchParts(want, []string{name}) })
}

// matchParts tells whether want matches the beginning of parts.
func matchParts(want, parts []string) bool {
	switch {
	case len(want) == 0:
		return true
	case want[0] == "**":
		return matchParts(want[1:], parts) || len(parts) > 0 && matchParts(want, parts[1:])
	case len(parts) == 0:
		return false
	}
	ok, _ := path.Match(want[0], parts[0])
	return ok && matchParts(want[1:], parts[1:])
}

// Without gives the tree without what is excluded.
func (t Tree) Without(x Exclusion) Tree {
	if slices.ContainsFunc(t.Files, func(f File) bool { return x.Has(f.Path) }) {
		t.Files = slices.DeleteFunc(slices.Clone(t.Files), func(f File) bool { return x.Has(f.Path) })
	}
	return t
}
