"""Real places to publish to, started by the tests: each can be looked into past hjemsite."""

import getpass
import hashlib
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
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

import pytest

OUR_BOOKS = {".hjemsite-published.json", ".hjemsite-lock"}


class Place(ABC):
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


class FolderPlace(Place):
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.name = folder, f"file:{folder}"
        self.address = self.name

    def files(self) -> dict[str, bytes]:
        return files_in(self.folder)

    def is_locked(self) -> bool:
        return (self.folder / ".hjemsite-lock").exists()

    def plant(self, path: str, data: bytes) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def files_in(folder: Path) -> dict[str, bytes]:
    """Path below `folder` → bytes of each file, our books apart."""
    found = {}
    for parent, _, names in os.walk(folder):
        for file in (Path(parent, name) for name in names):
            # One that a server moves meanwhile is not there.
            with suppress(FileNotFoundError):
                found[file.relative_to(folder).as_posix()] = file.read_bytes()
    return {path: data for path, data in found.items() if path not in OUR_BOOKS}


class StorePlace(Place):
    """A bucket of an S3 server on this machine, looked into with Amazon's own library."""

    by_etag: ClassVar[dict[str, bytes]] = {}
    """MD5 digest, as a store writes it → the bytes; most files of all buckets are equal."""

    def __init__(self, endpoint: str) -> None:
        self.bucket = f"bucket-{secrets.token_hex(8)}"
        self.address = f"s3://{self.bucket}/websted?endpoint={endpoint}"
        self.name = f"s3://{self.bucket}/websted"
        self.environment = {"AWS_ACCESS_KEY_ID": "noegle", "AWS_SECRET_ACCESS_KEY": "hemmelig"}
        import boto3  # takes half a second, and only one worker of a test run needs it

        self.client: Any = boto3.client(
            "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x"
        )
        self.client.create_bucket(Bucket=self.bucket)
        # Beside the prefix, and so none of our business.
        self.client.put_object(Bucket=self.bucket, Key="andet/index.html", Body=b"en anden side")

    def files(self) -> dict[str, bytes]:
        found = {path: self._data(path, etag) for path, etag in self._listed("websted/").items()}
        assert self._paths("andet/") == ["index.html"]
        return {path: data for path, data in found.items() if path not in OUR_BOOKS}

    def count(self) -> int:
        return len(self._paths("websted/"))

    def is_locked(self) -> bool:
        return ".hjemsite-lock" in self._paths("websted/")

    def headers(self, path: str) -> tuple[str, str]:
        """The media type and the lifetime that the store sends along."""
        answer = self._object(path)
        return answer["ContentType"], answer["CacheControl"]

    def plant(self, path: str, data: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=f"websted/{path}", Body=data)

    def _object(self, path: str) -> Any:
        return self.client.get_object(Bucket=self.bucket, Key=f"websted/{path}")

    def _data(self, path: str, etag: str) -> bytes:
        """What is stored at `path`. The server tells the digest of each file, so equal ones are asked for once."""
        if etag not in self.by_etag:
            self.by_etag[etag] = self._object(path)["Body"].read()
            assert hashlib.md5(self.by_etag[etag]).hexdigest() == etag.strip('"')
        return self.by_etag[etag]

    def _paths(self, prefix: str) -> list[str]:
        return [*self._listed(prefix)]

    def _listed(self, prefix: str) -> dict[str, str]:
        """Path below `prefix` → the digest that the server gives."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        return {one["Key"].removeprefix(prefix): one["ETag"] for page in pages for one in page.get("Contents", ())}


@contextmanager
def store_place(_home: Path) -> Iterator[StorePlace]:
    yield StorePlace(s3_server())


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


class SshPlace(FolderPlace):
    """A folder behind Debian's SSH server, on a port of this machine."""

    def __init__(self, home: Path, port: int, key: str, host_key: str) -> None:
        super().__init__(home / "www")
        self.port = port
        self.user = getpass.getuser()
        self.address = self.name = f"sftp://{self.user}@127.0.0.1:{port}{self.folder}"
        self.environment = {
            "HJEMSITE_SSH_KEY": key,
            "HJEMSITE_SSH_KNOWN_HOSTS": f"[127.0.0.1]:{port} {host_key}",
        }


@contextmanager
def sftp_place(home: Path) -> Iterator[SshPlace]:
    home.mkdir()
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
    with subprocess.Popen([sshd, "-D", "-e", "-f", str(home / "config")], stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(port)
            host_key = (home / "host.pub").read_text().rsplit(" ", 1)[0]
            yield SshPlace(home, port, (home / "bruger").read_text(), host_key)
        finally:
            server.terminate()


class GitPlace(Place):
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
            found = {one.name: archive.extractfile(one) for one in archive if one.isfile()}
        return {path: file.read() for path, file in found.items() if file and path not in {*OUR_BOOKS, ".nojekyll"}}

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
def git_place(home: Path, history: str = "") -> Iterator[GitPlace]:
    home.mkdir()
    subprocess.run([program("git", "git"), "init", "--quiet", "--bare", str(home / "sider.git")], check=True)
    subprocess.run(["git", "-C", str(home / "sider.git"), "config", "uploadpack.allowFilter", "true"], check=True)
    yield GitPlace(home / "sider.git", history)


@contextmanager
def rsync_ssh_place(home: Path) -> Iterator[FolderPlace]:
    """A folder that Debian's rsync writes to, through the SSH server."""
    program("rsync", "rsync")
    with sftp_place(home) as server:
        place = FolderPlace(server.folder)
        place.address = place.name = f"{server.user}@127.0.0.1:{server.folder}"
        place.environment = {**server.environment, "RSYNC_RSH": f"ssh -p {server.port}"}
        yield place


@contextmanager
def rsync_place(home: Path) -> Iterator[FolderPlace]:
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
            place = FolderPlace(home / "www")
            place.address = place.name = f"rsync://web@127.0.0.1:{port}/sider/www"
            place.environment = {"HJEMSITE_PASSWORD": "hemmelig"}
            yield place
        finally:
            server.terminate()


def program(name: str, package: str) -> str:
    """The path of a program that the tests need; a test without it fails and says how to install it."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert found, f"{name} is missing: apt-get install {package}"
    return found


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
def folder_place(home: Path) -> Iterator[FolderPlace]:
    home.mkdir()
    yield FolderPlace(home / "www")


KINDS: Mapping[str, Callable[[Path], AbstractContextManager[Place]]] = {
    "folder": folder_place,
    "s3": store_place,
    "sftp": sftp_place,
    "rsync": rsync_place,
    "git": git_place,
}
"""Each kind of target: a function that starts one in a folder of its own."""
