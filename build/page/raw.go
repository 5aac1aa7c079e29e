package page

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"strings"
)

// attribute is a line that sets a key in AsciiDoc (:draft: true), which may do
// so for a page's generator by a longer name, in reStructuredText or in Org
// (#+draft: t). A key alone is set.
var attribute = regexp.MustCompile(`(?m)^(?::|#\+)(?:page-)?([\w-]+):[ \t]*(\S[^\r\n]*)?`)

// maxAttributes is in how many bytes at a file's start they are looked for.
const maxAttributes = 8 << 10

// attributes gives the lines of keys at the start of a file in those notations
// as lines of keys; nothing of another.
func attributes(name string, src []byte) (lines []byte) {
	switch strings.ToLower(path.Ext(name)) {
	case ".adoc", ".asciidoc", ".org", ".rst":
	default:
		return nil
	}
	for _, m := range attribute.FindAllSubmatch(src[:min(len(src), maxAttributes)], -1) {
		value := bytes.TrimSpace(m[2])
		if len(value) == 0 || string(value) == "t" {
			value = []byte("true")
		}
		lines = append(append(append(append(lines, m[1]...), ": "...), value...), '\n')
	}
	return lines
}

var cellSource = regexp.MustCompile(`"source"\s*:\s*`)

// firstCell gives the text of the first cell of a Jupyter notebook, which is
// where Quarto and nbdev keep front matter. Of the file its start is enough.
func firstCell(notebook []byte) []byte {
	at := cellSource.FindIndex(notebook)
	if at == nil {
		return nil
	}
	var lines []string
	d := json.NewDecoder(bytes.NewReader(notebook[at[1]:]))
	if notebook[min(at[1], len(notebook)-1)] == '[' {
		if d.Decode(&lines) != nil {
			return nil
		}
	} else if lines = []string{""}; d.Decode(&lines[0]) != nil {
		return nil
	}
	return []byte(strings.Join(lines, ""))
}
