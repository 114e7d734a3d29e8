"""`publish gs://…`: Google's own conditions and deletions; `test_publish` has the promises of every store."""

from pathlib import Path

import pytest

from tests.doors.test_publish import NEW, OLD, STRANGERS, build, put, start
from tests.google_store import GoogleTarget


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GoogleTarget:
    target = GoogleTarget(tmp_path)
    for name, value in target.environment.items():
        monkeypatch.setenv(name, value)
    return target


def test_what_differs_is_sent_and_what_is_gone_already_is_no_error(
    tmp_path: Path, target: GoogleTarget, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody has deleted two pages by hand that the next build lacks, too; the third is deleted all the same."""
    for path, data in STRANGERS.items():
        target.plant(path, data)
    root = build(tmp_path / "projekt", OLD)
    assert put(root, target, "--overwrite") == 0, capsys.readouterr().err
    assert target.files() == {**OLD, **STRANGERS}
    gone = [f"nyheder/sag-{number}/index.html" for number in (3, 4, 5)]
    for path in gone[:2]:
        target.remove(path)
    changed = {path: data for path, data in OLD.items() if path not in gone} | {"feed.xml": b"<feed/>"}
    capsys.readouterr()
    assert put(build(root, changed), target, "--allow-shrink") == 0, capsys.readouterr().err
    assert "1 fil sendt, 3 slettet" in capsys.readouterr().out
    assert target.files() == {**changed, **STRANGERS}
    assert not target.is_locked()


def test_of_two_at_once_the_later_build_is_live(tmp_path: Path, target: GoogleTarget) -> None:
    """The lock rests on the generation of its object."""
    older = build(tmp_path / "projekt", OLD)
    newer = build(tmp_path / "nyere", NEW)
    both = [start(newer, target, "--allow-shrink"), start(older, target, "--allow-shrink")]
    errors = [process.communicate(timeout=120)[1].decode() for process in both]
    assert both[0].returncode == 0, errors
    assert both[1].returncode in (0, 3), errors
    assert target.files() == NEW
