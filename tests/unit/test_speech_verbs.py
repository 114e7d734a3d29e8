"""The verbs of saying stand once, and each is in the table of what it can show."""

import re
from pathlib import Path

import pytest

from hjemsite.content.quotes.mark import mark_quotes
from hjemsite.danish import speech_verbs
from hjemsite.danish.speech_verbs import NAMED_SPEECH_VERBS, NO_VERBS, PLAIN_SPEECH_VERBS, SPEECH_NOUNS
from hjemsite.importer.extract.extractor import extract
from hjemsite.model import Html

PACKAGE = Path(speech_verbs.__file__).parents[1]


def test_no_word_is_in_two_tables() -> None:
    """A form shows speech by itself, beside a name, or never."""
    tables = (PLAIN_SPEECH_VERBS, NAMED_SPEECH_VERBS, SPEECH_NOUNS, NO_VERBS)
    assert sum(map(len, tables)) == len(frozenset().union(*tables)) > 200


def test_the_verbs_stand_in_one_module() -> None:
    """No other module lists verbs of saying: what one reader takes for a verb, the other takes for one too."""
    lists = re.compile(r"(?:\b(?:fortalte|forklarede|udtalte|tilføjede|konstaterede|understregede)\b.*?){2}", re.DOTALL)
    holding = [file.stem for file in PACKAGE.rglob("*.py") if lists.search(file.read_text("utf-8"))]
    assert holding == ["speech_verbs"]


@pytest.mark.parametrize("verb", ["siger", "fortalte", "præciserer", "jubler", "fastholder"])
def test_a_plain_verb_shows_speech_to_both_readers(verb: str) -> None:
    """The build points the quotation out, and the importer knows its speaker."""
    assert mark_quotes(Html(f"<p>– Det er hårdt, {verb} vores nabo.</p>"), []).unlisted == ("Det er hårdt",)
    release = extract(f"Nyt hus\n\n– Det er hårdt, {verb} Kirsten Vad.")
    assert [(quote.words.text, quote.speakers) for quote in release.quotes] == [("Det er hårdt", ("Kirsten Vad",))]


def test_a_verb_that_needs_a_name_ends_no_speech_without_one() -> None:
    """»…, kræver mod« goes on; »…, husker Kirsten Vad« tells who speaks."""
    assert mark_quotes(Html("<p>– Det er hårdt, kræver mod og tid, siger hun.</p>"), []).unlisted == (
        "Det er hårdt, kræver mod og tid",
    )
    assert extract("Nyt hus\n\n– Det var hårdt, husker Kirsten Vad.").quotes[0].speakers == ("Kirsten Vad",)
