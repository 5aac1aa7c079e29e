package build

import (
	"context"
	"sync"

	"memo/build/check"
	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
)

// What a host takes in one site, and what a page should weigh at most.
const (
	maxFiles     = 20_000
	maxPageBytes = 1_000_000
)

func checkOptions(in Inputs) check.Options {
	return check.Options{Now: in.Now, StaleAfter: site.Age(in.Config.Check.StaleAfter)}
}

// strict makes errors of the warnings that a site should not go out with.
func (in Inputs) strict(found diag.List) diag.List {
	for i := range found {
		if in.Strict && found[i].Code == "duplicate-url" {
			found[i].Severity = diag.Error
		}
	}
	return found
}

// Weigh draws every page and reports those that are a burden to load, what goes
// wrong in drawing, and more files than some hosts take.
func (r *Result) Weigh(ctx context.Context, progress func(done, total int)) (diag.List, error) {
	found := check.TooMany(len(r.Outputs), maxFiles)
	var pages []output.Output
	for _, o := range r.Outputs {
		if o.Layout != "" {
			pages = append(pages, o)
		}
	}
	var mu sync.Mutex
	err := each(ctx, len(pages), progress, func(i int) error {
		b, list := pages[i].Render(ctx)
		list = append(list, check.TooLarge(pages[i], len(b), maxPageBytes)...)
		mu.Lock()
		defer mu.Unlock()
		found = append(found, list...)
		return nil
	})
	return found, err
}
