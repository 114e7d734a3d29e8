"""`check --links`: pages of others are asked for, on request alone, and a dead one is told and no fault."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from hjemsite.cli.main import main

STATUS = {"/her": 200, "/vaek": 404, "/slettet": 410, "/betaling": 402, "/robot": 403, "/syg": 503}


class Newspaper(BaseHTTPRequestHandler):
    """Answers with the status of `STATUS`; what has moved leads to the front page."""

    def do_GET(self) -> None:
        status = STATUS.get(self.path, 302 if self.path == "/flyttet" else 200)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def paper() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Newspaper) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_dead_links_are_told_and_stop_nothing(paper: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Gone, broken, led to a front page, and silent; never a page that turns programs away or wants to be paid."""
    addresses = [f"{paper}{path}" for path in (*STATUS, "/flyttet")] + ["http://127.0.0.1:9/tavs"]
    listed = "".join(
        f"  - {{title: Artikel {number}, outlet: Avisen, date: 2026-01-02, address: '{address}'}}\n"
        for number, address in enumerate(addresses)
    )
    for name, text in {
        "site.yaml": "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt.\n",
        "sider/omtale.md": f"---\ntitle: Omtale\ncoverage:\n{listed}---\n\nDet skriver andre.\n",
        "medlemmer/hus.md": f"---\nname: Huset\nkind: fond\nwebsite: {paper}/vaek\n---\n",
    }.items():
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    assert main(["--root", str(tmp_path), "check", "--links"]) == 0
    captured = capsys.readouterr()
    assert "9 links til andres sider er prøvet; 6 ser ud til at være døde." in captured.out
    for number, why in ((1, "findes ikke længere"), (2, "findes ikke længere"), (5, "svarer med en fejl"),
                        (6, "fører nu til en forside"), (7, "svarer ikke")):  # fmt: skip
        assert f"content/sider/omtale.md: »Artikel {number}« {why}: {addresses[number]}" in captured.err
    assert "content/medlemmer/hus.md: »Huset« findes ikke længere" in captured.err
