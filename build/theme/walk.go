package theme

import (
	"html/template"
	"reflect"
	"text/template/parse"
)

// call is a place in a template that names something: another template, a
// word or an asset.
type call struct {
	kind string // template, fragment, rows, word or asset
	name string
	tree *parse.Tree
	node parse.Node
}

// calls lists what a template names by a literal, in order.
func calls(t *template.Template) []call {
	if t == nil || t.Tree == nil || t.Tree.Root == nil {
		return nil
	}
	var out []call
	walk(t.Tree.Root, func(n parse.Node) {
		switch n := n.(type) {
		case *parse.TemplateNode:
			out = append(out, call{"template", n.Name, t.Tree, n})
		case *parse.CommandNode:
			if len(n.Args) < 2 {
				return
			}
			id, isID := n.Args[0].(*parse.IdentifierNode)
			s, isString := n.Args[1].(*parse.StringNode)
			if isID && isString {
				out = append(out, call{id.Ident, s.Text, t.Tree, n})
			}
		}
	})
	return out
}

// isTemplate tells whether the call executes another template.
func (c call) isTemplate() bool {
	return c.kind == "template" || c.kind == "fragment" || c.kind == "rows"
}

// reachable gives the names of the templates that executing entry may
// execute, itself included, whether they are defined or not.
func reachable(set *template.Template, entry string) map[string]bool {
	seen := map[string]bool{entry: true}
	for queue := []string{entry}; len(queue) > 0; queue = queue[1:] {
		for _, c := range calls(set.Lookup(queue[0])) {
			if c.isTemplate() && !seen[c.name] {
				seen[c.name] = true
				queue = append(queue, c.name)
			}
		}
	}
	return seen
}

// walk visits n and everything under it.
func walk(n parse.Node, visit func(parse.Node)) {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return
	}
	visit(n)
	switch n := n.(type) {
	case *parse.ListNode:
		each(n.Nodes, visit)
	case *parse.ActionNode:
		walk(n.Pipe, visit)
	case *parse.PipeNode:
		each(n.Cmds, visit)
	case *parse.CommandNode:
		each(n.Args, visit)
	case *parse.TemplateNode:
		walk(n.Pipe, visit)
	case *parse.IfNode:
		branch(n.BranchNode, visit)
	case *parse.RangeNode:
		branch(n.BranchNode, visit)
	case *parse.WithNode:
		branch(n.BranchNode, visit)
	}
}

func branch(n parse.BranchNode, visit func(parse.Node)) {
	walk(n.Pipe, visit)
	walk(n.List, visit)
	walk(n.ElseList, visit)
}

func each[N parse.Node](nodes []N, visit func(parse.Node)) {
	for _, n := range nodes {
		walk(n, visit)
	}
}
