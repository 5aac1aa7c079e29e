package output

import (
	"path"
	"strings"
)

// text types name their charset: without it browsers guess, and guess wrong
// for Japanese.
const (
	plain  = "text/plain; charset=utf-8"
	octets = "application/octet-stream"
)

// ContentType gives the type of a file by its name, from a table of our own:
// the host's differs from machine to machine (".ts" is a translation file on
// one, ".conf" is nothing on the next) and its answer is stored with the
// object when a site is uploaded.
func ContentType(p string) string {
	name := strings.ToLower(path.Base(p))
	if t, ok := namedTypes[name]; ok {
		return t
	}
	if t, ok := extensionTypes[path.Ext(name)]; ok {
		return t
	}
	return octets
}

// namedTypes are files whose extension says less than their name.
var namedTypes = map[string]string{
	"feed.xml":                   "application/atom+xml",
	"atom.xml":                   "application/atom+xml",
	"rss.xml":                    "application/rss+xml",
	"feed.json":                  "application/feed+json",
	"apple-app-site-association": "application/json",
	"license":                    plain,
	"cname":                      plain,
	"_headers":                   plain,
	"_redirects":                 plain,
	"makefile":                   plain,
	"dockerfile":                 plain,
}

var extensionTypes = map[string]string{
	// pages and what they load
	".html":        "text/html; charset=utf-8",
	".htm":         "text/html; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".mjs":         "text/javascript; charset=utf-8",
	".json":        "application/json",
	".map":         "application/json",
	".jsonld":      "application/ld+json",
	".xml":         "application/xml",
	".xsl":         "application/xml",
	".webmanifest": "application/manifest+json",
	".wasm":        "application/wasm",
	".md":          "text/markdown; charset=utf-8",
	".csv":         "text/csv; charset=utf-8",
	".tsv":         "text/tab-separated-values; charset=utf-8",
	".ics":         "text/calendar; charset=utf-8",
	".vtt":         "text/vtt; charset=utf-8",
	".vcf":         "text/vcard; charset=utf-8",
	// what engineers put beside a memo, to be read in the browser
	".txt": plain, ".text": plain, ".log": plain, ".sql": plain, ".conf": plain, ".cnf": plain, ".cfg": plain, ".ini": plain,
	".sh": plain, ".bash": plain, ".zsh": plain, ".ps1": plain, ".bat": plain, ".awk": plain, ".sed": plain,
	".yaml": plain, ".yml": plain, ".toml": plain, ".properties": plain, ".env": plain, ".tf": plain, ".hcl": plain,
	".py": plain, ".go": plain, ".rb": plain, ".pl": plain, ".php": plain, ".java": plain, ".kt": plain, ".scala": plain, ".c": plain, ".h": plain,
	".cc": plain, ".cpp": plain, ".hpp": plain, ".cs": plain, ".rs": plain, ".swift": plain, ".lua": plain, ".r": plain, ".jl": plain,
	".ts": plain, ".tsx": plain, ".jsx": plain, ".vue": plain, ".diff": plain, ".patch": plain, ".tex": plain, ".rst": plain, ".adoc": plain,
	".proto": plain, ".graphql": plain, ".mmd": plain, ".puml": plain, ".dot": plain, ".service": plain, ".pem": plain, ".crt": plain, ".asc": plain,
	// images
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif",
	".svg": "image/svg+xml", ".ico": "image/x-icon", ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff", ".heic": "image/heic", ".jxl": "image/jxl",
	// sound and film
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav", ".flac": "audio/flac",
	".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".mov": "video/quicktime", ".ogv": "video/ogg", ".cast": plain,
	// fonts
	".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf",
	// documents and archives
	".pdf": "application/pdf", ".epub": "application/epub+zip", ".rtf": "application/rtf",
	".zip": "application/zip", ".gz": "application/gzip", ".tgz": "application/gzip", ".tar": "application/x-tar", ".7z": "application/x-7z-compressed",
	".bz2": "application/x-bzip2", ".xz": "application/x-xz", ".zst": "application/zstd", ".jar": "application/java-archive",
	".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
	".docx":   "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx":   "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx":   "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".drawio": "application/xml", ".ipynb": "application/json", ".har": "application/json", ".ndjson": "application/x-ndjson", ".parquet": octets, ".pcap": octets, ".bin": octets,
}
