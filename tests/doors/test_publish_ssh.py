"""`publish` by SSH: who is let in, which server is believed, and what is said when it is another one."""

import asyncio
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import asyncssh
import pytest

from hjemsite.cli.main import main
from hjemsite.publishing.write import publish as write_output
from tests.previewing import SITE, write
from tests.publish_targets import (
    SshTarget,
    files_in,
    free_port,
    rsync_ssh_target,
    rsync_target,
    sftp_target,
    wait_for,
)

FILES = {"index.html": b"Forside", "nyheder/aeroe/index.html": b"Nyt"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "projekt"
    write(root, "content/site.yaml", SITE)
    write_output(FILES, root / "output")
    return root


@pytest.fixture
def target(tmp_path: Path) -> Iterator[SshTarget]:
    with sftp_target(tmp_path / "server") as target:
        yield target


def publish(root: Path, address: str, *words: str) -> int:
    return main(["--root", str(root), "publish", address, "--no-look", *words])


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("HJEMSITE_SSH_KNOWN_HOSTS", "", "ssh-keyscan 127.0.0.1"),
        ("HJEMSITE_SSH_KNOWN_HOSTS", "another", "ssh-keyscan 127.0.0.1"),
        ("HJEMSITE_SSH_KEY", "another", "127.0.0.1 lukker ikke ind"),
        ("HJEMSITE_SSH_KEY", "hemmelig", "HJEMSITE_SSH_KEY i miljøet er ikke en privat nøgle"),
    ],
)
def test_neither_a_strange_server_nor_a_strange_key_is_taken(
    root: Path,
    target: SshTarget,
    tmp_path: Path,
    name: str,
    value: str,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing is sent to a server that is not known; the key is in no message."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    other = asyncssh.generate_private_key("ssh-ed25519")
    others = {
        "HJEMSITE_SSH_KEY": other.export_private_key().decode(),
        "HJEMSITE_SSH_KNOWN_HOSTS": f"[127.0.0.1]:{target.port} {other.export_public_key().decode()}",
    }
    for variable, text in target.environment.items():
        monkeypatch.setenv(variable, text)
    monkeypatch.setenv(name, others[name] if value == "another" else value)
    assert publish(root, target.address) == 3
    err = capsys.readouterr().err
    assert sentence in err
    assert not any(line in err for line in others["HJEMSITE_SSH_KEY"].splitlines())
    assert "hemmelig" not in err
    assert not target.folder.exists()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("sftp://web@127.0.0.1:1/www", "127.0.0.1 svarer ikke"),
        ("sftp://web@findes-ikke.invalid/www", "findes-ikke.invalid svarer ikke"),
    ],
)
def test_a_server_that_is_not_there_is_told(
    root: Path, address: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong port, and a wrong name."""
    assert publish(root, address) == 3
    assert sentence in capsys.readouterr().err


def test_a_folder_whose_parent_is_missing_is_told(
    root: Path, target: SshTarget, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in the address makes no folders."""
    for variable, text in target.environment.items():
        monkeypatch.setenv(variable, text)
    assert publish(root, f"{target.address}/slaafejl/www") == 3
    assert "findes ikke. Opret den hos udbyderen, eller ret adressen" in capsys.readouterr().err
    assert not target.folder.exists()


CHANGED = {"index.html": b"Ny forside", "bilag/[1] *.pdf": b"%PDF-1.7"}


def test_rsync_goes_through_ssh_with_a_key_from_the_environment(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """To a server that is known; what differs goes, what is gone is deleted, and nothing beside it."""
    with rsync_ssh_target(tmp_path / "server") as target:
        for variable, text in target.environment.items():
            monkeypatch.setenv(variable, text)
        target.plant("nyheder/aeroe/.htaccess", b"fremmed")
        write_output(CHANGED, root / "output", allow_shrink=True)
        assert publish(root, target.address, "--overwrite") == 0
        assert target.files() == {**CHANGED, "nyheder/aeroe/.htaccess": b"fremmed"}
        # A name with wildcards stands for itself alone.
        target.plant("bilag/[1] andet.pdf", b"fremmed")
        target.plant("bilag/1 x.pdf", b"fremmed")
        write_output(FILES, root / "output", allow_shrink=True)
        assert main(["--root", str(root), "publish", target.address, "--no-look", "--allow-shrink"]) == 0
        assert target.files().keys() == {*FILES, "nyheder/aeroe/.htaccess", "bilag/[1] andet.pdf", "bilag/1 x.pdf"}
        capsys.readouterr()
        monkeypatch.setenv("HJEMSITE_SSH_KNOWN_HOSTS", "127.0.0.1 ssh-ed25519 AAAA")
        assert publish(root, target.address) == 3
        assert "ssh-keyscan 127.0.0.1" in capsys.readouterr().err


def test_an_rsync_server_asks_for_a_password(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong one is told, and no one is asked at a terminal; so is a server that is not there."""
    with rsync_target(tmp_path / "server") as target:
        monkeypatch.setenv("HJEMSITE_PASSWORD", "forkert-adgangskode")
        assert publish(root, target.address) == 3
        err = capsys.readouterr().err
        assert "lukker ikke ind" in err
        assert "forkert-adgangskode" not in err
        assert publish(root, target.address.replace("/sider/", "/findes-ikke/")) == 3
        assert "findes ikke. Opret det hos udbyderen" in capsys.readouterr().err
    assert publish(root, target.address) == 3
    assert "svarer ikke, eller forbindelsen røg" in capsys.readouterr().err


class Hotel(asyncssh.SSHServer):
    """A web hotel: it knows one user by a password."""

    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == ("web", "adgang for alle")


@pytest.fixture
def hotel(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """The port of a hotel that shows its user one folder as the whole disk, and that folder."""
    folder, port = tmp_path / "hotel", free_port()
    (folder / "www").mkdir(parents=True)
    key = asyncssh.generate_private_key("ssh-ed25519")
    loop = asyncio.new_event_loop()

    class Disk(asyncssh.SFTPServer):
        def __init__(self, channel: "asyncssh.SSHServerChannel[bytes]") -> None:
            super().__init__(channel, chroot=bytes(folder))

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen("127.0.0.1", port, server_factory=Hotel, server_host_keys=[key], sftp_factory=Disk)

    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    acceptor = asyncio.run_coroutine_threadsafe(listen(), loop).result()
    wait_for(port)
    (tmp_path / "known_hosts").write_text(f"[127.0.0.1]:{port} {key.export_public_key().decode()}")
    yield port, folder

    async def close() -> None:
        acceptor.close()
        guests = asyncio.all_tasks() - {asyncio.current_task()}
        for guest in guests:
            guest.cancel()
        await asyncio.gather(*guests, return_exceptions=True)

    # One that is left would be found by the next search for garbage, in the middle of some other test.
    asyncio.run_coroutine_threadsafe(close(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.mark.parametrize(("password", "code"), [("adgang for alle", 0), ("forkert", 3)])
def test_a_web_hotel_that_asks_for_a_password(
    root: Path,
    hotel: tuple[int, Path],
    tmp_path: Path,
    password: str,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It comes from the environment and stands in no message."""
    port, folder = hotel
    monkeypatch.setenv("HJEMSITE_PASSWORD", password)
    monkeypatch.setenv("HJEMSITE_SSH_KNOWN_HOSTS", (tmp_path / "known_hosts").read_text())
    assert publish(root, f"sftp://web@127.0.0.1:{port}/www") == code
    assert files_in(folder / "www") == ({} if code else FILES)
    captured = capsys.readouterr()
    assert password not in captured.out + captured.err


def test_whoever_publishes_may_be_within_a_loop(
    hotel: tuple[int, Path], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program that has a loop of its own, as a test with a browser has, can publish by SFTP."""
    port, _ = hotel

    def publish() -> int:
        return main(["--root", str(root), "publish", f"sftp://web@127.0.0.1:{port}/www", "--no-look"])

    async def within() -> int:
        return publish()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        code = asyncio.run(within())
    else:  # a test with a browser keeps one in this thread
        code = publish()
    # The hotel was asked: it is refused because nobody knows it.
    assert code == 3
    assert "ssh-keyscan 127.0.0.1" in capsys.readouterr().err


def test_ctrl_c_ends_it_while_a_server_keeps_it_waiting(root: Path) -> None:
    """A server that takes the call and never says a word is not waited for once somebody has had enough."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"sftp://web@127.0.0.1:{mute.getsockname()[1]}/www"
        command = [sys.executable, "-m", "hjemsite", "--root", str(root), "publish", address, "--no-look"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as publishing:
            call, _ = mute.accept()
            with call:
                publishing.send_signal(signal.SIGINT)
                _, err = publishing.communicate(timeout=10)
    assert (publishing.returncode, "Traceback" in err, "Afbrudt" in err) == (130, False, True), err
