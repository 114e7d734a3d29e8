"""Attacks on the desk, which writes files and commits: from pages in the same browser, and from other users.

Everything that is refused leaves the files as they were.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from hjemsite.preview.desk.acts import ACTS, VIEWS
from hjemsite.preview.desk.desk import FORMS, PAGES
from hjemsite.preview.desk.form_data import NotAFormError, form_data
from hjemsite.preview.desk.journal import Journal
from hjemsite.preview.desk.keys import keys_of
from hjemsite.preview.request import OWN
from hjemsite.system.memory_folder import FOLDER
from tests.previewing import ARTICLE, ARTICLE_PATH, Editor, make_site, previewing, write


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with previewing(make_site(tmp_path_factory.mktemp("skrivebord"))) as preview:
        yield Editor(preview)


@pytest.fixture(autouse=True)
def _untouched(editor: Editor) -> Iterator[None]:
    """After each attack, nothing has been written."""
    root = editor.preview.root
    before = {file: file.read_bytes() for file in (root / "content").rglob("*") if file.is_file()}
    yield
    assert {file: file.read_bytes() for file in (root / "content").rglob("*") if file.is_file()} == before


def sent(editor: Editor, act: str, texts: dict[str, str], **headers: str | None) -> int:
    """The status of a form that is sent with other headers, None for one that is left out."""
    own, body = editor.form(texts, {})
    changed = {
        key: text
        for key, text in {**own, **{k.replace("_", "-"): v for k, v in headers.items()}}.items()
        if text is not None
    }
    return editor.preview.ask(OWN + act, "POST", changed, body).status


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": None},
        {"Cookie": "skrivebord=x"},
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Host": "evil.example"},
    ],
)
@pytest.mark.parametrize("act", ["ny", "ret", "udgiv"])
def test_only_the_desk_itself_may_send_forms(editor: Editor, act: str, headers: dict[str, str | None]) -> None:
    """A page elsewhere, another port of this machine, another name for it, a browser without the key."""
    form = {"token": editor.keys.token, "title": "x", "date": "2026-11-01", "fil": ARTICLE_PATH}
    assert sent(editor, act, form, **headers) in (403, 421)


@pytest.mark.parametrize("act", sorted(FORMS))
def test_a_form_of_nobodys_is_refused(editor: Editor, act: str) -> None:
    """Also from the right browser: a page that cannot read ours does not know its token."""
    for token in ("", "x", editor.keys.cookie, editor.keys.key):
        assert sent(editor, act, {"token": token, "title": "x", "date": "2026-11-01"}) == 403


def test_without_the_key_there_is_only_reading(editor: Editor) -> None:
    """Neither forms nor the token, and a wrong key gives no cookie; the right one gives one that no script can read."""
    ask = editor.preview.ask
    page = ask(OWN).body.decode()
    assert editor.keys.token not in page and "<form" not in page and "ret?fil" not in page
    for path in ("ret?fil=x", "fortryd", "ny", "delt.zip"):
        assert ask(OWN + path).status == 403
    assert "Set-Cookie" not in ask(f"{OWN}?noegle=x").headers
    cookie = ask(editor.keys.path).headers["Set-Cookie"]
    assert "HttpOnly; SameSite=Strict" in cookie and f"Path={OWN};" in cookie
    assert editor.keys.key not in cookie and editor.keys.token not in cookie


def test_every_page_and_form_is_behind_the_keys() -> None:
    """What the desk says that it has is what it has."""
    assert VIEWS.keys() == PAGES and ACTS.keys() == FORMS


def test_each_site_has_keys_of_its_own(tmp_path: Path) -> None:
    """And none can be made of another."""
    keys = [keys_of(tmp_path / name) for name in ("a", "b")]
    secrets = {part for key in keys for part in (key.key, key.name, key.cookie, key.token)}
    assert len(secrets) == 8


def test_other_machines_may_only_read(tmp_path: Path) -> None:
    """A preview that others can reach has no desk, whatever they know."""
    with previewing(make_site(tmp_path / "side"), "--host", "0.0.0.0") as preview:
        other = Editor(preview)
        assert sent(other, "ny", {"token": other.keys.token, "title": "x", "date": "2026-11-01"}) == 405
        assert preview.ask(other.keys.path).status == 200 and "noegle" not in preview.output
    assert [file.name for file in (tmp_path / "side/content/nyheder").iterdir()] == [ARTICLE_PATH.split("/")[-1]]


@pytest.mark.parametrize(
    "path",
    ["../hemmelig.md", "/etc/passwd", "content/../../x.md", "content/adresser.txt", ".git/config", ""],
)  # fmt: skip
@pytest.mark.parametrize("act", ["ret", "hele", "billede", "gendan", "faerdig", "udgiv", "hent", "del"])
def test_no_form_reaches_a_file_that_is_no_text(editor: Editor, act: str, path: str) -> None:
    """A path is a name among the sources that the preview knows, or nothing."""
    assert editor.send(act, {"fil": path, "udgave": "", "hele": "x", "besked": "x"}).status == 409
    assert editor.preview.ask(f"{OWN}ret?fil={path}", headers=editor.headers).status == 409


def test_what_is_written_is_never_run(editor: Editor) -> None:
    """Words of a file and of a form stand in the desk's pages as words."""
    evil = '"><script>alert(1)</script>'
    write(editor.preview.root, ARTICLE_PATH, ARTICLE.replace("Søren", evil).replace("title: ", f"title: '{evil}' #"))
    try:
        pages = [
            editor.see(f"ret?fil={ARTICLE_PATH}"),
            editor.see(f"hele?fil={ARTICLE_PATH}"),
            editor.see(f"udgiv?fil={ARTICLE_PATH}"),
        ]
        pages.append(
            editor.send("importer", {"indsat": f"Overskrift {evil}\n\n»{evil} er klar,« siger Ib Bo."}).body.decode()
        )
        pages.append(editor.send("ny", {"slags": "article", "title": evil, "date": evil}).body.decode())
    finally:
        write(editor.preview.root, ARTICLE_PATH, ARTICLE)
    assert all("<script>alert" not in page and "alert(1)" in page for page in pages)


def test_no_step_of_a_strangers_is_undone(tmp_path: Path) -> None:
    """Whoever sends a site may have put steps into its memory; they bear no seal of ours."""
    site = make_site(tmp_path / "side")
    Journal(site).write("ændret", "12.00", {ARTICLE_PATH: b"x"})
    (step,) = (site / FOLDER / "skrivebord").iterdir()
    step.write_bytes(b"x" * 16 + step.read_bytes()[16:].replace(b"tidselfonden", b"..selfonden."))
    assert Journal(site).steps() == []


def test_a_form_is_read_byte_by_byte() -> None:
    """Files come through as they are, whatever stands in them and whatever type the browser gives them."""
    r = random.Random(20_261_129)
    for _ in range(300):
        data = bytes(r.choices(b"\r\n-b\0\xff\x1a", k=r.randint(0, 60))).replace(b"\r\n--bb", b"")
        kind = r.choice((b"", b"\r\nContent-Type: message/rfc822", b"\r\nContent-Type: multipart/mixed; boundary=x"))
        head = b'--bb\r\nContent-Disposition: form-data; name="fil"; filename="C:\\\\a%22\xc3\xb8.eml"'
        body = head + kind + b"\r\n\r\n" + data + b"\r\n--bb--\r\n"
        upload = form_data("multipart/form-data; boundary=bb", body).files.get("fil")
        assert upload is not None and (upload.name, upload.data) == ('a"ø.eml', data)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b""),
        ("application/x-www-form-urlencoded", b"token=x"),
        ("multipart/form-data", b""),
        ("multipart/form-data; boundary=b", b""),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\ncut off'),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\n\r\n--b--"),
    ],
)
def test_half_a_form_is_none(kind: str, body: bytes) -> None:
    """So nothing is deleted because its field did not arrive."""
    with pytest.raises(NotAFormError):
        form_data(kind, body)
