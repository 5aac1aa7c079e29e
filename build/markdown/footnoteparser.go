package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

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
	end := bytes.IndexByte(line[pos:min(len(line), pos+maxLabel)], ']')
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

// maxLabel is how far the end of a label is looked for: CommonMark allows 999
// characters.
const maxLabel = 4096

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

// Trigger gives the bracket, and the mark that would make a picture of it.
func (noteRefParser) Trigger() []byte { return []byte{'[', '!'} }

// Parse finds the note; without one the text stays as it is.
func (noteRefParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	exclaims := line[0] == '!'
	if exclaims {
		line = line[1:]
	}
	if len(line) < 4 || line[0] != '[' || line[1] != '^' {
		return nil
	}
	end := bytes.IndexByte(line[:min(len(line), maxLabel)], ']')
	if end < 3 {
		return nil
	}
	s := sheetOf(pc)
	if _, ok := s.notes[util.ToLinkReference(line[2:end])]; exclaims && ok && !bytes.HasPrefix(line[end+1:], []byte("(")) {
		block.Advance(1)
		return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+1))
	} else if exclaims {
		return nil
	}
	n, ok := s.notes[util.ToLinkReference(line[2:end])]
	if !ok {
		if !bytes.ContainsAny(line[2:end], ` \^[-`) {
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
