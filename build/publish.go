package build

import (
	"context"
	"sync"
	"time"

	"memo/build/diag"
	"memo/build/output"
)

// Sink takes finished files: a disk.Writer, or a test. Keep takes over a
// file of an earlier run, if it can, without asking for its bytes; Key gives
// the key with which that was Put.
type Sink interface {
	Put(o output.Output, b []byte) (changed bool, err error)
	Keep(o output.Output) bool
	Key(path string) string
}

// Anew is a Sink that has nothing of earlier runs: everything is drawn.
type Anew struct{ Sink }

// Keep takes nothing over.
func (Anew) Keep(output.Output) bool { return false }

// Key knows none.
func (Anew) Key(string) string { return "" }

// Publish renders every output on every core and hands it to sink. Mistakes
// found while rendering (a template's) are in the list; with an error among
// them what sink has must not be committed. An output that an earlier run has
// written is not drawn again when it is immutable or has the same key.
func (r *Result) Publish(ctx context.Context, sink Sink, progress func(done, total int)) (diag.List, error) {
	outs := r.Outputs
	if r.Index != nil {
		outs = append(outs[:len(outs):len(outs)], r.Index()...)
	}
	var mu sync.Mutex
	var found diag.List
	err := each(ctx, len(outs), progress, func(i int) error {
		o := outs[i]
		if o.Immutable && sink.Keep(o) {
			return nil
		}
		began := time.Now()
		b, list, kept := remake(ctx, &o, sink)
		if kept {
			return nil
		}
		r.meter.drew(&o, began)
		if len(list) > 0 {
			o.Key = "" // what is wrong must be found again
			mu.Lock()
			found = append(found, list...)
			mu.Unlock()
		}
		if list.HasErrors() {
			return nil
		}
		_, err := sink.Put(o, b)
		return err
	})
	return found, err
}

// remake makes the bytes of o, and its key where that is known only then, unless
// the sink has kept what it had.
func remake(ctx context.Context, o *output.Output, sink Sink) (b []byte, found diag.List, kept bool) {
	if o.Remake != nil {
		old := sink.Key(o.Path)
		o.Key, b, found = o.Remake(ctx, old)
		if o.Key == "" || o.Key != old {
			return b, found, false
		}
		if sink.Keep(*o) {
			return nil, nil, true
		}
	}
	b, found = o.Render(ctx)
	return b, found, false
}
