package deploy

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
)

// Target is where a site is deployed to.
type Target struct {
	Bucket, Prefix string // the prefix ends in '/' or is ""
	Region         string // "" is what the credentials' configuration says
	Endpoint       string // of a store that is not AWS; "" is
	Profile        string // of the shared configuration; "" is what the environment says
	Distribution   string // of CloudFront; "" for none
	Root           string // path of the site's address: "/", "/notes/"

	backoff time.Duration // the longest pause before a request is sent again
}

// retryer sends again what is throttled or gets no answer, after longer and
// longer pauses.
func (t Target) retryer() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = attempts
		if t.backoff > 0 {
			o.MaxBackoff = t.backoff
		}
	})
}

// attempts is how often a request is tried that is throttled or gets no answer.
const attempts = 6

// bucket is a Store on S3, or on what speaks like it.
type bucket struct {
	Target
	client *s3.Client
	from   string // where the credentials come from
}

// Connect finds credentials as every AWS tool does and gives the bucket, and
// the cache in front of it, which is nil without a distribution. Nothing is sent yet
// but what the credentials need.
func Connect(ctx context.Context, t Target, run string) (Store, Cache, error) {
	options := []func(*config.LoadOptions) error{
		config.WithRetryer(t.retryer),
		config.WithRequestChecksumCalculation(aws.RequestChecksumCalculationWhenRequired),
		config.WithResponseChecksumValidation(aws.ResponseChecksumValidationWhenRequired),
	}
	if t.Region != "" {
		options = append(options, config.WithRegion(t.Region))
	}
	if t.Profile != "" {
		options = append(options, config.WithSharedConfigProfile(t.Profile))
	}
	c, err := config.LoadDefaultConfig(ctx, options...)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the AWS configuration: %w", err)
	}
	if c.Region == "" && t.Endpoint != "" {
		c.Region = "us-east-1" // other stores have no regions, and a signature names one
	}
	if c.Region == "" {
		return nil, nil, errors.New(`no region: write region = "ap-northeast-1" under [deploy], or set AWS_REGION`)
	}
	who, err := c.Credentials.Retrieve(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("no credentials for AWS: %w", err)
	}
	client := s3.NewFromConfig(c, func(o *s3.Options) {
		if t.Endpoint != "" {
			o.BaseEndpoint = &t.Endpoint
		}
		o.UsePathStyle = o.BaseEndpoint != nil
	})
	b := &bucket{Target: t, client: client, from: who.Source}
	if t.Distribution == "" {
		return b, nil, nil
	}
	return b, newDistribution(c, t, run), nil
}

// Get gives an object and its ETag.
func (b *bucket) Get(ctx context.Context, key string) ([]byte, string, error) {
	out, err := b.client.GetObject(ctx, &s3.GetObjectInput{Bucket: &b.Bucket, Key: aws.String(b.Prefix + key)})
	if err != nil {
		return nil, "", b.explain("reading "+key, err)
	}
	defer out.Body.Close()
	body, err := io.ReadAll(out.Body)
	if err != nil {
		return nil, "", fmt.Errorf("reading %s: %w", key, err)
	}
	return body, aws.ToString(out.ETag), nil
}

// Put sends an object with its checksum, so that a store that knows it refuses
// what was damaged on the way.
func (b *bucket) Put(ctx context.Context, key string, body []byte, h Header, c Condition) (string, error) {
	sum := sha256.Sum256(body)
	in := &s3.PutObjectInput{Bucket: &b.Bucket, Key: aws.String(b.Prefix + key), Body: bytes.NewReader(body),
		ContentType: &h.ContentType, CacheControl: &h.CacheControl, ChecksumSHA256: aws.String(base64.StdEncoding.EncodeToString(sum[:]))}
	if h.Redirect != "" {
		in.WebsiteRedirectLocation = &h.Redirect
	}
	if h.Tag != "" {
		in.Metadata = map[string]string{"cache-tag": h.Tag}
	}
	if c.Absent {
		in.IfNoneMatch = aws.String("*")
	}
	if c.Version != "" {
		in.IfMatch = &c.Version
	}
	out, err := b.client.PutObject(ctx, in)
	if err != nil {
		return "", b.explain("writing "+key, err)
	}
	return aws.ToString(out.ETag), nil
}

// Delete reads the answer for each key: the request as a whole succeeds even
// when none of them was deleted.
func (b *bucket) Delete(ctx context.Context, keys []string) error {
	var ids []types.ObjectIdentifier
	for _, k := range keys {
		ids = append(ids, types.ObjectIdentifier{Key: aws.String(b.Prefix + k)})
	}
	out, err := b.client.DeleteObjects(ctx, &s3.DeleteObjectsInput{Bucket: &b.Bucket, Delete: &types.Delete{Objects: ids, Quiet: aws.Bool(true)}})
	if err != nil {
		return b.explain("deleting", err)
	}
	var all []error
	for _, e := range out.Errors[:min(len(out.Errors), shown)] {
		all = append(all, fmt.Errorf("%s: %s: %s", aws.ToString(e.Key), aws.ToString(e.Code), aws.ToString(e.Message)))
	}
	return errors.Join(all...)
}

// List gives all keys below the prefix.
func (b *bucket) List(ctx context.Context) (keys []string, err error) {
	in := &s3.ListObjectsV2Input{Bucket: &b.Bucket, Prefix: &b.Prefix, EncodingType: types.EncodingTypeUrl}
	for {
		out, err := b.client.ListObjectsV2(ctx, in)
		if err != nil {
			return nil, b.explain("listing", err)
		}
		for _, o := range out.Contents {
			key, err := url.QueryUnescape(aws.ToString(o.Key))
			if err != nil {
				return nil, fmt.Errorf("listing: %w", err)
			}
			keys = append(keys, strings.TrimPrefix(key, b.Prefix))
		}
		if in.ContinuationToken = out.NextContinuationToken; !aws.ToBool(out.IsTruncated) || in.ContinuationToken == nil {
			return keys, nil
		}
	}
}

// hints are what to do about what S3 refuses.
var hints = map[string]string{
	"NoSuchBucket":          "make the bucket first: memo deploy --print-setup shows how",
	"AccessDenied":          "these credentials may not do that: memo deploy --print-setup shows the policy that they need",
	"InvalidAccessKeyId":    "these credentials are not known there",
	"SignatureDoesNotMatch": "the secret key is another than that of the access key",
	"ExpiredToken":          "these credentials have expired: sign in again",
	"PermanentRedirect":     "the bucket is in another region: write it as region under [deploy]",
}

// explain makes an error of the store one of ours: whether there is no such
// object, whether a condition did not hold, and what to do about the rest.
func (b *bucket) explain(what string, err error) error {
	var api smithy.APIError
	if !errors.As(err, &api) {
		return fmt.Errorf("%s in %s: %w", what, b.Bucket, err)
	}
	switch code := api.ErrorCode(); code {
	case "NoSuchKey":
		return fs.ErrNotExist
	case "PreconditionFailed", "ConditionalRequestConflict":
		return ErrCondition
	default:
		hint := hints[code]
		if hint != "" {
			hint = "\n  hint: " + hint
		}
		return fmt.Errorf("%s in %s, with the credentials of %s: %s: %s%s", what, b.Bucket, b.from, code, api.ErrorMessage(), hint)
	}
}
