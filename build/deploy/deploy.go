// Package deploy keeps a site in a bucket, as package disk keeps it in a folder.
//
// In go the outputs of a run and the manifest that the last deploy left in the
// bucket. Plan, which is pure, makes of them a list of actions, each with its
// reason; Apply carries them out, in an order of which every prefix is a whole
// site, so that a deploy that is interrupted anywhere leaves one, and the next
// deploy completes it. It refuses to touch what memo did not put there: only
// keys that the manifest names are ever deleted.
//
// The AWS SDK lives here, in s3.go and cloudfront.go alone: credentials are
// found in a dozen ways (SSO, roles, instance metadata, web identity), and a
// publisher that does not find them as every other tool does is no use.
package deploy

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"strings"
	"time"

	"memo/build/output"
)

// Own is where a deploy keeps its own objects, below the site's prefix.
const Own = ".memo/"

// Keys of a deploy's own objects, below the prefix.
const (
	ManifestKey = Own + "manifest.json"
	LockKey     = Own + "lock"
)

// Header is what the bucket stores with an object and sends with it.
type Header struct {
	ContentType  string `json:"type"`
	CacheControl string `json:"cache"`
	Redirect     string `json:"redirect,omitempty"` // where a website endpoint answers 301
	Tag          string `json:"tag,omitempty"`      // by which CloudFront invalidates it
}

// Entry is one object as the last deploy left it.
type Entry struct {
	Hash   string      `json:"hash"` // of the bytes, SHA-256 in hexadecimal; "" when an upload began and nobody knows how it ended
	Size   int64       `json:"size"`
	Rank   output.Rank `json:"rank"`
	Unused time.Time   `json:"unused,omitzero"` // since when no page of the site names it: an asset that open tabs may still ask for
	Header
}

// Manifest is what the bucket holds of a site. It may be read by anybody who
// can read the site, so it has nothing that the site has not.
type Manifest struct {
	Version int              `json:"version"`
	Entries map[string]Entry `json:"entries"`           // by key below the prefix
	Pending []string         `json:"pending,omitempty"` // keys that a cache in front of the bucket may still have as they were
}

// manifestVersion is of the form of the manifest.
const manifestVersion = 1

// DecodeManifest reads a manifest. One of another form is an error: to take it
// for an empty one would leave its objects behind for ever.
func DecodeManifest(b []byte) (Manifest, error) {
	m := Manifest{}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("%s is damaged: %w", ManifestKey, err)
	}
	if m.Version != manifestVersion {
		return m, fmt.Errorf("%s is of version %d, and this memo reads %d", ManifestKey, m.Version, manifestVersion)
	}
	return m, nil
}

// encode gives the bytes of the manifest; equal manifests have equal bytes.
func (m Manifest) encode() []byte {
	m.Version = manifestVersion
	b, err := json.Marshal(m)
	if err != nil {
		panic("deploy: a manifest that JSON cannot hold: " + err.Error())
	}
	return b
}

// clone gives a manifest whose entries can be written.
func (m Manifest) clone() Manifest {
	m.Entries = maps.Clone(m.Entries)
	if m.Entries == nil {
		m.Entries = map[string]Entry{}
	}
	return m
}

// Object is one file of the site that should be in the bucket.
type Object struct {
	Key string // below the prefix
	Entry
	Read func(ctx context.Context) ([]byte, error) // gives the bytes that Hash is of
}

// Mode is what stands in front of the bucket.
type Mode string

// The modes, as memo.toml names them.
const (
	Website    Mode = "website"    // the bucket's own website endpoint: it redirects and has an error document
	CloudFront Mode = "cloudfront" // a private bucket behind CloudFront
)

// NewObject describes an output whose bytes are b; host is that of the site's
// address.
func NewObject(o output.Output, b []byte, mode Mode, host string) Object {
	sum := sha256.Sum256(b)
	obj := Object{Key: o.Path, Entry: Entry{Hash: hex.EncodeToString(sum[:]), Size: int64(len(b)), Rank: o.Rank()}}
	obj.Header = Header{ContentType: o.ContentType, CacheControl: revalidate}
	if o.ContentType == "" {
		obj.ContentType = output.ContentType(o.Path)
	}
	if o.Immutable {
		obj.CacheControl = forever
	}
	if o.Redirect != "" && mode == Website {
		obj.Redirect = location(o.Redirect, host)
	}
	if mode == CloudFront {
		obj.Tag = tag(obj)
	}
	return obj
}

// What a browser may do without asking again. Without a header it guesses.
const (
	forever    = "public, max-age=31536000, immutable"
	revalidate = "public, max-age=0, must-revalidate"
)

// location is an address as x-amz-website-redirect-location takes it: ASCII,
// and a path where it is of the site itself, so that a preview stays one.
func location(to, host string) string {
	u, err := url.Parse(to)
	if err != nil {
		return to
	}
	if u.Host == host {
		u.Scheme, u.Host = "", ""
	}
	return u.String()
}

// tag names what is invalidated together: a memo with its text and pictures,
// or all that leads to memos. It is ASCII without blanks, whatever the path is.
func tag(o Object) string {
	switch o.Rank {
	case output.Asset:
		return ""
	case output.List, output.Home:
		return "lists"
	}
	dir := ""
	if i := strings.LastIndexByte(o.Key, '/'); i >= 0 {
		dir = o.Key[:i]
	}
	sum := sha256.Sum256([]byte(dir))
	return "memo-" + hex.EncodeToString(sum[:8])
}
