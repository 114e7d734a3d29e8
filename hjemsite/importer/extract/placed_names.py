"""Names of organisations that go on with a place: »Nøglens Venner i Nordby«, »Fællesskab på Tværs«.

Most are shorter: »Nordby Kommune i Jylland«. So the place belongs to a name in the letterhead, and where the text
says both together several times and never the name alone.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from hjemsite.importer.extract.lexicon import DESCRIPTIVE, LINKS, NOT_CAPITAL
from hjemsite.importer.extract.organisation_names import organisation_end
from hjemsite.importer.extract.person_names import (
    capital_after,
    folded,
    is_acronym,
    is_organisation_word,
    person_end,
    without_genitive,
)
from hjemsite.importer.extract.titles import is_title_word
from hjemsite.importer.extract.tokens import Kind, Token, TokenRange

_Name = tuple[str, ...]
"""The folded words of a name."""

_LETTERHEAD_PARAGRAPHS = 3
"""How many paragraphs at the top may hold the name of the sender."""
_COLUMN = 3
"""How many blanks stand between two columns of a line at least."""
_AT = frozenset({"i", "på", "ved"})
_BEFORE_PLACE = _AT | {"over", "under", "bag", "uden", "mellem"}
_PAIR = len(("rådet", "skole", "og", "hjem"))
_MIN_TOGETHER = 2
"""How often a name and its place stand together at least."""
_WHOLES = frozenset({"kommune", "region", "kommunes", "regions"})
"""What is in a place, and has no place in its name."""


def placed_names(paragraphs: Sequence[Sequence[Token]], organisations: Collection[_Name]) -> frozenset[_Name]:
    """The names with their places; `organisations` are the names that stand anywhere in the text.

    >>> from hjemsite.importer.extract.tokens import tokens
    >>> text = "Fællesskab på Tværs er ny. Se også Fællesskab på Tværs."
    >>> placed_names([[]] * 3 + [tokens(text)], ())
    frozenset({('fællesskab', 'på', 'tværs')})
    """
    first, *more = [_letterhead(words) for words in paragraphs[:_LETTERHEAD_PARAGRAPHS]] or [()]
    first = () if _is_headline(first, organisations) else first
    placed = {name for name in more if any(name[:at] in organisations for at in range(1, len(name)))} | {first} - {()}
    return frozenset(placed | _repeated(paragraphs) | set(_behind_kinds(organisations)))


def _behind_kinds(organisations: Collection[_Name]) -> Iterator[_Name]:
    """What names with »og« in them are called without their kind: »Skole og Hjem« of »Forældrerådet Skole og Hjem«."""
    for name in organisations:
        if (
            len(name) == len(("rådet", "skole", "og", "hjem"))
            and name[2] in ("og", "&")
            and is_organisation_word(name[0])
        ):
            yield name[1:]


def _is_headline(name: _Name, organisations: Collection[_Name]) -> bool:
    """Whether the first line is a headline, and the name stands behind its small word: »Fest på Nordby Museum«."""
    is_named = len(name) > 2 and (
        (len(name) > 3 and name[2:] in organisations) or any(map(is_organisation_word, name[2:]))
    )
    is_behind = is_named and name[1] in _AT
    return is_behind and not is_organisation_word(name[0])


def _letterhead(words: Sequence[Token]) -> _Name:
    """The name with a place that the words begin with, and nothing goes on: »Nøglens Venner i Nordby«; else none."""
    is_label = [word.folded for word in words[:2]] in (["fra", ":"], ["afsender", ":"])
    is_release = len(words) > 2 and words[1].folded == "fra" and words[0].folded.startswith("presse")
    start = 2 if is_label or is_release else 0
    end = start
    while end < len(words) and _is_in_letterhead(words, start, end):
        end += 1
    is_line = end == len(words) or words[end].kind is Kind.SIGN or words[end].start - words[end - 1].end >= _COLUMN
    is_line |= all(word.text.isupper() for word in words[start:end])
    is_placed = any(word.folded in _AT for word in words[start:end])
    return folded(words, start, end) if is_line and is_placed else ()


def _is_in_letterhead(words: Sequence[Token], start: int, i: int) -> bool:
    """Whether token `i` goes on with the name that begins at token `start`."""
    if i > start and words[i].start - words[i - 1].end >= _COLUMN:
        return False
    is_link = i > start and words[i].folded in LINKS | _AT and capital_after(words, i)
    return words[i].kind is Kind.CAPITAL or is_link


def _repeated(paragraphs: Sequence[Sequence[Token]]) -> set[_Name]:
    """The names that stand with the same place several times, and never alone."""
    together: Counter[tuple[_Name, _Name]] = Counter()
    heads: Counter[_Name] = Counter()
    for words in paragraphs:
        for run in _runs(words):
            head = folded(words, run.start, run.end)
            heads.update({head, (*head[:-1], without_genitive(head[-1]))})
            if tail := _place_behind(words, run):
                together[head, tail] += 1
    return {
        head + tail
        for (head, tail), number in together.items()
        if number >= _MIN_TOGETHER and number == heads[head] and _may_be_placed(head)
    }


def _runs(words: Sequence[Token]) -> Iterator[TokenRange]:
    """Where the names of organisations stand, without any place."""
    i = 0
    while i < len(words):
        end = person_end(words, i)
        if end == i and words[i].kind is Kind.CAPITAL and not DESCRIPTIVE.match(words[i].text):
            end = max(organisation_end(words, i), i + 1)
            yield TokenRange(i, end)
        i = max(end, i + 1)


def _place_behind(words: Sequence[Token], run: TokenRange) -> _Name:
    """The small word and the place behind a name; none where it is a person, an organisation or nothing."""
    at = run.end
    if at >= len(words) or words[at].folded not in _BEFORE_PLACE or not capital_after(words, at):
        return ()
    end = max(organisation_end(words, at + 1), at + 2)
    location = words[at + 1 : end]
    is_other = person_end(words, at + 1) > at + 1
    is_other |= any(is_organisation_word(word.text) or is_acronym(word.text) for word in location)
    return () if is_other else folded(words, at, end)


def _may_be_placed(head: _Name) -> bool:
    """Whether a name may go on with a place: no title does, no municipality, and no word that begins a sentence."""
    is_name = len(head) > 1 or is_organisation_word(head[0]) or head[0].endswith(("en", "et", "erne"))
    return is_name and head[0] not in NOT_CAPITAL and head[-1] not in _WHOLES and not is_title_word(head[0])
