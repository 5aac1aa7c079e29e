package build

import "time"

// Timing is how long one stage of a run took.
type Timing struct {
	Stage string
	Items int // files, pages or outputs it worked on
	Took  time.Duration
}
