package markdown

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// hashTags finds the tags that Obsidian's users write into their text, #aws/sts.
// They are shown as they stand, and the memo has them.
type hashTags struct{}

func (hashTags) extend(g *grammar) {
	g.add(nil, parser.WithInlineParsers(util.Prioritized(hashTags{}, 140)))
}

var (
	hashTag = regexp.MustCompile(`^#[\p{L}\p{M}\p{N}\p{So}_/-]+`)
	number  = regexp.MustCompile(`^[0-9/]*$`)
)

// maxHashTag is how long one may be, in bytes.
const maxHashTag = 200

// Trigger gives the sign.
func (hashTags) Trigger() []byte { return []byte{'#'} }

// Parse reads one behind a blank; #123 is none.
func (hashTags) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if !util.IsSpaceRune(block.PrecendingCharacter()) {
		return nil
	}
	line, segment := block.PeekLine()
	written := hashTag.Find(line[:min(len(line), maxHashTag)])
	tag := strings.Trim(string(written), "#/")
	if number.MatchString(tag) {
		return nil
	}
	if s := sheetOf(pc); !slices.Contains(s.doc.Tags, tag) && len(s.doc.Tags) < maxHashTags {
		s.doc.Tags = append(s.doc.Tags, tag)
	}
	block.Advance(len(written))
	return ast.NewTextSegment(segment.WithStop(segment.Start + len(written)))
}

// maxHashTags is how many a text may have.
const maxHashTags = 200
