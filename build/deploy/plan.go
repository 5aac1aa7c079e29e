package deploy

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"memo/build/output"
)

// Action is what is done to one key.
type Action struct {
	Action string // add | replace | headers | delete
	Key    string
	Reason string
	Bytes  int64 // that are sent
	object Object
}

// Verbs of an Action.
const (
	Add     = "add"
	Replace = "replace"
	Headers = "headers" // the bytes are the same, and sent again: a bucket changes no header alone without losing others
	Delete  = "delete"
)

// keepAssets is how long an asset stays that no page names any more: a tab that
// is open, and a page in a cache, may still ask for it.
const keepAssets = 30 * 24 * time.Hour

// Plan is all that a deploy will do.
type Plan struct {
	Groups [][]Action // those of a group in any order; a group after all before it
	before Manifest   // what the bucket holds
	after  Manifest   // what it will hold
	Unread []string   // keys of caches that are to be told, from this deploy and from those that failed to
}

// Make compares the site with what the bucket holds.
func Make(local []Object, remote Manifest, now time.Time) Plan {
	p := Plan{before: remote, after: Manifest{Entries: make(map[string]Entry, len(local))}}
	actions := map[string]Action{}
	for _, o := range local {
		p.after.Entries[o.Key] = o.Entry
		old, there := remote.Entries[o.Key]
		if verb, reason := compare(o.Entry, old, there); verb != "" {
			actions[o.Key] = Action{Action: verb, Key: o.Key, Reason: reason, Bytes: o.Size, object: o}
		}
	}
	for key, old := range remote.Entries {
		if _, stays := p.after.Entries[key]; stays {
			continue
		}
		if old.Rank == output.Asset && old.Hash != "" {
			if old.Unused.IsZero() {
				old.Unused = now.UTC().Truncate(time.Second)
			}
			if now.Sub(old.Unused) < keepAssets {
				p.after.Entries[key] = old
				continue
			}
		}
		actions[key] = Action{Action: Delete, Key: key, Reason: "no longer part of the site", object: Object{Key: key, Entry: old}}
	}
	p.Groups = groups(actions)
	p.Unread = unread(actions, remote.Pending)
	return p
}

// compare tells what has to be done for an object, and why.
func compare(want, have Entry, there bool) (verb, reason string) {
	switch {
	case !there:
		return Add, "new"
	case have.Hash == "":
		return Add, "the last deploy was interrupted at it"
	case have.Hash != want.Hash:
		return Replace, "other content"
	case have.ContentType != want.ContentType:
		return Headers, "content type " + want.ContentType + " instead of " + have.ContentType
	case have.CacheControl != want.CacheControl:
		return Headers, "cache-control " + want.CacheControl + " instead of " + have.CacheControl
	case have.Redirect != want.Redirect:
		return Headers, "redirects to " + cmp.Or(want.Redirect, "nowhere") + " instead of " + cmp.Or(have.Redirect, "nowhere")
	case have.Tag != want.Tag:
		return Headers, "cache tag " + cmp.Or(want.Tag, "none") + " instead of " + cmp.Or(have.Tag, "none")
	}
	return "", ""
}

// groups puts actions in the order of every publish (output.Order), and parts
// them where a later one may need an earlier one.
func groups(actions map[string]Action) (all [][]Action) {
	var steps []output.Step
	for key, a := range actions {
		steps = append(steps, output.Step{Path: key, Rank: a.object.Rank, Action: a.step()})
	}
	output.Order(steps)
	var last output.Step
	for i, s := range steps {
		if s.Rank == output.Asset && s.Action == output.Replace {
			s.Action = output.Add // Order has them in one round
		}
		if i == 0 || s.Rank != last.Rank || s.Action != last.Action {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], actions[s.Path])
		last = s
	}
	return all
}

// step is the action as output.Order knows it.
func (a Action) step() output.Action {
	switch a.Action {
	case Add:
		return output.Add
	case Delete:
		return output.Delete
	}
	return output.Replace
}

// unread gives the keys that a cache may have as they were: those that change
// or go, and new ones, whose absence may have been remembered.
func unread(actions map[string]Action, pending []string) []string {
	keys := map[string]bool{}
	for _, key := range pending {
		keys[key] = true
	}
	for key, a := range actions {
		if a.object.Rank != output.Asset {
			keys[key] = true
		}
	}
	return slices.Sorted(maps.Keys(keys))
}

// Actions gives all of the plan, in order.
func (p Plan) Actions() []Action { return slices.Concat(p.Groups...) }

// Deletes counts what goes.
func (p Plan) Deletes() (n int) {
	for _, a := range p.Actions() {
		if a.Action == Delete {
			n++
		}
	}
	return n
}

// Empty tells whether there is nothing to do.
func (p Plan) Empty() bool { return len(p.Groups) == 0 && len(p.before.Pending) == 0 }
