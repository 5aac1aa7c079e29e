package deploy

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"sync"
)

// errCut is what a fake says of a request that it lets fail.
var errCut = errors.New("connection reset")

// fake is a bucket in memory. From request cut on it fails every one, as when
// the deploy was killed there; the first of them may be carried out before.
type fake struct {
	mu      sync.Mutex
	objects map[string]stored
	serial  int
	asked   int
	cut     int  // 0 never
	carried bool // whether request cut is carried out although it fails
	changed func(*fake)
	headers map[string]Header
}

type stored struct {
	body    []byte
	version string
}

func newFake() *fake { return &fake{objects: map[string]stored{}, headers: map[string]Header{}} }

// ask counts a request, and tells whether it is carried out and what is answered.
func (f *fake) ask(ctx context.Context) (do bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	f.asked++
	if f.cut == 0 || f.asked < f.cut {
		return true, nil
	}
	return f.asked == f.cut && f.carried, errCut
}

func (f *fake) Get(ctx context.Context, key string) ([]byte, string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, err := f.ask(ctx); err != nil {
		return nil, "", err
	}
	o, ok := f.objects[key]
	if !ok {
		return nil, "", fs.ErrNotExist
	}
	return o.body, o.version, nil
}

func (f *fake) Put(ctx context.Context, key string, b []byte, h Header, c Condition) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	do, err := f.ask(ctx)
	if !do {
		return "", err
	}
	have, there := f.objects[key]
	if c.Absent && there || c.Version != "" && have.version != c.Version {
		return "", ErrCondition
	}
	f.serial++
	f.objects[key] = stored{b, strconv.Itoa(f.serial)}
	f.headers[key] = h
	f.tell()
	return f.objects[key].version, err
}

func (f *fake) Delete(ctx context.Context, keys []string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	do, err := f.ask(ctx)
	if !do {
		return err
	}
	if len(keys) > maxBatch {
		return fmt.Errorf("%d keys in one request", len(keys))
	}
	for _, k := range keys {
		delete(f.objects, k)
	}
	f.tell()
	return err
}

func (f *fake) List(ctx context.Context) ([]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, err := f.ask(ctx); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(f.objects)), nil
}

func (f *fake) tell() {
	if f.changed != nil {
		f.changed(f)
	}
}

// caches is a Cache that remembers what it was told, or fails.
type caches struct {
	told []string
	err  error
}

func (c *caches) Invalidate(_ context.Context, keys []string) error {
	if c.err == nil {
		c.told = append(c.told, keys...)
	}
	return c.err
}
