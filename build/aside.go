package build

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"memo/build/source"
)

// This file tells the texts that lie beside what a tool publishes.

// besideArticles is why Zenn shows a text of a repository to nobody.
const besideArticles = "neither among the articles nor in a book"

// besideArticles gives the texts of a repository for Zenn that lie elsewhere: its
// notes, ideas and the like. Its README and its front page are those of the site.
func (in Inputs) besideArticles() (files []string) {
	if in.Folder != here || dialect(in) != "zenn" {
		return nil
	}
	keeps := keepsDrafts(in)
	for _, f := range in.Content.Files {
		dir, _, inside := strings.Cut(f.Path, "/")
		if source.IsText(f.Path) && dir != "articles" && dir != "books" && (inside || !isIndex(f.Path)) && !keeps(f.Path) {
			files = append(files, f.Path)
		}
	}
	return files
}

// besideNotice says which those are.
func besideNotice(in Inputs) Notice {
	files := in.besideArticles()
	if len(files) == 0 {
		return Notice{}
	}
	return Notice{fmt.Sprintf("texts outside of articles/ and books/, which Zenn shows to nobody, and not published: %d (%s)", len(files), few(files)),
		fmt.Sprintf("exclude = [%q] in memo.toml publishes one like any other", "!/"+files[0])}
}

// besideSummary is why mdBook makes no page of a text.
const besideSummary = "not among the chapters in " + summaryFile

// inclusion is how mdBook names a file that is shown in another.
var inclusion = regexp.MustCompile(`\{\{\s*#\w+\s+([^\s:{}]+)`)

// besideSummary gives the texts that mdBook's summary does not name and no other
// text includes: what is not ready yet.
func (in Inputs) besideSummary() (files []string) {
	summary := in.Content.Find(summaryFile)
	if dialect(in) != "mdbook" || summary == nil {
		return nil
	}
	used, keeps := map[string]bool{summaryFile: true}, keepsDrafts(in)
	chapters := listed(summary.Bytes)
	for _, file := range chapters {
		used[file] = true
	}
	for _, f := range in.Content.Files {
		for _, m := range inclusion.FindAllSubmatch(f.Bytes, -1) {
			used[path.Join(path.Dir(f.Path), string(m[1]))] = true
		}
	}
	for _, f := range in.Content.Files {
		own := source.Stem(path.Base(f.Path)) == "_index" || isIndex(f.Path) && path.Dir(f.Path) == here
		if len(chapters) > 0 && source.IsText(f.Path) && !used[f.Path] && !own && !keeps(f.Path) {
			files = append(files, f.Path)
		}
	}
	return files
}

// summaryNotice says which those are.
func summaryNotice(in Inputs) Notice {
	files := in.besideSummary()
	if len(files) == 0 {
		return Notice{}
	}
	return Notice{fmt.Sprintf("texts that are no chapter in %s, of which mdBook makes no pages, and not published: %d (%s)", summaryFile, len(files), few(files)),
		fmt.Sprintf("exclude = [%q] in memo.toml publishes one like any other", "!/"+files[0])}
}
