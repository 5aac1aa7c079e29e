package build

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"memo/build/output"
)

// Cost is what a memo or a layout took in a run, on one core.
type Cost struct {
	Name  string
	Times int // how often it was read or drawn
	Took  time.Duration
}

// Meter notes what each memo took to be read and drawn, and each layout. It may
// be used from many goroutines at once; a nil one notes nothing.
type Meter struct {
	mu             sync.Mutex
	memos, layouts map[string]Cost
}

// NewMeter starts with nothing noted.
func NewMeter() *Meter { return &Meter{memos: map[string]Cost{}, layouts: map[string]Cost{}} }

// read notes the reading of a memo, which began at a moment.
func (m *Meter) read(file string, from time.Time) {
	if m != nil {
		m.note(m.memos, file, time.Since(from))
	}
}

// drew notes the drawing of a page, which began at a moment.
func (m *Meter) drew(o *output.Output, from time.Time) {
	if m == nil || o.Layout == "" {
		return
	}
	took := time.Since(from)
	m.note(m.layouts, o.Layout, took)
	if o.Source != "" {
		m.note(m.memos, o.Source, took)
	}
}

func (m *Meter) note(costs map[string]Cost, name string, took time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := costs[name]
	costs[name] = Cost{name, c.Times + 1, c.Took + took}
}

// Memos gives those that took longest, the slowest first.
func (m *Meter) Memos(most int) []Cost { return slowest(m.memos, most) }

// Layouts gives those that took longest, the slowest first.
func (m *Meter) Layouts(most int) []Cost { return slowest(m.layouts, most) }

func slowest(costs map[string]Cost, most int) []Cost {
	list := slices.SortedFunc(maps.Values(costs), func(a, b Cost) int {
		return cmp.Or(cmp.Compare(b.Took, a.Took), strings.Compare(a.Name, b.Name))
	})
	return list[:min(most, len(list))]
}
