package site

import "time"

// Age is a length of calendar time; the zero Age is never reached.
type Age struct{ Years, Months, Days int }

// From gives the moment at which something touched at t has the age; false for
// never.
func (a Age) From(t time.Time) (from time.Time, ever bool) {
	return t.AddDate(a.Years, a.Months, a.Days), a != Age{} && !t.IsZero()
}

// Touched is when somebody last changed a memo or found that it holds.
func (e *Entry) Touched() time.Time {
	if e.Front.Verified.After(e.Lastmod) {
		return e.Front.Verified
	}
	return e.Lastmod
}
