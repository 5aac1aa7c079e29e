package disk

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"memo/build/output"
)

// MarkerPath is the file that tells whose an output folder is and which files
// in it memo wrote. It is published with them, so that a clone of a repository
// that holds its output knows as much as the machine that made it.
//
//	memo-output 1
//	site //notes.example.org/
//	2Qm9vYmFyMTIzNDU2
//
// Each line after the site (see identity) is a file: its rank, and 48 bits each
// of the SHA-256 of its path and of its bytes. Nobody can read from it what is
// in the site, and 22,000 files take 400 KB. In the middle of a commit it holds
// the files before and after, and the folders that are being made.
const MarkerPath = output.Own + "marker"

const markerHead = "memo-output 1\nsite "

// digest is the beginning of a SHA-256.
type digest [6]byte

func digestOf(s string) digest { return shorten(sha256.Sum256([]byte(s))) }

func shorten(h Hash) digest { return digest(h[:6]) }

// folderDigest stands for the bytes of a folder.
var folderDigest = digest{}

// marker is what the file says.
type marker struct {
	site  string
	files map[digest][]written // by path
}

type written struct {
	rank  output.Rank
	bytes digest
}

// identity names a site by what makes it another site to the world: the
// address at which it is published, http or https. Every clone has it, wherever
// it stands, so that release folders and CI workspaces can publish one after
// another into one folder; no other site has it. In plain text, since every
// page says it too, it tells whose folder it is in a refusal.
//
// A site whose address nobody has set is named by a hash of its title and its
// place as seen from the output folder: that survives a clone with its output
// and a move of both, and tells it from all but its namesakes at such a place.
//
// A changed address, title or place is no other site to the machine on which
// it changed: its manifest knows the marker, which is proof as well (recall).
func identity(f Folder) string {
	if f.URL != "" {
		return f.URL[strings.Index(f.URL, "//"):]
	}
	site, dir := Resolved(f.Site), Resolved(f.Dir)
	place, err := filepath.Rel(dir, site)
	if err != nil {
		place = site // another drive
	}
	sum := sha256.Sum256([]byte(f.Title + "\x00" + filepath.ToSlash(place)))
	return hex.EncodeToString(sum[:8])
}

// encodeMarker writes the marker of some manifests and the folders that are
// being made.
func encodeMarker(site string, folders []string, files ...Manifest) []byte {
	var lines []string
	add := func(r output.Rank, path, bytes digest) {
		lines = append(lines, string('0'+byte(r))+base64.RawURLEncoding.EncodeToString(slices.Concat(path[:], bytes[:]))+"\n")
	}
	for _, m := range files {
		for p, e := range m {
			add(e.Rank, digestOf(p), shorten(e.Hash))
		}
	}
	for _, p := range folders {
		add(output.File, digestOf(p+"/"), folderDigest)
	}
	slices.Sort(lines)
	return []byte(markerHead + site + "\n" + strings.Join(slices.Compact(lines), ""))
}

// parseMarker reads a marker; false when b is none. Lines that are not
// understood do not count, so that one with a merge conflict is as good as
// both its sides.
func parseMarker(b []byte) (marker, bool) {
	m := marker{files: map[digest][]written{}}
	for line := range bytes.Lines(b) {
		line = bytes.TrimSpace(line)
		if site, is := bytes.CutPrefix(line, []byte("site ")); is {
			m.site = string(site)
			continue
		}
		if len(line) != 1+base64.RawURLEncoding.EncodedLen(2*len(digest{})) || line[0] < '0' || line[0] > '0'+byte(output.Home) {
			continue
		}
		pair, err := base64.RawURLEncoding.DecodeString(string(line[1:]))
		if err == nil {
			path := digest(pair)
			m.files[path] = append(m.files[path], written{output.Rank(line[0] - '0'), digest(pair[len(path):])})
		}
	}
	return m, m.site != ""
}

// foreignSite is the refusal to write into the output of another site.
func foreignSite(dir, site string) error {
	whose := "another site"
	if strings.HasPrefix(site, "//") {
		whose += " (https:" + site + ")"
	}
	return fmt.Errorf("%s holds the output of %s, or of this one under another base_url, title or place: choose another output folder with -o, or, if it is not needed any more, delete the folder", dir, whose)
}
