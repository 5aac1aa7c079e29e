package deploy

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/sync/errgroup"
)

// Store is a bucket, below the prefix of the site.
type Store interface {
	// Get gives an object and its version; fs.ErrNotExist when there is none.
	Get(ctx context.Context, key string) (b []byte, version string, err error)
	// Put stores an object. With a condition that does not hold the error is ErrCondition.
	Put(ctx context.Context, key string, b []byte, h Header, c Condition) (version string, err error)
	// Delete deletes up to a thousand objects; it is no error when there is none.
	Delete(ctx context.Context, keys []string) error
	// List gives the keys that are there.
	List(ctx context.Context) ([]string, error)
}

// Condition is when a Put is carried out; the zero one is always.
type Condition struct {
	Absent  bool   // only when there is no object
	Version string // only when the object is this version of it
}

// ErrCondition is of a Put whose condition did not hold.
var ErrCondition = errors.New("somebody else has written it")

// maxBatch is how many objects a Delete takes.
const maxBatch = 1000

// parallel is how many requests are under way at a time.
const parallel = 16

// Cache is what stands in front of a bucket and has to be told what changed.
type Cache interface {
	Invalidate(ctx context.Context, keys []string) error
}

// Site is a site in a bucket, as far as a deploy knows it.
type Site struct {
	Store    Store
	Manifest Manifest
	version  string // of the manifest; "" for none
}

// Open reads the manifest of a site.
func Open(ctx context.Context, s Store) (*Site, error) {
	site := &Site{Store: s}
	b, version, err := s.Get(ctx, ManifestKey)
	if errors.Is(err, fs.ErrNotExist) {
		return site, nil
	}
	if err != nil {
		return nil, err
	}
	site.version = version
	site.Manifest, err = DecodeManifest(b)
	return site, err
}

// First tells whether nothing was ever deployed there.
func (s *Site) First() bool { return s.version == "" }

// Apply carries out a plan that was made of the site's manifest. The caller
// holds the lock. progress is told of each finished action.
//
// Before the first object is sent the manifest says of all that will be sent
// that nobody knows what it is, and names what is new: whoever finds the
// manifest of a deploy that was killed sends these again, or deletes them.
// After the last one it says what is there, and what is yet to be deleted and
// to be told to the cache; at the end, that nothing is.
func (s *Site) Apply(ctx context.Context, p Plan, c Cache, progress func(Action)) error {
	if err := s.save(ctx, p.begun()); err != nil {
		return err
	}
	for _, group := range p.Groups {
		if group[0].Action == Delete {
			break // all that follow are
		}
		if err := s.send(ctx, group, progress); err != nil {
			return fmt.Errorf("%w; nothing was deleted, and the next memo deploy goes on from here", err)
		}
	}
	if err := s.save(ctx, p.sent()); err != nil {
		return err
	}
	if err := s.remove(ctx, p, progress); err != nil {
		return err
	}
	last := p.after.clone()
	if c != nil && len(p.Unread) > 0 {
		if err := c.Invalidate(ctx, p.Unread); err != nil {
			last.Pending = p.Unread
			return errors.Join(fmt.Errorf("the site is up to date, but caches were not told (the next memo deploy will): %w", err), s.save(ctx, last))
		}
	}
	return s.save(ctx, last)
}

// begun is the manifest while objects are being sent.
func (p Plan) begun() Manifest {
	m := p.before.clone()
	for _, a := range p.Actions() {
		if a.Action == Delete {
			continue
		}
		e := a.object.Entry
		e.Hash = ""
		m.Entries[a.Key] = e
	}
	m.Pending = p.Unread
	return m
}

// sent is the manifest when all is sent and nothing is deleted.
func (p Plan) sent() Manifest {
	m := p.after.clone()
	for _, a := range p.Actions() {
		if a.Action == Delete {
			e := a.object.Entry
			e.Hash = "" // it may be gone when this is read
			m.Entries[a.Key] = e
		}
	}
	m.Pending = p.Unread
	return m
}

// send uploads a group.
func (s *Site) send(ctx context.Context, group []Action, progress func(Action)) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(parallel)
	for _, a := range group {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := s.upload(ctx, a.object); err != nil {
				return fmt.Errorf("uploading %s: %w", a.Key, err)
			}
			progress(a)
			return nil
		})
	}
	return g.Wait()
}

// upload sends an object. Bytes that are not those of the plan are not sent:
// a file has been changed since.
func (s *Site) upload(ctx context.Context, o Object) error {
	b, err := o.Read(ctx)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != o.Hash {
		return errors.New("it was changed while it was deployed")
	}
	_, err = s.Store.Put(ctx, o.Key, b, o.Header, Condition{})
	return err
}

// remove deletes what the plan says, in its order.
func (s *Site) remove(ctx context.Context, p Plan, progress func(Action)) error {
	for _, group := range p.Groups {
		if group[0].Action != Delete {
			continue
		}
		for len(group) > 0 {
			batch := group[:min(len(group), maxBatch)]
			group = group[len(batch):]
			var keys []string
			for _, a := range batch {
				keys = append(keys, a.Key)
			}
			if err := s.Store.Delete(ctx, keys); err != nil {
				return fmt.Errorf("deleting %s…: %w; the next memo deploy does", keys[0], err)
			}
			for _, a := range batch {
				progress(a)
			}
		}
	}
	return nil
}

// save writes the manifest, if nobody else has since it was read.
func (s *Site) save(ctx context.Context, m Manifest) error {
	b := m.encode()
	version, err := s.Store.Put(ctx, ManifestKey, b, ownHeader, Condition{Absent: s.version == "", Version: s.version})
	if errors.Is(err, ErrCondition) { // the answer to a request that was carried out may have been lost
		have, v, getErr := s.Store.Get(ctx, ManifestKey)
		if getErr == nil && bytes.Equal(have, b) {
			version, err = v, nil
		}
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", ManifestKey, err)
	}
	s.version, s.Manifest = version, m
	return nil
}

// ownHeader is of a deploy's own objects.
var ownHeader = Header{ContentType: "application/json", CacheControl: "no-store"}
