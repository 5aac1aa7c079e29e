// Package s3test is a bucket on loopback for tests: enough of S3's protocol
// for a deploy, written by its documentation, and the website endpoint in front
// of it.
//
// In go requests; out comes what S3 answers, refusals too: conditions that do
// not hold, throttling, and an answer that is lost after the request was
// carried out. It checks no signature.
package s3test

import (
	"cmp"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// Object is what the bucket holds under a key.
type Object struct {
	Body   []byte
	Header http.Header // what was stored with it
}

// Bucket answers as S3 does at /NAME/KEY. Its fields are for tests to read and
// write while no request is under way.
type Bucket struct {
	Name    string
	Page    int                                           // keys in a listing
	Fault   func(serial int, r *http.Request) (how Fault) // what goes wrong with a request; nil: nothing
	mu      sync.Mutex
	objects map[string]Object
	serial  int
	writes  int
}

// Fault is what goes wrong with a request.
type Fault uint8

// Faults.
const (
	None  Fault = iota
	Slow        // answered 503 SlowDown
	Lost        // carried out, and the connection is cut before the answer
	Reset       // the connection is cut and nothing is carried out
)

// New gives an empty bucket.
func New(name string) *Bucket { return &Bucket{Name: name, Page: 1000, objects: map[string]Object{}} }

// Objects gives what is there.
func (b *Bucket) Objects() map[string]Object {
	b.mu.Lock()
	defer b.mu.Unlock()
	return maps.Clone(b.objects)
}

// Store puts an object there as somebody else would.
func (b *Bucket) Store(key, body string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.objects[key] = Object{Body: []byte(body), Header: http.Header{}}
}

// Asked counts the requests so far, and those of them that wrote.
func (b *Bucket) Asked() (all, writes int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.serial, b.writes
}

func (b *Bucket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.serial++
	how := None
	if b.Fault != nil {
		how = b.Fault(b.serial, r)
	}
	switch how {
	case Slow:
		refuse(w, http.StatusServiceUnavailable, "SlowDown")
		return
	case Reset:
		panic(http.ErrAbortHandler)
	}
	key, is := strings.CutPrefix(r.URL.Path, "/"+b.Name+"/")
	if !is && r.URL.Path != "/"+b.Name {
		refuse(w, http.StatusNotFound, "NoSuchBucket")
		return
	}
	if how == Lost {
		w = &nowhere{}
		defer panic(http.ErrAbortHandler)
	}
	b.carry(w, r, key, body)
}

// nowhere is where a lost answer goes.
type nowhere struct{ header http.Header }

func (n *nowhere) Header() http.Header {
	if n.header == nil {
		n.header = http.Header{}
	}
	return n.header
}
func (n *nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (n *nowhere) WriteHeader(int)             {}

func (b *Bucket) carry(w http.ResponseWriter, r *http.Request, key string, body []byte) {
	switch {
	case r.Method == http.MethodPut:
		b.writes++
		b.put(w, r, key, body)
	case r.Method == http.MethodPost && r.URL.Query().Has("delete"):
		b.writes++
		b.delete(w, body)
	case r.Method == http.MethodGet && r.URL.Query().Get("list-type") == "2":
		b.list(w, r.URL.Query())
	case r.Method == http.MethodGet:
		o, ok := b.objects[key]
		if !ok {
			refuse(w, http.StatusNotFound, "NoSuchKey")
			return
		}
		maps.Copy(w.Header(), o.Header)
		w.Write(o.Body)
	default:
		refuse(w, http.StatusNotImplemented, "NotImplemented")
	}
}

// put stores an object with the headers that S3 keeps.
func (b *Bucket) put(w http.ResponseWriter, r *http.Request, key string, body []byte) {
	have, there := b.objects[key]
	if want := r.Header.Get("If-Match"); r.Header.Get("If-None-Match") == "*" && there || want != "" && have.Header.Get("ETag") != want {
		refuse(w, http.StatusPreconditionFailed, "PreconditionFailed")
		return
	}
	sum := sha256.Sum256(body)
	if want := r.Header.Get("X-Amz-Checksum-Sha256"); want != "" && want != base64.StdEncoding.EncodeToString(sum[:]) {
		refuse(w, http.StatusBadRequest, "BadDigest")
		return
	}
	h := http.Header{"Etag": {fmt.Sprintf(`"%x"`, md5.Sum(body))}}
	for name, values := range r.Header {
		if slices.Contains([]string{"Content-Type", "Cache-Control", "X-Amz-Website-Redirect-Location"}, name) || strings.HasPrefix(name, "X-Amz-Meta-") {
			h[name] = values
		}
	}
	b.objects[key] = Object{body, h}
	w.Header().Set("ETag", h.Get("ETag"))
}

func (b *Bucket) delete(w http.ResponseWriter, body []byte) {
	var in struct {
		Object []struct{ Key string }
	}
	if err := xml.Unmarshal(body, &in); err != nil || len(in.Object) > 1000 {
		refuse(w, http.StatusBadRequest, "MalformedXML")
		return
	}
	for _, o := range in.Object {
		delete(b.objects, o.Key)
	}
	answer(w, http.StatusOK, struct {
		XMLName xml.Name `xml:"DeleteResult"`
	}{})
}

func (b *Bucket) list(w http.ResponseWriter, q url.Values) {
	type content struct{ Key string }
	var out struct {
		XMLName               xml.Name `xml:"ListBucketResult"`
		Contents              []content
		IsTruncated           bool
		NextContinuationToken string `xml:",omitempty"`
	}
	for _, key := range slices.Sorted(maps.Keys(b.objects)) {
		if !strings.HasPrefix(key, q.Get("prefix")) || key <= q.Get("continuation-token") {
			continue
		}
		if out.IsTruncated = len(out.Contents) == b.Page; out.IsTruncated {
			break
		}
		out.NextContinuationToken = key
		out.Contents = append(out.Contents, content{url.QueryEscape(key)})
	}
	answer(w, http.StatusOK, out)
}

func refuse(w http.ResponseWriter, status int, code string) {
	answer(w, status, struct {
		XMLName       xml.Name `xml:"Error"`
		Code, Message string
	}{Code: code, Message: "as the test wants it"})
}

func answer(w http.ResponseWriter, status int, v any) {
	b, err := xml.Marshal(v)
	if err != nil {
		panic("s3test: " + err.Error())
	}
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	w.Write(b)
}

// Website is the bucket's website endpoint.
func (b *Bucket) Website() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key := strings.TrimPrefix(r.URL.Path, "/")
		if key == "" || strings.HasSuffix(key, "/") {
			key += "index.html"
		}
		all, status := b.Objects(), http.StatusOK
		o, ok := all[key]
		if !ok {
			o, status = all["404.html"], http.StatusNotFound
		}
		if to := o.Header.Get("X-Amz-Website-Redirect-Location"); to != "" {
			http.Redirect(w, r, to, http.StatusMovedPermanently)
			return
		}
		w.Header().Set("Content-Type", cmp.Or(o.Header.Get("Content-Type"), "binary/octet-stream"))
		w.Header().Set("Cache-Control", o.Header.Get("Cache-Control"))
		w.WriteHeader(status)
		w.Write(o.Body)
	})
}
