package markdown

import "slices"

// held names the elements that one stands in, the nearest first.
var held = map[string][]string{
	"li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"},
	"td": {"table"}, "th": {"table"}, "tr": {"table"}, "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"},
	"caption": {"table"}, "colgroup": {"table"}, "col": {"table"},
}

// implied names what stands between an element and the content that it cannot
// hold itself.
var implied = map[string]string{"table": "tbody", "thead": "tr", "tbody": "tr", "tfoot": "tr", "tr": "td", "ul": "li", "ol": "li", "dl": "dd"}

// makeRoom closes what cannot hold the element, and opens what it needs around
// it; false where it has no place.
func (b *builder) makeRoom(name string) bool {
	top := b.flow()
	if heading1(name) && heading1(top.name) || top.name == "p" {
		b.popTo(b.find(top.name))
		top = b.flow()
	}
	if b.inline && (b.strict || heading1(name)) || heading1(top.name) || top.name == "summary" || top.name == "pre" {
		return false
	}
	switch name {
	case "summary":
		_, titled := top.node.FirstChild().(*title)
		return top.name == "details" && !titled
	case "figcaption":
		return top.name == "figure"
	case "li", "dt", "dd":
		b.makeItem(name)
		return true
	}
	if held[name] == nil {
		b.need()
		return true
	}
	return b.makePart(name)
}

// makeItem ends the item before, or opens the list that is missing.
func (b *builder) makeItem(name string) {
	lists := held[name]
	i := b.find(append([]string{"li", "dt", "dd", "td", "th"}, lists...)...)
	if at := b.stack[i].name; i > 0 && (at == name || name[0] == 'd' && (at == "dt" || at == "dd")) {
		b.popTo(i)
	}
	if !slices.Contains(lists, b.flow().name) {
		b.need()
		b.imply(lists[0])
	}
}

// makePart goes back to where a table can take its part.
func (b *builder) makePart(name string) bool {
	table := b.find("table")
	if table == 0 {
		return false
	}
	keep, chain := []string{"table"}, []string(nil)
	switch name {
	case "td", "th":
		keep, chain = []string{"tr", "tbody", "thead", "tfoot", "table"}, []string{"tbody", "tr"}
	case "tr":
		keep, chain = []string{"tbody", "thead", "tfoot", "table"}, []string{"tbody"}
	case "col":
		keep, chain = []string{"colgroup", "table"}, []string{"colgroup"}
	}
	b.popTo(max(table, b.find(keep...)) + 1)
	for _, part := range chain {
		if top := b.flow().name; top == "table" || part == "tr" && top != "tr" {
			b.imply(part)
		}
	}
	return true
}

// need opens the cell or the item that content must stand in.
func (b *builder) need() {
	if b.flow().name == "colgroup" {
		b.popTo(b.find("colgroup"))
	}
	for part := implied[b.flow().name]; part != ""; part = implied[b.flow().name] {
		b.imply(part)
	}
}

// imply opens an element that was not written.
func (b *builder) imply(name string) {
	b.endLine()
	node := &flowNode{element: element{name: name}}
	b.append(node)
	b.push(nil, node.element, flow, node)
}
