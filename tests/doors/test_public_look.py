"""After a publication its readers are asked: what the public address serves is held up against what was built."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from hjemsite.cli.main import main
from hjemsite.filetypes import media_type
from tests.previewing import make_site


class Host(ThreadingHTTPServer):
    """A host that serves the folder `shown`; without `has_own_404`, in its own words."""

    shown: Path
    has_own_404 = True
    status_404 = 404
    kinds: dict[str, str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        path = self.path.lstrip("/")
        file = self.server.shown / (f"{path}index.html" if not path or path.endswith("/") else path)
        status = 200 if file.is_file() else self.server.status_404
        file = file if status == 200 and file.is_file() else self.server.shown / "404.html"
        data = file.read_bytes() if file.name != "404.html" or self.server.has_own_404 else b"Not found"
        self.send_response(status)
        self.send_header("Content-Type", self.server.kinds.get(file.suffix, media_type(file.name)))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    with Host(("127.0.0.1", 0), Answers) as server:
        server.shown, server.kinds = tmp_path / "www", {}
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make_site(tmp_path / "projekt")
    assert main(["--root", str(root), "build", "--no-search"]) == 0
    return root


def publish(root: Path, host: Host, folder: Path) -> int:
    return main(["--root", str(root), "publish", f"file:{folder}", "--public", host.address])


def test_readers_that_see_the_new_site_are_mentioned(
    root: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    """The front page, changed pages, a feed, the status, a style sheet, a picture, and a page that is not there."""
    capsys.readouterr()
    assert publish(root, host, host.shown) == 0
    assert f"Læserne på {host.address} ser den nye side; 9 filer er set efter." in capsys.readouterr().out


def test_a_copy_of_the_old_site_is_waited_for(
    root: Path, host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A CDN that has it no more after a few seconds."""
    new = tmp_path / "www"
    host.shown = tmp_path / "gammel"
    host.shown.mkdir()
    (host.shown / "index.html").write_text("i går")
    (host.shown / "404.html").write_text("findes ikke")
    threading.Timer(2, lambda: setattr(host, "shown", new)).start()
    capsys.readouterr()
    assert publish(root, host, new) == 0
    captured = capsys.readouterr()
    assert captured.err == f"{host.address} viser endnu den gamle udgave. Venter på den nye …\n"
    assert "ser den nye side" in captured.out


def test_another_site_is_told(
    root: Path, host: Host, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When no waiting helps, the exit code says that readers have something else."""
    monkeypatch.setattr("hjemsite.publishing.deployment.public_sample.PUBLIC_SECONDS", 1.0)
    host.shown = tmp_path / "gammel"
    host.shown.mkdir()
    (host.shown / "404.html").write_text("findes ikke")
    assert publish(root, host, tmp_path / "www") == 1
    assert "er ikke den nye udgave: »index.html«" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("has_own_404", False, "viser ikke sidens egen 404.html"),
        ("status_404", 200, "får svaret 200 og ikke 404"),
        ("kinds", {".css": "text/plain"}, "bliver sendt som »text/plain« og ikke som »text/css«"),
    ],
)
def test_what_the_host_does_wrong_is_told(
    root: Path, host: Host, setting: str, value: object, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page for what is not there, its status, and the kinds of files. Readers see the new site all the same."""
    setattr(host, setting, value)
    assert publish(root, host, host.shown) == 0
    assert sentence in capsys.readouterr().err


def test_an_address_that_does_not_answer_is_told(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site has been put there all the same."""
    words = ["--root", str(root), "publish", f"file:{tmp_path / 'www'}", "--public", "http://127.0.0.1:1"]
    assert main(words) == 1
    captured = capsys.readouterr()
    assert "Siden er lagt ud på" in captured.out
    assert "http://127.0.0.1:1 svarer ikke" in captured.err


def test_the_address_is_the_one_that_the_site_was_built_for(
    root: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--base-url` at the build is enough."""
    assert main(["--root", str(root), "build", "--no-search", "--base-url", host.address]) == 0
    assert main(["--root", str(root), "publish", f"file:{host.shown}"]) == 0
    assert f"Læserne på {host.address} ser den nye side" in capsys.readouterr().out


def test_what_somebody_has_deleted_at_the_host_comes_back_by_the_advice(
    root: Path, host: Host, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The record does not see it, but readers do; and what the message says to do mends it."""
    monkeypatch.setattr("hjemsite.publishing.deployment.public_sample.PUBLIC_SECONDS", 0.0)
    assert publish(root, host, host.shown) == 0
    (host.shown / "index.html").unlink()
    capsys.readouterr()
    assert publish(root, host, host.shown) == 1
    advice = re.search(r"slet filen (\S+) samme sted, og udgiv igen", capsys.readouterr().err)
    assert advice
    (host.shown / advice[1]).unlink()
    assert publish(root, host, host.shown) == 0
    assert (host.shown / "index.html").read_bytes() == (root / "output/index.html").read_bytes()
