"""Quotations on an article's page: set off, signed where the paragraph ends, and every word where it stood."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from hjemsite.cache.blob import read
from hjemsite.danish import COPENHAGEN
from hjemsite.pipeline.options import BuildOptions
from tests.shared_cache import build

ROOT = Path(__file__).resolve().parents[2]
ONE = "Vi har ventet længe på den dag, hvor vi kunne låse op for de første ti"
TWO = "Nu skal vi se, om det holder hele vinteren"
ARTICLE = """---
title: Nyt hus
date: 2026-03-02
speakers:
  - {{name: Åse Ågård, title: formand, organisation: Tidselfonden}}
  - {{name: Bo Kjær, title: vicevært, organisation: Tidselfonden}}
quotes:
{quotes}
---

{body}
"""


def prose(body: str, root: Path, *quotes: tuple[str, str]) -> str:
    """The body of the only article, on its page."""
    listed = "\n".join(f"  - {{speaker: {speaker}, text: {text!r}}}" for speaker, text in quotes)
    files = {
        "content/site.yaml": "title: Nøglen\naddress: https://noeglen.example\ndescription: Nyt.\n",
        "content/nyheder/nyt-hus.md": ARTICLE.format(quotes=listed, body=body),
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "templates").symlink_to(ROOT / "templates")
    result = build(BuildOptions(root, datetime(2026, 11, 1, tzinfo=COPENHAGEN)))
    assert [fault for fault in result.faults if fault.is_error] == []
    page = read(result.files["nyheder/nyt-hus/index.html"]).decode()
    match = re.search(r'<div class="prose">\n(.*?)\n</div>\n(?:<p class="credit"|</div>)', page, re.DOTALL)
    assert match
    return match[1]


def outline(html: str) -> str:
    """The blocks of a body, with `*` for a paragraph that is set off and the name where a quote is signed."""
    html = re.sub(
        r'<(?:p|figcaption) class="said".*?<a class="name"[^>]*>([^<]*)</a>.*?</(?:p|figcaption)>', r"[\1]", html
    )
    html = html.replace('<p class="spoken-line">', "<p>*")
    html = re.sub(r"</?(?:q|span|a|em|strong)\b[^>]*>|\n", "", html)
    return re.sub(r"<(\w+)[^>]*>", r"<\1>", html)


@pytest.mark.parametrize(
    ("body", "quotes", "expected"),
    [
        (
            f"“{ONE}”, siger Åse Ågård.\n\nSlut.",
            [("Åse Ågård", ONE)],
            f"<p>*“{ONE}”, siger Åse Ågård.</p>[Åse Ågård]<p>Slut.</p>",
        ),
        (
            f"Først dette. “{ONE}”, siger Åse Ågård.",
            [("Åse Ågård", ONE)],
            f"<p>Først dette. “{ONE}”, siger Åse Ågård.</p>[Åse Ågård]",
        ),
        ("“Velkommen”, siger Bo Kjær.", [("Bo Kjær", "Velkommen")], "<p>“Velkommen”, siger Bo Kjær.</p>[Bo Kjær]"),
        (
            f"“{ONE}”, siger Åse Ågård, og tilføjer: “{TWO}.”",
            [("Åse Ågård", ONE), ("Åse Ågård", TWO)],
            f"<p>*“{ONE}”, siger Åse Ågård, og tilføjer: “{TWO}.”</p>[Åse Ågård]",
        ),
        (
            f"“{ONE}”, siger Åse Ågård, og Bo Kjær siger: “{TWO}.”",
            [("Åse Ågård", ONE), ("Bo Kjær", TWO)],
            f"<p>*“{ONE}”, siger Åse Ågård, og Bo Kjær siger: “{TWO}.”</p>[Åse Ågård][Bo Kjær]",
        ),
        (
            f"1. “{ONE}”, siger Åse Ågård\n2. og mere til\n\nSlut.",
            [("Åse Ågård", ONE)],
            f"<ol><li>“{ONE}”, siger Åse Ågård[Åse Ågård]</li><li>og mere til</li></ol><p>Slut.</p>",
        ),
        (
            f"Åse Ågård siger:\n\n“{ONE}.”\n\n“{TWO}.”",
            [("Åse Ågård", f"{ONE}. {TWO}")],
            "<p>Åse Ågård siger:</p>"
            f"<figure><blockquote><p>“{ONE}.”</p><p>“{TWO}.”</p></blockquote>[Åse Ågård]</figure>",
        ),
        (
            f"Bo Kjær siger:\n\n> {TWO}\n>\n> — Bo Kjær, vicevært",
            [("Bo Kjær", TWO)],
            "<p>Bo Kjær siger:</p>"
            f"<figure><blockquote><p>{TWO}</p><p>– Bo Kjær, vicevært</p></blockquote>[Bo Kjær]</figure>",
        ),
    ],
    ids=["whole", "within", "short", "twice", "two people", "list", "blocks", "signed by the editor"],
)
def test_a_quote_is_signed_where_its_paragraph_ends(
    body: str, quotes: list[tuple[str, str]], expected: str, tmp_path: Path
) -> None:
    """Each speaker of a paragraph is named once after it, and only a long quote that begins it is set off."""
    assert outline(prose(body, tmp_path, *quotes)) == expected


def test_a_signature_points_at_the_quotes_it_signs(tmp_path: Path) -> None:
    """Its link leads to the first of them, and the script finds them all."""
    html = prose(f"“{ONE}”, siger Åse Ågård: “{TWO}.”", tmp_path, ("Åse Ågård", ONE), ("Åse Ågård", TWO))
    ids = re.findall(r'<q class="citat" id="([^"]+)"', html)
    assert len(ids) == 2
    assert f'data-quotes="{ids[0]} {ids[1]}"' in html and f'class="place" href="#{ids[0]}"' in html


def test_a_name_that_stands_there_already_is_not_shown_twice(tmp_path: Path) -> None:
    """An editor's own signature is enough for the eye."""
    signed = prose(f"> {TWO}\n>\n> — Bo Kjær, vicevært", tmp_path, ("Bo Kjær", TWO))
    assert '<span class="by unseen">' in signed
