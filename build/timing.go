package build

import "time"

// Timing is how long one stage of a run took.
type Timing struct {
	Stage string
	Items int // files, pages or outputs it worked on
	Took  time.Duration
}

// stopwatch collects timings; they are shown, never rendered.
type stopwatch struct {
	last    time.Time
	timings []Timing
}

func newStopwatch() *stopwatch { return &stopwatch{last: time.Now()} }

// lap ends a stage.
func (s *stopwatch) lap(stage string, items int) {
	now := time.Now()
	s.timings = append(s.timings, Timing{stage, items, now.Sub(s.last)})
	s.last = now
}
