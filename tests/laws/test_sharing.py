"""The law of sharing: the folder shows the drafts that were named, whole, and tells of nothing else that is held back.

The public site is neither changed by it nor told of it.
"""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.cli.main import main
from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from hjemsite.pipeline.shared_pages import Sharing, shared_files

NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)
SITE = "title: Nøglen\naddress: https://noeglen.example/nyt\ndescription: Nyheder.\n"
DRAFT = "content/nyheder/2026-10-30-zebra/index.md"
FILES = {
    "content/site.yaml": SITE,
    "content/medlemmer/tidselfonden.md": "---\nname: Tidselfonden\nkind: fond\n---\n",
    "content/nyheder/2026-10-01-aaben.md": "---\ntitle: Åben nyhed\ndate: 2026-10-01\ntopics: [hjem]\n---\n\nÅben.\n",
    DRAFT: """---
title: Zebra på vej
date: 2026-10-30
draft: ja
member: tidselfonden
topics: [hjem, zebraer]
speakers:
  - name: Kvark Holm
    title: chef
quotes:
  - speaker: Kvark Holm
    text: Zebraen er løs
image: {file: Dør.png, alt: En dør, credit: "Foto: Ib Sø"}
attachments: [{file: noter.pdf}]
---

»Zebraen er løs«, siger Kvark Holm. Se [hemmeligheden](../2026-10-31-kvark.md) og [den åbne](../2026-10-01-aaben.md).
""",
    "content/nyheder/2026-10-31-kvark.md": """---
title: Kvarkpalads
date: 2026-10-31
embargo: 2026-12-24 09:41
member: tidselfonden
topics: [hjem, kvarkemne]
summary: Kvarkresumé.
---

Kvarken kommer.
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site = tmp_path / "side"
    for path, text in FILES.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")
    lender = Path(__file__).parents[1] / "sites/noeglen/content/nyheder/2023-11-14-velkommen-aagaard"
    (site / DRAFT).with_name("Dør.png").write_bytes((lender / "Åben dør.png").read_bytes())
    (site / DRAFT).with_name("noter.pdf").write_bytes((lender / "noter.pdf").read_bytes())
    return site


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
    monkeypatch.setenv("HJEMSITE_SECRET", "kun til prøven")

    def go(*words: str) -> tuple[int, str, str]:
        code = main(["--root", str(root), "build", *words])
        return (code, *capsys.readouterr())

    return go


def text_of_files(folder: Path) -> str:
    """Everything that the files of a folder say, and what they are called."""
    return "\n".join(f"{path}\n{data.decode('utf-8', 'ignore')}" for path, data in contents(folder).items())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_a_draft_is_shown_and_nothing_else(run: Run, root: Path) -> None:
    """Its own page with ribbon, pictures and downloads; no other draft, no feed, no list, no search, no map."""
    code, out, err = run("--share", str(root / DRAFT))
    assert (code, err) == (0, "")
    folder = root / "delt"
    (token,) = re.findall(r" på /([0-9a-f]{32})/nyheder/zebra/ i mappen ».*delt« til og med 15\. november 2026", out)
    page = (folder / token / "nyheder/zebra/index.html").read_text("utf-8")
    assert "Delt til gennemsyn til og med 15. november 2026." in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical"' not in page
    assert "Zebraen er løs" in page
    whole = text_of_files(folder)
    assert "kvark" not in re.sub("kvark holm|kvark-holm", "", whole.lower())
    assert "09:41" not in whole
    names = {file.rpartition("/")[2] for file in contents(folder)}
    assert {"noter.pdf", "zebra.txt", "zebra.docx", "deling.js", "robots.txt", "_headers"} <= names
    assert not {"feed.xml", "sitemap.xml", "search.html", "status.json", "config.yml"} & names
    pages = {name for name in contents(folder) if name.endswith(".html")}
    assert pages == {f"{token}/nyheder/zebra/pressebilleder/index.html", f"{token}/nyheder/zebra/index.html"}


def test_every_link_of_a_shared_page_leads_somewhere(run: Run, root: Path) -> None:
    """To a file in the folder, or to a page of the public site; nowhere to the whole site that was built for it."""
    assert run("--share", DRAFT)[0] == 0
    public = build(BuildOptions(root, NOON)).files
    folder = root / "delt"
    for page in folder.rglob("*.html"):
        html = page.read_text("utf-8")
        sources = [
            candidate.split()[0]
            for srcset in re.findall(r' srcset="([^"]*)"', html)
            for candidate in srcset.split(", ")
        ]
        for link in {*re.findall(r' (?:href|src)="([^"#]*)', html), *sources}:
            path = link.removeprefix("https://noeglen.example/nyt/")
            if link.startswith(("mailto:", "tel:")) or not link:
                continue
            if link == path:
                target = (page.parent / re.sub("%20", " ", link)).resolve()
                assert (target / "index.html" if link.endswith("/") else target).is_file(), link
            elif path.startswith(("emner/zebraer", "personer/kvark-holm")):
                continue  # They come out with the draft.
            else:
                assert f"{path}index.html" in public or path in public, link


def test_the_public_site_knows_nothing_of_it(run: Run, root: Path) -> None:
    """A build before and one after have the same bytes, and no file names the folder."""
    assert run()[0] == 0
    before = contents(root / "output")
    out = run("--share", DRAFT, "--until", "2026-11-20")[1]
    assert contents(root / "output") == before
    assert run()[0] == 0
    after = contents(root / "output")
    assert after == before
    (token,) = set(re.findall(r" på /([0-9a-f]{32})/", out))
    assert token not in text_of_files(root / "output")
    assert "zebra" not in text_of_files(root / "output").lower()


def test_the_address_is_secret_and_stays(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same drafts until the same day have one address on this machine; elsewhere, or until another day, another."""
    pattern = re.compile("[0-9a-f]{32}")
    first = pattern.findall(run("--share", DRAFT)[1])
    assert pattern.findall(run("--share", DRAFT)[1]) == first
    other = pattern.findall(run("--share", DRAFT, "--until", "2026-11-30")[1])
    assert other != first
    assert [path.name for path in (root / "delt").iterdir() if path.is_dir()] == other
    monkeypatch.setenv("HJEMSITE_SECRET", "en anden maskine")
    assert pattern.findall(run("--share", DRAFT)[1]) not in (first, other)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--share", "content/site.yaml"), "er ikke en nyhed"),
        (("--share", "findes-ikke.md"), "er ikke en nyhed"),
        (("--share", DRAFT, "--until", "2026-10-31"), "højst 90 dage frem"),
        (("--share", DRAFT, "--until", "2027-10-31"), "højst 90 dage frem"),
        (("--share", DRAFT, "--output", "content"), "content"),
    ],
)
def test_what_cannot_be_shared_is_refused(run: Run, root: Path, words: tuple[str, ...], message: str) -> None:
    """And nothing is written."""
    words = tuple(str(root / word) if word == "content" else word for word in words)
    code, _, err = run(*words)
    assert code == 2
    assert message in err
    assert not (root / "delt").exists()


def test_a_draft_with_errors_is_not_shared(run: Run, root: Path) -> None:
    """The fault is told; what was shared before stays."""
    run("--share", DRAFT)
    before = contents(root / "delt")
    text = (root / DRAFT).read_text("utf-8")
    (root / DRAFT).write_text(text.replace("Zebraen er løs\n", "Zebraen er væk\n", 1), "utf-8")
    code, _, err = run("--share", DRAFT)
    assert code == 1
    assert "citat-ikke-i-teksten" in err
    assert err.endswith("Det skal rettes først; intet er delt.\n")
    assert contents(root / "delt") == before


def test_the_law_sees_a_leak(root: Path) -> None:
    """With everything shown, as in the preview, the page of the draft tells of the other: that is found."""
    files = build(BuildOptions(root, NOON, drafts=True)).files
    sharing = Sharing(files, ("/nyheder/zebra/",), "https://noeglen.example/nyt", "Delt", NOON)  # type: ignore[arg-type]
    whole = b"".join(shared_files(sharing).values()).decode("utf-8", "ignore").lower()
    assert "kvark" in re.sub("kvark holm|kvark-holm", "", whole)
