"""`publish gs://…`: Google's own conditions and deletions; `test_publish` has the promises of every store."""

from pathlib import Path

import pytest

from tests.doors.test_publish import NEW, OLD, STRANGERS, build, put, start
from tests.google_store import GooglePlace


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GooglePlace:
    found = GooglePlace(tmp_path)
    for name, value in found.environment.items():
        monkeypatch.setenv(name, value)
    return found


def test_what_differs_is_sent_and_what_is_gone_already_is_no_error(
    tmp_path: Path, place: GooglePlace, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody has deleted two pages by hand that the next build lacks, too; the third is deleted all the same."""
    for path, data in STRANGERS.items():
        place.plant(path, data)
    root = build(tmp_path / "projekt", OLD)
    assert put(root, place, "--overwrite") == 0, capsys.readouterr().err
    assert place.files() == {**OLD, **STRANGERS}
    gone = [f"nyheder/sag-{number}/index.html" for number in (3, 4, 5)]
    for path in gone[:2]:
        place.remove(path)
    changed = {path: data for path, data in OLD.items() if path not in gone} | {"feed.xml": b"<feed/>"}
    capsys.readouterr()
    assert put(build(root, changed), place, "--allow-shrink") == 0, capsys.readouterr().err
    assert "1 fil sendt, 3 slettet" in capsys.readouterr().out
    assert place.files() == {**changed, **STRANGERS}
    assert not place.is_locked()


def test_of_two_at_once_the_later_build_is_live(tmp_path: Path, place: GooglePlace) -> None:
    """The lock rests on the generation of its object."""
    older = build(tmp_path / "projekt", OLD)
    newer = build(tmp_path / "nyere", NEW)
    both = [start(newer, place, "--allow-shrink"), start(older, place, "--allow-shrink")]
    said = [process.communicate(timeout=120)[1].decode() for process in both]
    assert both[0].returncode == 0, said
    assert both[1].returncode in (0, 3), said
    assert place.files() == NEW
