"""`publish` to a branch of a git repository: its history, its address, and who is let in."""

import os
import ssl
import subprocess
import tempfile
import threading
from base64 import b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from hjemsite.cli.main import main
from hjemsite.publishing.manifest import touch_manifest
from hjemsite.publishing.write import publish as write_output
from tests.previewing import SITE, write
from tests.publish_targets import GitTarget, git_target, sftp_target

FILES = {"index.html": b"Forside", "_headers": b"/*\n", "nyheder/aeroe/index.html": b"Nyt\r\n"}
CHANGED = {**FILES, "index.html": b"Ny forside"}


def build(root: Path, files: dict[str, bytes]) -> None:
    write_output(files, root / "output", allow_shrink=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "projekt", "content/site.yaml", SITE)
    build(tmp_path / "projekt", FILES)
    return tmp_path / "projekt"


def publish(root: Path, address: str) -> int:
    return main(["--root", str(root), "publish", address, "--no-look"])


@pytest.mark.parametrize(("history", "commits"), [("", [1, 1, 2]), ("?history=one", [1, 1, 1])])
def test_the_history_is_kept_or_is_one_commit(root: Path, tmp_path: Path, history: str, commits: list[int]) -> None:
    """A site that has not changed makes no commit, however often it is built; the bytes are as they were built."""
    counts = []
    with git_target(tmp_path / "places", history) as target:
        for files in (FILES, FILES, CHANGED):
            build(root, files)
            touch_manifest(root / "output")
            assert publish(root, target.address) == 0
            assert target.files() == files
            counts.append(target.commits())
        # GitHub Pages passes over files that begin with a dot or a line, unless it is told not to.
        assert b".nojekyll" in target.git("ls-tree", "--name-only", "sider")
    assert counts == commits


def test_a_push_from_elsewhere_is_not_lost(root: Path, tmp_path: Path) -> None:
    """Somebody's own file, pushed between two publications, stays; a branch of its own is not touched."""
    with git_target(tmp_path / "places") as target:
        assert publish(root, target.address) == 0
        target.plant("CNAME", b"noeglen.example")
        target.git("branch", "anden", "sider")
        other = target.git("rev-parse", "anden")
        build(root, CHANGED)
        assert publish(root, target.address) == 0
        assert target.files() == {**CHANGED, "CNAME": b"noeglen.example"}
        assert target.git("rev-parse", "anden") == other


def test_through_ssh_with_a_key_from_the_environment(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The server must be known, and nothing of the key is left on the disk."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with sftp_target(tmp_path / "server") as server, git_target(tmp_path / "places") as target:
        address = f"git+ssh://{server.user}@127.0.0.1:{server.port}{target.repository}#sider"
        monkeypatch.setenv("HJEMSITE_SSH_KEY", server.environment["HJEMSITE_SSH_KEY"])
        monkeypatch.setenv("HJEMSITE_SSH_KNOWN_HOSTS", "127.0.0.1 ssh-ed25519 AAAA")
        assert publish(root, address) == 3
        assert "ssh-keyscan 127.0.0.1" in capsys.readouterr().err
        monkeypatch.setenv("HJEMSITE_SSH_KNOWN_HOSTS", server.environment["HJEMSITE_SSH_KNOWN_HOSTS"])
        assert publish(root, address) == 0
        assert target.files() == FILES
    assert not [*tmp_path.glob("hjemsite-*")]


TOKEN = "et-hemmeligt-token"


class Git(BaseHTTPRequestHandler):
    """A host of repositories, as git's own program serves them over HTTP, for whoever has the token."""

    folder: Path

    def do_GET(self) -> None:
        login = b64encode(f"x-access-token:{TOKEN}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {login}":
            self.send_response(401)
            self.send_header("WWW-Authenticate", "Basic")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path, _, query = self.path.partition("?")
        body = self._body()
        environment = {
            **os.environ,
            "GIT_PROJECT_ROOT": str(self.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REMOTE_USER": "web",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "HTTP_GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(
            ["git", "http-backend"], input=body, stdout=subprocess.PIPE, env=environment, check=True
        ).stdout
        head, _, data = done.partition(b"\r\n\r\n")
        lines = [line.partition(": ")[::2] for line in head.decode().split("\r\n")]
        self.send_response(int(dict(lines).get("Status", "200").split()[0]))
        for name, value in lines:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self) -> None:
        self.do_GET()

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def https(tmp_path: Path) -> Iterator[tuple[str, GitTarget]]:
    """The address of a repository by HTTPS, and the repository."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -keyout".split()
    subprocess.run([*make, str(key), "-out", str(certificate)], check=True, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with git_target(tmp_path / "places") as target, ThreadingHTTPServer(("127.0.0.1", 0), Git) as server:
        target.git("config", "http.receivepack", "true")
        Git.folder = target.repository.parent
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"git+https://127.0.0.1:{server.server_port}/sider.git#sider", target
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("token", "code"), [(TOKEN, 0), ("et-forkert-token", 3), ("", 3)])
def test_through_https_with_a_token_from_the_environment(
    root: Path,
    https: tuple[str, GitTarget],
    token: str,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nobody is asked at a terminal, and the token stands in no message."""
    address, target = https
    monkeypatch.setenv("HJEMSITE_GIT_TOKEN", token)
    monkeypatch.setenv("GIT_SSL_NO_VERIFY", "1")
    assert publish(root, address) == code
    captured = capsys.readouterr()
    assert target.files() == ({} if code else FILES)
    assert not token or token not in captured.out + captured.err
    assert not code or "HJEMSITE_GIT_TOKEN" in captured.err or "lukker ikke ind" in captured.err


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("git+https://127.0.0.1:1/sider.git", "svarer ikke, eller forbindelsen røg"),
        ("git+file:///findes/ikke.git", "findes ikke. Opret det hos udbyderen"),
        ("git+https://web:hemmelig@noeglen.example/sider.git", "HJEMSITE_GIT_TOKEN"),
    ],
)
def test_a_repository_that_cannot_be_reached_is_told(
    root: Path, address: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In Danish, with a way out."""
    assert publish(root, address) in (2, 3)
    err = capsys.readouterr().err
    assert sentence in err
    assert "hemmelig" not in err


def test_without_git_that_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What to install."""
    monkeypatch.setenv("PATH", "/findes/ikke")
    assert publish(root, "git+https://noeglen.example/sider.git") == 3
    assert "»apt-get install git«" in capsys.readouterr().err
