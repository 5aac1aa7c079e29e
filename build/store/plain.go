package store

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"sync"
)

// Encode gives a value of plain data as bytes: booleans, integers, strings,
// slices, and structs of these. It panics on a type that holds anything
// else, which no value would survive.
func Encode(v any) []byte {
	of := reflect.ValueOf(v)
	return coderOf(of.Type()).put(nil, of)
}

// Decode reads what Encode wrote of a value of the type that to points to; false
// for bytes that it did not write. Strings and bytes of the value are parts of b,
// which nobody may write to any more.
func Decode(b []byte, to any) bool {
	of := reflect.ValueOf(to).Elem()
	r := NewReader(b)
	coderOf(of.Type()).get(r, of)
	return r.Whole()
}

// coder writes and reads values of one type.
type coder struct {
	put func(b []byte, v reflect.Value) []byte
	get func(r *Reader, v reflect.Value)
}

// coders are those that were needed, by type.
var coders = new(sync.Map)

func coderOf(t reflect.Type) coder {
	if c, ok := coders.Load(t); ok {
		return c.(coder)
	}
	c := newCoder(t)
	coders.Store(t, c)
	return c
}

func newCoder(t reflect.Type) coder {
	switch t.Kind() {
	case reflect.Bool:
		return coder{
			func(b []byte, v reflect.Value) []byte {
				if v.Bool() {
					return append(b, 1)
				}
				return append(b, 0)
			},
			func(r *Reader, v reflect.Value) { v.SetBool(r.Unsigned() > 0) }}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return coder{
			func(b []byte, v reflect.Value) []byte { return binary.AppendVarint(b, v.Int()) },
			func(r *Reader, v reflect.Value) { v.SetInt(r.Signed()) }}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return coder{
			func(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, v.Uint()) },
			func(r *Reader, v reflect.Value) { v.SetUint(r.Unsigned()) }}
	case reflect.String:
		return coder{
			func(b []byte, v reflect.Value) []byte {
				return append(binary.AppendUvarint(b, uint64(v.Len())), v.String()...)
			},
			func(r *Reader, v reflect.Value) { v.SetString(string(r.Bytes())) }}
	case reflect.Slice:
		return sliceCoder(t)
	case reflect.Struct:
		return structCoder(t)
	}
	panic(fmt.Sprintf("store: %v is no plain data", t))
}

func sliceCoder(t reflect.Type) coder {
	if t.Elem().Kind() == reflect.Uint8 {
		return coder{
			func(b []byte, v reflect.Value) []byte {
				return append(binary.AppendUvarint(b, uint64(v.Len())), v.Bytes()...)
			},
			func(r *Reader, v reflect.Value) {
				if b := r.Bytes(); len(b) > 0 {
					v.SetBytes(b)
				}
			}}
	}
	item := coderOf(t.Elem())
	return coder{
		func(b []byte, v reflect.Value) []byte {
			b = binary.AppendUvarint(b, uint64(v.Len()))
			for i := range v.Len() {
				b = item.put(b, v.Index(i))
			}
			return b
		},
		func(r *Reader, v reflect.Value) {
			n := r.Count()
			if n == 0 {
				return
			}
			v.Set(reflect.MakeSlice(t, n, n))
			for i := 0; i < n && !r.bad; i++ {
				item.get(r, v.Index(i))
			}
		}}
}

func structCoder(t reflect.Type) coder {
	fields := make([]coder, t.NumField())
	for i := range fields {
		if !t.Field(i).IsExported() {
			panic(fmt.Sprintf("store: %v.%s is hidden", t, t.Field(i).Name))
		}
		fields[i] = coderOf(t.Field(i).Type)
	}
	return coder{
		func(b []byte, v reflect.Value) []byte {
			for i, f := range fields {
				b = f.put(b, v.Field(i))
			}
			return b
		},
		func(r *Reader, v reflect.Value) {
			for i, f := range fields {
				f.get(r, v.Field(i))
			}
		}}
}

// Reader reads encoded values one by one. After bytes that are none everything
// is zero.
type Reader struct {
	rest []byte
	bad  bool
}

// NewReader reads b, of which nobody may write any more.
func NewReader(b []byte) *Reader { return &Reader{rest: b} }

// Whole tells whether all was read and was as it should be.
func (r *Reader) Whole() bool { return !r.bad && len(r.rest) == 0 }

// Unsigned reads what binary.AppendUvarint wrote.
func (r *Reader) Unsigned() uint64 {
	n, w := binary.Uvarint(r.rest)
	return r.step(n, w)
}

// Signed reads what binary.AppendVarint wrote.
func (r *Reader) Signed() int64 {
	n, w := binary.Varint(r.rest)
	return int64(r.step(uint64(n), w))
}

func (r *Reader) step(n uint64, w int) uint64 {
	if w <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[w:]
	return n
}

// Count reads how many things follow, each of a byte or more.
func (r *Reader) Count() int {
	n := r.Unsigned()
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return 0
	}
	return int(n)
}

// Bytes reads a length and as many bytes.
func (r *Reader) Bytes() []byte {
	n := r.Count()
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}
