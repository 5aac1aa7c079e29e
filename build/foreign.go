package build

import (
	"io/fs"
	"slices"
	"strings"

	"memo/build/config"
	"memo/build/decode"
	"memo/build/diag"
)

// Foreign is what the settings of another tool say of a site; "" for what
// they do not say.
type Foreign struct {
	Title, Description, BaseURL, Language, Author string
	Permalinks                                    map[string]string // of sections, as memo.toml has them
}

// jekyllFile holds the settings of Jekyll.
const jekyllFile = "_config.yml"

// foreignFile is a file that says it, with the ways to each value. A folder
// below the base URL may have a key of its own.
type foreignFile struct {
	file                                                  string
	format                                                decode.Format // of what is no script
	title, description, baseURL, language, author, prefix string
}

// foreignSettings are all of them.
var foreignSettings = append(foreignScripts(), []foreignFile{
	{"book.toml", decode.TOML, "book.title", "book.description", "output.html.site-url", "book.language", "book.authors", ""},
	{jekyllFile, decode.YAML, "title", "description", "url", "lang", "author", "baseurl"},
	{mkdocsFile, decode.YAML, "site_name", "site_description", "site_url", "theme.language", "site_author", ""},
	{"hugo.toml", decode.TOML, "title", "params.description", "baseURL", "languageCode", "params.author", ""},
	{"hugo.yaml", decode.YAML, "title", "params.description", "baseURL", "languageCode", "params.author", ""},
	{"config.toml", decode.TOML, "title", "params.description", "baseURL", "languageCode", "params.author", ""},
	{"config.toml", decode.TOML, "title", "description", "base_url", "default_language", "author", ""},
	{"config.yaml", decode.YAML, "title", "params.description", "baseURL", "languageCode", "params.author", ""},
}...)

// foreignScripts are those that are a program.
func foreignScripts() (files []foreignFile) {
	for _, way := range []struct {
		names []string
		foreignFile
	}{
		{vitepressFiles, foreignFile{title: "title", description: "description", language: "lang"}},
		{docusaurus, foreignFile{title: "title", description: "tagline", baseURL: "url", language: "defaultLocale", prefix: "baseUrl"}},
		{astro, foreignFile{title: "title", description: "description", baseURL: "site", language: "lang", prefix: "base"}},
	} {
		for _, way.file = range way.names {
			files = append(files, way.foreignFile)
		}
	}
	return files
}

// Foreign reads the settings of other tools at the top of the site: the first
// that there are.
func (w Workspace) Foreign() (f Foreign) {
	there := w.foreignFiles()
	for _, s := range foreignSettings {
		v := there[s.file]
		said := func(way string) string { return textAt(v, strings.Split(way, ".")) }
		if prefix := strings.Trim(said(s.prefix), "/"); f.BaseURL == "" && prefix != "" && said(s.baseURL) != "" {
			f.BaseURL = strings.TrimRight(said(s.baseURL), "/") + "/" + prefix + "/"
		}
		for way, to := range map[string]*string{s.title: &f.Title, s.description: &f.Description, s.baseURL: &f.BaseURL, s.language: &f.Language, s.author: &f.Author} {
			if *to == "" {
				*to = said(way)
			}
		}
	}
	var err error
	if f.BaseURL, err = config.BaseURL(f.BaseURL); err != nil {
		f.BaseURL = ""
	}
	f.Permalinks = w.permalinks(there)
	return f
}

// foreignFiles is what the foreignSettings hold that are there.
type foreignFiles map[string]decode.Value

func (w Workspace) foreignFiles() foreignFiles {
	there := foreignFiles{}
	for _, s := range foreignSettings {
		if _, read := there[s.file]; read {
			continue
		}
		if v, is := w.foreign(s.file, s.format); is {
			there[s.file] = v
		}
	}
	return there
}

// foreign reads a file of settings; false where there is none.
func (w Workspace) foreign(file string, f decode.Format) (decode.Value, bool) {
	src, err := fs.ReadFile(w.Root, file)
	if err != nil {
		return decode.Value{}, false
	}
	if isScript(file) {
		return script(src), true
	}
	v, _ := decode.Parse(f, src, diag.Pos{File: file, Line: 1}, diag.NewText(file, src))
	return v, true
}

// textAt gives the text at the end of a way of keys, of a list the first one.
// Case does not count.
func textAt(v decode.Value, way []string) string {
	v = at(v, way...)
	if len(v.List) > 0 {
		v = v.List[0]
	}
	if v.Kind != decode.String {
		return ""
	}
	return strings.Join(strings.Fields(v.Text), " ")
}

// at gives what stands at the end of a way of keys, a zero Value where there is nothing.
func at(v decode.Value, way ...string) decode.Value {
	for _, name := range way {
		i := slices.IndexFunc(v.Keys, func(k decode.Key) bool { return strings.EqualFold(k.Name, name) })
		if i < 0 {
			return decode.Value{}
		}
		v = v.Keys[i].Value
	}
	return v
}
