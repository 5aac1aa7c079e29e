package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"memo/build/japanese"
)

// writer is how the text so far ends.
type writer struct {
	last  rune        // the last character, 0 for none
	blank *ast.String // the blank behind it
	soft  bool        // which is the end of a line
}

// place gives the node that text is written to: the line, or the innermost of
// what is open in it.
func (b *builder) place() ast.Node {
	b.need()
	b.beginLine()
	n, at := 0, b.line
	for _, e := range b.stack[1:] {
		if e.role != phrase {
			continue
		}
		if n == len(b.around) || b.around[n].entry != e {
			b.around = append(b.around[:n], placed{e, b.open(e, at)})
		}
		at = b.around[n].node
		n++
	}
	b.around = b.around[:n]
	return at
}

// open begins an element of a line, and gives what its content is written to.
func (b *builder) open(e *entry, into ast.Node) ast.Node {
	var n ast.Node
	switch {
	case e.name == "a":
		n = b.anchorNode(e.token)
	case e.name != "span" || e.class != "" || len(e.attrs) > 0:
		n = &phraseNode{element: e.element}
	}
	if n == nil {
		return into
	}
	into.AppendChild(into, n)
	return n
}

// beginLine makes sure that there is a line in the innermost element.
func (b *builder) beginLine() {
	if b.line != nil {
		return
	}
	e := b.flow()
	b.line = e.node
	if b.inline || isLine(e.node) {
		return
	}
	b.line = ast.NewTextBlock()
	if len(b.stack) == 1 || e.name == "details" || e.name == "blockquote" {
		b.line = ast.NewParagraph()
	}
	b.line.(interface{ SetPos(int) }).SetPos(b.pos)
	b.append(b.line)
}

// isLine tells the blocks that hold text itself.
func isLine(n ast.Node) bool {
	switch n.(type) {
	case *ast.Paragraph, *ast.Heading, *title:
		return true
	}
	return false
}

// endLine ends the line of text.
func (b *builder) endLine() {
	b.dropBlank()
	b.line, b.around, b.writer = nil, nil, writer{}
}

// dropBlank takes back the blank at the end.
func (b *builder) dropBlank() {
	if blank := b.writer.blank; blank != nil {
		blank.Parent().RemoveChild(blank.Parent(), blank)
		b.writer.blank = nil
	}
}

// gap keeps apart what a tag that goes has kept apart.
func (b *builder) gap() {
	if b.inline || isLine(b.flow().node) {
		b.write(" ")
	} else {
		b.endLine()
	}
}

// atom writes a node that is no text of ours.
func (b *builder) atom(n ast.Node) {
	if code, ok := b.flow().node.(*preformatted); ok {
		code.code.WriteString(b.codeOf(n))
		return
	}
	into := b.place()
	into.AppendChild(into, n)
	b.writer = writer{}
}

// codeOf gives what stands in code for a node.
func (b *builder) codeOf(n ast.Node) string {
	if t, ok := n.(texter); !ok {
		return b.plain(n)
	} else if t := t.plainText(b.sheet); t != " " {
		return t
	}
	return "\n" // <br>
}

// write writes words. Blanks are one, and at the ends of a line none.
func (b *builder) write(t string) {
	if code, ok := b.flow().node.(*preformatted); ok {
		code.code.WriteString(t)
		return
	}
	core := strings.TrimLeftFunc(t, isBlank)
	b.writeBlank(t[:len(t)-len(core)])
	t, core = core, strings.TrimRightFunc(core, isBlank)
	if core == "" {
		return
	}
	first, _ := utf8.DecodeRuneInString(core)
	if b.writer.soft && b.joinRunes(b.writer.last, first) {
		b.dropBlank()
	}
	b.writeString(b.collapsed(core))
	b.writer.blank = nil
	b.writer.last, _ = utf8.DecodeLastRuneInString(core)
	b.writeBlank(t[len(core):])
}

func (b *builder) writeString(t string) *ast.String {
	n := ast.NewString([]byte(t))
	into := b.place()
	into.AppendChild(into, n)
	return n
}

func (b *builder) writeBlank(t string) {
	began := b.line != nil && b.line.HasChildren()
	if t == "" || b.writer.blank != nil || !began && !b.inline || implied[b.flow().name] != "" {
		return
	}
	b.writer.blank, b.writer.soft = b.writeString(" "), strings.Contains(t, "\n")
}

// isBlank tells HTML's blanks; that of Japanese is a character.
func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }

// collapsed makes one of each run of blanks, and none of a line's end in
// Japanese.
func (b *builder) collapsed(t string) string {
	var out strings.Builder
	before := rune(0)
	for t != "" {
		word := t
		if i := strings.IndexFunc(t, isBlank); i >= 0 {
			word = t[:i]
		}
		out.WriteString(word)
		before, _ = utf8.DecodeLastRuneInString(word)
		rest := strings.TrimLeftFunc(t[len(word):], isBlank)
		after, _ := utf8.DecodeRuneInString(rest)
		gap := t[len(word) : len(t)-len(rest)]
		if gap != "" && !(strings.Contains(gap, "\n") && b.joinRunes(before, after)) {
			out.WriteByte(' ')
		}
		t = rest
	}
	return out.String()
}

func (b *builder) joinRunes(before, after rune) bool {
	return b.o.LineBreaks == "join" && before != 0 && !unicode.IsSpace(after) && japanese.Joins(before, after)
}
