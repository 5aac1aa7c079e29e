package highlight

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// marked writes a transcript as one line per line: "<prompt>command" for commands, "= text" for output.
func marked(s transcript) string {
	var out strings.Builder
	for _, l := range s.lines {
		if l.command {
			out.WriteString("<" + l.prompt + ">" + l.text + "\n")
		} else {
			out.WriteString("= " + l.text + "\n")
		}
	}
	return out.String()
}

func TestTranscriptTellsPromptCommandAndOutputApart(t *testing.T) {
	for _, c := range []struct{ name, lang, code, want string }{
		{"bash", "", "$ ls\na.txt\n$ pwd\n/home\n",
			"<$ >ls\n= a.txt\n<$ >pwd\n= /home\n"},
		{"bash tagged bash", "bash", "$ aws s3 ls\n2024-08-01 bucket\n",
			"<$ >aws s3 ls\n= 2024-08-01 bucket\n"},
		{"console without output", "console", "$ ls\n$ pwd\n",
			"<$ >ls\n<$ >pwd\n"},
		{"comment before the first prompt", "bash", "# 一覧を見る\n$ ls\na\n",
			"= # 一覧を見る\n<$ >ls\n= a\n"},
		{"banner before the prompt of a console", "console", "Welcome\n\n$ ls\n",
			"= Welcome\n= \n<$ >ls\n"},
		{"zsh", "zsh", "% brew list\ngo\n%\n",
			"<% >brew list\n= go\n<%>\n"},
		{"zsh of a Mac", "", "taro@MacBook-Pro ~ % ls\nDesktop\ntaro@MacBook-Pro src % pwd\n/src\n",
			"<taro@MacBook-Pro ~ % >ls\n= Desktop\n<taro@MacBook-Pro src % >pwd\n= /src\n"},
		{"user, host and path", "text", "ubuntu@ip-10-0-0-1:~/src$ whoami\nubuntu\nubuntu@ip-10-0-0-1:~$ exit\nlogout\n",
			"<ubuntu@ip-10-0-0-1:~/src$ >whoami\n= ubuntu\n<ubuntu@ip-10-0-0-1:~$ >exit\n= logout\n"},
		{"virtual environment", "", "(venv) me@pc:~$ pip list\nPackage\n",
			"<(venv) me@pc:~$ >pip list\n= Package\n"},
		{"Raspberry Pi", "", "pi@raspberrypi:~ $ uname\nLinux\n",
			"<pi@raspberrypi:~ $ >uname\n= Linux\n"},
		{"Amazon Linux, then root", "", "[ec2-user@ip-10-0-0-1 ~]$ sudo su -\n[root@ip-10-0-0-1 ~]# id\nuid=0(root)\n",
			"<[ec2-user@ip-10-0-0-1 ~]$ >sudo su -\n<[root@ip-10-0-0-1 ~]# >id\n= uid=0(root)\n"},
		{"sh with its version", "", "sh-4.2$ whoami\nssm-user\nsh-4.2$ bash\nbash-4.2$ exit\nexit\n",
			"<sh-4.2$ >whoami\n= ssm-user\n<sh-4.2$ >bash\n<bash-4.2$ >exit\n= exit\n"},
		{"root", "", "# systemctl restart nginx\n# systemctl status nginx\nactive (running)\n",
			"<# >systemctl restart nginx\n<# >systemctl status nginx\n= active (running)\n"},
		{"root once in a console", "console", "# apt update\nHit:1 http://deb.debian.org\n",
			"<# >apt update\n= Hit:1 http://deb.debian.org\n"},
		{"root of a container", "", "root@4f2a:/# cat /etc/hostname\n4f2a\n# not a prompt\n",
			"<root@4f2a:/# >cat /etc/hostname\n= 4f2a\n= # not a prompt\n"},
		{"PowerShell", "powershell", "PS C:\\Users\\me> Get-Date\n\n2024年8月1日\n\nPS C:\\Users\\me>\n",
			"<PS C:\\Users\\me> >Get-Date\n= \n= 2024年8月1日\n= \n<PS C:\\Users\\me>>\n"},
		{"PowerShell continued", "", "PS C:\\> Get-Item `\n>> a\nfound\n",
			"<PS C:\\> >Get-Item `\n<>> >a\n= found\n"},
		{"command prompt of Windows", "cmd", "C:\\Users\\me>dir /b\na.txt\n",
			"<C:\\Users\\me>>dir /b\n= a.txt\n"},
		{"psql", "", "dev=# select *\ndev-#   from t\ndev-# ;\n id | 名前\n----+------\n  1 | 経過\n(1 row)\n\ndev=# \\q\n",
			"<dev=# >select *\n<dev-# >  from t\n<dev-# >;\n=  id | 名前\n= ----+------\n=   1 | 経過\n= (1 row)\n= \n<dev=# >\\q\n"},
		{"psql of a plain user", "sql", "dev=> SELECT 1\ndev(> ;\nERROR:  permission denied for schema system_schema\ndev=*> ROLLBACK;\nROLLBACK\n",
			"<dev=> >SELECT 1\n<dev(> >;\n= ERROR:  permission denied for schema system_schema\n<dev=*> >ROLLBACK;\n= ROLLBACK\n"},
		{"psql out of a shell and back", "", "$ psql -h host dev\npsql (13.7, server 8.0.2)\ndev=# \\q\n$ echo done\ndone\n",
			"<$ >psql -h host dev\n= psql (13.7, server 8.0.2)\n<dev=# >\\q\n<$ >echo done\n= done\n"},
		{"mysql", "mysql", "mysql> SELECT 1\n    -> , '\n    '> ';\n+---+\n| 1 |\n+---+\n",
			"<mysql> >SELECT 1\n<    -> >, '\n<    '> >';\n= +---+\n= | 1 |\n= +---+\n"},
		{"MariaDB", "", "MariaDB [(none)]> use test\nDatabase changed\n",
			"<MariaDB [(none)]> >use test\n= Database changed\n"},
		{"Python", "python", ">>> for i in range(2):\n...     print(i)\n...\n0\n1\n>>> i\n1\n",
			"<>>> >for i in range(2):\n<... >    print(i)\n<...>\n= 0\n= 1\n<>>> >i\n= 1\n"},
		{"Python out of a shell", "", "$ python3\nPython 3.12\n>>> 1 + 1\n2\n",
			"<$ >python3\n= Python 3.12\n<>>> >1 + 1\n= 2\n"},
		{"IPython", "", "In [1]: def f():\n   ...:     return 1\n\nIn [2]: f()\nOut[2]: 1\n",
			"<In [1]: >def f():\n<   ...: >    return 1\n= \n<In [2]: >f()\n= Out[2]: 1\n"},
		{"escaped line ends", "", "$ aws s3 ls \\\n    --profile dev \\\n    s3://b\n2024-08-01 a\n",
			"<$ >aws s3 ls \\\n<>    --profile dev \\\n<>    s3://b\n= 2024-08-01 a\n"},
		{"escaped line end with a prompt", "console", "$ aws s3 ls \\\n> --profile dev\n> quoted\n",
			"<$ >aws s3 ls \\\n<> >--profile dev\n= > quoted\n"},
		{"here-document", "", "$ cat <<'EOF' > a.sh\n# comment\n$ not a prompt\n> quote\nEOF\n$ sh a.sh\nok\n",
			"<$ >cat <<'EOF' > a.sh\n<># comment\n<>$ not a prompt\n<>> quote\n<>EOF\n<$ >sh a.sh\n= ok\n"},
		{"here-document with prompts", "", "$ cat <<EOF\n> a\n> EOF\na\n",
			"<$ >cat <<EOF\n<> >a\n<> >EOF\n= a\n"},
		{"here-document that never ends", "console", "$ cat <<EOF\na\n$ ls\nb\n",
			"<$ >cat <<EOF\n= a\n<$ >ls\n= b\n"},
		{"here-string is no here-document", "", "$ cat <<<a\na\n",
			"<$ >cat <<<a\n= a\n"},
		{"open quote", "", "$ curl -d '{\n  \"a\": 1\n}' http://localhost\nok\n",
			"<$ >curl -d '{\n<>  \"a\": 1\n<>}' http://localhost\n= ok\n"},
		{"apostrophe is no open quote", "", "$ echo don't\nreally\n$ ls\na\n",
			"<$ >echo don't\n= really\n<$ >ls\n= a\n"},
		{"loop", "", "$ for i in 1 2; do\n>   echo $i\n> done\n1\n2\n",
			"<$ >for i in 1 2; do\n<> >  echo $i\n<> >done\n= 1\n= 2\n"},
		{"loop of zsh", "", "% for i in 1 2; do\nfor> echo $i\nfor> done\n1\n",
			"<% >for i in 1 2; do\n<for> >echo $i\n<for> >done\n= 1\n"},
		{"pipe at the line's end", "", "$ ls |\n  wc -l\n3\n",
			"<$ >ls |\n<>  wc -l\n= 3\n"},
		{"trap: comments in the output", "", "$ cat a.conf\n# comment\n#!/bin/sh\n% percent\n$HOME\n> quote\n",
			"<$ >cat a.conf\n= # comment\n= #!/bin/sh\n= % percent\n= $HOME\n= > quote\n"},
		{"trap: npm's arrows", "", "$ npm run build\n\n> site@1.0.0 build\n> vite build\n",
			"<$ >npm run build\n= \n= > site@1.0.0 build\n= > vite build\n"},
		{"trap: dollars in the output of a host", "", "me@pc:~$ cat README.md\n$ make\n",
			"<me@pc:~$ >cat README.md\n= $ make\n"},
		{"arrow in a console", "console", "> npm install\n",
			"<> >npm install\n"},
		{"done as an argument", "", "$ echo done; echo if\ndone\nif\n",
			"<$ >echo done; echo if\n= done\n= if\n"},
		{"prompts alone, one of a comment", "", "$ # once\n$ npm install\n", "<$ ># once\n<$ >npm install\n"},
		{"prompts alone", "bash", "$ npm install\n$ npm run dev\n", "<$ >npm install\n<$ >npm run dev\n"},
		{"root behind a user", "", "$ sudo apt update\n# systemctl restart nginx\nok\n$ ls\n",
			"<$ >sudo apt update\n<# >systemctl restart nginx\n= ok\n<$ >ls\n"},
		{"root in a shell of its own", "", "$ sudo su -\n# mytool --all\ndone\n# exit\n",
			"<$ >sudo su -\n<# >mytool --all\n= done\n<# >exit\n"},
		{"root with comments and files between", "", "[me@pc ~]$ sudo -i\n# vi /etc/hosts\n# systemctl restart nginx\n# 確認する\n# cat a.conf\n# comment here\nx = 1\n# exit\n[me@pc ~]$ ls\n",
			"<[me@pc ~]$ >sudo -i\n<# >vi /etc/hosts\n<# >systemctl restart nginx\n= # 確認する\n<# >cat a.conf\n= # comment here\n= x = 1\n<# >exit\n<[me@pc ~]$ >ls\n"},
		{"trap: comments between commands", "bash", "$ sudo apt update\n# install docker\n$ sudo apt install docker\n# mount the disk\n",
			"<$ >sudo apt update\n= # install docker\n<$ >sudo apt install docker\n= # mount the disk\n"},
		{"trap: commands in a file that is shown", "", "$ cat setup.sh\n# yum install nginx\nyum install httpd\n",
			"<$ >cat setup.sh\n= # yum install nginx\n= yum install httpd\n"},
		{"a machine behind a bare sign", "", "$ multipass shell\nWelcome\n[ec2-user@ip-10-0-0-1 ~]$ id\nuid=1000\n",
			"<$ >multipass shell\n= Welcome\n<[ec2-user@ip-10-0-0-1 ~]$ >id\n= uid=1000\n"},
		{"virtual environment on the way", "", "$ . venv/bin/activate\n(venv) $ pip list\nPackage\n(venv) $ deactivate\n$ ls\n",
			"<$ >. venv/bin/activate\n<(venv) $ >pip list\n= Package\n<(venv) $ >deactivate\n<$ >ls\n"},
		{"oh-my-zsh", "", "➜  ~ cd app\n➜  app git:(main) ✗ git status\nOn branch main\n",
			"<➜  ~ >cd app\n<➜  app git:(main) ✗ >git status\n= On branch main\n"},
		{"Oracle", "sql", "SQL> select *\n  2  from t;\n\n  2  rows\n",
			"<SQL> >select *\n<  2  >from t;\n= \n=   2  rows\n"},
		{"CRLF", "", "$ ls\r\na\r\n",
			"<$ >ls\n= a\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, ok := parseTranscript(Block{Lang: c.lang, Code: clean(c.code)})
			if !ok {
				t.Fatalf("not taken for a transcript:\n%s", c.code)
			}
			if got := marked(s); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestRootsCommandsAreCommands becomes root in every way, out of every shell.
func TestRootsCommandsAreCommands(t *testing.T) {
	for _, prompt := range []string{"$ ", "% ", "me@pc:~$ ", "[ec2-user@ip-10-0-0-1 ~]$ ", "~/src$ ", "(venv) $ ", "❯ "} {
		for _, become := range []string{"sudo su", "sudo su -", "su -", "su", "su - root", "sudo -i", "sudo -s", "sudo bash", "sudo -H -i"} {
			for _, command := range []string{"yum install -y nginx", "mytool --all", "cd /etc", "./run.sh"} {
				for _, output := range []string{"", "Password:\n", "# これは注釈\n"} {
					code := prompt + become + "\n" + output + "# " + command + "\nok\n# " + command + "\n" + prompt + "ls\n"
					s, ok := parseTranscript(Block{Code: code})
					if want := "<# >" + command + "\n"; !ok || strings.Count(marked(s), want) != 2 || strings.Count(marked(s), "<# >") != 2 {
						t.Errorf("%q: %q", code, marked(s))
					}
				}
			}
		}
	}
	for _, code := range []string{"$ sudo yum update\n# これは注釈\n# mytool --all\n$ ls\n", "$ su -\n$ cat a\n# yum install\nx\n", "$ sudo sh a.sh\n# done with it\nok\n"} {
		if s, _ := parseTranscript(Block{Code: code}); strings.Contains(marked(s), "<# >") {
			t.Errorf("%q: %q", code, marked(s))
		}
	}
}

// TestPromptOfAnyKindIsLeftOutOfTheCopy makes sessions of each prompt, with output and without.
func TestPromptOfAnyKindIsLeftOutOfTheCopy(t *testing.T) {
	shell, sql := []string{"npm install x", "git status", "docker ps -a", "ls -l"}, []string{"select 1;", "SELECT * FROM t;"}
	outputs := []string{"ok", "  indented", "total 0", "名前", "> arrow", "# 注釈", "a: b"}
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		prompt   string
		commands []string
	}{
		{"$ ", shell}, {"% ", shell}, {"❯ ", shell}, {"~/src ❯ ", shell}, {"➜  ~ ", shell}, {"➜ ", shell}, {"➜ app git:(main) ", shell},
		{"➜  app git:(main) ✗ ", shell}, {"(venv) $ ", shell}, {"(base) me@pc:~$ ", shell}, {"~/src$ ", shell}, {"~ $ ", shell},
		{"[ec2-user@ip-10-0-0-1 ~]$ ", shell}, {"me@pc:~/src$ ", shell}, {"-bash-4.2$ ", shell}, {"/ # ", shell}, {`C:\>`, shell},
		{`(venv) C:\src> `, shell}, {`PS C:\> `, shell}, {`(base) PS C:\Users\me> `, shell}, {"irb(main):001:0> ", []string{"1 + 1", "puts 1"}},
		{"[1] pry(main)> ", []string{"1 + 1"}}, {"sqlite> ", sql}, {"mysql> ", sql}, {"SQL> ", sql}, {"dev=# ", sql}, {"name=> ", sql},
		{"redis 127.0.0.1:6379> ", []string{"get a", "KEYS *"}}, {"127.0.0.1:6379[1]> ", []string{"get a"}},
		{"In [1]: ", []string{"1 + 1", "print(1)"}}, {">>> ", []string{"1 + 1", "import os"}},
	} {
		for _, tag := range []string{"", "sh", "bash", "shell", "zsh", "console", "text"} {
			for range 20 {
				var code, want []string
				output := r.IntN(2) == 0
				for range 1 + r.IntN(4) {
					command := c.commands[r.IntN(len(c.commands))]
					code, want = append(code, c.prompt+command), append(want, command)
					for range r.IntN(3) {
						if output {
							code = append(code, outputs[r.IntN(len(outputs))])
						}
					}
				}
				b := Block{Lang: tag, Code: strings.Join(code, "\n") + "\n"}
				if got, ok := commandsOf(b); !ok || got != strings.Join(want, "\n") {
					t.Fatalf("%q gave %q, %v:\n%s", tag, got, ok, b.Code)
				}
			}
		}
	}
}

func TestOtherTextIsNoTranscript(t *testing.T) {
	for _, c := range []struct{ name, lang, code string }{
		{"shell script with comments", "bash", "# パッケージを入れる\napt install foo\n# 起動する\nsystemctl start foo\n"},
		{"shell script with English comments", "bash", "# install the package\napt install foo\n# mount the disk\nmount /dev/sda1 /mnt\n"},
		{"commands commented out", "bash", "# yum install a\nyum install b\n# yum install c\nyum install d\n"},
		{"one comment and text", "", "# cat file\nmeow\n"},
		{"Markdown", "", "# 見出し\n\n> 引用\n"},
		{"formula", "", "$ x = 1 $\n"},
		{"TeX without an end", "", "% comment of TeX\n"},
		{"Makefile", "makefile", "all:\n\t$ (CC) -o a a.c\n"},
		{"variables", "", "$HOME\n$PATH\n"},
		{"PHP", "php", "$ a = 1;\n"},
		{"script", "sh", "#!/bin/sh\n# start\nset -e\n"},
		{"comments that are commands", "bash", "# docker\n# git を使う\n"},
		{"quotations", "", "> npm install\n> npm start\n"},
		{"menu", "", "➜ Local: http://localhost:5173/\n"},
		{"hash of Ruby", "", "key=> value\n"},
		{"prompt without command", "", "$\nfoo\n"},
		{"money", "", "$ 100 is much\nfor a cup\n"},
		{"output first", "", "total 0\n$ ls\na\n"},
		{"TeX", "", "% This is a comment\n\\documentclass{article}\n"},
		{"Python source", "python", "print(1)\n>>> x\n"},
		{"console without a prompt", "console", "npm install\n"},
		{"Go", "go", "$ ls\na\n"},
		{"e-mail address", "", "me@example.com 100% done\nbye\n"},
		{"arrow", "", "> npm install\nok\n"},
		{"diff of a transcript", "diff", "+$ ls\n-a\n"},
		{"empty", "console", ""},
		{"empty lines", "", "\n\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if s, ok := parseTranscript(Block{Lang: c.lang, Code: c.code}); ok {
				t.Errorf("taken for a transcript:\n%s", marked(s))
			}
		})
	}
}

func TestCopyingTakesTheCommandsOnly(t *testing.T) {
	for _, c := range []struct{ name, lang, code, want string }{
		{"continued", "", "$ aws s3 ls \\\n    --profile dev\n2024 a\n$ pwd\n/\n$\n", "aws s3 ls \\\n    --profile dev\npwd"},
		{"psql", "", "dev=# select *\ndev-#   from t;\n id\n----\n(0 rows)\n", "select *\n  from t;"},
		{"empty line in a here-document", "", "$ cat <<E\na\n\nb\nE\nout\n", "cat <<E\na\n\nb\nE"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := commandsOf(Block{Lang: c.lang, Code: c.code})
			if !ok || got != c.want {
				t.Errorf("got %q, %v; want %q", got, ok, c.want)
			}
		})
	}
	if got, ok := commandsOf(Block{Lang: "go", Code: "package a"}); ok || got != "" {
		t.Errorf("commands of Go code: %q", got)
	}
}

// commandsOf gives what copying a transcript takes: its commands without prompts and output, one
// command after another, each with its own continuation lines. It is false when b is no transcript.
func commandsOf(b Block) (string, bool) {
	b.Code = clean(b.Code)
	s, ok := parseTranscript(b)
	if !ok {
		return "", false
	}
	var commands []string
	for _, l := range s.lines {
		if l.command && (l.text != "" || l.prompt == "") {
			commands = append(commands, l.text)
		}
	}
	return strings.Join(commands, "\n"), true
}
