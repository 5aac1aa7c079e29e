package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/user"
	"slices"
	"strings"
	"sync"
	"time"

	"memo/build/deploy"
	"memo/build/diag"
)

// run compares, tells and, unless it is a rehearsal, does.
func (d *deployment) run(e *env) (err error) {
	d.lock = deploy.Lock{Owner: owner(), ID: rand.Text(), Time: e.now}
	if d.store, d.cache, err = deploy.Connect(e.ctx, d.target, d.lock.ID); err != nil {
		return err
	}
	_, plan, err := d.plan(e)
	if err != nil {
		return err
	}
	if err := d.tell(e, plan); err != nil || plan.Empty() {
		return err
	}
	if d.DryRun {
		return errPlanned
	}
	return d.locked(e)
}

// errPlanned ends a rehearsal of a deploy that would do something.
var errPlanned = errors.New("there is something to deploy")

// plan reads what the bucket holds and compares; what must not be done is an error.
func (d *deployment) plan(e *env) (*deploy.Site, deploy.Plan, error) {
	site, err := deploy.Open(e.ctx, d.store)
	if err != nil {
		return nil, deploy.Plan{}, err
	}
	p := deploy.Make(d.local, site.Manifest, e.now)
	if err := p.Check(d.target.Prefix); err != nil {
		return nil, p, err
	}
	limit := max(20, len(site.Manifest.Entries)/10)
	if d.MaxDelete >= 0 {
		limit = d.MaxDelete
	}
	if n := p.Deletes(); n > limit && !d.DryRun {
		return nil, p, fmt.Errorf("%s would be deleted, and %d is the limit; nothing was done\n  hint: memo deploy --dry-run shows which; --max-delete %d allows it", diag.Counted(n, "object"), limit, n)
	}
	if site.First() && !d.Yes {
		err = d.foreign(e, p)
	}
	return site, p, err
}

// foreign refuses to replace what memo did not put there. It asks only at the
// first deploy: what the manifest names is memo's.
func (d *deployment) foreign(e *env, p deploy.Plan) error {
	there, err := d.store.List(e.ctx)
	if err != nil {
		return err
	}
	slices.Sort(there)
	var taken []string
	for _, a := range p.Actions() {
		if _, is := slices.BinarySearch(there, a.Key); is {
			taken = append(taken, a.Key)
		}
	}
	if len(taken) == 0 {
		return nil
	}
	return fmt.Errorf("the bucket holds %s that memo did not put there and that the site has, too: %s; nothing was done\n  hint: memo deploy --yes replaces them; others in the bucket are left alone",
		diag.Counted(len(taken), "object"), strings.Join(taken[:min(len(taken), 5)], ", "))
}

// locked does what is to be done, under the lock: by what the bucket holds then.
func (d *deployment) locked(e *env) (err error) {
	broken, err := deploy.Acquire(e.ctx, d.store, d.lock, d.BreakLock)
	if err != nil {
		return err
	}
	defer func() {
		ctx, stop := context.WithTimeout(context.WithoutCancel(e.ctx), 10*time.Second)
		defer stop()
		err = errors.Join(err, deploy.Release(ctx, d.store, d.lock))
	}()
	if broken != nil {
		e.say("memo: took over the lock of %s, of %s", broken.Owner, broken.Time.Format(time.RFC3339))
	}
	site, p, err := d.plan(e)
	if err != nil || p.Empty() {
		return err
	}
	if err := site.Apply(e.ctx, p, d.cache, d.progressOf(e, len(p.Actions()))); err != nil {
		return err
	}
	if !e.cli.Quiet && !d.JSON {
		_, err = fmt.Fprintf(e.out, "deployed to %s in %s\n", d.target.Bucket, time.Since(e.now).Round(time.Millisecond))
	}
	return err
}

// progressOf counts finished actions.
func (d *deployment) progressOf(e *env, total int) func(deploy.Action) {
	show := e.progress("uploading")
	var mu sync.Mutex
	done := 0
	return func(deploy.Action) {
		mu.Lock()
		defer mu.Unlock()
		if done++; show != nil {
			show(done, total)
		}
	}
}

// owner names who deploys, for whoever finds the lock.
func owner() string {
	name := "somebody"
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	return name + " at " + host
}
