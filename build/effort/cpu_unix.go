//go:build unix

package effort

import (
	"syscall"
	"time"
)

// CPUTime is what the process has used of all cores: unlike the clock, it does
// not depend on what else the machine does.
func CPUTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
