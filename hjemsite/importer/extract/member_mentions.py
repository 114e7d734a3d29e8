"""The members that a release names, and how many members it says that the alliance has.

A name is found in any case and in the genitive. A name without its kind (»Nøglen« of »Fonden Nøglen«) is a short form:
likely where it is a name of its own, doubtful where it is that of a town.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from hjemsite.danish.member_counts import MEMBER_NOUNS, member_counts
from hjemsite.importer.extract.result import Confidence, ExtractedMember, ExtractedSize, KnownMembers, Segment
from hjemsite.urls import Slug

_ANY_NOUN = re.compile("|".join(sorted(MEMBER_NOUNS)), re.IGNORECASE)
"""A quick sign that a text counts members at all."""
_WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*(?:[-’'/&.][^\W_][\w\u0300-\u036f]*)*")
_KINDS = frozenset(
    "fonden foreningen boligforeningen boligselskabet boligorganisationen landsforeningen a/s aps".split()
)
_TOWN = frozenset("kommune region kommuner regionskommune".split())
_SHAPES = ("", "s", "'s", "’s", "'", "’")


def named_members(plain: str, members: KnownMembers) -> tuple[ExtractedMember, ...]:
    """Each member that the text names, at its first mention or the first that is not doubtful, in order."""
    names = _names(members)
    by_slug: dict[Slug, ExtractedMember] = {}
    words = list(_WORD.finditer(plain))
    i = 0
    while i < len(words):
        match = _longest(words, i, names)
        if match:
            length, slug, confidence = match
            segment = Segment(words[i].start(), words[i + length - 1].end())
            old = by_slug.get(slug)
            if old is None or (old.confidence is Confidence.DOUBTFUL and confidence is not Confidence.DOUBTFUL):
                by_slug[slug] = ExtractedMember(slug, segment, confidence)
        i += match[0] if match else 1
    return tuple(sorted(by_slug.values(), key=lambda member: member.segment.start))


_Names = Mapping[str, Sequence[tuple[tuple[str, ...], Slug, Confidence]]]


def _names(members: KnownMembers) -> _Names:
    """The names by their first word, the longest first. A full name goes before the same short form of another."""
    table: dict[tuple[str, ...], tuple[Slug, Confidence]] = {}
    for sure in (Confidence.CERTAIN, Confidence.LIKELY, Confidence.DOUBTFUL):
        for slug, names in members.items():
            for name in names:
                for words, confidence in _forms(name):
                    if words and confidence is sure:
                        table.setdefault(words, (slug, confidence))
    by_first: dict[str, list[tuple[tuple[str, ...], Slug, Confidence]]] = {}
    for words, (slug, confidence) in table.items():
        for shape in _SHAPES if len(words) == 1 else ("",):
            by_first.setdefault(words[0] + shape, []).append((words, slug, confidence))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in by_first.items()}


def _forms(name: str) -> Iterator[tuple[tuple[str, ...], Confidence]]:
    """A name and its short forms, in folded words, each with how sure it means the member."""
    short = re.search(r"\(([\w&-]{2,10})\)", name)
    words = tuple(word.casefold() for word in _WORD.findall(re.sub(r"\([^)]*\)", " ", name)))
    yield words, Confidence.CERTAIN
    if short:
        yield (short[1].casefold(),), Confidence.LIKELY
    if len(words) < 2:
        return
    if words[0] in _KINDS or words[-1] in _KINDS:
        yield tuple(word for word in words if word not in _KINDS), Confidence.LIKELY
    if words[-1] in ("alliancen", "alliance", "netværket"):
        yield words[:-1], Confidence.LIKELY
    if words[-1] in _TOWN:
        yield words[:-1], Confidence.DOUBTFUL


def _longest(words: Sequence[re.Match[str]], i: int, names: _Names) -> tuple[int, Slug, Confidence] | None:
    for name, slug, sure in names.get(words[i][0].casefold(), ()):
        if _is_name_at(words, i, name) and (sure is Confidence.CERTAIN or words[i][0][0].isupper()):
            return len(name), slug, sure
    return None


def _is_name_at(words: Sequence[re.Match[str]], i: int, name: Sequence[str]) -> bool:
    if i + len(name) > len(words):
        return False
    *start, last = name
    if any(words[i + at][0].casefold() != word for at, word in enumerate(start)):
        return False
    return any(words[i + len(start)][0].casefold() == last + shape for shape in _SHAPES)


def alliance_size(plain: str) -> ExtractedSize | None:
    """How many members the text says that the alliance has; None where it does not.

    >>> alliance_size("Alliancen tæller nu 20 medlemmer.").count
    20
    """
    if not _ANY_NOUN.search(plain):
        return None
    for count in member_counts(plain):
        if count.noun in MEMBER_NOUNS:
            sure = Confidence.LIKELY if count.is_total else Confidence.DOUBTFUL
            return ExtractedSize(count.size, Segment(count.start, count.end), sure)
    return None
