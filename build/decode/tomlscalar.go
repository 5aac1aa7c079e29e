package decode

import (
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// scalar converts a single value; Null is one that does not exist: a date, a
// number that does not fit.
func (t *tomlTree) scalar(n *unstable.Node, p Place) Value {
	v := Value{Text: string(n.Data), Place: p}
	switch n.Kind {
	case unstable.Bool:
		v.Kind, v.Bool = Bool, v.Text == "true"
	case unstable.String:
		v.Kind = String
	default:
		t.judge(&v)
	}
	return v
}

// judge lets the library read a number or a date and reports what it finds.
func (t *tomlTree) judge(v *Value) {
	const before = "v = "
	var one struct{ V any }
	if err := toml.Unmarshal([]byte(before+v.Text), &one); err != nil {
		p := v.Place
		var e *toml.DecodeError
		if errors.As(err, &e) {
			_, col := e.Position()
			p.Col, p.Len = p.Col+col-1-len(before), 1
		}
		t.report(p, "bad-syntax", "invalid TOML: "+strings.TrimPrefix(err.Error(), "toml: "), "")
	}
	switch x := one.V.(type) {
	case nil:
	case int64:
		v.Kind, v.Int = Int, x
	case float64:
		v.Kind, v.Float = Float, x
		if !finite(x) {
			v.Kind = String
		}
	default:
		v.Kind = Time
	}
}
