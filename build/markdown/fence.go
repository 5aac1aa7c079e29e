package markdown

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"memo/build/highlight"
)

// readFence reads what stands behind the backticks: "lang:file name",
// "diff lang", "diff_lang", Qiita's file name alone, mdBook's "lang,flags",
// VitePress's name in brackets at the end and its ":line-numbers", attributes in
// braces, and numbers of lines in braces wherever they stand.
func readFence(info string) highlight.Block {
	var b highlight.Block
	info = strings.TrimSpace(info)
	if open := strings.LastIndex(info, " ["); open > 0 && strings.HasSuffix(info, "]") {
		b.File, info = info[open+2:len(info)-1], strings.TrimSpace(info[:open])
	}
	if m := bracedLines.FindStringSubmatchIndex(info); m != nil {
		b.Lines = lineList(info[m[2]:m[3]])
		info = strings.TrimSpace(info[:m[2]-1] + " " + info[m[1]:])
	}
	if open := strings.IndexByte(info, '{'); open >= 0 && strings.HasSuffix(info, "}") {
		if options(&b, info[open+1:len(info)-1]) {
			info = strings.TrimSpace(info[:open])
		}
	}
	words, file, named := strings.Cut(info, ":")
	if named && strings.ContainsAny(words, `"'`) { // title="a: b"
		words, named = info, false
	}
	if file = strings.TrimSpace(file); named && !lineNumbers(&b, file) {
		b.File = string(unescape([]byte(file)))
	}
	for _, word := range quotedFields(words) {
		if key, value, ok := strings.Cut(word, "="); ok {
			option(&b, key, strings.Trim(value, `"'`))
			continue
		}
		word = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(word, "{"), "."), "}") // {.python #id}
		lang, ok := strings.CutPrefix(word, "diff")
		switch {
		case b.Lang != "" && (word == "showLineNumbers" || word == "linenos"):
			b.Numbers = true
		case ok && lang == "":
			b.Diff = true
		case ok && (lang[0] == '_' || lang[0] == '-'):
			b.Diff, b.Lang = true, lang[1:]
		case b.Lang == "" && !strings.HasPrefix(word, "#"):
			lang, _, _ = strings.Cut(word, ",") // rust,ignore
			b.Lang = string(unescape([]byte(lang)))
		}
	}
	if b.File == "" && highlight.NamesFile(b.Lang) {
		b.File, b.Lang = b.Lang, ""
	}
	return b
}

// lineList gives "2,4-6" with blanks, as highlight reads it.
func lineList(t string) string {
	return strings.Join(strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune(`, "'`, r) }), " ")
}

// bracedLines are numbers of lines that no key stands before.
var bracedLines = regexp.MustCompile(`(?:^|[^=])\{([0-9][0-9, -]*)\}`)

// lineNumbers reads VitePress's "line-numbers=2" and tells whether it is that.
func lineNumbers(b *highlight.Block, t string) bool {
	t, first, _ := strings.Cut(t, "=")
	if t != "line-numbers" && t != "no-line-numbers" {
		return false
	}
	b.Numbers = t == "line-numbers"
	b.First, _ = strconv.Atoi(first)
	return true
}

// quotedFields splits at blanks outside quotes.
func quotedFields(t string) (words []string) {
	var quote rune
	from := 0
	for i, r := range t {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == ' ' || r == '\t':
			words = append(words, t[from:i])
			from = i + 1
		}
	}
	words = append(words, t[from:])
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// options reads `hl_lines="2 4-6" linenos=true` and Hugo's
// `linenos=true,hl_lines=[2,"4-6"]`, and tells whether t was any of these.
func options(b *highlight.Block, t string) bool {
	t = strings.TrimSpace(t)
	for t != "" {
		key, rest, ok := strings.Cut(t, "=")
		if !ok {
			return false
		}
		var value string
		value, t = optionValue(strings.TrimLeft(rest, " "))
		option(b, strings.Trim(key, " ,"), value)
	}
	return true
}

// optionValue splits a value, bare or in quotes or brackets, off t.
func optionValue(t string) (value, rest string) {
	if t == "" {
		return "", ""
	}
	if closer, ok := map[byte]string{'"': `"`, '\'': `'`, '[': `]`}[t[0]]; ok {
		value, rest, _ = strings.Cut(t[1:], closer)
		return value, strings.TrimLeft(rest, ", ")
	}
	end := strings.IndexAny(t, ", ")
	if end < 0 {
		return t, ""
	}
	return t[:end], strings.TrimLeft(t[end:], ", ")
}

func option(b *highlight.Block, key, value string) {
	switch key {
	case "hl_lines":
		b.Lines = lineList(value)
	case "linenos", "lineNos", "showLineNumbers":
		b.Numbers = value != "false"
	case "linenostart", "lineNoStart":
		b.First, _ = strconv.Atoi(value)
	case "linenums": // MkDocs
		b.Numbers = true
		b.First, _ = strconv.Atoi(value)
	case "title", "file", "filename", "name":
		b.File = value
	}
}
