package highlight

import (
	"regexp"
	"strings"
)

// isRootSession decides whether "# " is root's prompt. In most blocks it is a comment, and a comment
// may begin with a verb that is a command as well. So behind every "# " a known command must stand,
// with no article after it; and, where the tag does not say transcript, there must be two such lines
// and no command without a prompt, since a script with a line commented out has both.
func isRootSession(lines []string, e evidence) bool {
	prompts := 0
	for _, line := range lines {
		found, _, command := promptOf(line, anyShape)
		switch {
		case found == hash && isKnownCommand(command):
			prompts++
		case found == hash && command != "":
			return false
		case e != byTag && found == 0 && isKnownCommand(line):
			return false
		case found&unixShell != 0 && found != hash:
			return false
		}
	}
	return prompts > 1 || e == byTag && prompts == 1
}

// isKnownCommand tells a command line that root might type from a comment.
func isKnownCommand(line string) bool {
	words := strings.Fields(line)
	if len(words) == 0 || !strings.Contains(rootCommands, " "+words[0]+" ") && !strings.HasPrefix(words[0], "/") && !strings.HasPrefix(words[0], "./") {
		return false
	}
	return !articled(line)
}

// articled tells a sentence from a command.
func articled(line string) bool {
	words := strings.Fields(line)
	return len(words) > 1 && strings.Contains(" a an the this that these all any each my your our it to of and with for in on ", " "+words[1]+" ")
}

// rootCommands are the commands of memos' root sessions, each between blanks.
const rootCommands = " apt apt-get aptitude aws awk blkid bash cat cd chkconfig chmod chown cp crontab curl cut date dd df dig dmesg " +
	"dnf docker docker-compose du echo env exit export fdisk fgrep find firewall-cmd free getent git grep groupadd groups head " +
	"history host hostname hostnamectl htop id ifconfig insmod install ip iptables java journalctl kill kubectl last ldd less ln " +
	"localectl logger ls lsblk lscpu lsmod lsof lspci lvcreate lvextend make man mkdir mkfs mkfs.ext4 mkfs.xfs mkswap modprobe more " +
	"mount mv mysql nano netstat nginx nmap nmcli node npm nslookup openssl parted passwd pgrep php ping pip pip3 pkill podman " +
	"printf ps psql pvcreate pwd python python3 reboot redis-cli resize2fs rm rmdir rpm rsync ruby sar scp screen sed service " +
	"sestatus setenforce sh shutdown sleep snap sort ss ssh ssh-keygen stat su sudo swapon sync sysctl systemctl tail tar " +
	"tcpdump tee telnet timedatectl tmux top touch traceroute tree ufw ulimit umount uname unzip uptime useradd userdel usermod " +
	"vgcreate vi vim visudo w wc wget which who whoami xargs yum zcat zip "

// rootAmong tells which lines "# …" of a user's session are commands of root's: in many memos $ and # say
// who is to type a line. They are when every one of the block can only be a command; what shows a file is
// followed by that file, comments and all. Where somebody has become root before, each counts by itself.
func rootAmong(lines []string, known shape) []bool {
	if known&unixShell == 0 {
		return make([]bool, len(lines))
	}
	asRoot, became := behindRoot(lines, known)
	if became || known&dollar == 0 {
		return asRoot
	}
	shows, opens := false, false
	for n, line := range lines {
		found, _, command := promptOf(line, known|hash)
		switch {
		case found == hash && n > 0 && !shows && (isRootCommand(command) || opens && isTyped(command)):
			asRoot[n] = true
		case found == hash && command != "" && !shows:
			return make([]bool, len(lines))
		case found != 0:
			shows, opens = showsFile(command), opens || opened(command)&host != 0
		}
	}
	return asRoot
}

// behindRoot tells which lines "# …" are commands of somebody who has become root in the block, and
// whether anybody has, before the user's own prompt is back.
func behindRoot(lines []string, known shape) (asRoot []bool, became bool) {
	asRoot = make([]bool, len(lines))
	root, shows := false, false
	for n, line := range lines {
		found, _, command := promptOf(line, known|hash)
		switch {
		case found == hash && root && (isRootCommand(command) || !shows && isTyped(command)):
			asRoot[n], became = true, true
		case found == 0 || found == hash:
			continue
		default:
			root = becomesRoot.MatchString(command)
		}
		shows = showsFile(command)
	}
	return asRoot, became
}

// becomesRoot is what opens a shell of root's.
var becomesRoot = regexp.MustCompile(`^\s*(?:(?:sudo +)?su(?: +(?:-|-l|--login|root))*|sudo +(?:-\w+ +)*(?:-[is]\w*|--login|--shell|(?:/bin/)?(?:ba|z)?sh(?: +-l?)?))\s*$`)

// isRootCommand is stricter than isKnownCommand: the name of a command that is a verb of English as well
// needs an argument that is no word.
func isRootCommand(line string) bool {
	name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	if !isKnownCommand(line) {
		return false
	}
	return !strings.Contains(verbs, " "+name+" ") || strings.ContainsAny(rest, "-/.=:0123456789")
}

// isTyped tells what follows the prompt of a shell that was just opened from a comment in it.
func isTyped(line string) bool {
	return typedByRoot.MatchString(line) && !articled(line)
}

var typedByRoot = regexp.MustCompile(`^[a-z./][\w./-]*(?: [ -~]*)?$`)

const verbs = " cat cut date echo export find free head history host install kill last man more mount move screen service " +
	"sleep sort stat sync tail top touch tree umount watch who "

// showsFile tells a command whose output may be any text.
func showsFile(command string) bool {
	for _, word := range strings.Fields(command) {
		if strings.Contains(" cat head tail less more grep egrep zcat sed awk diff show curl vi vim nano view crontab bat echo printf ", " "+word+" ") {
			return true
		}
	}
	return false
}
