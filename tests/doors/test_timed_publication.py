"""`publish --at-next`: an embargo ends to the second, on a running server, and nothing of it can be read before."""

import http.client
import os
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hjemsite.cli.main import main
from hjemsite.danish import COPENHAGEN
from tests.previewing import LONG, make_site, write
from tests.publish_targets import files_in, free_port, program, wait_for

ROOT = Path(__file__).resolve().parents[2]
NGINX = """
{user}pid {folder}/pid; error_log {folder}/error.log; daemon off; worker_processes 1;
events {{ worker_connections 64; }}
http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
uwsgi_temp_path {folder}; scgi_temp_path {folder};
server {{ listen 127.0.0.1:{port}; root {folder}/www; }} }}
"""
SECRET = "ny-bro-over-fjorden"
ARTICLE = "---\ntitle: Ny bro over fjorden\ndate: 2026-02-02\nembargo: {}\n---\n\nBroen bliver rød.\n"


def embargo(ends: datetime) -> str:
    return ends.isoformat(" ", "seconds")


def words_in(files: dict[str, bytes]) -> list[str]:
    """The files that tell of what is coming."""
    return [path for path, data in files.items() if SECRET in path or b"fjorden" in data or b"bliver r" in data]


def test_an_embargo_ends_to_the_second(tmp_path: Path) -> None:
    """Before it, no file of the server and no answer has a word of it; where it waits, nobody else may look."""
    root, www, port = make_site(tmp_path / "side"), tmp_path / "www", free_port()
    assert main(["--root", str(root), "build"]) == 0
    assert main(["--root", str(root), "publish", f"file:{www}", "--no-look"]) == 0
    user = "user root; " if os.geteuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(NGINX.format(folder=tmp_path, port=port, user=user))
    (tmp_path / "tmp").mkdir()
    nginx = [program("nginx", "nginx-light"), "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    with subprocess.Popen(nginx, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            # On a busy machine the command may begin after the first of these.
            output = next(filter(None, (waited(root, www, port, seconds) for seconds in (8, 60, 240))))
        finally:
            server.terminate()
    assert "klar og bliver lagt ud" in output and "Siden er lagt ud på" in output
    assert {"feed.xml", f"nyheder/{SECRET}/index.html"} <= {*words_in(files_in(www))}
    assert list((tmp_path / "tmp").iterdir()) == []


def waited(root: Path, www: Path, port: int, seconds: int) -> str:
    """What the command says that waits for an embargo which ends in so many seconds; empty where it began too late."""
    ends = datetime.now(COPENHAGEN).replace(microsecond=0) + timedelta(seconds=seconds)
    write(root, f"content/nyheder/2026-02-02-{SECRET}.md", ARTICLE.format(embargo(ends)))
    command = ["-m", "hjemsite", "--root", str(root), "publish", f"file:{www}", "--no-look", "--at-next"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(www.parent / "tmp")}
    with subprocess.Popen(
        [sys.executable, *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as run:
        while run.poll() is None:
            status, words = ask(port), words_in(files_in(www))
            # What is found after the instant may be there.
            is_over = datetime.now(COPENHAGEN) >= ends
            assert is_over or (status, words) == (404, [])
            for folder in (www.parent / "tmp").iterdir():
                assert is_over or folder.stat().st_mode & 0o077 == 0
            time.sleep(0.02)
        output = run.communicate()[0].decode()
    assert run.returncode == 0, output
    return output if ask(port) == 200 else ""


def ask(port: int) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=LONG)) as connection:
        connection.request("GET", f"/nyheder/{SECRET}/")
        return connection.getresponse().status


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("draft: ja", "Siden ændrer sig ikke af sig selv, så der er intet at vente på."),
        ("embargo: {}", "Kør kommandoen igen højst en time før."),
    ],
)
def test_nothing_within_the_hour_is_told_at_once(
    lines: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Then nothing is built and nothing published."""
    root, later = make_site(tmp_path / "side"), embargo(datetime.now(COPENHAGEN) + timedelta(hours=3))
    write(root, f"content/nyheder/2026-02-02-{SECRET}.md", ARTICLE.replace("embargo: {}", lines.format(later)))
    assert main(["--root", str(root), "publish", f"file:{tmp_path / 'www'}", "--at-next"]) == 0
    assert message in capsys.readouterr().out and not (tmp_path / "www").exists()


def test_an_edition_with_errors_is_told_before_its_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """While somebody can still mend it; the site that is out stays."""
    root = make_site(tmp_path / "side")
    ends = datetime.now(COPENHAGEN) + timedelta(minutes=40)
    text = ARTICLE.format(embargo(ends)).replace("date:", "member: findes-ikke\ndate:")
    write(root, f"content/nyheder/2026-02-02-{SECRET}.md", text)
    assert main(["--root", str(root), "publish", f"file:{tmp_path / 'www'}", "--at-next"]) == 1
    assert "har 1 fejl. Se dem med »check --as-of" in capsys.readouterr().err and not (tmp_path / "www").exists()
