// Package decode reads the notations of settings, YAML, TOML, JSON and plain
// lines of keys and values, into one tree of positioned values, and asks that tree for typed answers.
//
// In go the bytes of a front matter block or of memo.toml; out come a Value
// in which every key and value knows its place in the original file, and
// diagnostics for everything that is wrong with the notation: all that can be
// found in one pass, not the first alone. Reader then turns the tree into Go
// values and reports wrong types and unknown keys in the same voice for both.
//
// It refuses to know what a key means. It is the only package that knows the
// YAML and TOML libraries, because both read untrusted text and both have
// traps (alias bombs, stacks as deep as the input) that are disarmed here once.
package decode

import (
	"memo/build/diag"
)

// Format is the notation of a document.
type Format uint8

// The notations; front matter tells them by its first line. Lines is what
// qiita-sync writes into a comment: "key: value", the value as it stands.
const (
	YAML Format = iota
	TOML
	JSON
	Lines
)

// String gives the usual spelling of the name.
func (f Format) String() string { return [...]string{"YAML", "TOML", "JSON", "comment"}[f] }

// Kind is the type of a Value.
type Kind uint8

// The kinds. Time is a bare date or time of YAML or TOML; a quoted one is a String.
const (
	Null Kind = iota
	Bool
	Int
	Float
	String
	Time
	List
	Map
)

// Place is where a key or value stands in the original file: line and column
// from 1, column and length in code points.
type Place struct{ Line, Col, Len int }

// Value is one node of a document. Only the fields of its Kind are set.
type Value struct {
	Kind  Kind
	Text  string // String: its characters; other scalars: as the source spells them
	Bool  bool
	Int   int64
	Float float64
	Keys  []Key   // Map: in source order, each name once
	List  []Value // List: the items
	Place Place
}

// Key is one entry of a Map.
type Key struct {
	Name  string
	Place Place // of the name
	Value Value
}

// Get finds the entry called name, nil when there is none.
func (v Value) Get(name string) *Key {
	for i := range v.Keys {
		if v.Keys[i].Name == name {
			return &v.Keys[i]
		}
	}
	return nil
}

// Single gives the item of a list of one, any other value as it is.
func (v Value) Single() Value {
	if v.Kind == List && len(v.List) == 1 {
		return v.List[0]
	}
	return v
}

// Any gives v as plain Go data: nil, bool, int64, float64, string, []any and
// map[string]any. Times keep their text, so that nothing is lost and nothing
// depends on a zone.
func (v Value) Any() any {
	switch v.Kind {
	case Bool:
		return v.Bool
	case Int:
		return v.Int
	case Float:
		return v.Float
	case String, Time:
		return v.Text
	case List:
		items := make([]any, len(v.List))
		for i, item := range v.List {
			items[i] = item.Any()
		}
		return items
	case Map:
		m := make(map[string]any, len(v.Keys))
		for _, k := range v.Keys {
			m[k.Name] = k.Value.Any()
		}
		return m
	}
	return nil
}

const (
	maxBytes = 256 << 10 // of a document; the largest real front matter is some kB
	maxDepth = 100       // of lists and maps in each other
	maxNodes = 100_000   // after YAML aliases are expanded
	maxDiags = 50        // of a document: who has more mistakes than that fixes the first ones first
)

// Parse reads a document whose top level is a map. src begins at line at.Line
// of whole, the text of the file at.File, from which the source lines of
// diagnostics are taken. The value holds what could be read even when there
// are errors, so that a caller can go on looking for more.
func Parse(f Format, src []byte, at diag.Pos, whole diag.Text) (Value, diag.List) {
	d := newDocument(f, src, at, whole)
	if !d.readable() {
		return Value{Kind: Map}, d.diags
	}
	var v Value
	switch f {
	case TOML:
		v = d.toml()
	case JSON:
		v = d.json()
	case Lines:
		v = d.lines()
	default:
		v = d.yaml()
	}
	if v.Kind != Map {
		if v.Kind != Null && len(d.diags) == 0 && (f != YAML || d.slipped(len(d.starts)) == 0) {
			d.report(v.Place, "bad-syntax", f.String()+" here must be a set of keys with values, found "+describe(v), "")
		}
		v = Value{Kind: Map, Place: v.Place}
	}
	d.clean(&v)
	return v, d.diags
}
