package search

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	maxSegment = 36_000 // bytes of text that one document number covers; a longer memo gets several
	maxPiece   = 4_800  // bytes of text in a piece, before compression
	eighths    = 8
	minBreak   = 100 // bytes before its place within which a cut may always be made
)

// passage is a stretch of one block.
type passage struct {
	block int // index in Document.Blocks
	line  int // newlines of the block before it
	Block
}

// segment is as much of a document as one document number covers: its text joined by newlines, where its passages begin
// and where it is cut into eighths. Piece k of n is the eighths [8k/n, 8(k+1)/n).
type segment struct {
	text     string
	starts   []int // byte of text at which passage i begins
	passages []passage
	cuts     [eighths + 1]int
	pieces   int
}

// segments cuts a document's blocks. There is always one, if only for the title.
func segments(d Document) []segment {
	var out []segment
	var ps []passage
	size := 0
	flush := func() {
		out = append(out, newSegment(ps))
		ps, size = nil, 0
	}
	for i, b := range d.Blocks {
		p := passage{block: i, Block: b}
		p.Text = clean(b.Text, b.Kind)
		for size+len(p.Text) > maxSegment {
			n := 0
			if room := maxSegment - size; room > maxSegment/2 {
				n = breakAt(p.Text, room, room/4)
			}
			if n > 0 {
				head := p
				head.Text = p.Text[:n]
				ps = append(ps, head)
				p.line += strings.Count(head.Text, "\n")
				p.Text = p.Text[n:]
			}
			flush()
		}
		ps = append(ps, p)
		size += len(p.Text) + 1
	}
	if len(ps) > 0 || len(out) == 0 {
		flush()
	}
	return out
}

func newSegment(ps []passage) segment {
	s := segment{passages: ps, starts: make([]int, len(ps)), pieces: 1}
	var b strings.Builder
	for i, p := range ps {
		s.starts[i] = b.Len()
		b.WriteString(p.Text)
		b.WriteByte('\n')
	}
	s.text = b.String()
	for s.pieces < eighths && len(s.text) > s.pieces*maxPiece {
		s.pieces *= 2
	}
	s.cuts[eighths] = len(s.text)
	for i := 1; i < eighths; i++ {
		s.cuts[i] = max(s.cuts[i-1], breakAt(s.text, i*len(s.text)/eighths, max(minBreak, len(s.text)/eighths/2)))
	}
	return s
}

// breakAt is a place for a cut at or before i: after a newline or a full stop at most within bytes before it, else after
// one of them, or after a space, at most twice as far; else between two characters. A phrase that a cut runs through is
// hard to find, so a cut in the middle of a sentence is the last resort.
func breakAt(s string, i, within int) int {
	if i >= len(s) {
		return len(s)
	}
	near, far := max(0, i-within), max(0, i-2*within)
	for _, try := range []struct {
		low  int
		stop string
	}{{near, "\n"}, {near, "。"}, {far, "\n"}, {far, "。"}, {far, "、"}, {far, ". "}, {far, " "}} {
		if j := strings.LastIndex(s[try.low:i], try.stop); j >= 0 {
			return try.low + j + len(try.stop)
		}
	}
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

// clean drops control characters, and in prose the line breaks inside a Japanese sentence, which are the source's and
// not the reader's.
func clean(s string, k Kind) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if strings.IndexFunc(s, isControl) >= 0 {
		s = strings.Map(func(r rune) rune {
			if isControl(r) {
				return ' '
			}
			return r
		}, s)
	}
	if k == Code {
		return strings.TrimRight(s, "\n ")
	}
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "\n") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '\n')
		if i < 0 {
			return b.String() + s
		}
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+1:])
		b.WriteString(s[:i])
		if !isGram(before) || !isGram(after) {
			b.WriteByte('\n')
		}
		s = s[i+1:]
	}
}

func isControl(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }

// Separators of a piece's text: control characters, which no text holds.
const (
	recordSeparator = '\x1e'
	unitSeparator   = '\x1f'
	groupSeparator  = '\x1d'
)

// piece is the stored form of piece k: the document's head, then its passages.
func (s *segment) piece(d Document, k int) []byte {
	lo, hi := s.cuts[k*eighths/s.pieces], s.cuts[(k+1)*eighths/s.pieces]
	var b []byte
	for i, field := range []string{d.URL, d.Title, d.Date, strings.Join(d.Tags, string(groupSeparator))} {
		if i > 0 {
			b = append(b, unitSeparator)
		}
		b = append(b, field...)
	}
	anchor := ""
	first := true
	for i, p := range s.passages {
		from, to := max(s.starts[i], lo), s.starts[i]+len(p.Text)
		if to > hi {
			to = overlapEnd(s.text, hi, to)
		}
		empty := p.Text == "" && s.starts[i] >= lo && s.starts[i] < hi
		if s.starts[i] >= hi || from >= to && !empty {
			continue
		}
		if first {
			line := p.line + strings.Count(s.text[s.starts[i]:from], "\n")
			b = append(b, unitSeparator)
			b = strconv.AppendInt(b, int64(p.block), 10)
			b = append(b, unitSeparator)
			b = strconv.AppendInt(b, int64(line), 10)
			b = append(b, unitSeparator)
			b = append(b, trail(d, p.block)...)
			first = false
		}
		b = append(b, recordSeparator, kindLetter(p.Block))
		if p.Anchor != anchor {
			b = append(b, p.Anchor...)
			anchor = p.Anchor
		}
		b = append(b, unitSeparator)
		b = append(b, s.text[from:max(from, to)]...)
	}
	if first {
		b = append(b, unitSeparator, '0', unitSeparator, '0', unitSeparator)
	}
	return b
}

// maxTrail is how many characters of a heading stand in the trail of a piece.
const maxTrail = 100

// trail are the headings that a block stands under, the highest first: a piece that begins in the middle of a memo knows
// by it where it is.
func trail(d Document, block int) string {
	out, level := "", 7
	if d.Blocks[block].Kind == Heading {
		level = headingLevel(d.Blocks[block])
	}
	for i := block - 1; i >= 0 && level > 1; i-- {
		if b := d.Blocks[i]; b.Kind == Heading && headingLevel(b) < level {
			text := []rune(clean(b.Text, b.Kind))
			out = string(kindLetter(b)) + string(text[:min(len(text), maxTrail)]) + string(groupSeparator) + out
			level = headingLevel(b)
		}
	}
	return strings.TrimSuffix(out, string(groupSeparator))
}

// overlapBytes is how far a piece goes on into the next one when its end is in the middle of a line: so that a phrase
// which the cut runs through is whole in one of them.
const overlapBytes = 150

func overlapEnd(text string, cut, end int) int {
	if text[cut-1] == '\n' {
		return cut
	}
	end = min(end, cut+overlapBytes)
	if i := strings.IndexByte(text[cut:end], '\n'); i >= 0 {
		return cut + i
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	return end
}

func kindLetter(b Block) byte {
	switch b.Kind {
	case Heading:
		return byte('0' + headingLevel(b))
	case Code:
		return 'c'
	}
	return 'p'
}

func headingLevel(b Block) int { return max(1, min(6, b.Level)) }
