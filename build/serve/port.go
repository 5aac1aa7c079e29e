package serve

import (
	"errors"
	"fmt"
	"net"
	"runtime"
	"strconv"
	"syscall"
)

// PortTaken is the error of Run when somebody else listens on the address.
type PortTaken struct {
	Addr string
	Free string // an address near it that is free, or ""
}

// Error says how to go on.
func (e *PortTaken) Error() string {
	s := "address " + e.Addr + " is taken"
	if e.Free != "" {
		s += "\n  hint: memo serve --addr " + e.Free
	}
	return s
}

// listen takes the address, or says which near it is free.
func listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if !errors.Is(err, syscall.EADDRINUSE) {
		if err != nil {
			return nil, fmt.Errorf("listen: %w", err)
		}
		return ln, nil
	}
	taken := &PortTaken{Addr: addr}
	host, port, splitErr := net.SplitHostPort(addr)
	n, atoiErr := strconv.Atoi(port)
	if splitErr == nil && atoiErr == nil {
		taken.Free = freeNear(host, n)
	}
	return nil, taken
}

// freeNear finds the next port that can be had.
func freeNear(host string, port int) string {
	for p := port + 1; p <= min(port+50, 65535); p++ {
		addr := net.JoinHostPort(host, strconv.Itoa(p))
		if ln, err := net.Listen("tcp", addr); err == nil {
			_ = ln.Close()
			return addr
		}
	}
	return ""
}

// visitable is the host to put into a link to a listening address.
func visitable(a net.Addr) string {
	t, ok := a.(*net.TCPAddr)
	if !ok || t.IP.IsUnspecified() {
		return "127.0.0.1"
	}
	return t.IP.String()
}

// showInBrowser opens a URL as the desktop does.
func showInBrowser(url string) error {
	switch runtime.GOOS {
	case "darwin":
		return start([]string{"open", url}, func() {})
	case "windows":
		return start([]string{"rundll32", "url.dll,FileProtocolHandler", url}, func() {})
	}
	return start([]string{"xdg-open", url}, func() {})
}
