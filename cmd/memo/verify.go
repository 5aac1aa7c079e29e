package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"memo/build/deploy"
	"memo/build/diag"

	"golang.org/x/sync/errgroup"
)

// fetches is how many addresses are asked for at a time.
const fetches = 8

// missing is a key that no site has.
const missing = "memo-verify/nothing-is-here/index.html"

// verify fetches everything through the site's public address, and says what a
// reader would find otherwise than it was deployed.
func (d *deployment) verify(e *env) error {
	client := &http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	var mu sync.Mutex
	var faults []string
	g, ctx := errgroup.WithContext(e.ctx)
	g.SetLimit(fetches)
	for _, o := range append(slices.Clone(d.local), deploy.Object{Key: missing}) {
		g.Go(func() error {
			at := public(d.base, o.Key)
			fault, err := d.fetch(ctx, client, at, o)
			mu.Lock()
			defer mu.Unlock()
			if fault != "" {
				faults = append(faults, at+": "+fault)
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	slices.Sort(faults)
	for _, f := range faults {
		diag.Fprintf(e.out, "%s\n", f)
	}
	if n := len(faults); n > 0 {
		return fmt.Errorf("%d of %d addresses are not as they should be", n, len(d.local)+1)
	}
	_, err := fmt.Fprintf(e.out, "%d addresses are as they should be\n", len(d.local)+1)
	return err
}

// public is the address at which readers find a key.
func public(base *url.URL, key string) string {
	u := *base
	u.Path += key
	if dir, is := strings.CutSuffix(u.Path, "/index.html"); is {
		u.Path = dir + "/"
	}
	return u.String()
}

// fetch asks for an address and tells what is wrong with the answer.
func (d *deployment) fetch(ctx context.Context, client *http.Client, at string, o deploy.Object) (fault string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return "", err
	}
	resp, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, resp.Body); err != nil {
		return "", fmt.Errorf("%s: %w", at, err)
	}
	return d.differs(resp, hex.EncodeToString(sum.Sum(nil)), o), nil
}

// differs compares an answer with what was deployed; hash is that of its body.
func (d *deployment) differs(resp *http.Response, hash string, o deploy.Object) string {
	status := http.StatusOK
	switch {
	case o.Key == missing:
		status = http.StatusNotFound
	case o.Redirect != "":
		status = http.StatusMovedPermanently
	}
	typ, cache := resp.Header.Get("Content-Type"), resp.Header.Get("Cache-Control")
	switch {
	case resp.StatusCode != status:
		return fmt.Sprintf("status %d instead of %d; memo deploy --print-setup shows how the host must be set up", resp.StatusCode, status)
	case status != http.StatusOK:
		return ""
	case hash != o.Hash:
		return "other content: memo deploy has not been run since the site was changed, or a cache has it as it was"
	case typ != o.ContentType:
		return fmt.Sprintf("content type %q instead of %q", typ, o.ContentType)
	case cache != o.CacheControl:
		return fmt.Sprintf("cache-control %q instead of %q", cache, o.CacheControl)
	}
	return ""
}
