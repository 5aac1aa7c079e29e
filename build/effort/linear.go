package effort

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// grain is what the clock and a growing stack may add to a measure.
const grain = 2 * time.Millisecond

// Linear holds that an input four times as long takes no more than ten times
// the processor time: 4 times is linear, 16 quadratic. prepare makes an input
// of a size, of which the work that it gives is measured.
//
// The fastest of some runs counts, since a busy machine makes single ones
// slow, and nothing is collected meanwhile: small inputs would escape that.
func Linear(t testing.TB, name string, size int, prepare func(size int) (work func())) {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	once, more := time.Hour, time.Hour
	for try := 0; try == 0 || try < 8 && more > 10*once+grain; try++ {
		once, more = min(once, timeOf(prepare(size))), min(more, timeOf(prepare(4*size)))
	}
	if more > 10*once+grain {
		t.Errorf("%s: %v for a size of %d, %v for four times as much", name, once, size, more)
	}
}

func timeOf(work func()) time.Duration {
	runtime.GC()
	start := CPUTime()
	work()
	return CPUTime() - start
}
