package markdown

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"memo/build/japanese"
)

// hatena reads the notation that Hatena Blog allows inside Markdown:
// [URL:title], [URL:embed:cite], [f:id:…], [asin:…], [tex:…], ((footnote)), >|sh| … ||<
// and ====. Only with dialect = "hatena": elsewhere these are other things.
type hatena struct{}

func (hatena) extend(g *grammar) {
	g.add(nil,
		parser.WithInlineParsers(util.Prioritized(hatenaBracket{}, 145), util.Prioritized(hatenaNote{}, 145)),
		parser.WithBlockParsers(util.Prioritized(superPre{}, 690)),
		parser.WithParagraphTransformers(util.Prioritized(hatena{}, 45)))
}

// Transform makes ==== alone the end of the summary.
func (hatena) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if node.Lines().Len() != 1 {
		return
	}
	line := node.Lines().At(0)
	t := bytes.TrimSpace(line.Value(reader.Source()))
	if s := sheetOf(pc); len(t) >= 4 && len(bytes.Trim(t, "=")) == 0 {
		place := &summaryEnd{}
		node.Parent().ReplaceChild(node.Parent(), node, place)
		if s.more == nil {
			s.more = place
		}
	}
}

// hatenaBracket reads what stands in single brackets.
type hatenaBracket struct{}

// Trigger gives the bracket.
func (hatenaBracket) Trigger() []byte { return []byte{'['} }

var (
	hatenaURL   = regexp.MustCompile(`^(https?://.+?)(?::(title|embed|bookmark|image|plain)((?:[:=#].*)?))?$`)
	hatenaGoods = regexp.MustCompile(`^(?:asin|isbn):([0-9A-Z]{10})(?::(?:title|detail|image)(?:[:=].*)?)?$`)
	hatenaPhoto = regexp.MustCompile(`^f:id:([A-Za-z][A-Za-z0-9_-]+):(\d{8})(\d{6})([jpgf]?)(?::(?:plain|image))?(.*)$`)
)

// Parse reads one.
func (hatenaBracket) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	line = line[:min(len(line), maxInlineNote)]
	if len(line) > 5 && string(line[1:5]) == "tex:" {
		return hatenaFormula(line, block)
	}
	end := bytes.IndexByte(line, ']')
	if end < 4 || end+1 < len(line) && (line[end+1] == '(' || line[end+1] == '[' || line[end+1] == ':') {
		return nil
	}
	n := hatenaNode(string(line[1:end]), segment.Start+1)
	if n != nil {
		block.Advance(end + 1)
	}
	return n
}

// hatenaNode is what stands in brackets from a place of the body on, nil for
// what means nothing to Hatena.
func hatenaNode(content string, from int) ast.Node {
	if m := hatenaPhoto.FindStringSubmatch(content); m != nil {
		return hatenaPicture(m)
	}
	if m := hatenaGoods.FindStringSubmatch(content); m != nil {
		return &embed{url: "https://www.amazon.co.jp/dp/" + m[1], from: from, to: from + len(content), inline: true}
	}
	if isContents(content) {
		return &nothing{}
	}
	m := hatenaURL.FindStringSubmatch(content)
	if m == nil || strings.ContainsAny(m[1], " <>\"") {
		return nil
	}
	n := &embed{url: m[1], from: from, to: from + len(m[1]), inline: true}
	switch m[2] {
	case "title":
		n.title, n.untitled = strings.TrimPrefix(m[3], "="), !strings.HasPrefix(m[3], "=")
	case "embed", "bookmark":
		n.inline = false
	case "image":
		return hatenaImage(m[1], m[3])
	}
	return n
}

// hatenaImage is a picture by its address, with options behind colons.
func hatenaImage(address, options string) ast.Node {
	l := ast.NewLink()
	l.Destination = []byte(address)
	img := ast.NewImage(l)
	for _, option := range strings.Split(options, ":") {
		key, value, given := strings.Cut(option, "=")
		switch n, err := strconv.Atoi(strings.TrimLeft(option, "wh")); {
		case given && key == "alt":
			img.AppendChild(img, ast.NewString([]byte(value)))
		case given && key == "title":
			l.Title = []byte(value)
			img.Title = l.Title
		case err == nil && option[0] == 'w':
			img.SetAttributeString("width", n)
		case err == nil && option[0] == 'h':
			img.SetAttributeString("height", n)
		}
	}
	return img
}

// hatenaPicture is a picture of Hatena Fotolife.
func hatenaPicture(m []string) ast.Node {
	user, day, moment, options := m[1], m[2], m[3], m[5]
	ext := map[string]string{"j": "jpg", "p": "png", "g": "gif", "": "jpg", "f": "jpg"}[m[4]]
	return hatenaImage("https://cdn-ak.f.st-hatena.com/images/fotolife/"+user[:1]+"/"+user+"/"+day+"/"+day+moment+"."+ext, options)
}

// hatenaFormula reads [tex:…], whose own brackets are balanced or escaped.
func hatenaFormula(line []byte, block text.Reader) ast.Node {
	depth := 0
	for i, c := range line {
		switch {
		case c == '[' && (i == 0 || line[i-1] != '\\'):
			depth++
		case c == ']' && line[i-1] != '\\':
			if depth--; depth == 0 {
				tex := strings.NewReplacer(`\[`, "[", `\]`, "]").Replace(string(line[5:i]))
				block.Advance(i + 1)
				return &formula{tex: strings.TrimSpace(tex), written: string(line[:i+1])}
			}
		}
	}
	return nil
}

// hatenaNote reads ((footnote)). bash's $(( )) and ((i++)) stay: a note is
// Japanese or has words.
type hatenaNote struct{}

// Trigger gives the parenthesis.
func (hatenaNote) Trigger() []byte { return []byte{'('} }

// Parse reads one on one line.
func (hatenaNote) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("((")) || block.PrecendingCharacter() == '$' {
		return nil
	}
	line = line[:min(len(line), maxInlineNote)]
	end := bytes.Index(line, []byte("))"))
	if end < 3 || line[2] == '(' || util.IsSpace(line[2]) {
		return nil
	}
	for end+2 < len(line) && line[end+2] == ')' {
		end++
	}
	if !isNote(line[2:end]) {
		return nil
	}
	segments := text.NewSegments()
	segments.Append(text.NewSegment(segment.Start+2, segment.Start+end))
	block.Advance(end + 2)
	return addNote(parent, segments)
}

func isNote(content []byte) bool {
	if i := bytes.IndexFunc(content, japanese.IsCJK); i >= 0 {
		return true
	}
	first, _ := utf8.DecodeRune(content)
	return unicode.IsLetter(first) && len(bytes.Fields(content)) > 1 && !bytes.ContainsAny(content, "=+<>|&$;")
}

// superPre reads >|lang| … ||<, >|| … ||< and >| … |<.
type superPre struct{}

// Trigger gives the sign.
func (superPre) Trigger() []byte { return []byte{'>'} }

// CanInterruptParagraph is true.
func (superPre) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is false.
func (superPre) CanAcceptIndentedLine() bool { return false }

var superOpen = regexp.MustCompile(`^>\|(?:([A-Za-z0-9_+#.-]*)\|)?\s*$`)

// Open reads the first line.
func (superPre) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	m := superOpen.FindSubmatchIndex(line[pos:])
	if m == nil {
		return nil, parser.NoChildren
	}
	var info *ast.Text
	end := "|<"
	if m[2] >= 0 {
		end = "||<"
		if m[2] < m[3] {
			at := segment.Start - segment.Padding + pos
			info = ast.NewTextSegment(text.NewSegment(at+m[2], at+m[3]))
		}
	}
	n := ast.NewFencedCodeBlock(info)
	n.SetAttributeString("end", end)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// Continue takes lines up to the closing one.
func (superPre) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if end, _ := node.AttributeString("end"); string(bytes.TrimSpace(line)) == end {
		reader.AdvanceToEOL()
		return parser.Close
	}
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close has nothing to do.
func (superPre) Close(ast.Node, text.Reader, parser.Context) {}
