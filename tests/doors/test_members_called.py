"""What the members of an alliance are called, in every place where a reader meets them."""

import html
import re
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).parents[2]
AS_OF = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
FORMS = "{one: støtte, many: støtter, the_one: støtten, the_many: støtterne}"
_ADDRESS = re.compile(r"(?:https?://[\w.]+)?/[\w./%-]*")


def site(folder: Path, called: str, *, complete: bool = True) -> Path:
    """A site with members that came, left and were never written about, which calls them `called`."""
    shutil.copytree(ROOT / "tests/sites/noeglen/content", folder / "content")
    (folder / "templates").symlink_to(ROOT / "templates")
    settings = folder / "content/site.yaml"
    text = re.sub(r"members_called: .*", f"members_called: {called}", settings.read_text(encoding="utf-8"))
    text = text if complete else text.replace("register_complete: true", "register_complete: false")
    settings.write_text(text, encoding="utf-8")
    (folder / "content/medlemmer/ny.md").write_text(
        "---\nname: Ny Bolig\nkind: andet\njoined: 2025\n---\n", encoding="utf-8"
    )
    gone = "---\nname: Gammel Bolig\nkind: andet\nleft: 2020\n---\n"
    (folder / "content/medlemmer/gammel.md").write_text(gone, encoding="utf-8")
    short = "---\nname: Kort Bolig\nkind: andet\njoined: 2016\nleft: 2020\n---\n"
    (folder / "content/medlemmer/kort.md").write_text(short, encoding="utf-8")
    return folder


def readable(folder: Path) -> dict[str, str]:
    """Path of each file that a person reads, or a program reads aloud → its words without the addresses in them."""
    built = build(BuildOptions(folder, AS_OF, search=False))
    assert [fault for fault in built.faults if fault.is_error] == []
    kinds = (".html", ".xml", ".opml", ".json", ".txt")
    texts = {path: data.decode() for path, data in built.loaded().items() if path.endswith(kinds)}
    return {path: _ADDRESS.sub("", html.unescape(text)) for path, text in texts.items() if not path.startswith("data/")}


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("called", ["partnere", FORMS])
def test_another_word_for_members_stands_everywhere(tmp_path: Path, called: str, complete: bool) -> None:
    """Titles, text, descriptions of pictures, labels, feeds and cards: the word »medlem« is nowhere."""
    texts = readable(site(tmp_path, called, complete=complete))
    assert [path for path, text in texts.items() if "medlem" in text.casefold()] == []
    noun, many, the_one = ("støtte", "støtter", "støtten") if called == FORMS else ("partner", "partnere", "partneren")
    assert f"Alle {many}" in texts["index.html"]
    assert f"{noun} fra 1. juli 2024" in texts["medlemmer/oest-bolig/index.html"]
    assert f"{noun} indtil 2020" in texts["medlemmer/gammel/index.html"]
    assert f"{noun} 2016-2020" in texts["medlemmer/kort/index.html"]
    assert f"Her er ikke skrevet noget om {the_one} endnu." in texts["medlemmer/ny/index.html"]


def test_a_site_without_members_says_so(tmp_path: Path) -> None:
    """The page is there from the first day, for the menu leads to it."""
    for name in ("nyheder", "medlemmer"):
        (tmp_path / "content" / name).mkdir(parents=True)
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    settings = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyheder.\nmembers_called: partnere\n"
    (tmp_path / "content/site.yaml").write_text(settings, encoding="utf-8")
    assert "Her kommer partnerne til at stå." in readable(tmp_path)["medlemmer/index.html"]
