//go:build !unix

package effort

import "time"

var start = time.Now()

// CPUTime is the time since the start, where the system does not tell more.
func CPUTime() time.Duration { return time.Since(start) }
