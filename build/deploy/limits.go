package deploy

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// Limits of S3.
const (
	maxKey      = 1024    // bytes
	maxRedirect = 2 << 10 // bytes
	maxObject   = 5 << 30 // bytes in one request
)

// shown is how many faults are told; the rest is like them.
const shown = 10

// Check tells what the bucket would refuse, before the first request.
func (p Plan) Check(prefix string) error {
	var all []error
	for _, a := range p.Actions() {
		if err := checkAction(prefix, a); err != nil && a.Action != Delete {
			all = append(all, err)
		}
	}
	if n := len(all); n > shown {
		all = append(all[:shown], fmt.Errorf("and %d more", n-shown))
	}
	return errors.Join(all...)
}

func checkAction(prefix string, a Action) error {
	switch key := prefix + a.Key; {
	case len(key) > maxKey:
		return fmt.Errorf("%s: the key has %d bytes, and S3 takes %d", a.Key, len(key), maxKey)
	case strings.HasPrefix(a.Key, Own):
		return fmt.Errorf("%s: %s is where memo deploy keeps its own", a.Key, Own)
	case strings.ContainsFunc(key, unicode.IsControl):
		return fmt.Errorf("%q: the key has a control character", a.Key)
	case len(a.object.Redirect) > maxRedirect:
		return fmt.Errorf("%s: the address that it redirects to has %d bytes, and S3 takes %d", a.Key, len(a.object.Redirect), maxRedirect)
	case a.object.Size > maxObject:
		return fmt.Errorf("%s: has %d bytes, and S3 takes %d in one request", a.Key, a.object.Size, int64(maxObject))
	}
	return nil
}

// Prices of a request in US dollars, as of S3 in Tokyo and of CloudFront; what
// is sent to S3 costs nothing, nor does a delete.
const (
	pricePut  = 0.0047 / 1000
	pricePath = 0.005 // beyond the first 1,000 in a month
)

// Cost is what a plan sends.
type Cost struct {
	Requests int // of the objects alone
	Bytes    int64
	Dollars  float64 // for the requests
}

// Cost adds up the plan. paths is how many CloudFront bills for; they are
// counted as if the month's free ones were used up.
func (p Plan) Cost(paths int) (c Cost) {
	puts := 0
	for _, a := range p.Actions() {
		c.Bytes += a.Bytes
		if a.Action != Delete {
			puts++
		}
	}
	c.Requests = puts + (p.Deletes()+maxBatch-1)/maxBatch
	c.Dollars = float64(puts)*pricePut + float64(paths)*pricePath
	return c
}
