package build

import (
	"context"
	"sync"

	"memo/build/diag"
	"memo/build/output"
)

// Sink takes finished files: a disk.Writer, or a test. Keep takes over a
// file of an earlier run, if it can, without asking for its bytes.
type Sink interface {
	Put(o output.Output, b []byte) (changed bool, err error)
	Keep(o output.Output) bool
}

// Publish renders every output on every core and hands it to sink. Mistakes
// found while rendering (a template's) are in the list; with an error among
// them what sink has must not be committed. An immutable output that an
// earlier run has written is not drawn again.
func (r *Result) Publish(ctx context.Context, sink Sink, progress func(done, total int)) (diag.List, error) {
	outs := r.Outputs
	if r.Index != nil {
		outs = append(outs[:len(outs):len(outs)], r.Index()...)
	}
	var mu sync.Mutex
	var found diag.List
	err := each(ctx, len(outs), progress, func(i int) error {
		if outs[i].Immutable && sink.Keep(outs[i]) {
			return nil
		}
		b, list := outs[i].Render(ctx)
		if len(list) > 0 {
			mu.Lock()
			found = append(found, list...)
			mu.Unlock()
		}
		if list.HasErrors() {
			return nil
		}
		_, err := sink.Put(outs[i], b)
		return err
	})
	return found, err
}
