"""The laws of `content/billeder`: a picture is described once and encoded once, whoever shows it, and is public only
where something public shows it or it is for the press.
"""

import io
import re
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from hjemsite.danish import COPENHAGEN
from hjemsite.diagnostics.diagnostic import has_errors
from hjemsite.pipeline.build import EMPTY, Build, build
from hjemsite.pipeline.options import BuildOptions
from tests.previewing import SITE, make_site, write
from tests.unpacked import telling

NOON = datetime(2026, 11, 1, 12, tzinfo=COPENHAGEN)
DESCRIPTION = """alt: En sælhund på en mole
credit: Viggo Lund
caption: Sælhunden kom igen.
licence: CC BY 4.0
origin: fotografi
"""
SHOWING = "---\ntitle: {title}\ndate: 2026-10-0{day}\n{fields}---\n\nNyt fra havnen.\n{body}\n"
IMAGE = "image: {file: billeder/sæl.jpg}\n"
SIGNS = ("sælhund", "viggo", "saelen", "sæl.jpg", "saelen-")


def site(root: Path, description: str = DESCRIPTION, *articles: str) -> Path:
    make_site(root)
    write(root, "content/site.yaml", SITE)
    write(root, "content/billeder/sælen.yaml", description)
    picture = Image.linear_gradient("L").resize((900, 1500)).convert("RGB")
    picture.paste("white", (600, 1200, 900, 1500))
    picture.save(root / "content/billeder/sælen.jpg", quality=90)
    for day, article in enumerate(articles, 1):
        write(root, f"content/nyheder/nyhed-{day}.md", article.replace("sæl.jpg", "sælen.jpg"))
    return root


def error_free_build(root: Path, as_of: datetime = NOON, before: Build | None = None) -> Build:
    built = build(BuildOptions(root, as_of), before.state if before else EMPTY)
    assert not has_errors(built.faults), built.faults
    return built


def showing(day: int, fields: str = IMAGE, body: str = "") -> str:
    return SHOWING.format(title=f"Nyhed {day}", day=day, fields=fields, body=body)


def test_a_picture_is_described_and_encoded_once(tmp_path: Path) -> None:
    """All articles that show it have its words, and there is one set of renditions; what a text says holds there."""
    body, own = "\n![](../billeder/sæl.jpg)", IMAGE.replace("}", ", caption: Om natten}")
    root = site(tmp_path, DESCRIPTION, showing(1, own), showing(2, "", body), *map(showing, range(3, 10)))
    files = error_free_build(root).loaded()
    pages = [files[f"nyheder/nyhed-{day}/index.html"].decode() for day in range(1, 10)]
    for page in pages:
        assert [
            words for words in ("En sælhund på en mole", "Foto: Viggo Lund", "CC BY 4.0") if words not in page
        ] == []
    assert ["Sælhunden kom igen." in page for page in pages] == [False, *[True] * 8] and "Om natten" in pages[0]
    assert len({path for path in files if path.startswith("billeder/saelen-") and path.endswith(".jpg")}) == 2
    assert "Sælhunden kom igen." in files["nyheder/nyhed-2/nyhed-2.txt"].decode()
    assert (
        "Viggo Lund" in files["feed.xml"].decode() and "digitalCapture" in files["nyheder/nyhed-3/ninjs.json"].decode()
    )


@pytest.mark.parametrize("gate", ["draft: ja\n", "embargo: 2027-01-01\n", "expires: 2026-10-20\n"])
def test_a_picture_of_a_hidden_article_is_nowhere(gate: str, tmp_path: Path) -> None:
    """Until something public shows it, or it is for the press."""
    root = site(tmp_path, DESCRIPTION, showing(1, IMAGE + gate))
    hidden = error_free_build(root)
    assert telling(hidden.loaded(), SIGNS) == {}
    write(root, "content/billeder/sælen.yaml", f"{DESCRIPTION}press: ja\n")
    for_press = error_free_build(root, before=hidden)
    hits = telling(for_press.loaded(), SIGNS)
    assert {"presse/billeder/index.html", "presse/billeder/saelen.jpg"} <= hits.keys()
    assert not any(path.startswith("nyheder/") for path in hits)
    write(root, "content/billeder/sælen.yaml", DESCRIPTION)
    write(root, "content/nyheder/nyhed-2.md", showing(2).replace("sæl.jpg", "sælen.jpg"))
    shown = error_free_build(root, before=for_press)
    assert "presse/billeder/saelen.jpg" in shown.files and "presse/billeder/index.html" not in shown.files
    assert shown.loaded() == error_free_build(root).loaded()


def test_a_picture_goes_with_its_consent(tmp_path: Path) -> None:
    """Everywhere at once, also from the page for the press."""
    end = datetime(2026, 12, 1, tzinfo=COPENHAGEN)
    consent = "press: ja\nconsent: {kind: mail, until: 2026-12-01}\n"
    root = site(tmp_path, DESCRIPTION + consent, showing(1), showing(2, "", "![](/billeder/sæl.jpg)"))
    before = error_free_build(root)
    assert {sign for signs in telling(before.loaded(), SIGNS).values() for sign in signs} >= {"sælhund", "viggo"}
    assert before.until == end and [fault.rule for fault in before.faults if "samtykke" in fault.rule] == [
        "samtykke-udloeber"
    ]
    after = error_free_build(root, end, before)
    assert telling(after.loaded(), SIGNS) == {}
    assert "presse/billeder/index.html" not in after.files and "presse/billeder" not in str(after.loaded())
    assert after.loaded() == error_free_build(root, end).loaded()


def test_crops_show_the_focal_point(tmp_path: Path) -> None:
    """The card for social networks and the classes of the picture follow it; each point has an address of its own."""
    root = site(tmp_path, f"{DESCRIPTION}focus: 90% 100%\n", showing(1))
    first = error_free_build(root)
    assert 'class="x9 y10"' in first.loaded()["nyheder/nyhed-1/index.html"].decode()
    assert _lower_right(first) > 240, "the white corner is in the cut"
    write(root, "content/billeder/sælen.yaml", DESCRIPTION)
    usual = error_free_build(root, before=first)
    assert 'class="y2"' in usual.loaded()["nyheder/nyhed-1/index.html"].decode()
    assert _lower_right(usual) < 200
    assert not {path for path in first.files if path.startswith("billeder/saelen")} & usual.files.keys()


def _lower_right(built: Build) -> int:
    """How light the last pixel of the card is, from 0 to 255."""
    (path,) = [path for path in built.files if re.fullmatch(r"billeder/saelen-.*-deling\.jpg", path)]
    with Image.open(io.BytesIO(built.loaded()[path])) as card:
        grey = card.convert("L")
        return int(grey.getpixel((grey.width - 4, grey.height - 4)))  # type: ignore[arg-type]
