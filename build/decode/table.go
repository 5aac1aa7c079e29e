package decode

// table is a map under construction.
type table struct {
	place   Place
	names   []string
	entries map[string]*entry
	headed  bool // by a [header] of its own: a second one is a mistake
	dotted  bool // by the dotted key of a value: no header opens it
	sealed  bool // an inline table: nothing can be added later
}

// entry is a key of a table with one of: a finished value, a table, a list of tables.
type entry struct {
	place Place
	value Value
	table *table
	list  []*table
}

func newTable(p Place) *table { return &table{place: p, entries: map[string]*entry{}} }

func (t *table) add(name string, e *entry) {
	t.names = append(t.names, name)
	t.entries[name] = e
}

func (t *table) value() Value {
	v := Value{Kind: Map, Place: t.place}
	for _, name := range t.names {
		e := t.entries[name]
		switch {
		case e.table != nil:
			e.value = e.table.value()
		case e.list != nil:
			e.value = Value{Kind: List, Place: e.place}
			for _, item := range e.list {
				e.value.List = append(e.value.List, item.value())
			}
		}
		v.Keys = append(v.Keys, Key{Name: name, Place: e.place, Value: e.value})
	}
	return v
}
