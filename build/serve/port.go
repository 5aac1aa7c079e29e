package serve

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// PortTaken is the error of Run when somebody else listens on the address.
type PortTaken struct {
	Addr string
	By   string // "hugo server (process 4711)", or "" where the system does not tell
	Free string // an address near it that is free, or ""
}

// Error says who it is and how to go on.
func (e *PortTaken) Error() string {
	s := "address " + e.Addr + " is taken"
	if e.By != "" {
		s += " by " + e.By
	}
	if e.Free != "" {
		s += "\n  hint: memo serve --addr " + e.Free
	}
	return s
}

// listen takes the address, or says who has it.
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
		taken.By, taken.Free = holder(n), freeNear(host, n)
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

// holder names the process that listens on a port, as Linux tells it: the
// socket's inode from the table of sockets, then the process with a
// descriptor of it. Other users' processes stay unnamed.
func holder(port int) string {
	inodes := map[string]bool{}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		listening(table, port, inodes)
	}
	if len(inodes) == 0 {
		return ""
	}
	fds, _ := filepath.Glob("/proc/[0-9]*/fd/*")
	for _, fd := range fds {
		to, err := os.Readlink(fd)
		if inode, ok := strings.CutPrefix(to, "socket:["); err == nil && ok && inodes[strings.TrimSuffix(inode, "]")] {
			pid := strings.Split(fd, "/")[2]
			return fmt.Sprintf("%s (process %s)", commandOf(pid), pid)
		}
	}
	return ""
}

// listening adds the inodes of sockets in a table that listen (state 0A) on a
// port.
func listening(table string, port int, inodes map[string]bool) {
	f, err := os.Open(table)
	if err != nil {
		return
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		cols := strings.Fields(lines.Text())
		if len(cols) > 9 && cols[3] == "0A" && strings.HasSuffix(cols[1], fmt.Sprintf(":%04X", port)) {
			inodes[cols[9]] = true
		}
	}
}

// commandOf gives a process's command line, shortened to what tells it apart.
func commandOf(pid string) string {
	b, err := os.ReadFile("/proc/" + pid + "/cmdline")
	words := strings.Split(strings.TrimRight(string(b), "\x00"), "\x00")
	if err != nil || words[0] == "" {
		return "another program"
	}
	words[0] = filepath.Base(words[0])
	return strings.Join(words[:min(len(words), 4)], " ")
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
