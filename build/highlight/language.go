package highlight

import (
	"path"
	"strings"
	"sync"

	"memo/build/highlight/lex"
)

// language is what a fence's tag means.
type language struct {
	id     string     // for attributes: lower case, nothing to escape; "" when there is none
	name   string     // for people
	lexer  *lex.Lexer // nil for plain text
	output bool       // what programs print, and not what people write
}

func (l language) plain() bool { return l.lexer == nil }

// spelling adds to chroma's names: what people write on fences, and how a reader wants to see it named.
type spelling struct{ lexer, id, name, aliases string }

// spellings holds the languages whose first alias or name in chroma is not what people call them, and
// the tags found in Japanese memos that chroma does not know.
func spellings() []spelling {
	return []spelling{
		{"ApacheConf", "apache", "Apache", "htaccess httpd"},
		{"Bash", "bash", "Shell", "shellscript shell-script bashrc zshrc dash ash env dotenv"},
		{"Batchfile", "bat", "Batch", "cmd dos"},
		{"C#", "csharp", "C#", "cs"},
		{"C++", "cpp", "C++", "cc cxx hpp h++"},
		{"C", "c", "C", "h"},
		{"Common Lisp", "lisp", "Common Lisp", ""},
		{"Diff", "diff", "Diff", "patch"},
		{"Django/Jinja", "jinja", "Jinja", "jinja2 j2"},
		{"Docker", "dockerfile", "Dockerfile", "docker-file"},
		{"EmacsLisp", "elisp", "Emacs Lisp", "el"},
		{"Erlang", "erlang", "Erlang", "erl"},
		{"FSharp", "fsharp", "F#", "fs f#"},
		{"Go Template", "gotmpl", "Go template", "gotemplate tmpl"},
		{"Groovy", "groovy", "Groovy", "gradle jenkinsfile"},
		{"HCL", "hcl", "HCL", "nomad packer"},
		{"HTML", "html", "HTML", "htm xhtml"},
		{"INI", "ini", "INI", "conf cnf config editorconfig gitconfig inifile"},
		{"JSON", "json", "JSON", "jsonc json5 ndjson geojson ipynb webmanifest tfstate"},
		{"JavaScript", "js", "JavaScript", "node mjs cjs gas"},
		{"Kotlin", "kotlin", "Kotlin", "kt kts"},
		{"Makefile", "makefile", "Makefile", ""},
		{"markdown", "markdown", "Markdown", "mdx"},
		{"MySQL", "mysql", "MySQL", ""},
		{"Nginx configuration file", "nginx", "nginx", "nginxconf"},
		{"OCaml", "ocaml", "OCaml", "ml"},
		{"Objective-C", "objc", "Objective-C", "objectivec"},
		{"PL/pgSQL", "plpgsql", "PL/pgSQL", ""},
		{"PostgreSQL SQL dialect", "postgresql", "PostgreSQL", "psql pgsql redshift"},
		{"Protocol Buffer", "protobuf", "Protocol Buffers", ""},
		{"Python", "python", "Python", "pycon ipython"},
		{"Ruby", "ruby", "Ruby", "gemfile rakefile"},
		{"SYSTEMD", "systemd", "systemd", "service unit"},
		{"TypeScript", "ts", "TypeScript", "mts cts"},
		{"Terraform", "terraform", "Terraform", "tfvars"},
		{"Transact-SQL", "tsql", "T-SQL", "mssql sqlserver"},
		{"VB.net", "vbnet", "VB.NET", "vb vba vbs vbscript"},
		{"VimL", "vim", "Vim script", "vimscript vimrc viml"},
		{"XML", "xml", "XML", "xsd xsl xslt svg plist rss wsdl"},
		{"YAML", "yaml", "YAML", "yml cwl openapi docker-compose compose cloudformation k8s"},
		{"reg", "reg", "Registry", "registry"},
		{"react", "jsx", "JSX", "react"},
		{"reStructuredText", "rst", "reStructuredText", ""},
		{"systemverilog", "systemverilog", "SystemVerilog", ""},
		{"verilog", "verilog", "Verilog", ""},
		{"vue", "vue", "Vue", ""},
	}
}

// plainNames are the tags that say there is nothing to colour.
const plainNames = "text txt plain plaintext none no-highlight nohighlight output stdout stderr result log logs " +
	"console shell-session bash-session sh-session shellsession terminal term command cmdline"

// catalogue maps lower-case tags and file names to languages. chroma's own look-up of an unknown name
// takes 8.6 ms, since it tries the file patterns of all lexers; a map does not mind a miss.
type catalogue struct {
	byTag  map[string]language
	byFile map[string]string // a base name such as "makefile" or an extension such as ".go", to a tag
}

var languages = sync.OnceValue(func() catalogue {
	c := catalogue{byTag: map[string]language{}, byFile: map[string]string{}}
	special := map[string]spelling{}
	for _, s := range spellings() {
		special[s.lexer] = s
	}
	for _, lexer := range lex.Open().Lexers {
		c.add(lexer, special[lexer.Config.Name])
	}
	for _, s := range spellings() { // after chroma's, to win over them
		for _, tag := range append(strings.Fields(s.aliases), s.id) {
			c.byTag[tag] = c.byTag[strings.ToLower(s.lexer)]
		}
	}
	tsx := c.byTag["ts"]
	tsx.id, tsx.name = "tsx", "TSX"
	c.byTag["tsx"] = tsx
	for _, tag := range append(strings.Fields(plainNames), "") {
		c.byTag[tag] = language{id: tag, name: "Text", output: true}
	}
	return c
})

// add enters one lexer under its name, its aliases and the file names it is for. The first lexer of an
// alias keeps it, so that the answer is not the last file's in chroma's folder.
func (c catalogue) add(lexer *lex.Lexer, s spelling) {
	config := lexer.Config
	l := language{id: s.id, name: s.name, lexer: lexer}
	if l.id == "" && len(config.Aliases) > 0 {
		l.id = safeID(config.Aliases[0])
	}
	if l.id == "" {
		l.id = safeID(config.Name)
	}
	if l.name == "" {
		l.name = config.Name
	}
	for _, tag := range append([]string{config.Name}, config.Aliases...) {
		if tag = strings.ToLower(tag); c.byTag[tag].lexer == nil {
			c.byTag[tag] = l
		}
	}
	for _, pattern := range config.Filenames {
		name := strings.ToLower(strings.TrimPrefix(pattern, "*"))
		if strings.ContainsAny(name, "*?[") {
			continue
		}
		if c.byFile[name] == "" {
			c.byFile[name] = strings.ToLower(config.Name)
		}
	}
}

// lookup finds the language of a tag. An unknown one is plain text that keeps its name.
func lookup(tag string) language {
	tag = strings.TrimSpace(tag)
	lower := strings.ToLower(tag)
	if l, ok := languages().byTag[lower]; ok {
		return l
	}
	if name, ok := languages().byFile["."+lower]; ok {
		return languages().byTag[name]
	}
	return language{id: safeID(tag), name: tag}
}

// languageOfFile is the tag for a file name, by its base name or its extension; "" when unknown.
func languageOfFile(name string) string {
	base := strings.ToLower(path.Base(strings.TrimSpace(name)))
	if tag := languages().byFile[base]; tag != "" {
		return tag
	}
	ext := path.Ext(base)
	if ext == "" {
		return ""
	}
	if _, ok := languages().byTag[ext[1:]]; ok {
		return ext[1:]
	}
	return languages().byFile[ext]
}

// NamesFile tells a tag that is the name of a file of a known language (Program.cs, nginx.conf, Dockerfile)
// and not the name of that language (vb.net, dockerfile).
func NamesFile(tag string) bool {
	lower := strings.ToLower(tag)
	if l, ok := languages().byTag[lower]; ok && (lower == tag || l.name != tag && strings.ToLower(l.name) == lower) {
		return false
	}
	return languageOfFile(tag) != "" && (strings.Contains(tag, ".") || lower != tag)
}

// safeID makes a tag fit for an attribute, or "" when it is nothing of the kind.
func safeID(tag string) string {
	tag = strings.ToLower(tag)
	if len(tag) > 40 {
		return ""
	}
	for _, r := range tag {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("+-_.#", r)) {
			return ""
		}
	}
	return tag
}
