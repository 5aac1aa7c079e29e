package decode

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"memo/build/diag"
)

// Reader asks one map for the keys that its owner knows. Every question sets
// its target only when the key is there with a good value, so that targets
// keep their defaults; what is wrong becomes a diagnostic in Diags. A key
// without a value ("series:" left empty) counts as not given.
//
// Further names of a question are other spellings of the same key; the first
// one that is given is taken.
type Reader struct {
	doc      Value
	format   Format
	prefix   string // "markdown." in a table of that name
	whole    diag.Text
	asked    map[string]bool
	children []*Reader
	diags    *diag.List
	wrong    diag.Severity // of a value of the wrong type
}

// NewReader reads doc, a Map that Parse gave for the text whole.
func NewReader(doc Value, f Format, whole diag.Text) *Reader {
	return &Reader{doc: doc, format: f, whole: whole, asked: map[string]bool{}, diags: new(diag.List), wrong: diag.Error}
}

// Lenient gives a reader of the same map for which a value of the wrong type
// is a warning: the key counts as not given, and no harm is done.
func (r *Reader) Lenient() *Reader {
	l := *r
	l.wrong = diag.Warning
	return &l
}

// Diags gives what was found so far.
func (r *Reader) Diags() diag.List { return *r.diags }

// find gives the entry of the first of names that has a value.
func (r *Reader) find(name string, others []string) *Key {
	var found *Key
	for _, n := range append([]string{name}, others...) {
		r.asked[n] = true
		if k := r.doc.Get(n); k != nil && k.Value.Kind != Null && found == nil {
			found = k
		}
	}
	return found
}

// String reads text. In YAML a bare number or date is text as well, as in
// "title: 2024", because nobody quotes those.
func (r *Reader) String(name string, to *string, others ...string) bool {
	k := r.find(name, others)
	if k == nil {
		return false
	}
	s, ok := r.text(k.Value)
	if !ok {
		r.mismatch(k.Name, "text", k.Value)
		return false
	}
	*to = s
	return true
}

// Strings reads a list of texts; a single text is a list of one.
func (r *Reader) Strings(name string, to *[]string, others ...string) bool {
	k := r.find(name, others)
	if k == nil {
		return false
	}
	items := k.Value.List
	if k.Value.Kind != List {
		items = []Value{k.Value}
	}
	var out []string
	good := true
	for _, item := range items {
		if item.Kind == Null {
			continue
		}
		s, ok := r.text(item)
		if bare := r.format == YAML && item.Kind == Bool && k.Value.Kind == List; bare {
			s, ok = item.Text, true // a tag "false" or "on"
		}
		if !ok {
			r.mismatch(k.Name, "a list of texts", item)
			good = false
			continue
		}
		out = append(out, s)
	}
	*to = out
	return good
}

func (r *Reader) text(v Value) (string, bool) {
	bare := (r.format == YAML || r.wrong == diag.Warning) && (v.Kind == Int || v.Kind == Float || v.Kind == Time)
	return v.Text, bare || v.Kind == String
}

// Bool reads true or false.
func (r *Reader) Bool(name string, to *bool, others ...string) bool {
	return r.boolean(name, to, others, func(v Value) (is, ok bool) { return v.Bool, v.Kind == Bool })
}

// Switch is Bool for front matter, which takes true and false in quotes as
// well, and what older YAML calls so: nobody writes "draft: yes" and means that
// the page is to be published.
func (r *Reader) Switch(name string, to *bool) bool {
	return r.boolean(name, to, nil, Truth)
}

func (r *Reader) boolean(name string, to *bool, others []string, truth func(Value) (is, ok bool)) bool {
	k := r.find(name, others)
	if k == nil {
		return false
	}
	b, ok := truth(k.Value)
	if !ok {
		r.mismatch(k.Name, "true or false", k.Value)
		return false
	}
	*to = b
	return true
}

// Truth gives what a value says of true and false, and whether it does. A list
// of one says what its item does.
func Truth(v Value) (is, ok bool) {
	v = v.Single()
	if v.Kind == Bool {
		return v.Bool, true
	}
	switch strings.ToLower(v.Text) {
	case "true", "yes", "y", "on", "1", "はい":
		return true, v.Kind == String || v.Kind == Int
	case "false", "no", "n", "off", "0", "いいえ":
		return false, v.Kind == String || v.Kind == Int
	}
	return false, false
}

// Int reads a whole number.
func (r *Reader) Int(name string, to *int, others ...string) bool {
	k := r.find(name, others)
	if k == nil {
		return false
	}
	if n := k.Value.Int; k.Value.Kind != Int || int64(int(n)) != n {
		r.mismatch(k.Name, "a whole number", k.Value)
		return false
	}
	*to = int(k.Value.Int)
	return true
}

// OneOf reads a text that must be one of allowed.
func (r *Reader) OneOf(name string, to *string, allowed ...string) bool {
	var s string
	if !r.String(name, &s) {
		return false
	}
	if !slices.Contains(allowed, s) {
		hint := diag.DidYouMean(s, allowed)
		r.Report(diag.Error, name, "bad-value", fmt.Sprintf("expected %s, found %s", orList(allowed), strconv.Quote(s)), hint)
		return false
	}
	*to = s
	return true
}

// Time reads a date; one without a zone is in loc.
func (r *Reader) Time(name string, loc *time.Location, to *time.Time, others ...string) bool {
	k := r.find(name, others)
	if k == nil {
		return false
	}
	if k.Value.Kind == String && strings.TrimSpace(k.Value.Text) == "" {
		return false // what Qiita's own program writes for a date that is not known yet
	}
	if k.Value.Kind == Time || k.Value.Kind == String || k.Value.Kind == Int {
		if t, ok := ParseTime(k.Value.Text, loc); ok {
			*to = t
			return true
		}
	}
	r.add(r.wrong, k.Value.Place, "bad-date", r.prefix+k.Name+": not a date: "+describe(k.Value), TimeForms)
	return false
}

// Span reads a length of calendar time such as "3y".
func (r *Reader) Span(name string, to *Span, others ...string) bool {
	k := r.find(name, others)
	if k == nil {
		return false
	}
	s, ok := ParseSpan(k.Value.Text)
	if !ok {
		r.add(diag.Error, k.Value.Place, "bad-value", r.prefix+k.Name+": not a length of time: "+describe(k.Value), SpanForms)
		return false
	}
	*to = s
	return true
}

// Map reads a map of anything as plain Go data.
func (r *Reader) Map(name string, to *map[string]any, others ...string) bool {
	k := r.find(name, others)
	if k == nil {
		return false
	}
	if k.Value.Kind != Map {
		r.mismatch(k.Name, "keys with values", k.Value)
		return false
	}
	*to, _ = k.Value.Any().(map[string]any)
	return true
}

// StringMap reads a map of texts.
func (r *Reader) StringMap(name string, to *map[string]string) bool {
	k := r.find(name, nil)
	if k == nil {
		return false
	}
	if k.Value.Kind != Map {
		r.mismatch(k.Name, "keys with texts", k.Value)
		return false
	}
	out := make(map[string]string, len(k.Value.Keys))
	for _, item := range k.Value.Keys {
		s, ok := r.text(item.Value)
		if !ok {
			r.mismatch(k.Name+"."+item.Name, "text", item.Value)
			continue
		}
		out[item.Name] = s
	}
	*to = out
	return true
}

// Table gives a reader of the map called name, an empty one when it is not
// there; its unknown keys are reported by the Unknown of r.
func (r *Reader) Table(name string) *Reader {
	k := r.find(name, nil)
	if k == nil {
		return r.child(name, Value{Kind: Map})
	}
	if k.Value.Kind != Map {
		r.mismatch(name, "keys with values", k.Value)
		return r.child(name, Value{Kind: Map})
	}
	return r.child(name, k.Value)
}

func (r *Reader) child(name string, v Value) *Reader {
	c := &Reader{doc: v, format: r.format, prefix: r.prefix + name + ".", whole: r.whole, asked: map[string]bool{}, diags: r.diags, wrong: r.wrong}
	r.children = append(r.children, c)
	return c
}

// Known makes keys known without a question: other tools read them, and here
// they mean nothing.
func (r *Reader) Known(names ...string) {
	for _, n := range names {
		r.asked[n] = true
	}
}

// Names gives the names of the map in source order.
func (r *Reader) Names() []string {
	names := make([]string, len(r.doc.Keys))
	for i, k := range r.doc.Keys {
		names[i] = k.Name
	}
	return names
}
