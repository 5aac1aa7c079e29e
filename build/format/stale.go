package format

import (
	"time"

	"memo/build/site"
)

// Age is a length of calendar time; the zero Age is never reached.
type Age struct{ Years, Months, Days int }

// stale gives the full years since an entry was last touched or found to
// hold, 0 when it is fresh enough.
func (v *views) stale(e *site.Entry) int {
	touched := v.local(touched(e))
	now := v.local(v.Options.Now)
	if from, ever := v.o.StaleAfter.from(touched); !ever || now.Before(from) {
		return 0
	}
	return fullYears(touched, now)
}

// touched is when somebody last changed a memo or found that it holds.
func touched(e *site.Entry) time.Time {
	if e.Front.Verified.After(e.Lastmod) {
		return e.Front.Verified
	}
	return e.Lastmod
}

// from gives the moment at which something touched at t is stale.
func (a Age) from(t time.Time) (from time.Time, ever bool) {
	return t.AddDate(a.Years, a.Months, a.Days), a != Age{} && !t.IsZero()
}

func fullYears(from, to time.Time) int {
	years := to.Year() - from.Year()
	if from.AddDate(years, 0, 0).After(to) {
		years--
	}
	return years
}

// Until gives the first moment after the site's own at which some output
// would be another although no source is; zero: that moment never comes.
func Until(s *site.Site, o Options) time.Time {
	first, v := s.Until, &views{Site: s, o: o}
	now := v.local(s.Options.Now)
	for _, e := range s.Entries {
		touched := v.local(touched(e))
		next, ever := o.StaleAfter.from(touched)
		if ever && !next.After(now) { // it is stale, and says for how many years
			next = touched.AddDate(fullYears(touched, now)+1, 0, 0)
		}
		if ever && (first.IsZero() || next.Before(first)) {
			first = next
		}
	}
	return first
}
