"""The newsletter of a month: what is in it, what never is, and that the oldest mail programs can lay it out."""

import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from PIL import Image

from hjemsite.cli.main import main
from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
SITE = "title: Nøglen & døren\naddress: https://noeglen.example/nyt\ndescription: Nyt.\nbrand: {colour: 6a1b9a}\n"
TEXTS = {
    "nyheder/aaben.md": "---\ntitle: Åben <dør> & vindue\ndate: 2026-10-05\nmember: tidselfonden\n---\n\n"
    "Vi åbner døren.\n",
    "nyheder/foer.md": "---\ntitle: Septembernyhed\ndate: 2026-09-30 23:59\n---\n\nFør.\n",
    "nyheder/kladde.md": "---\ntitle: Zebrakladde\ndate: 2026-10-06\ndraft: ja\n---\n\nZebra.\n",
    "nyheder/embargo.md": "---\ntitle: Zebraembargo\ndate: 2026-10-07\nembargo: 2026-12-01\n---\n\nZebra.\n",
    "nyheder/udloebet.md": "---\ntitle: Zebraudløb\ndate: 2026-10-08\nexpires: 2026-10-20\n---\n\nZebra.\n",
    "nyheder/trukket.md": "---\ntitle: Zebratilbage\ndate: 2026-10-09\nwithdrawn: {date: 2026-10-10, text: Væk.}\n"
    "---\n\nZebra.\n",
    "arrangementer/moede.md": "---\ntitle: Vintermøde\nstarts: 2026-12-03 10:00\nplace: Salen\n"
    "published: 2026-10-01\n---\n\nKom.\n",
    "arrangementer/zebra.md": "---\ntitle: Zebramøde\nstarts: 2026-12-04\nplace: Salen\n"
    "published: 2026-12-01\n---\n\nKom.\n",
    "medlemmer/tidselfonden.md": "---\nname: Tidselfonden\nkind: fond\n---\n",
    "site.yaml": SITE,
}
CORRECTED = """---
title: Kortet over dørene
date: 2026-10-04
image: {file: kort.png, alt: Et kort, credit: Åse Ågård, origin: ai-genereret}
corrections: [{date: 2026-10-06, text: Tallet var forkert.}]
---

Se kortet.
"""
VOID = {"meta", "br", "img", "hr", "input", "link"}


class Layout(HTMLParser):
    """Checks that all tags are closed, and notes those that mail programs do not know."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.kinds: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.kinds.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        assert "class" not in dict(attrs), "a mail has no style sheet"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The HTML and the text of October's mail, written in November."""
    root = tmp_path_factory.mktemp("newsletter")
    for name, text in TEXTS.items():
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(text, encoding="utf-8")
    folder = root / "content/nyheder/kort"
    folder.mkdir()
    (folder / "index.md").write_text(CORRECTED, encoding="utf-8")
    Image.new("RGB", (800, 500), (90, 120, 60)).save(folder / "kort.png")
    assert main(["--root", str(root), "newsletter", "2026-10", "--as-of", "2026-11-15"]) == 0
    return {file.suffix: file.read_text("utf-8") for file in (root / "nyhedsbreve").iterdir()}


def test_it_has_the_news_of_the_month_and_what_is_to_come(letter: dict[str, str]) -> None:
    """In both forms, with complete addresses; no other month's."""
    for text in letter.values():
        assert "https://noeglen.example/nyt/nyheder/aaben/" in text
        assert "5. oktober 2026" in text and "Tidselfonden" in text and "Vi åbner døren." in text
        assert "Vintermøde" in text and "torsdag den 3. december 2026 kl. 10.00" in text
        assert "Septembernyhed" not in text
    assert "Åben <dør> & vindue" in letter[".txt"] and "Åben &lt;dør&gt; &amp; vindue" in letter[".html"]


def test_nothing_is_in_it_that_readers_may_not_see(letter: dict[str, str]) -> None:
    """No draft, no embargo, nothing that has expired or was withdrawn, no event that is not out."""
    assert [form for form, text in letter.items() if "zebra" in text.lower()] == []


def test_a_picture_says_who_made_it_and_how(letter: dict[str, str]) -> None:
    """Below it, as on the site; and an article that was corrected says so in both forms."""
    assert "Foto: Åse Ågård. Billedet er lavet med AI</td>" in letter[".html"]
    assert all("4. oktober 2026 · Rettet" in text for text in letter.values())


def test_old_mail_programs_can_lay_it_out(letter: dict[str, str]) -> None:
    """Tables and inline styles alone; no script, no style sheet, no form, no picture that tells of the reader."""
    page = Layout()
    page.feed(letter[".html"])
    assert page.open == []
    assert page.kinds <= {*"html head meta title body div table tr td a h1 h2 br span img p".split()}
    assert all(address.startswith("https://noeglen.example/nyt/") for address in page.addresses)
    assert not re.search(r"flex|grid|var\(|light-dark|url\(", letter[".html"])
    assert "#6a1b9a" in letter[".html"]


def test_a_site_with_faults_has_no_newsletter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `build` would not publish is not mailed: the fault is told, nothing is written. There is no month 13."""
    (tmp_path / "content/nyheder").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text(SITE, encoding="utf-8")
    (tmp_path / "content/nyheder/a.md").write_text(
        "---\ntitle: A\ndate: 2026-10-05\nmember: ingen\n---\n\nA.\n", "utf-8"
    )
    assert main(["--root", str(tmp_path), "newsletter", "2026-10", "--as-of", "2026-11-15"]) == 1
    assert "ukendt-medlem" in capsys.readouterr().err
    assert not (tmp_path / "nyhedsbreve").exists()
    assert main(["--root", str(tmp_path), "newsletter", "2026-13"]) == 2
    assert "MÅNED: »2026-13« er ikke en måned" in capsys.readouterr().err


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that asks for a feed of mails, with news of September and October."""
    root = tmp_path_factory.mktemp("months")
    for name, text in (TEXTS | {"site.yaml": f"{SITE}newsletter: ja\n"}).items():
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(text, encoding="utf-8")
    return root


def feed(root: Path, as_of: str) -> str:
    """The feed of mails at an instant."""
    options = BuildOptions(root, datetime.fromisoformat(as_of).replace(tzinfo=COPENHAGEN))
    return build(options).loaded()["nyhedsbrev/rss.xml"].decode()


def test_a_feed_has_the_mail_of_each_month_that_is_over(months: Path) -> None:
    """Newest first, as HTML with inline styles and as plain text, with complete addresses and nothing hidden."""
    read = feedparser.parse(feed(months, "2026-11-15"))
    assert [entry.title for entry in read.entries] == [
        "Nyt fra Nøglen & døren, oktober 2026",
        "Nyt fra Nøglen & døren, september 2026",
    ]
    newest = read.entries[0]
    assert newest.published == "Sun, 01 Nov 2026 00:00:00 +0100" and newest.id.endswith("#2026-10")
    (html,) = (content.value for content in newest.content)
    assert "https://noeglen.example/nyt/nyheder/aaben/" in html and "style=" in html and "class=" not in html
    text = ElementTree.fromstring(feed(months, "2026-11-15")).findtext("channel/item/description") or ""
    assert "Åben <dør> & vindue\n5. oktober 2026 · Tidselfonden\n" in text
    assert "ebra" not in feed(months, "2026-11-15")


def test_a_month_is_in_the_feed_when_it_is_over(months: Path) -> None:
    """Not a second before; `next` knows when, and nobody has to touch a file."""
    assert "oktober" not in feed(months, "2026-10-31 23:59:59")
    assert "oktober 2026" in feed(months, "2026-11-01 00:00:00")
    options = BuildOptions(months, datetime(2026, 10, 29, tzinfo=COPENHAGEN))
    assert build(options).until == datetime(2026, 11, 1, tzinfo=COPENHAGEN)


def test_without_the_setting_there_is_no_feed(months: Path) -> None:
    """And no month changes the site."""
    (months / "content/site.yaml").write_text(SITE, encoding="utf-8")
    built = build(BuildOptions(months, datetime(2026, 10, 29, tzinfo=COPENHAGEN)))
    assert not [path for path in built.files if path.startswith("nyhedsbrev")]
    assert built.until == datetime(2026, 12, 1, tzinfo=COPENHAGEN)
