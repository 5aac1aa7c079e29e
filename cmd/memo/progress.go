package main

import (
	"fmt"
	"sync"
	"time"
)

// progress gives a function that draws one line on a terminal, once the work
// has taken a second; nil when nobody would see it.
func (e *env) progress(what string) func(done, total int) {
	if e.cli.Quiet || !e.terminal() {
		return nil
	}
	var mu sync.Mutex
	start, last := time.Now(), time.Time{}
	return func(done, total int) {
		mu.Lock()
		defer mu.Unlock()
		now := time.Now()
		if now.Sub(start) < time.Second || now.Sub(last) < 100*time.Millisecond && done < total {
			return
		}
		last = now
		fmt.Fprintf(e.err, "\r%s %d of %d", what, done, total)
		if done == total {
			fmt.Fprint(e.err, "\r\x1b[K")
		}
	}
}
