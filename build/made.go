package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"time"

	"memo/build/diag"
	"memo/build/source"
)

// Made is a finished build as the next one looks at it: what it was made from,
// for how long the clock changes nothing, and what it said. A build whose
// inputs it Matches would give the same site and say the same.
type Made struct {
	Key         [sha256.Size]byte
	At, Until   time.Time // the moment of the build, and the first after it that changes something; zero: none does
	Diagnostics diag.List
	Notices     []Notice
}

// Made gives the record of a build of in with everything that was said of it.
func (r *Result) Made(in Inputs, said diag.List) Made {
	return Made{Key: in.key(), At: in.Now, Until: r.until, Diagnostics: said, Notices: r.Notices}
}

// Matches tells whether a build of in would give what m was made of.
func (m Made) Matches(in Inputs) bool {
	early, late := in.Now.Before(m.At), !m.Until.IsZero() && !in.Now.Before(m.Until)
	return !early && !late && m.Key == in.key()
}

// Encode gives the record as bytes.
func (m Made) Encode() ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(m)
	return b.Bytes(), err
}

// DecodeMade reads what Encode wrote; false for anything else.
func DecodeMade(b []byte) (m Made, ok bool) {
	return m, gob.NewDecoder(bytes.NewReader(b)).Decode(&m) == nil
}

// frame names all that the key of every output is made of: what is the same for
// the whole site. It is "" for a program that has no name.
func (in Inputs) frame() string {
	if in.Program == "" {
		return ""
	}
	k := keyOf(in.Program, in.source, in.BaseURL, fmt.Sprint(in.Drafts, in.Future), dialect(in), in.Folder, fmt.Sprint(in.permalinks))
	t := themeKey(in)
	return string(k[:]) + string(t[:])
}

// key hashes everything that a Build reads but the present moment, the
// program itself included.
func (in Inputs) key() (k [sha256.Size]byte) {
	h := sha256.New()
	add := func(parts ...any) {
		for _, p := range parts {
			writePart(h, fmt.Sprint(p))
		}
	}
	add(in.Program, in.source, in.BaseURL, in.Drafts, in.Future, in.KeepGoing, in.Strict, in.fontHash, in.fontErr, in.theme != nil, in.Kind, in.Folder, in.Output, in.moved, in.passedOver, in.omitted, in.permalinks, in.Content.Ignored)
	if in.place != nil {
		add(*in.place)
	}
	for _, d := range in.found {
		add(fmt.Sprintf("%q", d))
	}
	for _, f := range in.included {
		add(f.path, f.hash)
	}
	for _, t := range []source.Tree{in.Content, in.Theme} {
		add(len(t.Files))
		for i := range t.Files {
			f := &t.Files[i]
			writePart(h, f.Path)
			h.Write(f.Hash[:])
			_ = binary.Write(h, binary.LittleEndian, [2]int64{f.Created.Unix(), f.Changed.Unix()}) // a hash takes everything
			_ = binary.Write(h, binary.LittleEndian, f.Linked)
		}
	}
	h.Sum(k[:0])
	return k
}
