package build

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"memo/build/diag"
	"memo/build/filename"
	"memo/build/output"
	"memo/build/page"
	"memo/build/source"
)

// missingScripts reports the scripts of memo.toml that the site does not
// publish: a page that uses one would ask for nothing.
func missingScripts(in Inputs, outs []output.Output) (found diag.List) {
	c := in.Config
	for _, s := range []struct{ setting, name string }{
		{"markdown.math_js", c.Markdown.MathJS}, {"markdown.mermaid_js", c.Markdown.MermaidJS},
	} {
		path, _, _ := strings.Cut(strings.TrimPrefix(s.name, "/"), "?")
		if path == "" || strings.HasPrefix(path, "/") || strings.Contains(path, "://") || published(path, outs) {
			continue
		}
		d := c.At[s.setting]
		d.Severity, d.Code, d.Message = diag.Error, "no-script", s.setting+": the site has no file "+path
		if d.Hint = diag.DidYouMean(path, scripts(outs)); d.Hint == "" {
			d.Hint = "put it at " + in.prefix() + path + ", or give a whole URL"
		}
		found.Add(d)
	}
	return found
}

// longTags reports the tags of memo.toml whose page no folder could have.
func longTags(in Inputs) (found diag.List) {
	for from, to := range in.Config.Tags.Aliases {
		if n := page.NewTerm(to).Length(); n > filename.Max {
			d := in.Config.At["tags.aliases."+from]
			d.Severity, d.Code, d.Message = diag.Error, "too-long", fmt.Sprintf("tags.aliases: a name of %d bytes is too long for the folder of its page", n)
			d.Hint = fmt.Sprintf("at most %d bytes", filename.Max)
			found.Add(d)
		}
	}
	return found
}

// missingSections reports the sections of memo.toml that content/ does not
// have, or that are there under another spelling: their settings would do nothing.
func missingSections(in Inputs) (found diag.List) {
	there := map[string]bool{}
	for _, f := range in.Content.Files {
		if folder, _, in := strings.Cut(f.Path, "/"); in && source.IsText(f.Path) {
			there[page.FolderSlug(folder)] = true
		}
	}
	first := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(in.Config.Sections)) {
		d := in.Config.At["sections."+name]
		d.Severity, d.Code = diag.Warning, "no-section"
		slug := page.FolderSlug(name)
		if other, twice := first[slug]; twice {
			d.Message = name + " is the section " + other + ", whose settings hold"
			found.Add(d)
			continue
		}
		first[slug] = name
		if there[slug] {
			continue
		}
		d.Message = in.Folder + "/ has no section " + name
		d.Hint = diag.DidYouMean(name, slices.Sorted(maps.Keys(there)))
		found.Add(d)
	}
	return found
}

func published(path string, outs []output.Output) bool {
	_, ok := slices.BinarySearchFunc(outs, path, func(o output.Output, p string) int { return strings.Compare(o.Path, p) })
	return ok
}

// scripts names the scripts that the site's author publishes.
func scripts(outs []output.Output) (names []string) {
	for _, o := range outs {
		if strings.HasSuffix(o.Path, "js") && !strings.HasPrefix(o.Path, output.Own) {
			names = append(names, o.Path)
		}
	}
	return names
}
