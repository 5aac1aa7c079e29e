package store

import (
	"bytes"
	"math/rand"
	"reflect"
	"testing"
	"testing/quick"
)

type part struct {
	At   uint8
	Name string
	In   [][]part2
}

type part2 struct{ N int64 }

// whole holds each kind of plain data, hidden has a field that nobody sees.
type whole struct {
	Yes    bool
	Signed int
	Small  int8
	Large  uint64
	Text   string
	Bytes  []byte
	Names  []string
	Parts  []part
}

type hidden struct{ n int }

func TestPlainDataComesBack(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	same := func(v whole) bool {
		b := Encode(v)
		var back whole
		if !Decode(bytes.Clone(b), &back) || !bytes.Equal(Encode(back), b) {
			return false
		}
		for range 10 {
			spoiled := bytes.Clone(b[:r.Intn(len(b))])
			if len(spoiled) > 0 && r.Intn(2) == 0 {
				spoiled[r.Intn(len(spoiled))] ^= byte(1 << r.Intn(8))
			}
			Decode(spoiled, new(whole)) // it ends
		}
		return !Decode(b[:len(b)-1], new(whole)) && !Decode(append(b, 0), new(whole))
	}
	if err := quick.Check(same, nil); err != nil {
		t.Error(err)
	}
	one := whole{Yes: true, Signed: -1, Small: 3, Large: 1 << 63, Text: "題", Bytes: []byte{1}, Names: []string{"", "b"}, Parts: []part{{2, "c", [][]part2{nil, {{-5}}}}}}
	var back whole
	if !Decode(Encode(one), &back) || !reflect.DeepEqual(one, back) {
		t.Errorf("got %+v", back)
	}
}

func TestWhatIsNoPlainDataIsABug(t *testing.T) {
	for _, v := range []any{hidden{1}, struct{ P *int }{}, map[string]int{}, struct{ F func() }{}, 1.5, struct{ M []any }{}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%T is encoded", v)
				}
			}()
			Encode(v)
		}()
	}
}
