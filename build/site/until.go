package site

import (
	"time"

	"memo/build/page"
)

// until gives the first moment after now at which a page comes out or
// expires; zero: none does. Without a present moment nothing comes later.
func until(pages []*page.Page, now time.Time) (first time.Time) {
	if now.IsZero() {
		return first
	}
	for _, p := range pages {
		for _, t := range [...]time.Time{publicFrom(p), p.Front.Expiry} {
			if t.After(now) && (first.IsZero() || t.Before(first)) {
				first = t
			}
		}
	}
	return first
}

// publicFrom is the moment before which a page lies in the future.
func publicFrom(p *page.Page) time.Time {
	if p.Front.Publish.IsZero() {
		return p.Date
	}
	return p.Front.Publish
}
