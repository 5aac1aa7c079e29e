package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// task draws GFM's task lists, and the marks that Obsidian's themes add to
// [ ] and [x]: [/] begun, [-] given up, [>] put off.
type task struct{ dialect string }

func (t task) extend(g *grammar) {
	g.add(drawing{east.KindTaskCheckBox: drawTask},
		parser.WithInlineParsers(util.Prioritized(boxes{extension.NewTaskCheckBoxParser()}, 0), util.Prioritized(t, 1)))
}

// boxes reads [ ] and [x] where a blank follows, as GitHub does: [X](https://x.com)
// is a link.
type boxes struct{ parser.InlineParser }

// Parse reads one.
func (p boxes) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if line, _ := block.PeekLine(); len(line) < 4 || !util.IsSpace(line[3]) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// Trigger gives the bracket.
func (task) Trigger() []byte { return []byte{'['} }

// Parse reads another mark. A letter is one in Obsidian alone: elsewhere
// [a] begins a list of choices.
func (t task) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if parent.Parent() == nil || parent.Parent().FirstChild() != parent || parent.HasChildren() || parent.Parent().Kind() != ast.KindListItem {
		return nil
	}
	line, _ := block.PeekLine()
	if len(line) < 4 || line[2] != ']' || !util.IsSpace(line[3]) {
		return nil
	}
	if strings.IndexByte("/-><!?*", line[1]) < 0 && (t.dialect != "obsidian" || !util.IsPunct(line[1]) && !util.IsAlphaNumeric(line[1])) {
		return nil
	}
	block.Advance(4)
	return east.NewTaskCheckBox(line[1] == '-')
}

func drawTask(s *sheet, n ast.Node) {
	if s.bare {
		return
	}
	state, checked := s.o.Words.Open, ""
	if n.(*east.TaskCheckBox).IsChecked {
		state, checked = s.o.Words.Done, " checked"
	}
	s.put(`<input type="checkbox" disabled`, checked)
	s.attr("aria-label", state)
	s.put("> ")
}

// taskOf gives the check box of a list item, nil without one.
func taskOf(item ast.Node) ast.Node {
	if first := item.FirstChild(); first != nil {
		if box := first.FirstChild(); box != nil && box.Kind() == east.KindTaskCheckBox {
			return box
		}
	}
	return nil
}

func hasTasks(list ast.Node) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if taskOf(item) != nil {
			return true
		}
	}
	return false
}
