"""How many readers one machine serves: `python3 -m benchmarks.readers` asks nginx for a finished site, with wrk.

nginx has the settings that `hjemsite headers` prints, and one process. What counts most is the processor time of each
answer, for it is the same on a busy machine; the rate and the slowest hundredth hold for the machine as it was.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks import builders, tables
from benchmarks.builders import PHRASE, ROOT
from benchmarks.corpus import Corpus
from hjemsite import danish

PAGE = ROOT / "docs/laesere.md"
MODULES = Path("/usr/lib/nginx/modules")
BROTLI = "ngx_http_brotli_filter_module.so"
NGINX = """{user}{load}pid {folder}/pid; error_log {folder}/error.log; daemon off; worker_processes 1;
events {{ worker_connections 1024; }}
http {{ include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on; open_file_cache max=2000;
client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
uwsgi_temp_path {folder}; scgi_temp_path {folder}; {brotli}
server {{ listen 127.0.0.1:{port}; root {root}; keepalive_requests 100000;
{config}
}} }}
"""
CONNECTIONS = 50


class Measured(NamedTuple):
    """Answers in a second, the slowest hundredth in milliseconds, processor time (µs) and size (bytes) of each."""

    rate: float
    p99: float
    processor: float
    size: int


def main(words: Sequence[str]) -> int:
    asked = _arguments().parse_args(words)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        site = _site(folder, asked.articles)
        with _served(folder, site) as server:
            text = "\n".join(_rows(server, site, asked))
    print(text)  # noqa: T201 - a program of its own
    if asked.write:
        tables.write(text, PAGE, "målt")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.readers", description="Måler en side på nginx.")
    parser.add_argument("--articles", type=int, default=1_000, help="antal nyheder på siden (1000)")
    parser.add_argument("--seconds", type=int, default=8, help="hvor længe hver adresse bliver hentet (8)")
    parser.add_argument("--write", action="store_true", help=f"skriv tabellen i {PAGE.name}")
    return parser


def _site(folder: Path, articles: int) -> Path:
    """A finished site with so many articles, all of it as by default."""
    builder, root = builders.hjemsite(0), folder / "side"
    root.mkdir()
    builder.lay_out(root)
    builder.write(Corpus(articles), root, PHRASE)
    command = [sys.executable, "-m", "hjemsite", "--root", str(root), "build", "--output", str(folder / "www")]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return folder / "www"


class _Server(NamedTuple):
    port: int
    process: int
    """The one that answers."""

    def processor(self) -> float:
        """Seconds of processor time that it has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _served(folder: Path, site: Path) -> Iterator[_Server]:
    command = [sys.executable, "-m", "hjemsite", "--root", str(ROOT), "headers", "nginx", "--output", str(site)]
    config = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    has_brotli = (MODULES / BROTLI).exists()
    brotli = f"brotli on; brotli_types {_first_group(r'gzip_types ([^;]+);', config)};"
    names = {
        "user": "user root; " if os.geteuid() == 0 else "",
        "load": f"load_module {MODULES / BROTLI}; " if has_brotli else "",
        "brotli": brotli if has_brotli else "",
    }
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(folder=folder, root=site, port=port, config=config, **names), encoding="utf-8")
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin") or "nginx"
    with subprocess.Popen([nginx, "-p", str(folder), "-c", str(file)]) as running:
        try:
            children: list[str] = []
            while not children:
                assert running.poll() is None, "nginx has ended"
                time.sleep(0.1)
                children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text("utf-8").split()
            yield _Server(port, int(children[0]))
        finally:
            running.terminate()


def _rows(server: _Server, site: Path, asked: argparse.Namespace) -> Iterator[str]:
    article = next(path for path in sorted((site / "nyheder").glob("*/index.html")) if not path.parent.name.isdigit())
    style = max((site / "assets").glob("*.css"), key=lambda file: file.stat().st_size)
    places = {
        "forsiden": "/",
        "en nyhed": f"/{article.parent.relative_to(site)}/",
        "nyhedsstrømmen": "/feed.xml",
        "søgesiden": "/soeg/",
        "typografierne (CSS)": f"/{style.relative_to(site)}",
    }
    yield _conditions(asked.articles)
    yield ""
    yield "| | pakket | kB | svar i sekundet | 99 % inden for | processor pr. svar |"
    yield "| --- | --- | --: | --: | --: | --: |"
    for name, path in places.items():
        for packing in ("br", "gzip", "identity"):
            measured = _asked(server, path, packing, asked.seconds)
            size, rate, p99, processor = _decimal(measured.size / 1000), *map(_whole, measured[:3])
            packed = "nej" if packing == "identity" else packing
            yield f"| {name} | {packed} | {size} | {rate} | {p99} ms | {processor} µs |"


def _conditions(articles: int) -> str:
    version = subprocess.run(["/usr/sbin/nginx", "-v"], capture_output=True, encoding="utf-8").stderr.strip()
    load = danish.number(round(os.getloadavg()[0]))
    day = danish.long_date(datetime.now(danish.COPENHAGEN).date())
    return (
        f"{day}. {version.removeprefix('nginx version: ')}, én proces, {CONNECTIONS} forbindelser ad gangen fra samme "
        f"computer (wrk); {os.cpu_count()} kerner, som {load} opgaver deltes om. Siden har {danish.number(articles)} "
        "nyheder."
    )


def _asked(server: _Server, path: str, packing: str, seconds: int) -> Measured:
    url, header = f"http://127.0.0.1:{server.port}{path}", f"Accept-Encoding: {packing}"
    before = server.processor()
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-H", header, url]
    output = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    used = server.processor() - before
    count = int(_first_group(r"(\d+) requests in", output))
    assert "Non-2xx" not in output, output
    request = urllib.request.Request(url, headers={"Accept-Encoding": packing})
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own server
        size = len(answer.read())
    p99 = _first_group(r"99%\s+([\d.]+)(?:us|ms|s)\b", output)
    unit = {"us": 0.001, "ms": 1, "s": 1000}[_first_group(r"99%\s+[\d.]+(us|ms|s)\b", output)]
    return Measured(count / seconds, float(p99) * unit, 1e6 * used / count, size)


def _first_group(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, text
    return match[1]


def _whole(value: float) -> str:
    return danish.number(round(value))


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
