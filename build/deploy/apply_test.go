package deploy

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"memo/build/output"
)

var noon = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

// texts is a site as a test writes it: paths and what stands there. A page
// names the assets that it needs, a word each.
type texts map[string]string

// objects gives the site as a deploy takes it.
func (t texts) objects(mode Mode) (all []Object) {
	for p, text := range t {
		o := output.Output{Path: p, ContentType: output.ContentType(p), Immutable: strings.HasPrefix(p, output.Own), List: p == "index.html"}
		obj := NewObject(o, []byte(text), mode, "memo.example.com")
		obj.Read = func(context.Context) ([]byte, error) { return []byte(text), nil }
		all = append(all, obj)
	}
	return all
}

// deployed carries out a whole deploy as the command does.
func deployed(s Store, site texts, c Cache) (Plan, error) {
	ctx := context.Background()
	lock := Lock{Owner: "me", ID: fmt.Sprint(rand.Uint64()), Time: noon}
	if _, err := Acquire(ctx, s, lock, true); err != nil {
		return Plan{}, err
	}
	at, err := Open(ctx, s)
	if err != nil {
		return Plan{}, err
	}
	p := Make(site.objects(CloudFront), at.Manifest, noon)
	if !p.Empty() {
		err = at.Apply(ctx, p, c, func(Action) {})
	}
	if err != nil {
		return p, err
	}
	return p, Release(ctx, s, lock)
}

// randomSite has a few pages, each with assets of its own version.
func randomSite(r *rand.Rand) texts {
	site := texts{}
	home := "home"
	for i := range 1 + r.IntN(4) {
		if r.IntN(3) == 0 {
			continue
		}
		asset := fmt.Sprintf("_memo/a%d.css", r.IntN(3))
		site[asset] = "style of " + asset
		page := fmt.Sprintf("posts/%d/index.html", i)
		site[page] = fmt.Sprintf("text%d %s", r.IntN(2), asset)
		home += " " + page
	}
	site["index.html"] = home
	return site
}

// whole tells what a reader would miss: a page names a file that is not there.
func (f *fake) whole() error {
	for key, o := range f.objects {
		if !strings.HasSuffix(key, ".html") {
			continue
		}
		for _, word := range strings.Fields(string(o.body)) {
			if _, there := f.objects[word]; !there && (strings.HasPrefix(word, "_memo/") || strings.HasPrefix(word, "posts/")) {
				return fmt.Errorf("%s names %s, which is not there", key, word)
			}
		}
	}
	return nil
}

// holds tells how the bucket differs from the site; assets may stay.
func (f *fake) holds(site texts) error {
	for key, text := range site {
		if got := string(f.objects[key].body); got != text {
			return fmt.Errorf("%s is %q, want %q", key, got, text)
		}
	}
	for key := range f.objects {
		if _, is := site[key]; !is && !strings.HasPrefix(key, output.Own) && key != ManifestKey && key != "foreign.txt" {
			return fmt.Errorf("%s has stayed", key)
		}
	}
	return nil
}

// TestADeployCutAtAnyRequestLeavesAWholeSiteThatTheNextCompletes cuts each
// deploy at every request, before it is carried out and after, and goes on with
// a site that may be another by then.
func TestADeployCutAtAnyRequestLeavesAWholeSiteThatTheNextCompletes(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		one, two, three := randomSite(r), randomSite(r), randomSite(r)
		for cut, finished := 1, false; !finished; cut++ {
			for _, carried := range []bool{false, true} {
				f := newFake()
				f.objects["foreign.txt"] = stored{body: []byte("not ours")}
				f.changed = func(f *fake) {
					if err := f.whole(); err != nil {
						t.Fatalf("cut %d: %v", cut, err)
					}
				}
				if _, err := deployed(f, one, &caches{}); err != nil {
					t.Fatal(err)
				}
				f.cut, f.carried, f.asked = cut, carried, 0
				_, err := deployed(f, two, &caches{})
				finished = f.asked < cut
				if finished != (err == nil) {
					t.Fatalf("cut %d of %d: %v", cut, f.asked, err)
				}
				f.cut = 0
				if _, err := deployed(f, three, &caches{}); err != nil {
					t.Fatalf("cut %d: the next: %v", cut, err)
				}
				if err := f.holds(three); err != nil {
					t.Fatalf("cut %d: %v\n%q\n%q\n%q", cut, err, one, two, three)
				}
				if string(f.objects["foreign.txt"].body) != "not ours" {
					t.Fatal("a foreign object was touched")
				}
			}
		}
	}
}

func TestNothingIsDeletedAfterAFailedUpload(t *testing.T) {
	f := newFake()
	if _, err := deployed(f, texts{"index.html": "h", "old/index.html": "o"}, nil); err != nil {
		t.Fatal(err)
	}
	site := texts{"index.html": "h2", "new/index.html": "n"}
	at, err := Open(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	objects := site.objects(Website)
	for i := range objects {
		objects[i].Read = func(context.Context) ([]byte, error) { return nil, errCut }
	}
	err = at.Apply(t.Context(), Make(objects, at.Manifest, noon), nil, func(Action) {})
	if !errors.Is(err, errCut) || string(f.objects["old/index.html"].body) != "o" || string(f.objects["index.html"].body) != "h" {
		t.Errorf("%v, %q", err, f.objects)
	}
}

func TestADeployWithoutChangesReadsTheManifestAndWritesNothing(t *testing.T) {
	f := newFake()
	site := texts{"index.html": "h", "posts/a/index.html": "a", "posts/a/index.md": "m"}
	if _, err := deployed(f, site, nil); err != nil {
		t.Fatal(err)
	}
	serial := f.serial
	at, err := Open(t.Context(), f)
	if p := Make(site.objects(CloudFront), at.Manifest, noon); err != nil || !p.Empty() || f.serial != serial {
		t.Errorf("%v %+v, %d writes", err, p.Actions(), f.serial-serial)
	}
}

func TestAFailedInvalidationIsDoneByTheNextDeploy(t *testing.T) {
	f, site := newFake(), texts{"index.html": "h", "a/index.html": "a"}
	if _, err := deployed(f, site, &caches{err: errCut}); !errors.Is(err, errCut) {
		t.Fatal(err)
	}
	c := &caches{}
	if _, err := deployed(f, site, c); err != nil || !slices.Equal(c.told, []string{"a/index.html", "index.html"}) {
		t.Errorf("%v: told of %q", err, c.told)
	}
	if p, err := deployed(f, site, c); err != nil || !p.Empty() || len(c.told) != 2 {
		t.Errorf("%v: told of %q again", err, c.told)
	}
}

func TestALockKeepsOthersAwayUntilItIsOldOrBroken(t *testing.T) {
	f, ctx := newFake(), t.Context()
	mine, other := Lock{"me", "1", noon}, Lock{"you", "2", noon.Add(time.Minute)}
	if _, err := Acquire(ctx, f, mine, false); err != nil {
		t.Fatal(err)
	}
	var busy BusyError
	if _, err := Acquire(ctx, f, other, false); !errors.As(err, &busy) || busy.Owner != "me" {
		t.Fatalf("taken twice: %v", err)
	}
	if broken, err := Acquire(ctx, f, other, true); err != nil || broken == nil || broken.ID != "1" {
		t.Fatalf("not broken: %v %v", broken, err)
	}
	if err := Release(ctx, f, mine); err != nil || f.objects[LockKey].body == nil {
		t.Fatalf("the lock of another was released: %v", err)
	}
	late := Lock{"late", "3", noon.Add(2 * lease)}
	if broken, err := Acquire(ctx, f, late, false); err != nil || broken == nil || broken.Owner != "you" {
		t.Fatalf("an old lock holds: %v %v", broken, err)
	}
	if err := Release(ctx, f, late); err != nil || f.objects[LockKey].body != nil {
		t.Fatal("not released", err)
	}
}
