package decode

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"memo/build/diag"
)

// maxRepairs is how many YAML or TOML syntax errors of one document are shown.
const maxRepairs = 10

// yaml parses src through yaml.Node, which keeps the text of dates and
// numbers. After a syntax error the line is read as its author meant it, with
// a warning, or the broken entry is blanked and the rest read again, so that
// two open quotes are two diagnostics in one run.
func (d *document) yaml() Value {
	var texts literals
	src := texts.hidePlaceholders(d.src)
	for range maxRepairs {
		var n yaml.Node
		err := yaml.Load(src, &n)
		if err == nil {
			texts.restore(&n)
			return d.fromYAML(&n)
		}
		if len(bytes.TrimSpace(withoutComments(src))) == 0 {
			return Value{}
		}
		rest, ok := d.repair(src, err, &texts)
		if !ok {
			return Value{}
		}
		src = rest
	}
	if !d.diags.HasErrors() { // nothing is read, and so nothing must be published
		d.report(Place{Line: d.first, Col: 1}, "bad-syntax", "too many lines here are no YAML", "put their values in quotes")
	}
	return Value{}
}

// repair gives src without the mistake that err tells of, and reports it.
func (d *document) repair(src []byte, err error, texts *literals) ([]byte, bool) {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		d.report(Place{Line: d.first, Col: 1}, "bad-syntax", "invalid YAML: "+err.Error(), "")
		return blank(src, 1, yamlEntry)
	}
	line, col := d.yamlMark(e)
	if slip := d.slipped(line); slip > 0 {
		return blank(src, slip, yamlEntry)
	}
	message, hint := explainYAML(e.Message, e.ContextMsg, d.line(line), d.line(line-1))
	at := Place{Line: line + d.first - 1, Col: col, Len: 1}
	if rest := untab(src); message == tabbed && !bytes.Equal(rest, src) {
		d.add(diag.Warning, at, "bad-syntax", message, hint)
		return rest, true
	}
	if rest, ok := texts.hideValue(src, line); ok {
		d.add(diag.Warning, at, "bad-syntax", message, hint)
		return rest, true
	}
	if n := len(d.diags); n == 0 || d.diags[n-1].Line != at.Line { // one finding per line: a second is the echo of the first
		d.report(at, "bad-syntax", message, hint)
	}
	return blank(src, line, yamlEntry)
}

func (d *document) fromYAML(n *yaml.Node) Value {
	if n.Kind == yaml.DocumentNode {
		if len(n.Content) == 0 {
			return Value{}
		}
		n = n.Content[0]
	}
	return (&yamlTree{document: d, open: map[*yaml.Node]bool{}}).value(n, 0)
}

// yamlTree converts nodes. An alias is a pointer into the same tree: open
// holds the ones being expanded, so that a value cannot contain itself.
type yamlTree struct {
	*document
	open map[*yaml.Node]bool
}

func (t *yamlTree) value(n *yaml.Node, depth int) Value {
	p := t.nodePlace(n)
	if !t.grow(p, depth) {
		return Value{Place: p}
	}
	switch n.Kind {
	case yaml.AliasNode:
		if t.open[n.Alias] {
			t.report(p, "bad-syntax", "alias *"+n.Value+" contains itself", "")
			return Value{Place: p}
		}
		t.open[n.Alias] = true
		defer delete(t.open, n.Alias)
		return t.value(n.Alias, depth+1)
	case yaml.MappingNode:
		return t.mapping(n, p, depth)
	case yaml.SequenceNode:
		v := Value{Kind: List, Place: p}
		for _, c := range n.Content {
			v.List = append(v.List, t.value(c, depth+1))
		}
		return v
	}
	return yamlScalar(n, p)
}

// mapping converts a map; keys merged with << come last and never override.
func (t *yamlTree) mapping(n *yaml.Node, p Place, depth int) Value {
	v := Value{Kind: Map, Place: p}
	var merged []Key
	seen := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		for key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		kp := t.nodePlace(n.Content[i])
		value := t.value(n.Content[i+1], depth+1)
		if key.Kind != yaml.ScalarNode {
			t.report(kp, "bad-syntax", "a key must be plain text", "quote a value that starts with {")
			continue
		}
		if key.ShortTag() == "!!merge" {
			merged = append(merged, mergeKeys(value)...)
			continue
		}
		t.put(&v, seen, Key{Name: key.Value, Place: kp, Value: value})
	}
	for _, k := range merged {
		if _, set := seen[k.Name]; !set {
			t.put(&v, seen, k)
		}
	}
	return v
}

// mergeKeys gives the entries of the map, or of the list of maps, behind <<.
func mergeKeys(v Value) []Key {
	keys := v.Keys
	for _, item := range v.List {
		keys = append(keys, item.Keys...)
	}
	return keys
}

func yamlScalar(n *yaml.Node, p Place) Value {
	v := Value{Kind: String, Text: n.Value, Place: p}
	switch n.ShortTag() {
	case "!!null":
		v.Kind = Null
	case "!!bool":
		v.Kind, v.Bool = Bool, strings.EqualFold(n.Value, "true")
	case "!!timestamp":
		v.Kind = Time
	case "!!int":
		if i, err := strconv.ParseInt(strings.ReplaceAll(n.Value, "_", ""), 0, 64); err == nil {
			v.Kind, v.Int = Int, i
		}
	case "!!float":
		if f, err := strconv.ParseFloat(strings.ReplaceAll(n.Value, "_", ""), 64); err == nil && finite(f) {
			v.Kind, v.Float = Float, f
		}
	}
	return v
}

// yamlMark gives the line and column of src at which to show an error: where
// a list or a text was opened rather than where the scanner gave up on it.
func (d *document) yamlMark(e *yaml.LoadError) (line, col int) {
	mark := e.Mark
	opened := strings.Contains(e.ContextMsg, "quoted scalar") && !strings.Contains(e.Message, "escape")
	if opened || strings.Contains(e.ContextMsg, "flow sequence") || strings.Contains(e.ContextMsg, "flow mapping") || mark.Line == 0 {
		mark = e.ContextMark
	}
	line, col = min(max(mark.Line, 1), len(d.starts)), max(mark.Column, 1)
	for line > 1 && len(bytes.TrimSpace(d.line(line))) == 0 {
		line--
		col = utf8.RuneCount(d.line(line)) + 1
	}
	return line, col
}
