package deploy

import (
	"cmp"
	"fmt"
	"strings"
)

// Setup is what a person does once before the first deploy, for pasting. It
// gives nobody more than is needed: the deployer may do five things to the
// objects of one bucket.
func Setup(t Target, m Mode) string {
	arn := "arn:aws:s3:::" + t.Bucket
	var b strings.Builder
	fmt.Fprintf(&b, "# The bucket, once:\naws s3 mb s3://%s --region %s\n", t.Bucket, cmp.Or(t.Region, "ap-northeast-1"))
	if m == Website {
		fmt.Fprintf(&b, websiteSetup, t.Bucket, t.Bucket, t.Bucket, arn, t.Prefix)
	} else {
		fmt.Fprintf(&b, cloudFrontSetup, t.Bucket, arn, t.Prefix, t.Distribution, Function)
	}
	fmt.Fprintf(&b, deployerSetup, arn, t.Prefix, arn)
	if t.Distribution != "" {
		fmt.Fprintf(&b, ",\n    {\"Effect\": \"Allow\", \"Action\": \"cloudfront:CreateInvalidation\", \"Resource\": \"arn:aws:cloudfront::*:distribution/%s\"}", t.Distribution)
	}
	b.WriteString("\n  ]}'\n")
	return b.String()
}

const websiteSetup = `aws s3api put-bucket-website --bucket %s --website-configuration '{
  "IndexDocument": {"Suffix": "index.html"}, "ErrorDocument": {"Key": "404.html"}}'
aws s3api put-public-access-block --bucket %s --public-access-block-configuration \
  BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=false,RestrictPublicBuckets=false
aws s3api put-bucket-policy --bucket %s --policy '{
  "Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "%s/%s*"}]}'
`

const cloudFrontSetup = `
# The bucket stays private; CloudFront alone reads it (origin access control).
# ACCOUNT and, where it is not in memo.toml, the distribution are yours.
aws s3api put-bucket-policy --bucket %s --policy '{
  "Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"}, "Action": "s3:GetObject", "Resource": "%s/%s*",
     "Condition": {"StringEquals": {"AWS:SourceArn": "arn:aws:cloudfront::ACCOUNT:distribution/%s"}}}]}'

# At the distribution: compression on, the errors 403 and 404 answered with
# /404.html and status 404, and this function at the viewer-request event:
cat > memo-viewer-request.js <<'JS'
%sJS
aws cloudfront create-function --name memo-viewer-request \
  --function-config Comment=memo,Runtime=cloudfront-js-2.0 --function-code fileb://memo-viewer-request.js
`

const deployerSetup = `
# Who deploys may do this and no more:
aws iam create-policy --policy-name memo-deploy --policy-document '{
  "Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], "Resource": "%s/%s*"},
    {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "%s"}`

// Function is the viewer-request function of a distribution in front of a
// private bucket, which knows no index documents: a folder is its index.html, and
// an address without an extension moves to its folder.
const Function = `function handler(event) {
  var request = event.request, uri = request.uri;
  if (!uri.endsWith('/') && uri.split('/').pop().indexOf('.') < 0) {
    return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: uri + '/' } } };
  }
  if (uri.endsWith('/')) {
    request.uri = uri + 'index.html';
  }
  return request;
}
`
