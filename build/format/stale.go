package format

import (
	"time"

	"memo/build/site"
)

// stale gives the full years since an entry was last touched or found to
// hold, 0 when it is fresh enough.
func (v *views) stale(e *site.Entry) int {
	touched := v.local(e.Touched())
	now := v.local(v.Options.Now)
	if from, ever := v.o.StaleAfter.From(touched); !ever || now.Before(from) {
		return 0
	}
	return fullYears(touched, now)
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
		touched := v.local(e.Touched())
		next, ever := o.StaleAfter.From(touched)
		if ever && !next.After(now) { // it is stale, and says for how many years
			next = touched.AddDate(fullYears(touched, now)+1, 0, 0)
		}
		if ever && (first.IsZero() || next.Before(first)) {
			first = next
		}
	}
	return first
}
