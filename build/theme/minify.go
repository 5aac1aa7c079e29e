package theme

import (
	"bytes"
	"errors"
	"path"
	"regexp"
	"strings"

	"memo/build/diag"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/parse/v2"
)

// backslash is a backslash written as a code point in a script's string.
// minify 2.24.25 turns '\u005C' into "\" and breaks the script (its issue
// #654 is of the same family), so such a script is published as it is.
var backslash = regexp.MustCompile(`\\(u005[cC]|u\{0*5[cC]\}|x5[cC]|134)`)

// minify makes a style sheet or a script smaller. One that says that it is
// minified already (main.min.js) stays as it is.
func (a *assetry) minify(name string, data []byte) []byte {
	if strings.Contains(path.Base(name), ".min.") || path.Ext(name) == ".js" && backslash.Match(data) {
		return data
	}
	m := minify.New()
	m.AddFunc(".css", css.Minify)
	m.AddFunc(".js", js.Minify)
	small, err := m.Bytes(path.Ext(name), bytes.Clone(data)) // Bytes writes into what it is given
	if err == nil {
		return small
	}
	d := diag.Diagnostic{Pos: diag.Pos{File: a.files[name].name}, Severity: diag.Error, Code: "asset", Message: err.Error()}
	var at *parse.Error
	if errors.As(err, &at) {
		d.Message, d.Line, d.Col = at.Message, at.Line, at.Column
		d.Source = diag.NewText(d.File, data).Line(at.Line)
	}
	a.list.Add(d)
	return data
}
