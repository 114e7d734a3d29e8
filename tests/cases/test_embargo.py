"""Every text in `embargo/` is a press release, with its embargo or without one; beside it stands what is right.

`NAME.json` has `embargo`, the instant at which the text may come out or null, `certain`, whether the text says that
beyond doubt (null and false: there is an embargo, but nobody can tell until when), and `date`.
"""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from hjemsite.danish.instants import COPENHAGEN, instant
from hjemsite.importer.run import ImportJob, import_drafts

CASES = sorted((Path(__file__).parent / "embargo").glob("*.txt"))
TODAY = date(2026, 11, 1)


def embargo_fields(case: Path, root: Path) -> list[str]:
    """What the fields of the draft say of an embargo: the field with its mark, and marks of their own."""
    (root / "content/nyheder").mkdir(parents=True)
    import_drafts(ImportJob(root, [str(case)], TODAY))
    (draft,) = (root / "content/nyheder").rglob("*.md")
    front = draft.read_text("utf-8").removeprefix("---\n").partition("\n---\n")[0]
    return re.findall(r"^(?:embargo: |# tjek: [^»\n]*embargo).*$", front, re.MULTILINE)


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What each draft says of an embargo."""
    return {case.stem: embargo_fields(case, tmp_path_factory.mktemp(case.stem)) for case in CASES}


def answer(case: Path) -> dict[str, Any]:
    right: dict[str, Any] = json.loads(case.with_suffix(".json").read_text("utf-8"))
    return right


def instant_of(fields: list[str]) -> datetime | None:
    """The instant of the field `embargo`."""
    match = re.match(r"embargo: ([^#]+)", next(iter(fields), ""))
    return instant(match[1].strip()).at.astimezone(COPENHAGEN) if match else None


def expected_end(case: Path) -> datetime | None:
    text = answer(case)["embargo"]
    return datetime.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_nothing_comes_out_before_its_time(case: Path, drafts: dict[str, list[str]]) -> None:
    """Where there is an embargo, the draft has its instant, or a mark that must be seen to; others have neither."""
    fields, right = drafts[case.stem], answer(case)
    is_held = right["embargo"] is not None or not right["certain"]
    assert bool(fields) == is_held
    is_marked = any("tjek:" in field for field in fields)
    if is_held and not is_marked:
        assert right["certain"]
        assert instant_of(fields) == expected_end(case)


def test_the_instant_is_mostly_right(drafts: dict[str, list[str]]) -> None:
    """Also what has a mark says the right time in nine of ten."""
    timed = [case for case in CASES if expected_end(case)]
    right = [case for case in timed if instant_of(drafts[case.stem]) == expected_end(case)]
    assert len(right) >= 0.9 * len(timed)
