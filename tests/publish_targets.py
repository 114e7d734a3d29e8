"""Real places to publish to, started by the tests: each can be looked into past hjemsite."""

import atexit
import getpass
import logging
import os
import secrets
import shutil
import socket
import subprocess
import tarfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

import pytest

OUR_BOOKS = {".hjemsite-published.json", ".hjemsite-lock"}


class Target(ABC):
    """Somewhere that is published to. `address` is what a user writes; `environment` is what she must set.

    One that is `switched_at_once` shows nothing of a publication before all of it.
    """

    address: str
    name: str
    """How messages call it."""
    environment: Mapping[str, str] = MappingProxyType({})
    switched_at_once = False

    @abstractmethod
    def files(self) -> dict[str, bytes]:
        """What stands there, our books apart."""

    def count(self) -> int:
        """How many files stand there, more or less; quickly, for it is asked while they are put there."""
        return len(self.files())

    def is_locked(self) -> bool:
        """Whether a publication has left its lock there."""
        raise NotImplementedError

    @abstractmethod
    def plant(self, path: str, data: bytes) -> None:
        """Put a file there as somebody else does."""


class FolderTarget(Target):
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.name = folder, f"file:{folder}"
        self.address = self.name

    def files(self) -> dict[str, bytes]:
        return files_in(self.folder)

    def count(self) -> int:
        return sum(len(names) for _, _, names in os.walk(self.folder))

    def is_locked(self) -> bool:
        return (self.folder / ".hjemsite-lock").exists()

    def plant(self, path: str, data: bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def files_in(folder: Path) -> dict[str, bytes]:
    """Path below `folder` → bytes of each file, our books apart."""
    contents = {}
    for parent, _, names in os.walk(folder):
        for file in (Path(parent, name) for name in names):
            # One that a server moves meanwhile is not there.
            with suppress(FileNotFoundError):
                contents[file.relative_to(folder).as_posix()] = file.read_bytes()
    return {path: data for path, data in contents.items() if path not in OUR_BOOKS}


AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x"
"""Says to the S3 server of the tests that somebody asks; it does not look who."""


class StoreTarget(Target):
    """A bucket of an S3 server in this process, looked into where the server keeps it."""

    def __init__(self, endpoint: str) -> None:
        self.bucket = f"bucket-{secrets.token_hex(8)}"
        self.address = f"s3://{self.bucket}/websted?endpoint={endpoint}"
        self.name = f"s3://{self.bucket}/websted"
        self.environment = {"AWS_ACCESS_KEY_ID": "noegle", "AWS_SECRET_ACCESS_KEY": "hemmelig"}
        self._endpoint = endpoint
        from moto.s3.models import s3_backends  # takes half a second, and only one worker of a test run needs it

        # Where the server has no other, this is the number of the account.
        self._store: Any = s3_backends["123456789012"]["aws"]
        self._store.create_bucket(self.bucket, "us-east-1")
        # Beside the prefix, and so none of our business.
        self._store.put_object(self.bucket, "andet/index.html", b"en anden side")

    def files(self) -> dict[str, bytes]:
        assert self._paths("andet/") == ["index.html"]
        objects = ((path, self._store.get_object(self.bucket, f"websted/{path}")) for path in self._paths("websted/"))
        return {path: stored.value for path, stored in objects if stored and path not in OUR_BOOKS}

    def count(self) -> int:
        return len(self._paths("websted/"))

    def is_locked(self) -> bool:
        return ".hjemsite-lock" in self._paths("websted/")

    def headers(self, path: str) -> tuple[str, str]:
        """The media type and the lifetime that the store sends along."""
        with urlopen(self._request(path)) as answer:
            return answer.headers["Content-Type"], answer.headers["Cache-Control"]

    def plant(self, path: str, data: bytes) -> None:
        self._store.put_object(self.bucket, f"websted/{path}", data)

    def _request(self, path: str, method: str = "GET") -> Request:
        url = f"{self._endpoint}/{self.bucket}/websted/{path}"
        return Request(url, headers={"Authorization": AUTHORIZATION}, method=method)

    def _paths(self, prefix: str) -> list[str]:
        """The paths below `prefix`. The list is made in one step, for the server may be at work."""
        names = [*self._store.get_bucket(self.bucket).keys]
        return [name.removeprefix(prefix) for name in names if name.startswith(prefix)]


@contextmanager
def store_target(_home: Path) -> Iterator[StoreTarget]:
    yield StoreTarget(s3_server())


@cache
def s3_server() -> str:
    """The address of an S3 server that runs as long as the tests."""
    from moto import backends
    from moto.server import ThreadedMotoServer

    # It would look through the folder that it is installed in, twice for each request.
    services = tuple(backends.list_of_moto_modules())
    pytest.MonkeyPatch().setattr(backends, "list_of_moto_modules", lambda: services)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"


class SshTarget(FolderTarget):
    """A folder behind Debian's SSH server, on a port of this machine."""

    def __init__(self, folder: Path, server: "SshServer") -> None:
        super().__init__(folder)
        self.port = server.port
        self.user = getpass.getuser()
        self.address = self.name = f"sftp://{self.user}@127.0.0.1:{self.port}{self.folder}"
        self.environment = {
            "HJEMSITE_SSH_KEY": server.key,
            "HJEMSITE_SSH_KNOWN_HOSTS": f"[127.0.0.1]:{self.port} {server.host_key}",
        }


class SshServer(NamedTuple):
    """Where the server listens, the private key that it lets in, and the public one by which it is known."""

    port: int
    key: str
    host_key: str


@contextmanager
def sftp_target(home: Path) -> Iterator[SshTarget]:
    home.mkdir()
    yield SshTarget(home / "www", ssh_server())


@cache
def ssh_server() -> SshServer:
    """An SSH server that runs as long as the tests. It lets this user in everywhere."""
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    home = Path(until_the_end.enter_context(TemporaryDirectory()))
    sshd = program("sshd", "openssh-server")
    for name in ("host", "bruger"):
        make = [program("ssh-keygen", "openssh-client"), "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)]
        subprocess.run(make, check=True)
    port = free_port()
    (home / "config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {home / 'host'}\nAuthorizedKeysFile {home / 'bruger.pub'}\n"
        "PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\n"
        "Subsystem sftp internal-sftp\n"
        # The usual exchange of keys takes ten times as long, for the sake of computers of the future.
        "KexAlgorithms curve25519-sha256\n"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    command = [sshd, "-D", "-e", "-f", str(home / "config")]
    server = until_the_end.enter_context(subprocess.Popen(command, stderr=subprocess.DEVNULL))
    until_the_end.callback(server.terminate)
    wait_for(port)
    host_key = (home / "host.pub").read_text().rsplit(" ", 1)[0]
    return SshServer(port, (home / "bruger").read_text(), host_key)


class GitTarget(Target):
    """A bare repository, looked into with git itself. Its branch has a file of somebody else's."""

    switched_at_once = True

    def __init__(self, repository: Path, history: str) -> None:
        self.repository = repository
        self.address = self.name = f"git+file://{repository}{history}#sider"

    def git(self, *words: str, **options: Any) -> bytes:
        command = [program("git", "git"), "-C", str(self.repository), *words]
        done: bytes = subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout
        return done

    def commits(self) -> int:
        return int(self.git("rev-list", "--count", "sider"))

    def files(self) -> dict[str, bytes]:
        if not self.git("branch", "--list", "sider"):
            return {}
        self.git("fsck", "--full", "--strict", stderr=subprocess.DEVNULL)
        with tarfile.open(fileobj=BytesIO(self.git("archive", "sider"))) as archive:
            entries = {entry.name: archive.extractfile(entry) for entry in archive if entry.isfile()}
        return {path: file.read() for path, file in entries.items() if file and path not in {*OUR_BOOKS, ".nojekyll"}}

    def plant(self, path: str, data: bytes) -> None:
        clone = self.repository.parent / secrets.token_hex(4)
        if self.git("branch", "--list", "sider"):
            self.git("clone", "--quiet", "--branch", "sider", str(self.repository), str(clone))
        else:
            self.git("init", "--quiet", "--initial-branch", "sider", str(clone))
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_bytes(data)
        who = {f"GIT_{role}_{what}": "a@b" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        for words in (["add", "-A"], ["commit", "-qm", path], ["push", "-q", str(self.repository), "sider"]):
            self.git("-C", str(clone), *words, env={**os.environ, **who})


@contextmanager
def git_target(home: Path, history: str = "") -> Iterator[GitTarget]:
    home.mkdir()
    subprocess.run([program("git", "git"), "init", "--quiet", "--bare", str(home / "sider.git")], check=True)
    subprocess.run(["git", "-C", str(home / "sider.git"), "config", "uploadpack.allowFilter", "true"], check=True)
    yield GitTarget(home / "sider.git", history)


@contextmanager
def rsync_ssh_target(home: Path) -> Iterator[FolderTarget]:
    """A folder that Debian's rsync writes to, through the SSH server."""
    program("rsync", "rsync")
    with sftp_target(home) as server:
        target = FolderTarget(server.folder)
        target.address = target.name = f"{server.user}@127.0.0.1:{server.folder}"
        target.environment = {**server.environment, "RSYNC_RSH": f"ssh -p {server.port}"}
        yield target


@contextmanager
def rsync_target(home: Path) -> Iterator[FolderTarget]:
    """A folder behind an rsync server that asks for a password."""
    home.mkdir()
    port, secrets_file = free_port(), home / "secrets"
    secrets_file.touch(mode=0o600)
    secrets_file.write_text("web:hemmelig\n")
    who = f"uid = {os.getuid()}\ngid = {os.getgid()}\n" if os.getuid() == 0 else ""
    (home / "config").write_text(
        f"port = {port}\naddress = 127.0.0.1\nuse chroot = no\n{who}[sider]\npath = {home}\nread only = no\n"
        f"auth users = web\nsecrets file = {secrets_file}\n"
    )
    command = [program("rsync", "rsync"), "--daemon", "--no-detach", f"--config={home / 'config'}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            target = FolderTarget(home / "www")
            target.address = target.name = f"rsync://web@127.0.0.1:{port}/sider/www"
            target.environment = {"HJEMSITE_PASSWORD": "hemmelig"}
            yield target
        finally:
            server.terminate()


def program(name: str, package: str) -> str:
    """The path of a program that the tests need; a test without it fails and says how to install it."""
    executable = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert executable, f"{name} is missing: apt-get install {package}"
    return executable


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Until something listens there."""
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


@contextmanager
def folder_target(home: Path) -> Iterator[FolderTarget]:
    home.mkdir()
    yield FolderTarget(home / "www")


KINDS: Mapping[str, Callable[[Path], AbstractContextManager[Target]]] = {
    "folder": folder_target,
    "s3": store_target,
    "sftp": sftp_target,
    "rsync": rsync_target,
    "git": git_target,
}
"""Each kind of target: a function that starts one in a folder of its own."""
