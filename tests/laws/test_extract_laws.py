"""The extractor invents nothing: whatever becomes of a text, every word that it extracts stands there.

The texts are the annotated releases, mangled: lines cut, joined, doubled and shuffled, marks lost or changed.
"""

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hjemsite.importer.extract.extractor import extract
from hjemsite.importer.extract.result import Extracted, Extraction

CASES = Path(__file__).parents[1] / "cases"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("releases/*.txt"))]
TEXTS += [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("extract/*.txt"))]
SIGNS = "“”„»«\"'’‘–—-,.:;!?()[]|\n\n\t \u00a0\u00ad"


def mangled(text: str, chance: random.Random) -> str:
    """The text after some of the accidents that befall texts on their way."""
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(text) + 1)
        length = chance.choice((0, 1, 1, 2, 20))
        text = text[:at] + chance.choice(("", chance.choice(SIGNS), text[at : at + 40])) + text[at + length :]
    lines = text.split("\n")
    if chance.random() < 0.3:
        chance.shuffle(lines)
    return chance.choice(("\n", "\n\n", "\r\n")).join(lines)


def founds(release: Extraction) -> Iterator[Extracted]:
    """Everything found that has words."""
    single = (release.title, release.deck, release.dateline, release.credit, release.photo_credit, release.about)
    yield from filter(None, single)
    for speaker in release.speakers:
        yield from filter(None, (speaker.name, speaker.title, speaker.organisation))
    for quote in release.quotes:
        yield quote.words


def letters(text: str) -> str:
    return re.sub(r"\s+|\u00ad|[,.]", "", text)


def check(text: str) -> None:
    release = extract(text)
    for finding in founds(release):
        assert finding.text
        spans = finding.segments
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))
        assert letters(finding.text) == letters("".join(text[span.start : span.end] for span in spans))
    names = {speaker.name.text for speaker in release.speakers}
    assert {name for quote in release.quotes for name in quote.speakers} == names
    ends = [paragraph.segment for paragraph in release.paragraphs]
    assert all(before.end <= after.start for before, after in pairwise(ends))
    for contact in release.contacts:
        assert letters(contact.name) in letters(text) and contact.email in text
        assert re.sub(r"\D", "", contact.phone) in re.sub(r"\D", "", text)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(0, 10**9))
def test_every_word_stands_in_the_source(text: str, seed: int) -> None:
    """Names, titles, organisations, quotes and all else are stretches of the text, at the places given."""
    check(mangled(text, random.Random(seed)))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='”“»"- ,.:\nAbsi\u0301”Ib Bo siger formand for i og han 1.', max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Text that means nothing breaks nothing."""
    check(text)


def test_the_same_text_gives_the_same(tmp_path: Path) -> None:
    """What is found depends on the text alone."""
    assert [extract(text) for text in TEXTS[:5]] == [extract(text) for text in TEXTS[:5]]
