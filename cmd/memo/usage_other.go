//go:build !unix

package main

import "time"

// usage is not known on this system.
func usage() (cpu time.Duration, peak int64, known bool) { return 0, 0, false }
