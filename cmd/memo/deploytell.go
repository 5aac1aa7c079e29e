package main

import (
	"memo/build/deploy"
	"memo/build/diag"
)

// planned is an action as programs read it.
type planned struct {
	Action string `json:"action"`
	Key    string `json:"key"`
	Reason string `json:"reason"`
	Bytes  int64  `json:"bytes"`
}

// listed is how many actions are shown; -v and --dry-run show all.
const listed = 20

// tell shows a plan, and under it what it sends and what that costs.
func (d *deployment) tell(e *env, p deploy.Plan) error {
	actions := p.Actions()
	if d.JSON {
		all := []planned{}
		for _, a := range actions {
			all = append(all, planned{a.Action, a.Key, a.Reason, a.Bytes})
		}
		return writeJSON(e.out, all)
	}
	if e.cli.Quiet {
		return nil
	}
	shown := len(actions)
	if !d.DryRun && !e.cli.Verbose {
		shown = min(shown, listed)
	}
	for _, a := range actions[:shown] {
		diag.Fprintf(e.out, "%-8s %s (%s)\n", a.Action, a.Key, a.Reason)
	}
	if n := len(actions) - shown; n > 0 {
		diag.Fprintf(e.out, "and %d more; -v shows them\n", n)
	}
	return d.tellCost(e, p)
}

func (d *deployment) tellCost(e *env, p deploy.Plan) error {
	if p.Empty() {
		_, err := diag.Fprintf(e.out, "%s: nothing to do\n", d.target.Bucket)
		return err
	}
	paths := 0
	if d.target.Distribution != "" {
		paths = len(deploy.Paths(d.target.Root, p.Unread))
	}
	c := p.Cost(paths)
	_, err := diag.Fprintf(e.out, "%s: %s, %d deleted, %s, %d bytes, %s to invalidate: about $%.4f\n", d.target.Bucket,
		diag.Counted(len(p.Actions())-p.Deletes(), "upload"), p.Deletes(), diag.Counted(c.Requests, "request"), c.Bytes, diag.Counted(paths, "path"), c.Dollars)
	return err
}
