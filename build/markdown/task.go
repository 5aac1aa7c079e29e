package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// task draws GFM's task lists.
type task struct{}

func (task) extend(g *grammar) {
	g.add(drawing{east.KindTaskCheckBox: drawTask},
		parser.WithInlineParsers(util.Prioritized(extension.NewTaskCheckBoxParser(), 0)))
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
