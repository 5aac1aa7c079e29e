package deploy

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// maxPaths is how many paths are invalidated one by one; above, all of the
// site is, which is billed as one.
const maxPaths = 30

// cloudFront is where CloudFront is asked; there is one for all the world, and
// signatures name its region.
const (
	cloudFront       = "https://cloudfront.amazonaws.com"
	cloudFrontRegion = "us-east-1"
)

// distribution is a Cache on CloudFront. Its one request is written here: the
// SDK's client for it made the program 9 MB larger.
type distribution struct {
	config   aws.Config
	endpoint string
	id       string
	root     string // path of the site's address
	run      string // names the request, so that one sent twice is carried out once
}

func newDistribution(c aws.Config, t Target, run string) *distribution {
	return &distribution{config: c, endpoint: cloudFront, id: t.Distribution, root: t.Root, run: run}
}

// batch is the body of the request.
type batch struct {
	XMLName xml.Name `xml:"http://cloudfront.amazonaws.com/doc/2020-05-31/ InvalidationBatch"`
	Paths   struct {
		Quantity int
		Items    []string `xml:"Items>Path"`
	}
	CallerReference string
}

// Invalidate makes CloudFront forget what it has of the keys.
func (d *distribution) Invalidate(ctx context.Context, keys []string) error {
	in := batch{CallerReference: "memo-" + d.run}
	in.Paths.Items = Paths(d.root, keys)
	in.Paths.Quantity = len(in.Paths.Items)
	body, err := xml.Marshal(in)
	if err == nil {
		err = d.send(ctx, body)
	}
	if err != nil {
		return fmt.Errorf("invalidating %d paths of %s: %w", in.Paths.Quantity, d.id, err)
	}
	return nil
}

func (d *distribution) send(ctx context.Context, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, d.endpoint+"/2020-05-31/distribution/"+url.PathEscape(d.id)+"/invalidation", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/xml")
	who, err := d.config.Credentials.Retrieve(ctx)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	if err := v4.NewSigner().SignHTTP(ctx, who, req, hex.EncodeToString(sum[:]), "cloudfront", cloudFrontRegion, time.Now()); err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return refused(resp, who.Source)
}

// refused reads what CloudFront has against a request.
func refused(resp *http.Response, from string) error {
	if resp.StatusCode == http.StatusCreated {
		return nil
	}
	text, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return err
	}
	var why struct {
		Code    string `xml:"Error>Code"`
		Message string `xml:"Error>Message"`
	}
	if xml.Unmarshal(text, &why) != nil || why.Code == "" {
		why.Code = resp.Status
	}
	return fmt.Errorf("with the credentials of %s: %s %s", from, why.Code, why.Message)
}

// Paths gives the paths that stand for keys at CloudFront: of a page both that
// of its file and that of its folder, since the cache knows it by the one that
// a function made of the other. root is the path of the site's address.
func Paths(root string, keys []string) (paths []string) {
	for _, key := range keys {
		p := strings.ReplaceAll((&url.URL{Path: root + key}).EscapedPath(), "*", "%2A")
		paths = append(paths, p)
		if dir, is := strings.CutSuffix(p, "/index.html"); is {
			paths = append(paths, dir+"/")
		}
	}
	if len(paths) > maxPaths {
		return []string{(&url.URL{Path: root}).EscapedPath() + "*"}
	}
	return paths
}
