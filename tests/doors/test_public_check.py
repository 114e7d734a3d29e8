"""`check --public`: what is wrong with a site that readers see, asked of a running nginx, with certificates."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hjemsite.cli.main import main
from tests.previewing import make_site, write
from tests.publish_targets import free_port, program, wait_for

NGINX = """
{user}pid {folder}/pid; error_log {folder}/error.log; daemon off; worker_processes 1;
events {{ worker_connections 64; }}
http {{ access_log {folder}/asked.log; client_body_temp_path {folder}; proxy_temp_path {folder};
fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder}; root {folder}/www;
{servers}
}}
"""
SERVER = """server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {folder}/{name}.pem;
ssl_certificate_key {folder}/{name}.key;
{config}
}}
"""
ARTICLE = "---\ntitle: {}\ndate: 2026-02-02\n{}---\n\n{}\n"
SETTINGS = """title: Nøglen
address: https://127.0.0.1:{}
description: Nyt fra Nøglen.
publish_to: file:/srv/www
"""
HERE = IPv4Address("127.0.0.1")
EARLIER = "2026-03-10"
"""When the site was built whose builds have stopped since."""


def certificate(folder: Path, name: str, ends: timedelta, issuer: str = "ca", host: str = "") -> None:
    """Write the certificate `name` and its key; one that issues itself is an authority."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    own = issuer == name
    signing = key if own else serialization.load_pem_private_key((folder / f"{issuer}.key").read_bytes(), None)
    assert isinstance(signing, ec.EllipticCurvePrivateKey)
    signed_certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=90))
        .not_valid_after(now + ends)
        .add_extension(x509.BasicConstraints(ca=own, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(host) if host else x509.IPAddress(HERE)]), critical=False
        )
        .sign(signing, hashes.SHA256())
    )
    (folder / f"{name}.pem").write_bytes(signed_certificate.public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / f"{name}.key").write_bytes(key.private_bytes(*plain))


class Hosted:
    """A site in `root`, served by nginx from `www`: at each port with another certificate, or without its headers."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root, self.www = folder, folder / "side", folder / "www"
        self.ports = {name: free_port() for name in ("fine", "ending", "over", "own", "elsewhere", "bare")}

    def build(self, *words: str) -> None:
        assert main(["--root", str(self.root), "build", "--no-search", "--output", str(self.www), *words]) == 0

    def address(self, name: str) -> str:
        return f"https://127.0.0.1:{self.ports[name]}"


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    site = Hosted(tmp_path_factory.mktemp("host"))
    folder = site.folder
    make_site(site.root)
    write(site.root, "content/site.yaml", SETTINGS.format(site.ports["fine"]))
    write(
        site.root,
        "content/nyheder/2026-02-02-aaben.md",
        ARTICLE.format("Åben dør", "redirects: /gammel-doer/\n", "Nøglen byder velkommen."),
    )
    write(
        site.root,
        "content/nyheder/2026-02-02-ny.md",
        ARTICLE.format("Ny dør", "embargo: 2026-03-20 09:00\n", "Havnen får en bænk."),
    )
    write(
        site.root,
        "content/nyheder/2026-02-02-over.md",
        ARTICLE.format("Forbi", "expires: 2026-04-01\n", "Festen begynder klokken syv."),
    )
    write(
        site.root,
        "content/nyheder/2026-02-02-trukket.md",
        ARTICLE.format("Fejl", "withdrawn: {date: 2026-02-03, text: Den holdt ikke.}\n", "Den holdt."),
    )
    site.build()
    day = timedelta(days=1)
    for name, ends, issuer, host in (
        ("ca", 365 * day, "ca", ""),
        ("fine", 60 * day, "ca", ""),
        ("ending", 5 * day, "ca", ""),
        ("over", -day, "ca", ""),
        ("own", 60 * day, "own", ""),
        ("elsewhere", 60 * day, "ca", "andet.example"),
        ("bare", 60 * day, "ca", ""),
    ):
        certificate(folder, name, ends, issuer, host)
    command = ["-m", "hjemsite", "--root", str(site.root), "headers", "nginx", "--output", str(site.www)]
    config = subprocess.run([sys.executable, *command], check=True, capture_output=True, encoding="utf-8").stdout
    servers = "".join(
        SERVER.format(port=port, folder=folder, name=name, config="" if name == "bare" else config)
        for name, port in site.ports.items()
    )
    user = "user root; " if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, servers=servers, user=user))
    nginx = [program("nginx", "nginx-light"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(nginx, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(site.ports["bare"])
            yield site
        finally:
            server.terminate()


@pytest.fixture
def look(
    hosted: Hosted, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run the command; gives its exit code, standard output and standard error. The site is as new as it should be."""
    monkeypatch.setenv("SSL_CERT_FILE", str(hosted.folder / "ca.pem"))
    hosted.build()

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--root", str(hosted.root), "check", "--public", *words])
        return code, *capsys.readouterr()

    return run


Look = Callable[..., tuple[int, str, str]]


def test_a_site_as_it_should_be(hosted: Hosted, look: Look) -> None:
    """At the address of the settings, with few questions, none of which tells of what readers have never seen."""
    (hosted.folder / "asked.log").write_text("")
    code, out, err = look()
    assert (code, err) == (0, "")
    assert out.startswith(f"Læserne på {hosted.address('fine')} ser det, de skal se; ")
    assert look("--format", "json")[:2] == (0, "[]\n")
    lines = (hosted.folder / "asked.log").read_text().splitlines()
    assert 10 < len(lines) < 40


def test_builds_that_have_stopped(hosted: Hosted, look: Look) -> None:
    """An embargo is over and the article is not out; another has expired and is there still."""
    hosted.build("--as-of", EARLIER, "--allow-any-time", "--allow-shrink")
    code, out, err = look()
    assert (code, out) == (1, "")
    assert "/nyheder/ny/ skulle være kommet ud den 20. marts 2026 kl. 9.00, men er det ikke.\n" in err
    assert "/nyheder/over/ er i nyhedsstrømmen" in err and err.count("\n") == 2
    code, out, err = look("--format", "json")
    assert code == 1 and {"mangler", "skjult"} == {fault["kind"] for fault in json.loads(out)}


HARM: dict[str, tuple[Callable[[Path], object], str]] = {
    "the feed is lost": (lambda www: (www / "feed.json").unlink(), "Nyhedsstrømmen /feed.json får svaret 404"),
    "the feed is another": (lambda www: (www / "feed.json").write_text("<html>"), "ikke til at læse"),
    "a page is lost": (
        lambda www: (www / "nyheder/ny/index.html").unlink(),
        "/nyheder/ny/ skal kunne læses, men får svaret 40",
    ),
    "an old address is lost": (
        lambda www: shutil.rmtree(www / "gammel-doer"),
        "Den gamle adresse /gammel-doer/ fører ikke til /nyheder/aaben/ (svaret er 40",
    ),
    "a page is not taken off": (
        lambda www: shutil.copytree(www / "nyheder/ny", www / "nyheder/over"),
        "/nyheder/over/ er udløbet, men kan stadig læses.",
    ),
    "the front page is lost": (lambda www: (www / "index.html").unlink(), "Forsiden får svaret 40"),
}


@pytest.mark.parametrize("harm", HARM)
def test_what_a_host_has_lost(harm: str, hosted: Hosted, look: Look, tmp_path: Path) -> None:
    """Each is told in a sentence that names it, and the exit code says so to cron."""
    do, message = HARM[harm]
    whole = shutil.copytree(hosted.www, tmp_path / "hel")
    try:
        do(hosted.www)
        # The other server leads on from old addresses by itself.
        code, _, err = look(hosted.address("bare" if "old" in harm else "fine"))
        assert code == 1 and message in err
    finally:
        shutil.rmtree(hosted.www)
        shutil.copytree(whole, hosted.www)


def test_headers_that_are_gone(hosted: Hosted, look: Look) -> None:
    """On a server that can be told, it is a fault; a host that cannot be told is only mentioned."""
    code, _, err = look(hosted.address("bare"))
    assert code == 1 and "Serveren sender ikke Content-Security-Policy, Cross-Origin-Embedder-Policy" in err
    settings = hosted.root / "content/site.yaml"
    before = settings.read_text("utf-8")
    try:
        settings.write_text(before.replace("publish_to: file:/srv/www\n", ""), "utf-8")
        code, out, err = look(hosted.address("bare"))
        assert code == 0 and "Serveren sender ikke" in err and "ser det, de skal se" in out
    finally:
        settings.write_text(before, "utf-8")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ending", "Certifikatet for 127.0.0.1 udløber den "),
        ("over", "certifikatet er udløbet"),
        ("own", "certifikatet er ikke udstedt af nogen, browsere kender"),
        ("elsewhere", "certifikatet er udstedt til et andet navn"),
    ],
)
def test_certificates(name: str, message: str, hosted: Hosted, look: Look) -> None:
    """Near its end, over, by nobody, of somebody else."""
    code, _, err = look(hosted.address(name))
    assert code == 1 and message in err


def test_statements_that_grow_old(hosted: Hosted, look: Look) -> None:
    """security.txt has a date of its own; the statement on accessibility is to be looked over once a year."""
    settings = hosted.root / "content/site.yaml"
    before = settings.read_text("utf-8")
    contact = "  contact:\n    name: Kirstine Vestergård\n    email: k@noeglen.example\n"
    try:
        more = "security:\n  contact: sikkerhed@noeglen.example\n  expires: 2026-05-01\n"
        more += f"accessibility:\n  assessed: 2025-01-10\n{contact}"
        settings.write_text(f"{before}{more}", "utf-8")
        hosted.build("--as-of", "2026-04-20", "--allow-any-time")
        code, _, err = look()
        assert code == 1 and "security.txt udløb den 1. maj 2026" in err
        assert "Tilgængelighedserklæringen er fra den 10. januar 2025" in err
    finally:
        settings.write_text(before, "utf-8")


def test_nobody_there(look: Look, hosted: Hosted) -> None:
    """Then nothing is known, and the exit code is another."""
    code, out, err = look(f"https://127.0.0.1:{free_port()}")
    assert (code, out) == (3, "") and "svarer ikke" in err
