package themes_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"memo/build/browser"
)

// report is what is read of Lighthouse's.
type report struct {
	Categories map[string]struct {
		Score float64 `json:"score"`
	} `json:"categories"`
	Audits map[string]struct {
		Title string   `json:"title"`
		Score *float64 `json:"score"`
	} `json:"audits"`
}

// lighthouseGivesFullMarks runs Lighthouse as for a phone on a memo. Marks
// for speed depend on what else the machine does, so they are asked again until
// the median is full; one point of noise is let pass.
func (r readers) lighthouseGivesFullMarks(t *testing.T) {
	program := filepath.Join(browser.NodeModules(t), "lighthouse", "cli", "index.js")
	url := r.own + longest
	var speeds []float64
	for len(speeds) < 5 && median(speeds) < 1 {
		r := lighthouse(t, program, url)
		speeds = append(speeds, r.Categories["performance"].Score)
		for _, c := range []string{"accessibility", "best-practices", "seo"} {
			if s := r.Categories[c].Score; s != 1 {
				t.Errorf("%s: %.0f", c, 100*s)
			}
		}
		if t.Failed() {
			for id, a := range r.Audits {
				if a.Score != nil && *a.Score < 1 {
					t.Errorf("%s: %s: %.2f", id, a.Title, *a.Score)
				}
			}
			return
		}
	}
	t.Logf("performance: %v", speeds)
	if m := median(speeds); m < .9 { // 1 on a quiet machine: the rest is what else runs on this one
		t.Errorf("performance: %.0f, the median of %v", 100*m, speeds)
	}
}

func lighthouse(t *testing.T, program, url string) (r report) {
	t.Helper()
	cmd := exec.Command("node", program, url, "--quiet", "--output=json",
		"--only-categories=performance,accessibility,best-practices,seo",
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

// median is 0 of nothing.
func median(xs []float64) float64 {
	if len(xs) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(xs))
	return s[len(s)/2]
}
