package deploy

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
)

func TestAnInvalidationIsOneSignedRequest(t *testing.T) {
	status := http.StatusCreated
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		want := `<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Paths><Quantity>2</Quantity><Items><Path>/a/index.html</Path><Path>/a/</Path></Items></Paths><CallerReference>memo-r1</CallerReference></InvalidationBatch>`
		if err != nil || string(body) != want || r.Method+r.URL.Path != "POST/2020-05-31/distribution/E1/invalidation" {
			t.Errorf("%s %s: %s %v", r.Method, r.URL.Path, body, err)
		}
		if auth := r.Header.Get("Authorization"); !regexp.MustCompile(`^AWS4-HMAC-SHA256 Credential=k/\d{8}/us-east-1/cloudfront/aws4_request, SignedHeaders=content-length;content-type;host;x-amz-date, Signature=[0-9a-f]{64}$`).MatchString(auth) {
			t.Errorf("signed by %q", auth)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>`)
	}))
	defer server.Close()
	c := aws.Config{Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "k", SecretAccessKey: "secret", Source: "test"}, nil
	})}
	d := newDistribution(c, Target{Distribution: "E1", Root: "/"}, "r1")
	d.endpoint = server.URL
	if err := d.Invalidate(t.Context(), []string{"a/index.html"}); err != nil {
		t.Error(err)
	}
	status = http.StatusForbidden
	err := d.Invalidate(t.Context(), []string{"a/index.html"})
	if err == nil || !strings.Contains(err.Error(), "credentials of test: AccessDenied no") || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
}

func TestWhatIsToBeSetUpIsWhole(t *testing.T) {
	target := Target{Bucket: "b", Prefix: "p/", Distribution: "E1"}
	for mode, words := range map[Mode][]string{
		Website:    {"put-bucket-website", `"Principal": "*"`, "arn:aws:s3:::b/p/*", "s3:DeleteObject", "cloudfront:CreateInvalidation"},
		CloudFront: {"AWS:SourceArn", "distribution/E1", "function handler", "s3:ListBucket"},
	} {
		got := Setup(target, mode)
		for _, w := range words {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %s in\n%s", mode, w, got)
			}
		}
		if strings.Contains(got, "%!") || len(Function) > 10<<10 {
			t.Errorf("%s: %s", mode, got)
		}
	}
}
