"""Of two articles that are alike, time alone may hold one back; it is told as soon as it can be foreseen."""

from datetime import datetime
from pathlib import Path

from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build_site import build_site
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
SITE = "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyheder.\n"
ARTICLE = "---\ntitle: Vi lukker\ndate: 2026-%s\n---\n\nVi lukker til sommer.\n"
DAYS = {"11-01": ["kopi-af-tilbageholdt"], "11-11": ["kopi-af-tilbageholdt"], "11-21": []}
"""Day of a build → the errors in it."""


def test_a_copy_is_held_against_the_time_of_each_build(tmp_path: Path) -> None:
    """Nothing but the time changes: none is out, one is out, both are out. It is told before it is so."""
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    (tmp_path / "content/nyheder").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text(SITE, "utf-8")
    for day in ("11-10", "11-20"):
        (tmp_path / f"content/nyheder/2026-{day}-luk-{day}.md").write_text(ARTICLE % day, "utf-8")
    for day, expected in DAYS.items():
        at = datetime.fromisoformat(f"2026-{day}T12:00").replace(tzinfo=COPENHAGEN)
        result = build_site(BuildOptions(tmp_path, at, allow_shrink=True), tmp_path / "output")
        assert [fault.rule for fault in result.faults if fault.is_error] == expected
        out = {file.name for file in (tmp_path / "output/nyheder").glob("luk-*")}
        assert out == ({"luk-11-10", "luk-11-20"} if day == "11-21" else set())
