"""What is remembered is used: a build of what was built before makes nothing anew.

Data that cannot be read back are no fault, for somebody else may have written them; so it would cost time in silence.
"""

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from hjemsite.content import reader
from hjemsite.danish import COPENHAGEN
from hjemsite.images import image_set, social_cards
from hjemsite.pipeline.build_site import build_site
from hjemsite.pipeline.options import BuildOptions
from hjemsite.render import render, search_segments
from hjemsite.site import article_records

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 22, 12, tzinfo=COPENHAGEN)
WORK = [
    (reader, "document"),
    (article_records, "_resolve"),
    (image_set, "_make"),
    (render, "_render"),
    (social_cards, "_draw"),
    (search_segments, "_make"),
]
"""All that takes time: a module, and what it calls."""
NAMES = [f"{room.__name__.removeprefix('hjemsite.')}.{work}" for room, work in WORK]


@pytest.fixture(scope="module", params=["tests/doors/site/content", "content"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A site that was built once, and its files."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / request.param, folder / "content")
    shutil.copytree(ROOT / "templates", folder / "templates")
    return folder, built_files(folder)


def built_files(root: Path) -> dict[str, bytes]:
    """The files of the site, built into an empty folder."""
    output = root / "output"
    shutil.rmtree(output, ignore_errors=True)
    done = build_site(BuildOptions(root, NOON, search=True), output)
    assert not any(fault.is_error for fault in done.faults)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def busy(*_: Any, **__: Any) -> Any:
    raise AssertionError("this was done before")


@pytest.mark.parametrize("event", ["the output is gone", "every file is touched", "the state is gone"])
@pytest.mark.parametrize(("room", "work"), WORK, ids=NAMES)
def test_nothing_is_made_twice(
    site: tuple[Path, dict[str, bytes]], room: Any, work: str, event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither read nor resolved nor drawn nor rendered nor indexed; and it is the same site.

    That also holds where every file has another time, as after a fresh checkout (FAULTS L5). Where the state of the
    last build is gone, articles are resolved again, which takes little; all else is in the cache.
    """
    root, before = site
    for folder in ("content", "templates") if event == "every file is touched" else ():
        for file in (root / folder).rglob("*"):
            os.utime(file)
    if event == "the state is gone":
        for file in (root / ".hjemsite").glob("*.msgpack"):
            file.unlink()
    if event != "the state is gone" or work != "_resolve":
        monkeypatch.setattr(room, work, busy)
    assert built_files(root) == before


@pytest.mark.parametrize(("room", "work"), WORK, ids=NAMES)
def test_all_of_it_is_made_once(tmp_path: Path, room: Any, work: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them is really called where nothing is remembered, so that its silence above says something."""
    shutil.copytree(ROOT / "tests/doors/site/content", tmp_path / "content")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    monkeypatch.setattr(room, work, busy)
    with pytest.raises(AssertionError, match="done before"):
        built_files(tmp_path)
