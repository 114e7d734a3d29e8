"""One grammar for speech: what the build points out, the command `quotes` offers.

Over every press release in `tests/cases`, as an editor would paste it into an article, also with dashed lines that
stand close.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hjemsite.content import reader
from hjemsite.content.document import Document
from hjemsite.content.quotes.normalized import normalize
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Checked
from hjemsite.importer.draft import suggest as suggesting
from hjemsite.importer.draft.suggest import Suggestion, suggest

CASES = Path(__file__).parents[1] / "cases"
document = cache(reader.document)
"""What the commands put in is read by them and by the laws: equal sources, equal documents."""
HEAD = "---\ntitle: Nyt\ndate: 2026-01-05\n---\n\n"


@cache
def articles() -> tuple[Source, ...]:
    texts = [
        file.read_text("utf-8") for kind in ("releases", "extract") for file in sorted(CASES.glob(f"{kind}/*.txt"))
    ]
    return tuple(
        Source(f"content/nyheder/2026-01-05-nr-{number}.md", (HEAD + text).encode())
        for number, text in enumerate(texts)
    )


@pytest.fixture(scope="module", autouse=True)
def _looked_at_once() -> Iterator[None]:
    """The last look of one proposal and the first of the next one are at the same text, and take as long."""
    look = suggesting._suggest_once
    suggestions: dict[tuple[str, bytes], Checked[Suggestion | None]] = {}

    def looked(source: Source, *known_names: Any) -> Checked[Suggestion | None]:
        key = source.path, source.data
        if key not in suggestions:
            suggestions[key] = look(source, *known_names)
        return suggestions[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suggesting, "_suggest_once", looked)
        patch.setattr(suggesting, "document", document)
        yield


@cache
def suggested(source: Source) -> Suggestion:
    suggestion = suggest(source, {}, ()).value
    assert suggestion is not None, source.path
    return suggestion


@cache
def read(source: Source) -> Document:
    checked = document(source)
    assert checked.value is not None
    # What the command is not sure of, somebody must look at before it can come out.
    assert not [fault for fault in checked.faults if fault.is_error and fault.rule != "usikker-vaerdi"], source.path
    return checked.value


MOST_NAMED = 18
"""Quotations of letters, boards and ministries in the articles, which no person has said."""


def still_warned_of(written: Callable[[Source], bytes]) -> list[tuple[Source, str]]:
    """What the build warns of in the articles when the command has `written` what it offers."""
    return [
        (article, words)
        for article in articles()
        for words in read(Source(article.path, written(article))).marked.unlisted
    ]


def is_named(source: Source, words: str) -> bool:
    """Whether the command says that nobody is known to have said it."""
    return any(" ".join(words.split()[:6]) in sentence for sentence in suggested(source).left)


def test_what_the_build_points_out_the_command_offers() -> None:
    """With `--write` the warnings are gone but for what no person has said; nothing that was put in is a fault."""
    assert len(articles()) > 90
    left = still_warned_of(lambda source: suggested(source).data)
    assert [words for source, words in left if not is_named(source, words)] == []
    assert len(left) <= MOST_NAMED


def test_the_texts_hold_hundreds_of_quotations() -> None:
    """The planted fault: a command that offers nothing leaves the law broken more than 300 times."""
    assert len(still_warned_of(lambda source: source.data)) > 300


def test_every_passage_stands_in_an_entry_that_is_offered() -> None:
    """With the words that the build has shown, not merely with some that silence it."""
    for source in articles():
        offered = [normalize(text).letters for text in read(Source(source.path, suggested(source).data)).marked.texts]
        for words in read(source).marked.unlisted:
            letters = normalize(words).letters
            is_offered = any(letters in passage or passage in letters for passage in offered)
            assert is_offered or is_named(source, words), (source.path, words)


def test_a_second_time_nothing_is_offered() -> None:
    """The command and the build agree on what an entry holds."""
    for source in articles():
        again = suggested(Source(source.path, suggested(source).data))
        assert (again.quotes, again.speakers, again.diff) == (0, 0, ""), source.path


def test_quotations_that_differ_in_a_figure_are_two() -> None:
    """The extractor, the command and the build ask the same function whether two texts say the same."""
    body = "»Det koster 1,5 millioner,« siger Kirsten Vad.\n\n»Det koster 15 millioner,« siger Ib Bo."
    source = Source("content/nyheder/2026-01-05-to.md", f"{HEAD}Havnen får en ny mole.\n\n{body}".encode())
    assert suggested(source).quotes == 2
    assert read(Source(source.path, suggested(source).data)).marked.texts == (
        "Det koster 1,5\u00a0millioner",
        "Det koster 15\u00a0millioner",
    )
