"""What readers ask, and what must come first: 135 questions to a made-up alliance.

`tests/cases/search/` has its texts and the questions, and tells which were used while the search was made.
"""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser

from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions
from tests.doors.test_search import served, visited

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/cases/search"
AS_OF = datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
FIRST_TWO = """async (questions) => {
  const { find } = await import(document.querySelector("script[src*='/search.']").src);
  const urls = async (q) => (await (await find({ q })).more()).hits.slice(0, 2).map(({ url }) => url);
  return Promise.all(questions.map(urls));
}"""


def site(root: Path) -> Path:
    """A project folder with the texts of the cases."""
    for part in (CASES / "site.txt").read_text(encoding="utf-8").split(">>> ")[1:]:
        name, _, text = part.partition("\n")
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "templates").symlink_to(ROOT / "templates")
    return root


def questions() -> dict[str, str]:
    """Each question, and the page that it is about."""
    lines = (CASES / "questions.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(" | ") for line in lines if not line.startswith("#"))
    return {question: url for question, _, url in pairs}


def test_the_page_that_is_meant_comes_first_or_second(browser: Browser, tmp_path: Path) -> None:
    """For every question; none is left without an answer."""
    files = build(BuildOptions(site(tmp_path), AS_OF, search=True)).loaded()
    asked = questions()
    assert len(asked) == 135
    with served(files) as origin, visited(browser, origin) as visit:
        answers = visit.page.evaluate(FIRST_TWO, [*asked])
    wrong = {ask: urls for (ask, url), urls in zip(asked.items(), answers, strict=True) if url not in urls}
    assert wrong == {}
