package decode

import (
	"bytes"
	"unicode/utf8"
)

// lines reads one "key: value" a line. A value is text to the end of its line
// and needs no quotes; a line without a colon says nothing.
func (d *document) lines() Value {
	v := Value{Kind: Map, Place: Place{Line: d.first, Col: 1}}
	seen := map[string]int{}
	for n, start := range d.starts {
		text := d.line(n + 1)
		name, value, ok := bytes.Cut(text, []byte(":"))
		if !ok || len(bytes.TrimSpace(name)) == 0 {
			continue
		}
		key := Key{Name: string(bytes.TrimSpace(name)), Place: d.trimmed(start, name)}
		if !d.grow(key.Place, 1) {
			break
		}
		key.Value = Value{Kind: String, Text: string(bytes.TrimSpace(value)), Place: d.trimmed(start+len(name)+1, value)}
		if key.Value.Text == "" {
			key.Value.Kind = Null
		}
		d.put(&v, seen, key)
	}
	return v
}

// trimmed gives the place of text, which stands at offset off of src, without
// the blanks around it.
func (d *document) trimmed(off int, text []byte) Place {
	inner := bytes.TrimLeft(text, " \t")
	p := d.place(off+len(text)-len(inner), 0)
	p.Len = utf8.RuneCount(bytes.TrimSpace(inner))
	return p
}
