package build

import (
	"slices"
	"strings"

	"memo/build/decode"
)

// Tools for documentation keep their memos in a folder of the project: by the
// settings of each the folder is known, the settings say what stays out of it,
// and each has a folder of static files of its own.
var (
	vitepressFiles = scriptFiles("docs/.vitepress/config")
	docusaurus     = scriptFiles("docusaurus.config")
	astro          = scriptFiles("astro.config")
)

const (
	mkdocsFile      = "mkdocs.yml"
	docsDir         = "docs"
	vitepressStatic = "docs/public"
)

// astroDirs are where Starlight keeps its pages, and Astro its collections.
var astroDirs = []string{"src/content/docs", "src/content"}

// scriptFiles gives the names that settings can have which are a program.
func scriptFiles(stem string) (files []string) {
	for _, ending := range []string{".ts", ".js", ".mts", ".mjs"} {
		files = append(files, stem+ending)
	}
	return files
}

// docsFolder gives the folder that the settings of such a tool tell, "" for none.
func (w Workspace) docsFolder() string {
	if slices.ContainsFunc(astro, w.has) {
		if i := slices.IndexFunc(astroDirs, w.isDir); i >= 0 {
			return astroDirs[i]
		}
	}
	if slices.ContainsFunc(slices.Concat(vitepressFiles, docusaurus), w.has) {
		return docsDir
	}
	return ""
}

// docsStatic gives the folder of static files of the tool that keeps its memos
// in a folder, "" where it has none.
func (w Workspace) docsStatic(folder string) string {
	for _, s := range []struct {
		settings      []string
		folder, files string
	}{{vitepressFiles, docsDir, vitepressStatic}, {docusaurus, docsDir, StaticDir}, {astro, astroDirs[0], "public"}, {astro, astroDirs[1], "public"}} {
		if folder == s.folder && slices.ContainsFunc(s.settings, w.has) && w.isDir(s.files) {
			return s.files
		}
	}
	return ""
}

// underscored are the files that Docusaurus and Astro make no pages of: parts
// of other ones.
var underscored = []string{"_*"}

// docsOmitted gives what the settings of such a tool keep out of a folder:
// MkDocs' exclude_docs and draft_docs, which are lines as in a .gitignore,
// VitePress's srcExclude, and by its custom what is underscored.
func (w Workspace) docsOmitted(folder string, there foreignFiles) omission {
	if v, is := there[mkdocsFile]; is {
		return w.omission(folder, mkdocsFile, slices.Concat(ignoreLines(at(v, "exclude_docs")), ignoreLines(at(v, "draft_docs"))))
	}
	for _, file := range vitepressFiles {
		if v, is := there[file]; is && folder == docsDir {
			return w.omission(folder, file, texts(at(v, "srcExclude")))
		}
	}
	if slices.ContainsFunc(astro, w.has) && slices.Contains(astroDirs, folder) {
		return omission{patterns: append(scriptFiles("/config"), underscored...)}
	}
	if slices.ContainsFunc(docusaurus, w.has) && folder == docsDir {
		return omission{patterns: underscored}
	}
	return omission{}
}

// ignoreLines gives the patterns of a text that is written as a .gitignore is.
func ignoreLines(v decode.Value) (list []string) {
	for line := range strings.Lines(v.Text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			list = append(list, strings.TrimSuffix(line, "/"))
		}
	}
	return list
}

// passedOver says that the blog of a Docusaurus site is not among its memos,
// which are in docs/.
func (w Workspace) passedOver(folder string) Notice {
	const blog = "blog"
	if folder != docsDir || !slices.ContainsFunc(docusaurus, w.has) || !w.isDir(blog) {
		return Notice{}
	}
	return Notice{blog + "/ is not published: the memos are in " + folder + "/", "move both into " + ContentDir + "/, which is published whole"}
}
