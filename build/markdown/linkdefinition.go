package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// linkDefinitions takes the lines [label]: address "title" off the head of a
// paragraph. goldmark copies all lines behind each: 100,000 took 11 s.
type linkDefinitions struct{}

// Transform takes them off.
func (linkDefinitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, taken := node.Lines(), 0
	t := linesOf(node, reader.Source())
	for {
		reference, n := readDefinition(t)
		if n == 0 {
			break
		}
		pc.AddReference(reference)
		d := ast.NewLinkReferenceDefinition(reference.Label(), reference.Destination(), reference.Title())
		d.SetBlankPreviousLines(taken == 0 && node.HasBlankPreviousLines())
		d.SetPos(lines.At(taken).Start)
		node.Parent().InsertBefore(node.Parent(), node, d)
		first := lines.At(taken)
		taken += bytes.Count(t[:n-1], []byte("\n")) + 1
		if isRemark(reference) {
			sheetOf(pc).remark(first.Start, lines.At(taken-1).Stop)
		}
		t = t[n:]
	}
	if lines.SetSliced(taken, lines.Len()); lines.Len() == 0 {
		node.Parent().RemoveChild(node.Parent(), node)
	}
}

// isRemark tells [//]: # (a comment), which nothing can refer to.
func isRemark(r parser.Reference) bool {
	label, to := string(bytes.ToLower(r.Label())), string(r.Destination())
	return (to == "" || to == "#") && (label == "comment" || strings.IndexFunc(label, unicode.IsLetter) < 0)
}

// linesOf gives the text of a paragraph that begins with a bracket; of others
// nothing.
func linesOf(node *ast.Paragraph, src []byte) []byte {
	if first := node.Lines().At(0); !bytes.HasPrefix(bytes.TrimLeft(first.Value(src), " "), []byte("[")) {
		return nil
	}
	return node.Lines().Value(src)
}

// readDefinition reads the definition that t begins with, and gives the length
// of its lines, 0 when there is none.
func readDefinition(t []byte) (parser.Reference, int) {
	at := pastSpace(t, 0)
	if at == len(t) || t[at] != '[' {
		return nil, 0
	}
	end := closing(t, at, ']')
	if end < 0 || util.IsBlank(t[at+1:end]) || end+1 == len(t) || t[end+1] != ':' {
		return nil, 0
	}
	label := t[at+1 : end]
	address, at := readAddress(t, pastSpace(t, end+2))
	if at < 0 {
		return nil, 0
	}
	if title, n := readTitle(t, at); n > 0 {
		return parser.NewReference(label, address, title), n
	}
	if n := lineEnd(t, at); util.IsBlank(t[at:n]) {
		return parser.NewReference(label, address, nil), n
	}
	return nil, 0
}

// readAddress reads the address at from and tells where it ends, -1 without one.
func readAddress(t []byte, from int) (address []byte, end int) {
	if from < len(t) && t[from] == '<' {
		if end = closing(t[:lineEnd(t, from)], from, '>'); end < 0 {
			return nil, -1
		}
		return t[from+1 : end], end + 1
	}
	depth := 0
	for end = from; end < len(t) && !util.IsSpace(t[end]); end++ {
		switch t[end] {
		case '\\':
			end += escaped(t, end)
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return nil, -1
			}
		}
	}
	if end == from {
		return nil, -1
	}
	return t[from:end], end
}

// readTitle reads the title behind an address that ends at from, and gives the
// end of its line, 0 without one.
func readTitle(t []byte, from int) (title []byte, end int) {
	at := pastSpace(t, from)
	if at == from || at == len(t) {
		return nil, 0
	}
	closer, ok := map[byte]byte{'"': '"', '\'': '\'', '(': ')'}[t[at]]
	if !ok {
		return nil, 0
	}
	shut := closing(t, at, closer)
	if shut < 0 {
		return nil, 0
	}
	if end = lineEnd(t, shut+1); !util.IsBlank(t[shut+1 : end]) {
		return nil, 0
	}
	return t[at+1 : shut], end
}

// closing finds the sign that closes the one at from, which no second of its
// kind may follow before; -1 without one.
func closing(t []byte, from int, closer byte) int {
	for i := from + 1; i < len(t); i++ {
		switch t[i] {
		case '\\':
			i += escaped(t, i)
		case closer:
			return i
		case t[from]:
			return -1
		}
	}
	return -1
}

// escaped gives 1 when the backslash at i takes the sign behind it along.
func escaped(t []byte, i int) int {
	if i+1 < len(t) && util.IsPunct(t[i+1]) {
		return 1
	}
	return 0
}

func pastSpace(t []byte, from int) int {
	for from < len(t) && util.IsSpace(t[from]) {
		from++
	}
	return from
}

// lineEnd gives where the line ends that from stands in, its newline included.
func lineEnd(t []byte, from int) int {
	if i := bytes.IndexByte(t[from:], '\n'); i >= 0 {
		return from + i + 1
	}
	return len(t)
}
