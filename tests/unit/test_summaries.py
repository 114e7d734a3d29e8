"""What stands below a headline in a list, where the editor has written nothing for it: the beginning of the text."""

import re
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from hjemsite.cache.blob import read
from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

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
    assert summary_of(text, tmp_path) == summary


BODY = "Havnen åbner for alle på lørdag."


@pytest.mark.parametrize(
    "before",
    [
        "## Åben dag",
        "Åben dag\n--------",
        "**Åben dag**",
        "ÅBEN DAG PÅ HAVNEN",
        "Nyt fra havnen",
        "Pressemeddelelse",
        "Pressemeddelelse den 5. januar 2026",
        "PRESSEMEDDELELSE | Aarhøj | 5. januar 2026 kl. 10.00",
        "Pressemeddelelse fra Havnens Venner, 5/1-2026",
        "Til omgående frigivelse",
        "Aarhøj, mandag den 5. januar 2026",
        "Udsendt 2026-01-05",
        "| År | Både |\n|---|---|\n| 2025 | 12 |",
        "- sovepose\n- kop",
        "1. sovepose\n\n   og en kop\n\n2. telt",
        "Husk:\n\n- sovepose",
        "![En mole](mole.jpg)",
        "Tekst: Ida Holt",
        "Åben dag\n{.faktaboks}",
        "    mole = 14",
        "***",
    ],
)
def test_a_summary_is_running_text(before: str, tmp_path: Path) -> None:
    """It is never a heading, the headline again, a dateline, what a text is called, a cell, an item or a credit."""
    assert summary_of(f"{before}\n\n{BODY}\n\nDer er kaffe.", tmp_path) == BODY


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (f"Aarhøj, 5. januar 2026 – {BODY}", BODY),
        (f"Pressemeddelelse: {BODY}", BODY),
        (f"AARHØJ – {BODY}", BODY),
        ("Den 5. januar 2026 åbner havnen.", "Den 5. januar 2026 åbner havnen."),
        ("Aarhøj: en by i vækst.", "Aarhøj: en by i vækst."),
        ("SUS – Socialt Udsyn – åbner en dør.", "SUS – Socialt Udsyn – åbner en dør."),
        ("Pressemeddelelsen er sendt til alle.", "Pressemeddelelsen er sendt til alle."),
        ("**Havnen åbner.**", "Havnen åbner."),
        ("Vi har brug for:\n\n- penge", "Vi har brug for:"),
    ],
)
def test_a_summary_begins_with_its_own_words(text: str, summary: str, tmp_path: Path) -> None:
    """Place and day that a sign parts from the text are left out; those in a sentence are not."""
    assert (summary_of(text, tmp_path) or "").replace("\xa0", " ") == summary


def test_a_text_of_lists_alone_has_no_summary(tmp_path: Path) -> None:
    """Then nothing stands below the headline, and what machines read says nothing of it either."""
    assert summary_of("## Husk\n\n- sovepose\n- kop", tmp_path) is None


def summary_of(text: str, tmp_path: Path) -> str | None:
    """What stands below the headline of an article with this text, on the front page."""
    for path, content in {
        "site.yaml": "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt.\n",
        "nyheder/nyt.md": f"---\ntitle: Nyt fra havnen\ndate: 2026-03-20\n---\n\n{text}\n",
    }.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(content, encoding="utf-8")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    page = read(build(BuildOptions(tmp_path, NOW)).files["index.html"]).decode()
    match = re.search(r'<p class="summary">(.*?)</p>', page)
    return unescape(match[1]) if match else None
