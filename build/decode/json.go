package decode

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// json checks src as a whole first, because only that gives the exact offset
// of a mistake, and then walks its tokens.
func (d *document) json() Value {
	var raw json.RawMessage
	if err := json.Unmarshal(d.src, &raw); err != nil {
		d.jsonError(err)
		return Value{}
	}
	t := &jsonTree{document: d, dec: json.NewDecoder(bytes.NewReader(d.src))}
	t.dec.UseNumber()
	return t.value(0)
}

type jsonTree struct {
	*document
	dec *json.Decoder
}

// next gives the next token and its place.
func (t *jsonTree) next() (json.Token, Place) {
	off := int(t.dec.InputOffset())
	for off < len(t.src) && strings.IndexByte(" \t\r\n,:", t.src[off]) >= 0 {
		off++
	}
	tok, err := t.dec.Token()
	if err != nil {
		return nil, t.place(off, 1)
	}
	return tok, t.place(off, int(t.dec.InputOffset())-off)
}

func (t *jsonTree) value(depth int) Value {
	tok, p := t.next()
	v := Value{Place: p}
	if !t.grow(p, depth) {
		return v
	}
	switch tok := tok.(type) {
	case bool:
		v.Kind, v.Bool, v.Text = Bool, tok, "false"
		if tok {
			v.Text = "true"
		}
	case string:
		v.Kind, v.Text = String, tok
	case json.Number:
		v.Kind, v.Text = Float, tok.String()
		var err error
		if v.Int, err = tok.Int64(); err == nil {
			v.Kind = Int
		} else if v.Float, err = tok.Float64(); err != nil {
			v.Kind = String
		}
	case json.Delim:
		if tok == '{' {
			return t.object(v, depth)
		}
		return t.array(v, depth)
	}
	return v
}

func (t *jsonTree) array(v Value, depth int) Value {
	v.Kind = List
	for t.dec.More() && t.nodes < maxNodes && depth < maxDepth-1 {
		v.List = append(v.List, t.value(depth+1))
	}
	t.skip(v.Place, depth)
	return v
}

func (t *jsonTree) object(v Value, depth int) Value {
	v.Kind = Map
	seen := map[string]int{}
	for t.dec.More() && t.nodes < maxNodes && depth < maxDepth-1 {
		tok, p := t.next()
		name, _ := tok.(string)
		t.put(&v, seen, Key{Name: name, Place: p, Value: t.value(depth + 1)})
	}
	t.skip(v.Place, depth)
	return v
}

// skip reads to the end of the open list or map, which is longer or deeper
// than what is taken only when the document is rejected.
func (t *jsonTree) skip(p Place, depth int) {
	if t.dec.More() {
		t.grow(p, depth+1)
	}
	for open := 1; open > 0; {
		tok, err := t.dec.Token()
		if err != nil {
			return
		}
		switch tok {
		case json.Delim('{'), json.Delim('['):
			open++
		case json.Delim('}'), json.Delim(']'):
			open--
		}
	}
}

func (d *document) jsonError(err error) {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		d.report(d.place(0, 1), "bad-syntax", "invalid JSON: "+err.Error(), "")
		return
	}
	off := max(int(syntax.Offset)-1, 0)
	hint := ""
	before := bytes.TrimRight(d.src[:min(off, len(d.src))], " \t\r\n")
	if bytes.HasSuffix(before, []byte(",")) {
		hint = "JSON has no comma after the last entry"
	}
	d.report(d.place(off, 1), "bad-syntax", "invalid JSON: "+syntax.Error(), hint)
}
