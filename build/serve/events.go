package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"memo/build"
)

// tabs are the browser tabs that listen. Each has a connection and a
// goroutine of its own, so a slow one holds nobody up; it is told what is
// right when it listens, not everything that happened since.
type tabs struct {
	mu   sync.Mutex
	open map[*tab]struct{}
}

// tab is one of them.
type tab struct {
	path  string         // what it shows, as in the address bar, decoded
	shows string         // version of it
	built int            // number of the build whose pictures it shows
	fact  build.PageFact // what was last known of the page there
	poke  chan struct{}  // holds one: "look again"
}

// message is what a tab is told.
type message struct {
	Kind     string    `json:"kind"` // same | page: fetch again | gone: no page here any more | starting
	Version  string    `json:"version"`
	Built    int       `json:"built"`              // number of the build
	Pictures []string  `json:"pictures,omitempty"` // addresses whose bytes changed
	To       *place    `json:"to,omitempty"`       // gone: where the page's source went
	Mistakes []mistake `json:"mistakes"`           // to lay over the page; empty takes the overlay away
	Progress string    `json:"progress"`           // starting: how far
	Editor   bool      `json:"editor,omitempty"`   // a click on a block can open one
}

// place is a link.
type place struct {
	URL   string `json:"url"`
	Title string `json:"title"`
}

// wake lets every tab look at what there is to show now.
func (ts *tabs) wake() {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	for t := range ts.open {
		select {
		case t.poke <- struct{}{}:
		default:
		}
	}
}

func (ts *tabs) join(t *tab) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	if ts.open == nil {
		ts.open = map[*tab]struct{}{}
	}
	ts.open[t] = struct{}{}
}

func (ts *tabs) leave(t *tab) {
	ts.mu.Lock()
	defer ts.mu.Unlock()
	delete(ts.open, t)
}

// events is the connection to one tab: server-sent events until it closes.
// The query says path and version of what the tab shows.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	if !sameOrigin(r) {
		refuse(w, http.StatusForbidden, "only pages of this server may listen")
		return
	}
	t := &tab{path: r.URL.Query().Get("path"), shows: r.URL.Query().Get("version"), poke: make(chan struct{}, 1)}
	t.built, _ = strconv.Atoi(r.URL.Query().Get("built"))
	s.tabs.join(t)
	defer s.tabs.leave(t)
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	control, beat := http.NewResponseController(w), time.NewTicker(15*time.Second)
	defer beat.Stop()
	last := ""
	for {
		text, m := ": still here\n\n", s.tell(t)
		if now := m.standing(); m.Kind == "page" || len(m.Pictures) > 0 || now != last {
			text, last = "data: "+m.encode()+"\n\n", now
		}
		// A tab that does not read for ten seconds is gone.
		_ = control.SetWriteDeadline(time.Now().Add(10 * time.Second))
		if _, err := fmt.Fprint(w, text); err != nil || control.Flush() != nil {
			return
		}
		select {
		case <-t.poke:
		case <-beat.C:
		case <-r.Context().Done():
			return
		}
	}
}

// tell compares what a tab shows with what its address answers now.
func (s *server) tell(t *tab) message {
	v := s.now.Load()
	m := message{Kind: "same", Mistakes: []mistake{}, Editor: v != nil && v.Editor != ""}
	if v == nil {
		m.Kind, m.Version, m.Progress = "starting", t.shows, s.out.progress()
		return m
	}
	if t.built > 0 && t.built < v.nth {
		m.Pictures = v.pictures.after(t.built)
	}
	t.built, m.Built = v.nth, v.nth
	a := v.answer(s.ctx, t.path)
	m.Mistakes = append(append(m.Mistakes, v.mistakes...), a.mistakes...)
	if v.result == nil {
		m.Mistakes = a.mistakes
	}
	if a.version == t.shows {
		t.remember(v, a)
		m.Version = t.shows
		return m
	}
	m.Version = a.version
	switch was := t.shows[:min(3, len(t.shows))]; {
	case a.status == http.StatusInternalServerError && was != "503":
		// The page that last worked stays, with the mistakes over it.
		if was == "500" {
			m.Kind, t.shows = "page", a.version
		}
	case a.status != http.StatusOK && was == "200":
		m.Kind, m.To = "gone", v.whereIs(t.fact, a)
	default:
		m.Kind, t.shows = "page", a.version
		t.remember(v, a)
	}
	return m
}

// remember keeps what is known of the page, for the day it goes away.
func (t *tab) remember(v *shown, a answer) {
	if f, ok := v.factAt(a.path); ok {
		t.fact = f
	}
}

// whereIs is the link to where a page went, nil when nobody knows.
func (v *shown) whereIs(was build.PageFact, now answer) *place {
	if f, ok := v.moved(was); ok {
		return &place{URL: f.URL, Title: f.Title}
	}
	if now.location != "" {
		return &place{URL: now.location, Title: was.Title}
	}
	return nil
}

// standing is the part of a message that holds until another says otherwise:
// while it stays the same there is nothing to tell.
func (m message) standing() string {
	if m.Kind == "page" {
		m.Kind = "same"
	}
	m.Version, m.Built, m.Pictures = "", 0, nil
	return m.encode()
}

func (m message) encode() string {
	b, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings only: cannot fail
	}
	return string(b)
}
