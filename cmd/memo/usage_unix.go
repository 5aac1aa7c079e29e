//go:build unix

package main

import (
	"runtime"
	"syscall"
	"time"
)

// usage gives what this process has used of all cores, and the most memory that
// it has had, in bytes.
func usage() (cpu time.Duration, peak int64, known bool) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0, 0, false
	}
	peak = int64(u.Maxrss)
	if runtime.GOOS != "darwin" && runtime.GOOS != "ios" {
		peak <<= 10 // others count in kilobytes
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), peak, true
}
