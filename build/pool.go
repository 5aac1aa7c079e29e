package build

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// each calls f for 0 to n-1 on every core and stops at the first error.
// Progress, when not nil, hears of every step. A panic in f becomes the
// caller's, who may have a way to live with it: memo serve has.
func each(ctx context.Context, n int, progress func(done, total int), f func(i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	var next, done atomic.Int64
	var crash atomic.Pointer[string]
	for range min(n, runtime.GOMAXPROCS(0)) {
		g.Go(func() error {
			defer func() {
				if p := recover(); p != nil {
					text := fmt.Sprintf("%v\n%s", p, debug.Stack())
					crash.CompareAndSwap(nil, &text)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := f(i); err != nil {
					return err
				}
				if d := done.Add(1); progress != nil {
					progress(int(d), n)
				}
			}
			return nil
		})
	}
	err := g.Wait()
	if text := crash.Load(); text != nil {
		panic(*text)
	}
	return err
}
