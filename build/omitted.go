package build

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"memo/build/decode"
	"memo/build/source"
)

// omission is what the settings of another tool keep out of its site.
type omission struct {
	patterns []string // as memo.toml's exclude has them
	said     Notice   // of those that are there
}

// omitted reads what an Obsidian vault says of its templates, Jekyll's exclude, its defaults that unpublish and its
// collections, Hugo's cascades of drafts and ignoreFiles, and what tools for documentation leave out.
func (w Workspace) omitted(folder string, there foreignFiles) omission {
	if o := w.templates(folder); o.patterns != nil {
		return o
	}
	if folder == here {
		v, is := there[jekyllFile]
		if !is {
			return omission{}
		}
		return w.omission(folder, jekyllFile, slices.Concat(patterns(texts(at(v, "exclude"))), unpublishedBy(v), w.uncollected(v)))
	}
	if folder != ContentDir {
		return w.docsOmitted(folder, there)
	}
	var o omission
	for _, s := range foreignSettings {
		if o.patterns == nil {
			v := there[s.file]
			o = w.omission(folder, s.file, slices.Concat(draftsBy(v), w.matching(folder, texts(at(v, "ignoreFiles")))))
		}
	}
	return o
}

// matching gives the files of a folder that Hugo's ignoreFiles name, which are
// regular expressions.
func (w Workspace) matching(folder string, expressions []string) (files []string) {
	for _, expression := range expressions {
		re, err := regexp.Compile(expression)
		if err != nil {
			continue
		}
		_ = fs.WalkDir(w.Root, folder, func(name string, e fs.DirEntry, err error) error { // what cannot be read is not there
			if err == nil && !e.IsDir() && re.MatchString(name) {
				files = append(files, literal.Replace(strings.TrimPrefix(name, folder)))
			}
			return nil
		})
	}
	return files
}

// templates gives the folders that an Obsidian vault names as those of the
// templates of its notes.
func (w Workspace) templates(folder string) omission {
	var folders []string
	for file, key := range map[string]string{"templates.json": "folder", "plugins/templater-obsidian/data.json": "templates_folder"} {
		if v, is := w.foreign(path.Join(folder, ".obsidian", file), decode.JSON); is {
			folders = append(folders, textAt(v, []string{key}))
		}
	}
	slices.Sort(folders)
	return w.omission(folder, ".obsidian", patterns(folders))
}

func (w Workspace) omission(folder, by string, patterns []string) omission {
	there := slices.DeleteFunc(slices.Clone(patterns), func(p string) bool {
		found, _ := fs.Glob(w.Root, path.Join(folder, p)) // nothing is found by a broken pattern
		return strings.HasPrefix(p, "!") || strings.HasPrefix(p, "/") && found == nil
	})
	if len(there) == 0 {
		return omission{patterns: patterns}
	}
	return omission{patterns, Notice{"left out, as " + by + " says: " + few(there),
		fmt.Sprintf("exclude = [%q] in memo.toml takes one back", "!"+there[0])}}
}

// unpublishedBy gives the folders whose pages Jekyll's defaults unpublish.
func unpublishedBy(config decode.Value) (folders []string) {
	for _, d := range at(config, "defaults").List {
		if published := at(d, "values", "published"); published.Kind == decode.Bool && !published.Bool {
			folders = append(folders, textAt(d, []string{"scope", "path"}))
		}
	}
	return patterns(folders)
}

// uncollected gives the folders that begin with a _ and that Jekyll makes no
// pages of: neither posts, nor drafts, nor a collection with an output, nor included.
func (w Workspace) uncollected(config decode.Value) (folders []string) {
	entries, _ := fs.ReadDir(w.Root, here)
	taken := texts(at(config, "include"))
	for _, e := range entries {
		name, marked := strings.CutPrefix(e.Name(), "_")
		if marked && e.IsDir() && !slices.Contains(taken, e.Name()) && e.Name() != postsDir && name != "drafts" && !collections(config)[name] && !source.Excluding(nil).Has(e.Name()) {
			folders = append(folders, e.Name())
		}
	}
	return patterns(folders)
}

// draftsBy gives the folders of which a cascade in Hugo's settings makes drafts.
func draftsBy(config decode.Value) (folders []string) {
	cascade := at(config, "cascade")
	for _, c := range append(slices.Clone(cascade.List), cascade) {
		for _, target := range []string{"_target", "target"} {
			if draft := at(c, "draft"); draft.Kind == decode.Bool && draft.Bool {
				folders = append(folders, strings.TrimRight(textAt(c, []string{target, "path"}), "*"))
			}
		}
	}
	return patterns(folders)
}

// patterns gives paths from the top as patterns of memo's.
func patterns(paths []string) (list []string) {
	for _, p := range paths {
		if p = path.Clean("/" + p); p != "/" {
			list = append(list, p)
		}
	}
	return list
}

// texts gives the texts of a list.
func texts(v decode.Value) (list []string) {
	for _, item := range v.List {
		list = append(list, item.Text)
	}
	return list
}
