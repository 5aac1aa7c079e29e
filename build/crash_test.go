package build

import (
	"strings"
	"testing"
)

func TestPanicOfAWorkerIsTheCallers(t *testing.T) {
	defer func() {
		if p, ok := recover().(string); !ok || !strings.Contains(p, "posts/b.md: on purpose") {
			t.Errorf("recovered %v", p)
		}
	}()
	_ = each(t.Context(), 100, nil, func(i int) error {
		defer naming("posts/b.md")
		if i == 50 {
			panic("on purpose")
		}
		return nil
	})
	t.Error("the panic was lost")
}
