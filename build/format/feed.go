package format

import (
	"regexp"
	"time"

	"memo/build/site"
)

// Output paths of the site's feeds.
const (
	atomOut = "feed.xml"
	jsonOut = "feed.json"
)

// defaultItems is how many entries a feed has when nothing is said.
const defaultItems = 20

// never stands for a time that a feed must give and nobody knows. The moment
// of the build would do as well for readers, but not for bytes that must be
// the same every time.
var never = time.Unix(0, 0).UTC()

// anchors are the links behind headings: empty, drawn by the theme's style
// sheet, which readers of a feed do not have.
var anchors = regexp.MustCompile(`<a class="anchor"[^>]*></a>`)

// feed is a feed in either notation.
type feed struct {
	title   string
	page    string // absolute URL of the list it belongs to
	self    string // absolute URL of the feed
	updated time.Time
	items   []item
}

// item is a memo in a feed.
type item struct {
	url       string // absolute; never changes, so it is the id as well
	title     string
	summary   string
	body      string // HTML with absolute URLs, "" when feeds hold summaries
	image     string
	published time.Time
	updated   time.Time
	tags      []string
}

// feed takes the newest of entries; labelled ones (drafts, future memos) are
// nothing to announce.
func (v *views) feed(title, page, self string, entries []*site.Entry) feed {
	limit := v.o.FeedItems
	if limit <= 0 {
		limit = defaultItems
	}
	f := feed{title: title, page: v.absolute(page), self: v.absolute(v.at(self)), updated: never}
	for _, e := range entries {
		if e.Label == "" && len(f.items) < limit {
			f.items = append(f.items, v.item(e))
		}
	}
	for _, i := range f.items {
		if i.updated.After(f.updated) {
			f.updated = i.updated
		}
	}
	return f
}

// size guesses the bytes of the feed as XML, where HTML is escaped.
func (f feed) size() int {
	n := 1 << 10
	for _, i := range f.items {
		n += 1<<10 + len(i.summary) + len(i.body)*3/2
	}
	return n
}

func (v *views) item(e *site.Entry) item {
	i := item{url: v.absolute(e.URL), title: e.Title, summary: summary(e), image: v.named(e).url,
		published: v.local(e.Date), updated: v.local(changed(e))}
	if i.updated.IsZero() {
		i.updated = never
	}
	if v.o.FeedText {
		i.body = string(anchors.ReplaceAll(e.BodyAbs(v.base), nil))
	}
	for _, t := range e.Tags {
		i.tags = append(i.tags, t.Name)
	}
	return i
}

// siteFeed announces all memos.
func (v *views) siteFeed(self string) feed {
	return v.feed(v.Options.Title, v.prefix, self, v.Memos)
}

// tagFeed announces the memos of one tag.
func (v *views) tagFeed(t *site.Tag) feed {
	return v.feed(v.titled(t.Name), t.URL, t.FeedOut(), t.Entries)
}
