package source

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// projectFiles are what stands at the top of a repository and is no part of
// its text: settings of other generators and package managers, their layouts,
// and what they make.
var projectFiles = []string{
	"CODEOWNERS", "Cargo.lock", "Cargo.toml", "Dockerfile", "Gemfile", "Gemfile.lock", "Makefile", "Pipfile", "Pipfile.lock", "Rakefile", "Taskfile.yml",
	"Vagrantfile", "__pycache__", "_config.yml", "_data", "_includes", "_layouts", "_plugins", "_sass", "_site", "archetypes", "book.toml", "bun.lock", "bun.lockb", "compose.yaml",
	"compose.yml", "composer.json", "composer.lock", "config.toml", "config.yaml", "docker-compose.yaml", "docker-compose.yml", "go.mod", "go.sum",
	"hugo.json", "hugo.toml", "hugo.yaml", "hugo.yml", "jsconfig.json", "justfile", "layouts", "mdbook.toml", "memo.toml", "mise.toml", "mkdocs.yml",
	"netlify.toml", "npm-shrinkwrap.json", "package-lock.json", "package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml",
	"poetry.lock", "pyproject.toml", "qiita.config.json", "renovate.json", "requirements.txt", "themes", "tsconfig.json", "turbo.json", "uv.lock",
	"venv", "vercel.json", "wrangler.toml", "yarn.lock",
}

// madeFolders are folders at the top that tools fill, each with the files
// beside it by which it is known to be such a one: a section may have its name.
var madeFolders = map[string][]string{
	"book":      {"book.toml"},
	"build":     {"package.json"},
	"coverage":  {"package.json"},
	"dist":      {"package.json"},
	"resources": {"hugo.json", "hugo.toml", "hugo.yaml", "hugo.yml"},
	"target":    {"Cargo.toml"},
	"vendor":    {"Gemfile", "composer.json", "go.mod"},
}

// secretFiles and secretEndings name what nobody means to publish, wherever it
// lies: private keys, passwords (blogsync.yaml is where blogsync has that of
// Hatena), the state of Terraform, which holds both, and what the consoles of
// AWS and Google give for download.
var (
	secretFiles   = []string{"blogsync.yaml", "blogsync.yml", "id_dsa", "id_ecdsa", "id_ed25519", "id_rsa", "kubeconfig", "rootkey.csv", "secrets.json", "secrets.toml", "secrets.yaml", "secrets.yml"}
	secretEndings = []string{
		"accesskeys.csv", "credentials.csv", "credentials.json", "googleusercontent.com.json", "service-account.json", "service_account.json", "serviceaccountkey.json",
		".env", ".jks", ".key", ".keystore", ".kdbx", ".p12", ".pem", ".pfx", ".ppk", ".tfstate", ".tfstate.backup", ".tfvars",
	}
)

// Exclusion tells which files of content/ are no part of the site: those of
// projectFiles at its top, madeFolders, secret files, and those that a list of
// patterns names. The zero Exclusion excludes nothing.
//
// A pattern is a glob (path.Match) for a file or a folder with all that is in
// it. Without a slash it is a name at any depth, with one a path from the top,
// in which ** stands for any folders. With a ! before it, it takes back what
// stands before it in the list or is excluded by itself; but a secret file only
// when its own name is in the pattern, and what git ignores only when the
// pattern does not name a folder around that.
type Exclusion struct {
	content  bool
	patterns []string
	made     []string        // of madeFolders, those that this tree has
	git      map[string]bool // what git ignores: files, and folders with all that is in them
}

// Excluding gives the Exclusion of a site whose author names patterns.
func Excluding(patterns []string) Exclusion { return Exclusion{content: true, patterns: patterns} }

// Ignoring gives x with the paths that git ignores, as GitIgnored gives them.
func (x Exclusion) Ignoring(paths []string) Exclusion {
	x.git = map[string]bool{}
	for _, p := range paths {
		x.git[p] = true
	}
	return x
}

// Has tells whether the file or folder at a path is excluded.
func (x Exclusion) Has(file string) bool {
	secret, ignored := x.content && hasSecret(file), x.ignoredBy(file)
	excluded := secret || ignored != "" || x.content && x.byItself(file)
	for _, p := range x.patterns {
		p, back := strings.CutPrefix(p, "!")
		if excluded != back || !matches(p, file) || back && (secret && !hasSecret(p) || ignored != "" && matches(p, path.Dir(ignored))) {
			continue
		}
		excluded = !back
	}
	return excluded
}

// ignoredBy gives the path for which git ignores a file: its own or that of a
// folder around it; "" for none.
func (x Exclusion) ignoredBy(file string) string {
	for ; file != "." && len(x.git) > 0; file = path.Dir(file) {
		if x.git[file] {
			return file
		}
	}
	return ""
}

// onlyIgnored tells whether a file would be part of the tree if git did not ignore it.
func (x Exclusion) onlyIgnored(file string) bool {
	if x.ignoredBy(file) == "" || !x.Has(file) {
		return false
	}
	x.git = nil
	return !x.Has(file)
}

// TakesBack tells whether the author says of a folder that it is no other than
// the rest, whatever its name is.
func (x Exclusion) TakesBack(dir string) bool {
	return slices.ContainsFunc(x.patterns, func(p string) bool {
		p, back := strings.CutPrefix(p, "!")
		return back && matches(p, dir)
	})
}

// Keeps tells whether a file of the project outside of content/ is to stay at
// home: it is hidden, secret, or the author's patterns name it.
func (x Exclusion) Keeps(file string) bool {
	return strings.Contains("/"+file, "/.") || hasSecret(file) || Exclusion{patterns: x.patterns}.Has(file)
}

// byItself tells whether a file belongs to a tool and not to the text.
func (x Exclusion) byItself(file string) bool {
	first, _, _ := strings.Cut(file, "/")
	_, project := slices.BinarySearch(projectFiles, first)
	return project || slices.Contains(x.made, first)
}

// hasSecret tells whether a path, or a pattern, names a secret file.
func hasSecret(path string) bool {
	for name := range strings.SplitSeq(strings.ToLower(path), "/") {
		if isSecret(name) {
			return true
		}
	}
	return false
}

func isSecret(name string) bool {
	return slices.Contains(secretFiles, name) ||
		slices.ContainsFunc(secretEndings, func(end string) bool { return strings.HasSuffix(name, end) })
}

// all tells whether everything in a folder is excluded with it.
func (x Exclusion) all(dir string) bool {
	return x.Has(dir) && !slices.ContainsFunc(x.patterns, func(p string) bool { return strings.HasPrefix(p, "!") })
}

// same tells whether y is made of the same patterns.
func (x Exclusion) same(y Exclusion) bool {
	return x.content == y.content && slices.Equal(x.patterns, y.patterns) && maps.Equal(x.git, y.git)
}

// seeing gives x for a tree with these entries at its top.
func (x Exclusion) seeing(top []fs.DirEntry) Exclusion {
	x.made = nil
	for _, name := range slices.Sorted(maps.Keys(madeFolders)) {
		if slices.ContainsFunc(top, func(e fs.DirEntry) bool { return slices.Contains(madeFolders[name], e.Name()) }) {
			x.made = append(x.made, name)
		}
	}
	return x
}

// turns tells whether a file decides what else is excluded.
func (x Exclusion) turns(file string) bool {
	for _, tells := range madeFolders {
		if x.content && slices.Contains(tells, file) {
			return true
		}
	}
	return false
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
