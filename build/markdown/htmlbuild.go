package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// builder puts the tokens of one node together as a tree. Elements that hold
// blocks nest as they were written. Those in a line of text are always inside
// a line of text: <a><h2>…</h2></a> becomes <h2><a>…</a></h2>, and a <b> that
// goes on behind a paragraph begins anew in the next. So nothing is lost where
// tags cross, and no browser needs to mend the page.
type builder struct {
	*sheet
	inline bool     // the node is a line of text
	strict bool     // and one that holds no blocks: a heading, a link
	stack  []*entry // what is open; the first is the node itself
	part   int      // the HTML block that is read

	pos int // where the token stands that is read

	line   ast.Node // the line of text that is written, nil for none
	around []placed // what is open in it
	writer writer

	over   map[string]int // elements too deep to be kept whose end tags follow, by name
	strays []htmlToken    // end tags of blocks without a start, at the end
}

// entry is an element that is open.
type entry struct {
	element
	written string // its name as the author has it; "" for what is only implied
	role    role
	node    ast.Node // of what holds blocks
	token   *htmlToken
	part    int  // the HTML block it was opened in
	closed  bool // its end tag follows
}

// placed is an open element of a line with the node that it has in this line.
type placed struct {
	entry *entry
	node  ast.Node
}

// build fills n with what the tokens say.
func (s *sheet) build(n ast.Node, tokens []htmlToken, inline bool) {
	pair(tokens)
	b := &builder{sheet: s, inline: inline, stack: []*entry{{role: flow, node: n}}}
	if inline {
		k := n.Kind()
		b.part, b.strict = 1, !(k == ast.KindParagraph || k == ast.KindTextBlock || k == east.KindTableCell)
	}
	for i := 0; i < len(tokens); {
		t := &tokens[i]
		if t.part != b.part {
			b.endLine()
			b.part = t.part
			b.settle()
		}
		if t.kind != endTag {
			b.strays = nil
		}
		i += b.token(tokens, i)
	}
	for len(b.stack) > 1 {
		b.pop()
	}
	b.endLine()
	if inline && len(b.strays) > 0 {
		if s.strays == nil {
			s.strays = map[ast.Node][]htmlToken{}
		}
		s.strays[n] = b.strays
	}
}

// pair finds the end tag of each start tag. An element without one ends with
// its HTML block, so that it cannot take in the rest of a page.
func pair(tokens []htmlToken) {
	open := map[string][]int{}
	for i, t := range tokens {
		name := t.name
		if heading1(name) {
			name = "h1"
		}
		list := open[name]
		switch {
		case t.kind == startTag && !(rules[name].role == hidden && len(list) > 0):
			open[name] = append(list, i)
		case t.kind == endTag && len(list) > 0:
			tokens[list[len(list)-1]].pair = i
			open[name] = list[:len(list)-1]
		}
	}
}

func heading1(name string) bool {
	return len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6'
}

// token reads the token at i and gives how many were read.
func (b *builder) token(tokens []htmlToken, i int) int {
	t := &tokens[i]
	b.pos = t.at
	switch t.kind {
	case markdownNode:
		b.markdown(t.node)
	case wordsToken:
		b.words(t)
	case commentToken:
		b.comment(t)
	case oddity:
		b.leaveOut(t, "<!…> or <?…>")
	case startTag:
		return b.startTag(tokens, i)
	case endTag:
		b.endTag(t)
	}
	return 1
}

func (b *builder) comment(t *htmlToken) {
	if !strings.HasSuffix(t.raw, "-->") && !strings.HasSuffix(t.raw, "--!>") {
		b.warnOnce(t, "unclosed", "<!-- is never closed, and what follows is left out", "end it with -->")
	}
	if b.inline {
		b.noteComment(b.stack[0].node, t.raw)
		return
	}
	before, place := b.more, &summaryEnd{}
	if b.noteComment(place, t.raw); b.more != before {
		b.endLine()
		b.append(place)
	}
}

// flow gives the innermost element that holds blocks.
func (b *builder) flow() *entry {
	i := len(b.stack) - 1
	for b.stack[i].role != flow {
		i--
	}
	return b.stack[i]
}

// find gives where the innermost of the elements is open, 0 where none is.
func (b *builder) find(names ...string) int {
	for i := len(b.stack) - 1; i > 0; i-- {
		for _, name := range names {
			if b.stack[i].name == name {
				return i
			}
		}
	}
	return 0
}

// append adds a block to the innermost element.
func (b *builder) append(n ast.Node) {
	into := b.flow().node
	into.AppendChild(into, n)
}
