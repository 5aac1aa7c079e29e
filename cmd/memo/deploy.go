package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"sync"

	"memo/build"
	"memo/build/config"
	"memo/build/deploy"
	"memo/build/output"
)

// deployCmd is `memo deploy`.
type deployCmd struct {
	DryRun    bool   `name:"dry-run" help:"Say what would be done and do nothing; exit status 3 when there is something."`
	JSON      bool   `name:"json" help:"Print what is done as one JSON array: action, key, reason, bytes."`
	MaxDelete int    `name:"max-delete" default:"-1" placeholder:"N" help:"Delete up to N objects (default: 20, or a tenth of the site where that is more)."`
	Yes       bool   `help:"Replace objects that memo did not put there."`
	BreakLock bool   `name:"break-lock" help:"Take over the lock of a deploy that is dead; after an hour that happens by itself."`
	Profile   string `placeholder:"NAME" help:"Of the shared AWS configuration, instead of deploy.profile."`
	Verify    bool   `help:"Deploy nothing; fetch the whole site through its public address and say what is not as it should be."`
	Setup     bool   `name:"print-setup" help:"Print what is to be set up once: the bucket, the policies, the function for CloudFront."`
}

// Help is shown by memo deploy --help.
func (deployCmd) Help() string {
	return `The site is built and checked, compared with what the last deploy left in the
bucket, and what differs is uploaded: first what pages need, then pages, lists
and home, and deletes last. An upload that fails stops it, and nothing is deleted; the
next deploy completes one that was interrupted. Only objects that memo put
there are ever deleted. [deploy] in memo.toml says where to; credentials are
found as every AWS tool finds them.`
}

// Run publishes the site into its bucket.
func (c deployCmd) Run(e *env) error {
	s, err := e.openSite(build.Flags{Strict: true})
	if err != nil {
		return err
	}
	in, r, err := s.look(e)
	if err != nil {
		return err
	}
	e.notices(r.Notices)
	if r.Blocked() {
		return e.report(r.Diagnostics)
	}
	d, err := c.settings(in.Config)
	if err != nil {
		return err
	}
	if c.Setup {
		_, err := fmt.Fprint(e.out, deploy.Setup(d.target, d.mode))
		return err
	}
	if d.local, err = d.draw(e, r); err != nil {
		return err
	}
	if c.Verify {
		return d.verify(e)
	}
	return d.run(e)
}

// deployment is one run of memo deploy.
type deployment struct {
	deployCmd
	target deploy.Target
	mode   deploy.Mode
	base   *url.URL // of the site
	local  []deploy.Object
	store  deploy.Store
	cache  deploy.Cache
	lock   deploy.Lock
}

// settings takes what [deploy] and the flags say.
func (c deployCmd) settings(conf config.Config) (*deployment, error) {
	base, err := url.Parse(conf.BaseURL)
	if err != nil {
		return nil, err
	}
	set := conf.Deploy
	if set.Bucket == "" {
		return nil, usageError("memo.toml does not say where to; add\n  [deploy]\n  bucket = \"NAME\"\n  region = \"ap-northeast-1\"\n  hint: memo deploy --help, and Publish on S3 in the README")
	}
	d := &deployment{deployCmd: c, mode: deploy.Mode(set.Mode), base: base}
	d.target = deploy.Target{Bucket: set.Bucket, Prefix: set.Prefix, Region: set.Region, Endpoint: set.Endpoint, Profile: set.Profile, Distribution: set.Distribution, Root: base.Path}
	if c.Profile != "" {
		d.target.Profile = c.Profile
	}
	return d, nil
}

// collected is a build.Sink that keeps what each output is, and draws it again
// when it is sent: a site of ten thousand memos is larger than memory may be.
type collected struct {
	*deployment
	mu  sync.Mutex
	all []deploy.Object
}

func (*collected) Keep(output.Output) bool { return false }
func (*collected) Key(string) string       { return "" }

func (c *collected) Put(o output.Output, b []byte) (bool, error) {
	obj := deploy.NewObject(o, b, c.mode, c.base.Host)
	obj.Read = func(ctx context.Context) ([]byte, error) {
		b, found := o.Render(ctx)
		if found.HasErrors() {
			return nil, errors.New(found[0].Message)
		}
		return b, ctx.Err()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = append(c.all, obj)
	return true, nil
}

// draw makes every output once, to know what it is.
func (d *deployment) draw(e *env, r *build.Result) ([]deploy.Object, error) {
	c := &collected{deployment: d}
	found, err := r.Publish(e.ctx, c, e.progress("drawing pages"))
	if err != nil {
		return nil, err
	}
	return c.all, e.report(slices.Concat(r.Diagnostics, found))
}
