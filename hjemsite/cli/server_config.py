"""What `headers` prints: the rules of a built site in the words of a web server.

They are read from the site's own `_headers` and `_redirects`, so that every server says what Netlify and Cloudflare
Pages say. Beside the rules stands what those do by themselves: the page for wrong addresses, pages asked for anew each
time, and files that only the site's host reads kept from readers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from hjemsite.system.errors import Refused

_FRESH = {"Cache-Control": "no-cache"}
"""What has no rule of its own is kept by browsers, but asked for at every visit."""

_UNSHARED = ("Cross-Origin-Resource-Policy", "same-origin")
"""A header of pages alone: other sites may show our pictures and recordings, but load no page as if it were one."""

_PAGES = r"(/|\.html)$"
"""How the address of a page ends."""

_PRIVATE = ("_headers", "_redirects", ".hjemsite-manifest.json")
"""Files at the root of the site that are not for readers."""

_GONE = "410"
"""How the status begins of a page that stays and says that what stood there is gone."""

_TYPES = {"avif": "image/avif", "webp": "image/webp", "vtt": "text/vtt", "woff2": "font/woff2"}
"""Media types that servers of some age lack, by the ending of files."""


class Rules(Struct, frozen=True):
    """`prefix` is the path at which the site stands: `/nyt`, or empty. `redirects` are old and new addresses.

    `gone` are the addresses of pages that only say that what stood there is withdrawn.

    `headers`: address, or with `*` at its end all that begin so → the headers of what lies there.
    """

    prefix: str
    headers: Mapping[str, Mapping[str, str]]
    redirects: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    queries: tuple[tuple[str, str], ...] = ()
    """Old addresses with a query, as browsers send them, and the new ones."""

    @property
    def paths_with_queries(self) -> frozenset[str]:
        """The old paths that lead to several places, by their queries."""
        return frozenset(unquote(old.partition("?")[0]) for old, _ in self.queries)

    @property
    def everywhere(self) -> dict[str, str]:
        """The headers of every file."""
        return {**self.headers[f"{self.prefix}/*"], **_FRESH}

    @property
    def elsewhere(self) -> dict[str, Mapping[str, str]]:
        """Address → further headers of what lies there, for the addresses that have rules of their own."""
        return {path: values for path, values in self.headers.items() if path != f"{self.prefix}/*"}


def server_config(server: str, site: Path) -> str:
    """What the settings of one of `SERVERS` must say of the site that is built in the folder `site`.

    Raises `Refused` where none is.
    """
    if not (site / "_headers").is_file():
        raise Refused(f"Der ligger ingen bygget side i »{site}«. Byg den først, eller peg på den med --output.")
    return "\n".join(SERVERS[server](_rules(site)))


def _rules(site: Path) -> Rules:
    headers: dict[str, dict[str, str]] = {}
    path = ""
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            headers[path][name] = value
        else:
            path = line
            headers[path] = {}
    redirects = site / "_redirects"
    lines = redirects.read_text("utf-8").splitlines() if redirects.exists() else ()
    read = [line.split() for line in lines]
    pairs = tuple(
        (unquote(words[0]), words[-2]) for words in read if len(words) == 3 and not words[-1].startswith(_GONE)
    )
    gone = tuple(unquote(words[0]) for words in read if words[-1].startswith(_GONE))
    queries = tuple((f"{words[0]}?{'&'.join(words[1:-2])}", words[-2]) for words in read if len(words) > 3)
    return Rules(next(iter(headers)).removesuffix("/*"), headers, pairs, gone, queries)


def _nginx(rules: Rules) -> Iterator[str]:
    yield "# Sættes ind i server { … }, under root, som peger på mappen med den byggede side."
    yield from ("index index.html;", "charset utf-8;", "charset_types text/plain text/css text/xml;")
    # Behind another server, nginx does not know what readers call the site.
    yield "absolute_redirect off;"
    yield "# nginx kan advare om endelser, som den kender i forvejen; det er uden betydning."
    yield "include /etc/nginx/mime.types;"
    yield f"types {{ {' '.join(f'{kind} {ending};' for ending, kind in _TYPES.items())} }}"
    yield from ("gzip on;", "gzip_vary on;", "gzip_min_length 512;", f"gzip_types {_COMPRESSED};")
    yield f"error_page 404 {rules.prefix}/404.html;"
    # A place with a header of its own would lose all others, so what differs is a variable; an empty one is not sent.
    varying = sorted({name for values in rules.elsewhere.values() for name in values})
    yield from (f"set {_variable(name)} {_quoted(rules.everywhere.get(name, ''))};" for name in varying)
    for name, value in {**rules.everywhere, **dict.fromkeys(varying, "")}.items():
        yield f"add_header {name} {_variable(name) if name in varying else _quoted(value)} always;"
    name, value = _UNSHARED
    yield f"set {_variable(name)} {_quoted('')};"
    yield f"if ($uri ~ {_quoted(_PAGES)}) {{ set {_variable(name)} {_quoted(value)}; }}"
    yield f"add_header {name} {_variable(name)} always;"
    for path, values in rules.elsewhere.items():
        sets = " ".join(f"set {_variable(name)} {_quoted(value)};" for name, value in values.items())
        yield f"location {'^~' if path.endswith('*') else '='} {path.removesuffix('*')} {{ {sets} }}"
    for name in _PRIVATE:
        yield f"location = {rules.prefix}/{name} {{ return 404; }}"
    for old, new in rules.redirects:
        yield f"location = {_quoted(old)} {{ return 301 {_quoted(new)}; }}"
    for old, new in rules.queries:
        # Whatever campaigns have added to the query of an old address leads on, too.
        yield f"if ($request_uri ~ {_quoted(_pattern(old))}) {{ return 301 {_quoted(new)}; }}"
    for url in rules.gone:
        yield f"location = {_quoted(url)} {{ error_page 410 {_quoted(f'{url}index.html')}; return 410; }}"


def _variable(header: str) -> str:
    return f"$hjemsite_{header.lower().replace('-', '_')}"


def _apache(rules: Rules) -> Iterator[str]:
    yield "# Gemmes som .htaccess i mappen med den byggede side. Serveren skal have mod_headers."
    yield from ("Options -Indexes", "DirectoryIndex index.html", "DirectorySlash On", "AddDefaultCharset utf-8")
    yield from (f"AddType {kind} .{ending}" for ending, kind in _TYPES.items())
    yield "# Et mærke af filens tid og størrelse ville ændre sig, når den pakkes."
    yield "FileETag None"
    yield from ("<IfModule mod_deflate.c>", f"  AddOutputFilterByType DEFLATE text/html {_COMPRESSED}", "</IfModule>")
    yield f"ErrorDocument 404 {rules.prefix}/404.html"
    yield from (f"Header always set {name} {_quoted(value)}" for name, value in rules.everywhere.items())
    for path, values in rules.elsewhere.items():
        end = "" if path.endswith("*") else "$"
        yield f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(path.removesuffix("*"))}{end}#">'
        yield from (f"  Header always set {name} {_quoted(value)}" for name, value in values.items())
        yield "</If>"
    yield f'<If "%{{REQUEST_URI}} =~ m#{_PAGES}#">'
    yield from (f"  Header always set {_UNSHARED[0]} {_quoted(_UNSHARED[1])}", "</If>")
    private = "|".join(map(re.escape, _PRIVATE))
    yield f'RedirectMatch 404 "^{re.escape(rules.prefix)}/({private})$"'
    plain = ((old, new) for old, new in rules.redirects if old not in rules.paths_with_queries)
    yield from (f"RedirectMatch 301 {_quoted(f'^{re.escape(old)}$')} {_quoted(new)}" for old, new in plain)
    yield from _apache_queries(rules)
    for url in rules.gone:
        yield f"RedirectMatch 410 {_quoted(f'^{re.escape(url)}$')}"
        yield f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(url)}$#">'
        yield from (f"  ErrorDocument 410 {_quoted(f'{url}index.html')}", "</If>")


def _apache_queries(rules: Rules) -> Iterator[str]:
    """What leads on by its query, and then the same paths without one: a `RedirectMatch` would come before both."""
    if not rules.queries:
        return
    yield from ("<IfModule mod_rewrite.c>", "  RewriteEngine On")
    for old, new in rules.queries:
        yield from _rewritten(f"{re.escape(old)}[& ]", new)
    for old, new in rules.redirects:
        if old in rules.paths_with_queries:
            yield from _rewritten(f"{re.escape(old)}[? ]", new)
    yield "</IfModule>"


def _rewritten(pattern: str, new: str) -> Iterator[str]:
    # mod_rewrite reads its lines by itself, and a backslash is one.
    yield f'  RewriteCond %{{THE_REQUEST}} "^[A-Z]+ {pattern}"'
    yield f"  RewriteRule ^ {_quoted(new)} [R=301,L,QSD,NE]"


def _caddy(rules: Rules) -> Iterator[str]:
    yield "# Sættes ind i blokken med sidens navn, under root, som peger på mappen med den byggede side."
    yield "encode gzip"
    yield "header {"
    # »?« gives way to the rules below.
    yield from (f"  {'?' * (name in _FRESH)}{name} {_quoted(value)}" for name, value in rules.everywhere.items())
    yield "}"
    for number, (path, values) in enumerate(rules.elsewhere.items(), 1):
        yield f"@regel{number} path {_quoted(path)}"
        yield from (f"header @regel{number} {name} {_quoted(value)}" for name, value in values.items())
    yield "@sider path */ *.html"
    yield f"header @sider {_UNSHARED[0]} {_quoted(_UNSHARED[1])}"
    yield f"@skjult path {' '.join(f'{rules.prefix}/{name}' for name in _PRIVATE)}"
    yield "error @skjult 404"
    for number, (old, _) in enumerate(rules.queries, 1):
        yield f"@gammel{number} vars_regexp {{http.request.orig_uri}} `{_pattern(old)}`"
    # Outside a route Caddy takes paths first, and a query would never be asked for.
    yield "route {"
    yield from (f"  redir @gammel{number} {_quoted(new)} permanent" for number, (_, new) in enumerate(rules.queries, 1))
    yield from (f"  redir {_quoted(old)} {_quoted(new)} permanent" for old, new in rules.redirects)
    yield "}"
    for number, url in enumerate(rules.gone, 1):
        yield f"@trukket{number} path {_quoted(url)}"
        yield from (f"handle @trukket{number} {{", "  file_server {", f"    status {_GONE}", "  }", "}")
    yield from ("handle_errors {", f"  rewrite * {rules.prefix}/404.html", "  file_server", "}", "file_server")


def _pattern(old: str) -> str:
    """What a request for an old address with a query looks like."""
    return f"^{re.escape(old)}(&|$)"


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


_COMPRESSED = (
    "text/css text/plain text/xml text/javascript application/javascript application/json application/xml "
    "application/atom+xml application/rss+xml image/svg+xml"
)
SERVERS: Mapping[str, Callable[[Rules], Iterable[str]]] = {"nginx": _nginx, "apache": _apache, "caddy": _caddy}
"""Name of a server → what writes the rules in its words, line by line."""
