package decode

import (
	"errors"
	"fmt"

	"github.com/pelletier/go-toml/v2/unstable"
)

// toml builds the tree from the parser's expressions, because only they have
// places. The library's own decoder judges single values and not the document:
// it looks for each key among all before it, 224 ms for 80 kB of them.
func (d *document) toml() Value {
	src := d.src
	for range maxRepairs {
		if !d.shallow(src) {
			return Value{}
		}
		b := &tomlTree{document: d, root: newTable(Place{Line: d.first, Col: 1})}
		line := b.read(src)
		if line == 0 {
			return b.root.value()
		}
		rest, ok := blank(src, line, tomlEntry)
		if !ok {
			return Value{}
		}
		src = rest
	}
	return Value{}
}

// shallow keeps out nesting that would exhaust the stack: the TOML parser
// calls itself once per bracket and has no limit of its own. Brackets in
// strings count as well, which no document of memo's will ever notice.
func (d *document) shallow(src []byte) bool {
	depth := 0
	for i, c := range src {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		}
		if depth > maxDepth {
			d.report(d.place(i, 1), "too-deep", fmt.Sprintf("nested more than %d levels deep", maxDepth), "")
			return false
		}
	}
	return true
}

// tomlTree is one reading of a document.
type tomlTree struct {
	*document
	parser unstable.Parser
	root   *table
}

// read fills the tree; it gives the line of the first syntax error, 0 for none.
// What else is wrong is reported by the reading that comes to the end.
func (t *tomlTree) read(src []byte) int {
	before := len(t.diags)
	t.parser.Reset(src)
	current := t.root
	for t.parser.NextExpression() {
		switch e := t.parser.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			current = t.header(e)
		case unstable.KeyValue:
			t.keyValue(current, e, 0)
		}
	}
	var wrong *unstable.ParserError
	if !errors.As(t.parser.Error(), &wrong) {
		return 0
	}
	t.diags = t.diags[:before]
	r := t.parser.Range(wrong.Highlight)
	p := t.place(int(r.Offset), max(int(r.Length), 1))
	t.report(p, "bad-syntax", "invalid TOML: "+spellOut(wrong.Message, src[r.Offset:]), tomlHint(string(t.line(p.Line-t.first+1))))
	return p.Line - t.first + 1
}

// part is one name of a dotted key.
type part struct {
	name  string
	place Place
}

func (t *tomlTree) key(e *unstable.Node) []part {
	var parts []part
	for it := e.Key(); it.Next(); {
		n := it.Node()
		parts = append(parts, part{string(n.Data), t.place(int(n.Raw.Offset), int(n.Raw.Length))})
	}
	return parts
}

// descend walks the leading parts of a key, making tables on the way; nil
// when something else stands there already. The dotted key of a value adds to
// no table but what such keys made.
func (t *tomlTree) descend(from *table, parts []part, dotted bool) *table {
	if len(parts) >= maxDepth {
		t.report(parts[0].place, "too-deep", fmt.Sprintf("nested more than %d levels deep", maxDepth), "")
		return nil
	}
	for _, p := range parts {
		e := from.entries[p.name]
		switch {
		case e == nil:
			e = &entry{place: p.place, table: newTable(p.place)}
			e.table.dotted = dotted
			from.add(p.name, e)
		case len(e.list) > 0 && !dotted:
			from = e.list[len(e.list)-1]
			continue
		case e.table == nil || e.table.sealed || dotted && !e.table.dotted:
			t.repeated(p.name, p.place, e.place)
			return nil
		}
		from = e.table
	}
	return from
}

// header opens the table that [a.b] or [[a.b]] names.
func (t *tomlTree) header(e *unstable.Node) *table {
	parts := t.key(e)
	last := parts[len(parts)-1]
	opened := newTable(last.place)
	opened.headed = true
	parent := t.descend(t.root, parts[:len(parts)-1], false)
	if parent == nil {
		return opened
	}
	known := parent.entries[last.name]
	switch {
	case known == nil && e.Kind == unstable.Table:
		parent.add(last.name, &entry{place: last.place, table: opened})
	case known == nil:
		parent.add(last.name, &entry{place: last.place, list: []*table{opened}})
	case e.Kind == unstable.ArrayTable && len(known.list) > 0:
		known.list = append(known.list, opened)
	case e.Kind == unstable.Table && known.table != nil && !known.table.headed && !known.table.dotted && !known.table.sealed:
		known.table.headed = true
		return known.table
	default:
		t.repeated(last.name, last.place, known.place)
	}
	return opened
}

func (t *tomlTree) keyValue(in *table, e *unstable.Node, depth int) {
	parts := t.key(e)
	last := parts[len(parts)-1]
	parent := t.descend(in, parts[:len(parts)-1], true)
	made := t.node(e.Value(), last.place, depth)
	if parent == nil {
		return
	}
	if known := parent.entries[last.name]; known != nil {
		t.repeated(last.name, last.place, known.place)
		return
	}
	made.place = last.place
	parent.add(last.name, made)
}

// node converts a value. Lists have no place of their own in the parser's
// tree and take their key's.
func (t *tomlTree) node(n *unstable.Node, near Place, depth int) *entry {
	p := near
	if n.Raw.Length > 0 {
		p = t.place(int(n.Raw.Offset), int(n.Raw.Length))
	}
	if !t.grow(p, depth) {
		return &entry{value: Value{Place: p}}
	}
	switch n.Kind {
	case unstable.InlineTable:
		inline := newTable(p)
		for it := n.Children(); it.Next(); {
			t.keyValue(inline, it.Node(), depth+1)
		}
		inline.sealed = true
		return &entry{table: inline}
	case unstable.Array:
		v := Value{Kind: List, Place: p}
		for it := n.Children(); it.Next(); {
			item := t.node(it.Node(), p, depth+1)
			if item.table != nil {
				item.value = item.table.value()
			}
			v.List = append(v.List, item.value)
		}
		return &entry{value: v}
	}
	return &entry{value: t.scalar(n, p)}
}
