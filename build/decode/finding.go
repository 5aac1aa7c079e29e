package decode

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"memo/build/diag"
)

// Unknown reports every key that was never asked for, in r and its tables,
// with the nearest name that was.
func (r *Reader) Unknown(s diag.Severity) {
	known := slices.Sorted(maps.Keys(r.asked))
	for _, k := range r.doc.Keys {
		if !r.asked[k.Name] {
			hint := diag.DidYouMean(k.Name, known)
			r.add(s, k.Place, "unknown-key", "unknown key: "+r.prefix+k.Name, hint)
		}
	}
	for _, c := range r.children {
		c.Unknown(s)
	}
}

// Report adds a finding about the value of a key (whichever spelling is
// given), or about the map when the key is not there.
func (r *Reader) Report(s diag.Severity, name, code, message, hint string) {
	p := r.doc.Place
	if k := r.doc.Get(name); k != nil {
		p = k.Value.Place
	}
	r.add(s, p, code, r.prefix+name+": "+message, hint)
}

// At gives a diagnostic that has the place and source line of a value and
// nothing else, for stages that judge it later. The path leads through tables.
func (r *Reader) At(path ...string) (diag.Diagnostic, bool) {
	v := r.doc
	for _, name := range path {
		k := v.Get(name)
		if k == nil {
			return diag.Diagnostic{}, false
		}
		v = k.Value
	}
	p := v.Place
	return r.whole.AtLine(p.Line, p.Col, p.Len, diag.Error, "", "", ""), true
}

// mismatch reports a value of the wrong type.
func (r *Reader) mismatch(name, want string, v Value) {
	hint := ""
	if want == "text" || want == "a list of texts" {
		if v.Kind == Bool || v.Kind == Int || v.Kind == Float || v.Kind == Time {
			hint = "put it in quotes: " + strconv.Quote(v.Text)
		}
	}
	r.add(r.wrong, v.Place, "wrong-type", fmt.Sprintf("%s%s: expected %s, found %s", r.prefix, name, want, describe(v)), hint)
}

func (r *Reader) add(s diag.Severity, p Place, code, message, hint string) {
	if len(*r.diags) >= maxDiags {
		return
	}
	r.diags.Add(r.whole.AtLine(p.Line, p.Col, p.Len, s, code, message, hint))
}

// describe names a value in a message: short texts as they are.
func describe(v Value) string {
	switch v.Kind {
	case Null:
		return "nothing"
	case List:
		return "a list"
	case Map:
		return "keys with values"
	case String:
		if rs := []rune(v.Text); len(rs) > 40 {
			return strconv.Quote(string(rs[:40]) + "…")
		}
		return strconv.Quote(v.Text)
	}
	return v.Text
}

// orList joins "a", "a or b", "a, b or c".
func orList(s []string) string {
	if len(s) < 2 {
		return strings.Join(s, "")
	}
	return strings.Join(s[:len(s)-1], ", ") + " or " + s[len(s)-1]
}
