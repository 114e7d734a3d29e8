"""What stands below a headline in a list, where the editor has written nothing for it: the beginning of the text."""

import re
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from hjemsite.cache.blob import read
from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.build import build
from hjemsite.pipeline.options import BuildOptions

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 1, tzinfo=COPENHAGEN)
WHOLE = "Vi åbner døren for alle, der har brug for et hjem ved fjorden. "


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Vi åbner døren.", "Vi åbner døren."),
        (WHOLE * 3 + "Velkommenindenforallesammen.", (WHOLE * 3).strip()),
        ("Vi åbner døren for " + "alle, " * 40, "Vi åbner døren for " + "alle, " * 29 + "alle\u00a0…"),
    ],
    ids=["short", "sentences", "a sentence"],
)
def test_a_summary_ends_where_something_ends(text: str, summary: str, tmp_path: Path) -> None:
    """After a whole sentence, or after a word with an ellipsis that never begins a line."""
    for path, content in {
        "site.yaml": "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt.\n",
        "nyheder/nyt.md": f"---\ntitle: Nyt\ndate: 2026-03-20\n---\n\n{text}\n",
    }.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(content, encoding="utf-8")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    page = read(build(BuildOptions(tmp_path, NOW)).files["index.html"]).decode()
    found = re.search(r'<p class="summary">(.*?)</p>', page)
    assert found and unescape(found[1]) == summary
