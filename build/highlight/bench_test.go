package highlight

import (
	"strings"
	"testing"
)

type sample struct{ name, lang, code string }

func samples() []sample {
	return []sample{
		{"plain", "text", "詳細は AWS CLI の設定を参照 timeout=60\n"},
		{"transcript", "", "$ aws s3 ls --profile dev\n2024-08-01 16:03:40 バケット\n"},
		{"psql", "", "dev=# select * from t;\n id | 名前\n----+------\n  1 | 経過\n(1 row)\n\n"},
		{"bash", "bash", "for f in *.log; do\n  grep -c \"error: $f\" \"$f\" | tee -a out.txt  # 数える\ndone\nexport PATH=$PATH:/opt/bin\n"},
		{"json", "json", "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\"}]}\n"},
		{"yaml", "yaml", "services:\n  web:\n    image: nginx:1.25  # イメージ\n    ports: [\"80:80\"]\n"},
		{"ini", "ini", "[profile dev]\nregion = ap-northeast-1\nrole_arn = arn:aws:iam::123456789012:role/r\n"},
		{"sql", "sql", "SELECT u.user_name, r.role_name FROM svv_user_grants u\n  JOIN roles r ON r.id = u.role_id WHERE u.user_name LIKE 'batch%' ORDER BY 1;\n"},
		{"go", "go", "func (s *Server) Handle(w http.ResponseWriter, r *http.Request) error {\n\tif r.Method != \"GET\" {\n\t\treturn fmt.Errorf(\"method %s\", r.Method) // 拒む\n\t}\n\treturn nil\n}\n"},
		{"python", "python", "def handler(event, context):\n    for k, v in event.items():\n        print(f\"{k}={v}\")  # 出力\n    return {\"statusCode\": 200}\n"},
		{"js", "js", "export const f = async (a, b = 1) => {\n  const { x } = await fetch(`/api/${a}`); // 取る\n  return x ?? b;\n};\n"},
		{"hcl", "hcl", "resource \"aws_s3_bucket\" \"logs\" {\n  bucket = \"logs-${var.env}\"\n  tags   = { Name = \"ログ\" }\n}\n"},
		{"dockerfile", "dockerfile", "FROM golang:1.26 AS build\nRUN go build -o /app ./cmd/app\nCOPY --from=build /app /app\n"},
	}
}

// BenchmarkRender reports MB of code a second by language, on 8 KB blocks.
func BenchmarkRender(b *testing.B) {
	for _, c := range samples() {
		code := strings.Repeat(c.code, 8<<10/len(c.code))
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(code)))
			b.ReportAllocs()
			for b.Loop() {
				Render(Block{Lang: c.lang, Code: code})
			}
		})
	}
}
