package main

import (
	"fmt"
	"time"

	"github.com/alecthomas/kong"

	"memo/build"
	"memo/build/diag"
)

// timing is what --timing is to tell: "" nothing, stages, or pages too.
type timing string

const (
	timeStages timing = "stages"
	timePages  timing = "pages"
)

// IsBool says that the flag needs no value.
func (timing) IsBool() bool { return true }

// Decode reads the value, if there is one.
func (t *timing) Decode(ctx *kong.DecodeContext) error {
	*t = timeStages
	if ctx.Scan.Peek().Type != kong.FlagValueToken {
		return nil
	}
	switch v := timing(ctx.Scan.Pop().String()); v {
	case timeStages, timePages:
		*t = v
		return nil
	default:
		return fmt.Errorf("%q is none of %s and %s", v, timeStages, timePages)
	}
}

// timing prints the stages of a run, and what all of it has cost.
func (e *env) timing(ts []build.Timing) {
	for _, t := range ts {
		fmt.Fprintf(e.err, "%-10s %8d %10s\n", t.Stage, t.Items, t.Took.Round(10*time.Microsecond))
	}
	if cpu, peak, known := usage(); known {
		fmt.Fprintf(e.err, "CPU of all cores %s, peak memory %d MB\n", cpu.Round(10*time.Millisecond), peak/1e6)
	}
}

// slowest prints the layouts and the memos that took longest, on one core each.
func (e *env) slowest(m *build.Meter) {
	const most = 10
	for _, c := range m.Layouts(most) {
		diag.Fprintf(e.err, "layout %12d %10s  %s\n", c.Times, c.Took.Round(10*time.Microsecond), c.Name)
	}
	for _, c := range m.Memos(most) {
		diag.Fprintf(e.err, "memo %25s  %s\n", c.Took.Round(10*time.Microsecond), c.Name)
	}
}
