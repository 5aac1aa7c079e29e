package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// footnotes reads [^label] with its [^label]: definition and ^[inline ones],
// numbered in the order in which the text first refers to them. The notes
// stay where they were written until the tree stands: the parser comes by and
// reads their text like any other.
type footnotes struct{}

// Extend adds parsers, transformer and drawing.
func (footnotes) Extend(m goldmark.Markdown) {
	extend(m, drawing{
		kindNote:     drawNote,
		kindNoteRef:  drawNoteRef,
		kindNoteBack: drawNoteBack,
		kindNotes:    drawNotes,
	},
		parser.WithBlockParsers(util.Prioritized(noteParser{}, 850)),
		parser.WithInlineParsers(util.Prioritized(noteRefParser{}, 110), util.Prioritized(inlineNoteParser{}, 110)),
		parser.WithASTTransformers(util.Prioritized(footnotes{}, 200)))
}

// note is a footnote's text.
type note struct {
	ast.BaseBlock
	label  string
	number int // 0 until the text refers to it
	refs   int
}

// noteRef is the mark in the text.
type noteRef struct {
	ast.BaseInline
	note   *note
	number int // among the references to the same note
}

// noteBack is the way from a note back to a reference.
type noteBack struct {
	ast.BaseInline
	note   *note
	number int
}

// notes is the section at the end.
type notes struct{ ast.BaseBlock }

var (
	kindNote     = ast.NewNodeKind("Note")
	kindNoteRef  = ast.NewNodeKind("NoteRef")
	kindNoteBack = ast.NewNodeKind("NoteBack")
	kindNotes    = ast.NewNodeKind("Notes")
)

// Kind names the node.
func (*note) Kind() ast.NodeKind { return kindNote }

// Kind names the node.
func (*noteRef) Kind() ast.NodeKind { return kindNoteRef }

// Kind names the node.
func (*noteBack) Kind() ast.NodeKind { return kindNoteBack }

// Kind names the node.
func (*notes) Kind() ast.NodeKind { return kindNotes }

// Dump prints the node.
func (n *note) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// Dump prints the node.
func (n *noteRef) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// Dump prints the node.
func (n *noteBack) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// Dump prints the node.
func (n *notes) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

func (*noteRef) plainText(*sheet) string  { return "" }
func (*noteBack) plainText(*sheet) string { return "" }

// noteParser reads [^label]: text and what is indented below it.
type noteParser struct{}

// Trigger gives the bracket.
func (noteParser) Trigger() []byte { return []byte{'['} }

// CanInterruptParagraph is true: definitions follow one another line by line.
func (noteParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is false.
func (noteParser) CanAcceptIndentedLine() bool { return false }

// Open reads the label.
func (noteParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], []byte("[^")) {
		return nil, parser.NoChildren
	}
	end := bytes.IndexByte(line[pos:], ']')
	if end < 3 || pos+end+1 >= len(line) || line[pos+end+1] != ':' || bytes.IndexByte(line[pos+2:pos+end], '[') >= 0 {
		return nil, parser.NoChildren
	}
	label := util.ToLinkReference(line[pos+2 : pos+end])
	if label == "" {
		return nil, parser.NoChildren
	}
	n := &note{label: label}
	reader.AdvanceAndSetPadding(pos+end+2-segment.Padding, 0)
	return n, parser.HasChildren
}

// Continue takes blank lines and lines indented by four.
func (noteParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close makes the note known by its label.
func (noteParser) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	s, n := sheetOf(pc), node.(*note)
	if _, twice := s.notes[n.label]; twice {
		at := max(0, n.Pos())
		s.diags.Add(s.warning(at, at+len(n.label)+3, "footnote", "footnote "+n.label+" is defined twice", ""))
		return
	}
	if s.notes == nil {
		s.notes = map[string]*note{}
	}
	s.notes[n.label] = n
}

// noteRefParser reads [^label] in the text.
type noteRefParser struct{}

// Trigger gives the bracket.
func (noteRefParser) Trigger() []byte { return []byte{'['} }

// Parse finds the note; without one the text stays as it is.
func (noteRefParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 4 || line[1] != '^' {
		return nil
	}
	end := bytes.IndexByte(line, ']')
	if end < 3 {
		return nil
	}
	s := sheetOf(pc)
	n, ok := s.notes[util.ToLinkReference(line[2:end])]
	if !ok {
		if bytes.IndexAny(line[2:end], ` \^[-`) < 0 {
			s.diags.Add(s.warning(segment.Start, segment.Start+end+1, "footnote", "footnote is not defined: "+string(line[:end+1]), ""))
		}
		return nil
	}
	block.Advance(end + 1)
	return &noteRef{note: n}
}

// inlineNoteParser reads ^[text].
type inlineNoteParser struct{}

// Trigger gives the caret.
func (inlineNoteParser) Trigger() []byte { return []byte{'^'} }

// Parse puts the text into a note of its own.
func (inlineNoteParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if line, _ := block.PeekLine(); len(line) < 3 || line[1] != '[' {
		return nil
	}
	block.Advance(2)
	segments := text.NewSegments()
	depth, size := 1, 0
	for size < maxInlineNote {
		line, segment := block.PeekLine()
		if line == nil {
			return nil
		}
		line = line[:min(len(line), maxInlineNote-size)]
		n, left := bracketEnd(line, depth)
		if depth = left; depth == 0 {
			if segment.Stop = segment.Start + n; n > 0 {
				segments.Append(segment)
			}
			block.Advance(n + 1)
			return addNote(parent, segments)
		}
		segments.Append(segment)
		size += len(line)
		block.AdvanceLine()
	}
	return nil
}

// maxInlineNote is how far the end of an inline note is looked for.
const maxInlineNote = 4096

// bracketEnd gives where a line closes the last of depth brackets, or how
// many are open behind it. Code and escapes are passed over.
func bracketEnd(line []byte, depth int) (at, open int) {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '`':
			if end := bytes.IndexByte(line[i+1:], '`'); end > 0 {
				i += end + 1
			}
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i, 0
			}
		}
	}
	return len(line), depth
}

// addNote appends a note with the given text to the document, where the
// parser, which goes from front to back, will come by.
func addNote(parent ast.Node, segments *text.Segments) ast.Node {
	n, body := &note{}, ast.NewParagraph()
	body.SetLines(segments)
	n.AppendChild(n, body)
	for parent.Parent() != nil {
		parent = parent.Parent()
	}
	parent.AppendChild(parent, n)
	return &noteRef{note: n}
}

// Transform numbers the notes and moves them to the end.
func (footnotes) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	s := sheetOf(pc)
	all := findNotes(doc, nil)
	if len(all) == 0 {
		return
	}
	for _, n := range all {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	list := numberNotes(doc, nil)
	for i := 0; i < len(list); i++ {
		list = numberNotes(list[i], list)
	}
	section := &notes{}
	for _, n := range list {
		section.AppendChild(section, n)
		n.addBacks()
	}
	for _, n := range all {
		if n.number == 0 {
			at := max(0, n.Pos())
			s.diags.Add(s.warning(at, at+len(n.label)+3, "footnote", "nothing refers to footnote "+n.label, ""))
		}
	}
	if len(list) > 0 {
		doc.AppendChild(doc, section)
	}
}

func findNotes(n ast.Node, list []*note) []*note {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if n, ok := c.(*note); ok {
			list = append(list, n)
		}
		list = findNotes(c, list)
	}
	return list
}

// numberNotes appends the notes that n refers to first.
func numberNotes(n ast.Node, list []*note) []*note {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if ref, ok := c.(*noteRef); ok {
			if ref.note.number == 0 {
				list = append(list, ref.note)
				ref.note.number = len(list)
			}
			ref.note.refs++
			ref.number = ref.note.refs
		}
		list = numberNotes(c, list)
	}
	return list
}

// addBacks puts the ways back at the end of the note's text.
func (n *note) addBacks() {
	var into ast.Node = n
	if last := n.LastChild(); last != nil && last.Kind() == ast.KindParagraph {
		into = last
	}
	for i := range n.refs {
		into.AppendChild(into, &noteBack{note: n, number: i + 1})
	}
}

// refID gives the id of a note's reference.
func refID(n *note, number int) string {
	id := "fnref-" + strconv.Itoa(n.number)
	if number > 1 {
		id += "-" + strconv.Itoa(number)
	}
	return id
}

func drawNoteRef(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	ref := n.(*noteRef)
	if !entering || s.bare {
		return ast.WalkContinue
	}
	number := strconv.Itoa(ref.note.number)
	s.put(`<sup class="fnref">`)
	if within(n, ast.KindLink) {
		s.put(number, "</sup>")
		return ast.WalkContinue
	}
	s.put("<a")
	s.attr("id", refID(ref.note, ref.number))
	s.attr("href", "#fn-"+number)
	s.attr("aria-label", fill(s.o.Words.Footnote, number))
	s.put(">", number, "</a></sup>")
	return ast.WalkContinue
}

// within tells whether n stands inside a node of a kind.
func within(n ast.Node, kind ast.NodeKind) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == kind {
			return true
		}
	}
	return false
}

func drawNotes(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		s.put(`<section class="footnotes" role="doc-endnotes"`)
		s.attr("aria-label", s.o.Words.Footnotes)
		s.put(">\n<ol>\n")
	} else {
		s.put("</ol>\n</section>\n")
	}
	return ast.WalkContinue
}

func drawNote(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		s.put("<li")
		s.attr("id", "fn-"+strconv.Itoa(n.(*note).number))
		s.put(">\n")
	} else {
		s.put("</li>\n")
	}
	return ast.WalkContinue
}

func drawNoteBack(s *sheet, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	back := n.(*noteBack)
	number := strconv.Itoa(back.note.number)
	s.put(` <a class="fnback"`)
	s.attr("href", "#"+refID(back.note, back.number))
	s.attr("aria-label", fill(s.o.Words.BackToText, number))
	s.put(">↩</a>")
	return ast.WalkContinue
}
