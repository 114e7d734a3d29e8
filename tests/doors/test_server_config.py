"""`headers`: the settings that it prints, on running servers: nginx, Apache and Caddy as Debian has them."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from hjemsite.cli.main import main

SECURITY = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
"""Header → words that its value holds, whatever is asked for and whatever comes of it."""

LASTING = "public, max-age=31536000, immutable"
NGINX = """
pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off; worker_processes 1;
events {{ worker_connections 64; }}
http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
uwsgi_temp_path {folder}; scgi_temp_path {folder};
server {{ listen 127.0.0.1:{port}; root {root};
{config}
}} }}
"""
APACHE = """
ServerRoot /usr/lib/apache2
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
ServerName localhost
Listen 127.0.0.1:{port}
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule dir_module modules/mod_dir.so
LoadModule mime_module modules/mod_mime.so
LoadModule alias_module modules/mod_alias.so
LoadModule filter_module modules/mod_filter.so
LoadModule deflate_module modules/mod_deflate.so
LoadModule headers_module modules/mod_headers.so
LoadModule rewrite_module modules/mod_rewrite.so
TypesConfig /etc/mime.types
DocumentRoot {root}
<Directory {root}>
AllowOverride All
Require all granted
</Directory>
"""
CADDY = """
{{
admin off
auto_https off
storage file_system {folder}
}}
http://127.0.0.1:{port} {{
root * {root}
{config}
}}
"""


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _program(name: str) -> str:
    path = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin")
    assert path, f"needs {name}: apt-get install --no-install-recommends nginx-light apache2-bin caddy media-types"
    return path


def _printed(server: str, site: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["headers", server, "--output", str(site), "--root", str(site.parent)]) == 0
    return capsys.readouterr().out


class Answer(NamedTuple):
    """What a server answers."""

    status: int
    headers: Message
    text: str


class Served:
    """A site as a server on this machine serves it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, **headers: str) -> Answer:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may read, for a server may run as somebody else."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture(params=["nginx", "apache", "caddy"])
def server(
    request: pytest.FixtureRequest, open_folder: Path, sites: Mapping[str, Path], capsys: pytest.CaptureFixture[str]
) -> Iterator[Served]:
    """The site that holds something of everything, at its path on a server with the printed settings."""
    site, port = open_folder / "root" / "nyt", _free_port()
    shutil.copytree(sites["something of everything"], site)
    (site.parent / "content").mkdir()
    with (site / "_headers").open("a", encoding="utf-8") as rules:
        rules.write("/nyt/nyheder/kort-nyt/*\n  X-Robots-Tag: noindex\n")
    with (site / "_redirects").open("a", encoding="utf-8") as rules:
        rules.write("/nyt/vis.aspx id=12 /nyt/nyheder/aerlig-snak/ 301!\n/nyt/vis.aspx /nyt/om/ 301\n")
        rules.write("/nyt/ p=7 /nyt/om/ 301!\n/nyt/Om/ /nyt/om/ 301\n")
    printed = _printed(request.param, site, capsys)
    names = {"folder": open_folder, "port": port, "root": site.parent, "config": printed}
    config = open_folder / "config"
    if request.param == "apache":
        (site / ".htaccess").write_text(printed, "utf-8")
    config.write_text({"nginx": NGINX, "apache": APACHE, "caddy": CADDY}[request.param].format(**names), "utf-8")
    command = {
        "nginx": ["nginx", "-c", str(config), "-p", str(open_folder)],
        "apache": ["apache2", "-f", str(config), "-D", "FOREGROUND"],
        "caddy": ["caddy", "run", "--adapter", "caddyfile", "--config", str(config)],
    }[request.param]
    with (open_folder / "log").open("w") as log:
        running = subprocess.Popen([_program(command[0]), *command[1:]], stdout=log, stderr=log)
        try:
            _wait_for(port, running, open_folder)
            yield Served(port)
        finally:
            running.terminate()
            running.wait(20)


def _wait_for(port: int, running: "subprocess.Popen[bytes]", folder: Path) -> None:
    for _ in range(200):
        assert running.poll() is None, (folder / "log").read_text() + "".join(
            log.read_text() for log in folder.glob("error.log")
        )
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((folder / "log").read_text())


_UNSHARED = {"Cross-Origin-Resource-Policy": "same-origin"}
"""Header of pages alone."""


def _is_safe(answer: Answer, *, is_page: bool = True) -> None:
    for name, words in {**SECURITY, **(_UNSHARED if is_page else {})}.items():
        assert words in (answer.headers.get(name) or ""), (name, answer.status)
        assert len(answer.headers.get_all(name) or ()) == 1, name
    assert is_page or not _UNSHARED.keys() & set(answer.headers)


def test_a_server_says_what_the_site_asks_for(server: Served, sites: Mapping[str, Path]) -> None:
    """The same headers with a page, a missing one, a moved, a withdrawn and an unchanged one; lifetimes by address."""
    page = server.get("/nyt/nyheder/aerlig-snak/")
    assert page.status == 200 and page.headers.get("Cache-Control") == "no-cache"
    assert (page.headers.get("Content-Type") or "").lower() == "text/html; charset=utf-8"
    _is_safe(page)
    missing = server.get("/nyt/findes-ikke/")
    assert missing.status == 404 and "Siden findes ikke" in missing.text
    _is_safe(missing)
    moved = server.get("/nyt/nyhed/42/")
    assert moved.status == 301 and (moved.headers.get("Location") or "").endswith("/nyt/nyheder/aerlig-snak/")
    _is_safe(moved)
    withdrawn = server.get("/nyt/nyheder/forkert-tal/")
    assert withdrawn.status == 410 and "<h1>Nyheden er trukket tilbage</h1>" in withdrawn.text
    _is_safe(withdrawn)
    deindexed = server.get("/nyt/nyheder/kort-nyt/kort-nyt.txt")
    assert deindexed.status == 200 and deindexed.headers.get("X-Robots-Tag") == "noindex"
    _is_safe(deindexed, is_page=False)
    assert page.headers.get("X-Robots-Tag") is None
    assert '"canceled"' in server.get("/nyt/nyheder/forkert-tal/ninjs.json").text
    changed = page.headers.get("Last-Modified") or ""
    unchanged = server.get("/nyt/nyheder/aerlig-snak/", If_Modified_Since=changed)
    assert unchanged.status == 304
    _is_safe(unchanged)
    folder = sites["something of everything"]
    for file in (next((folder / "assets").glob("*.css")), next((folder / "billeder").glob("*.avif"))):
        response = server.get(f"/nyt/{file.relative_to(folder).as_posix()}")
        assert response.status == 200 and response.headers.get("Cache-Control") == LASTING
        assert response.headers.get("Access-Control-Allow-Origin") is None
        _is_safe(response, is_page=False)
        part = server.get(f"/nyt/{file.relative_to(folder).as_posix()}", Range="bytes=0-9")
        assert part.status == 206 and part.headers.get("Content-Length") == "10"
    for path in ("/nyt/feed.xml", "/nyt/feed.json", "/nyt/data/v1/status.json"):
        response = server.get(path)
        assert response.headers.get("Access-Control-Allow-Origin") == "*"
        assert response.headers.get("Cache-Control") == "no-cache"
        _is_safe(response, is_page=False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/nyt/vis.aspx?id=12", "/nyt/nyheder/aerlig-snak/"),
        ("/nyt/vis.aspx?id=12&utm_source=brev", "/nyt/nyheder/aerlig-snak/"),
        ("/nyt/vis.aspx", "/nyt/om/"),
        ("/nyt/vis.aspx?id=123", "/nyt/om/"),
        ("/nyt/?p=7", "/nyt/om/"),
        ("/nyt/Om/", "/nyt/om/"),
    ],
)
def test_old_addresses_are_told_apart_by_queries_and_capitals(server: Served, old: str, new: str) -> None:
    """The more exact one comes first, and whatever a campaign has added does not matter."""
    answer = server.get(old)
    location = (answer.headers.get("Location") or "").partition("127.0.0.1")[2] or answer.headers.get("Location") or ""
    assert answer.status == 301 and location.partition("?")[0].endswith(new)
    _is_safe(answer, is_page=old.partition("?")[0].endswith("/"))


def test_files_for_the_host_alone_are_not_served_and_pages_travel_light(server: Served) -> None:
    """Neither the rules nor the manifest; a page is compressed for who can unpack it."""
    for name in ("_headers", "_redirects", ".hjemsite-manifest.json"):
        assert server.get(f"/nyt/{name}").status == 404
    answer = server.get("/nyt/nyheder/aerlig-snak/", Accept_Encoding="gzip")
    assert answer.headers.get("Content-Encoding") == "gzip"


def test_without_a_site_the_command_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And a server that it does not know is told with those it does."""
    (tmp_path / "content").mkdir()
    assert main(["headers", "nginx", "--root", str(tmp_path)]) == 2
    assert "Byg den først" in capsys.readouterr().err
    assert main(["headers", "iis", "--root", str(tmp_path)]) == 2
    assert "nginx, apache eller caddy" in capsys.readouterr().err
