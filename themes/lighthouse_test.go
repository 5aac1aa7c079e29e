package themes_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"memo/build/browser"
	"memo/build/effort"
)

// report is what is read of Lighthouse's.
type report struct {
	Categories map[string]struct {
		Score float64 `json:"score"`
	} `json:"categories"`
	Audits map[string]audit `json:"audits"`
}

type audit struct {
	Title   string   `json:"title"`
	Score   *float64 `json:"score"`
	Numeric float64  `json:"numericValue"`
}

// most is the largest number that audits of speed may come to. Marks for speed
// are times: 100 on a quiet machine, 85 beside ten other programs. What makes them
// is the same everywhere.
func most() map[string]float64 {
	return map[string]float64{
		"cumulative-layout-shift": .01,
		"total-byte-weight":       24 << 10, // with the icon and all headers
		"dom-size":                1000,
		"redirects":               0,
	}
}

// full are the audits of speed that look at no clock.
func full() []string {
	return []string{"font-display", "lcp-lazy-loaded", "unsized-images", "unminified-css", "unminified-javascript", "unused-css-rules",
		"unused-javascript", "uses-text-compression", "uses-responsive-images", "uses-passive-event-listeners", "no-document-write",
		"legacy-javascript", "duplicated-javascript", "non-composited-animations", "third-party-summary"}
}

// marks are what must be full.
func marks() []string { return []string{"accessibility", "best-practices", "seo"} }

// lighthouseGivesFullMarks runs Lighthouse as for a phone. A page takes it 14 s,
// so it reads none where little is to be tried: axe-core's rules and the weight of
// pages are held by other readings.
func (r readers) lighthouseGivesFullMarks(t *testing.T) {
	program := filepath.Join(browser.NodeModules(t), "lighthouse", "cli", "index.js")
	for _, page := range effort.Of(nil, []string{longest, "/", "/tags/aws/", "/search/"}) {
		found := lighthouse(t, program, r.own+page)
		t.Logf("%s: performance %.0f", page, 100*found.Categories["performance"].Score)
		for _, c := range marks() {
			if s := found.Categories[c].Score; s != 1 {
				t.Errorf("%s: %s: %.0f", page, c, 100*s)
			}
		}
		for id, limit := range most() {
			if a, ok := found.Audits[id]; !ok || a.Numeric > limit {
				t.Errorf("%s: %s: %v, at most %v wanted", page, id, a.Numeric, limit)
			}
		}
		for _, id := range full() {
			if a, ok := found.Audits[id]; !ok || a.Score != nil && *a.Score < 1 {
				t.Errorf("%s: %s: %s", page, id, a.Title)
			}
		}
	}
}

func lighthouse(t *testing.T, program, url string) (r report) {
	t.Helper()
	cmd := exec.Command("node", program, url, "--quiet", "--output=json",
		"--disable-full-page-screenshot",
		"--only-categories=performance,"+strings.Join(marks(), ","),
		"--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage")
	cmd.Env = append(os.Environ(), "CHROME_PATH="+browser.Path(), "TMPDIR="+t.TempDir())
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &said)
	}
	if err := json.Unmarshal(out, &r); err != nil {
		t.Fatal(err)
	}
	return r
}
