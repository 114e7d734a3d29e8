"""Finds public copies of articles that are not public: an embargoed text must not get out in another file.

Two articles are alike with the same headline and day, or with most of their own words. If one is out, now or some day,
while the other is held back, that is an error at once: later, time alone would stop a build. Two of one headline and
day are else a warning.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TypeAlias

from msgspec import Struct

from hjemsite import danish
from hjemsite.cache.cache import Cache
from hjemsite.cache.encoding import decode, encode
from hjemsite.checks.near_copies import Shares, candidates, shares
from hjemsite.diagnostics.diagnostic import Diagnostic, Related, Span
from hjemsite.model import Listed
from hjemsite.site.article_records import ArticleRecord
from hjemsite.site.gate import never_published, published, status
from hjemsite.site.word_runs import Wording

WordingsOf: TypeAlias = Callable[[Iterable[str]], list[Wording]]
"""The wordings of the articles at some paths."""

_ONE_HEADLINE = "Slet den ene, hvis den er en kopi; ellers ret både overskriften og teksten, så de er forskellige"
_ONE_TEXT = (
    "Slet den ene, hvis den er en kopi. Er det to nyheder, så lad den tilbageholdte linke hertil, eller giv dem hvert "
    "sit medlem i feltet member"
)


_NEVER = datetime(9999, 1, 1, tzinfo=danish.COPENHAGEN)
"""When an article without a last day is taken off."""


class _Pair(Struct, frozen=True):
    public: Listed
    held: Listed

    @property
    def was_public(self) -> bool:
        """Whether readers have seen the held-back article."""
        return not self.held.draft and self.held.expires is not None and not never_published(self.held)

    @property
    def are_two(self) -> bool:
        """Whether they say themselves that they are two: by a link in the one that came later, or by their members."""
        links = self.public.url in self.held.links or (self.was_public and self.held.url in self.public.links)
        members = {*self.public.members}, {*self.held.members}
        return links or (all(members) and members[0].isdisjoint(members[1]))


class _Suspicion(Struct, frozen=True):
    """An article that is held back at some time, and those that may be copies of it and are out then."""

    held: ArticleRecord
    public: tuple[ArticleRecord, ...]


def likeness_faults(
    records: Iterable[ArticleRecord], as_of: datetime, wordings_of: WordingsOf, cache: Cache
) -> Iterator[Diagnostic]:
    """A fault for each article that is out from `as_of` on while one like it is not, or has the headline of another."""
    records = [record for record in records if record.listed]
    exposed: dict[str, Diagnostic] = {}
    for group in _of_one_headline(records):
        whole = [record.listed for record in group if record.listed and not _is_doubtful(record)]
        held_or_not = [record.listed for record in group if record.listed]
        pairs = {
            article.source: _Pair(article, held)
            for article in whole
            for held in held_or_not
            if _outlives(article, held, as_of)
        }
        exposed |= {path: _exposed(pair, as_of, _ONE_HEADLINE) for path, pair in pairs.items()}
        yield from (_duplicate(article, whole[0]) for article in whole[1:] if not pairs)
    for pair in _near_copies(records, as_of, wordings_of, cache):
        exposed.setdefault(pair.public.source, _exposed(pair, as_of, _ONE_TEXT))
    yield from exposed.values()


def _of_one_headline(records: Sequence[ArticleRecord]) -> Iterator[list[ArticleRecord]]:
    """Articles with the same headline and day; the likeliest original comes first."""
    counts = Counter(record.title_day for record in records)
    # Mostly there are none, and asking that is quicker than to make a list for each article.
    shared = {key for key, count in counts.items() if count > 1}
    groups: dict[bytes, list[ArticleRecord]] = defaultdict(list)
    for record in records if shared else ():
        if record.title_day in shared:
            groups[record.title_day].append(record)
    for group in groups.values():
        alike = [record for record in group if not {"title", "date"} & _broken(record)]
        if len(alike) > 1:
            # Whatever makes a copy adds something to the name.
            yield sorted(
                alike,
                key=lambda record: (len(record.listed.source), record.listed.source) if record.listed else (0, ""),
            )


def _broken(record: ArticleRecord) -> frozenset[str]:
    """The fields of an article that cannot be read."""
    return record.refs.broken if record.refs else frozenset()


def _is_doubtful(record: ArticleRecord) -> bool:
    """Whether a field cannot be read, or a file is missing: then nobody knows what the article is to be."""
    return bool(_broken(record)) or any(fault.rule in ("mangler-fil", "filtype") for fault in record.faults)


def _near_copies(
    records: Sequence[ArticleRecord], as_of: datetime, wordings_of: WordingsOf, cache: Cache
) -> Iterator[_Pair]:
    """Articles that are out while one with most of their words is held back, each with that."""
    suspicions = _suspicions(records, as_of)
    keys = [
        cache.key("shares", *(record.article_digest for record in (pair.held, *pair.public))) for pair in suspicions
    ]
    results = cache.get_or_compute(partial(_compare, wordings_of), suspicions, keys)
    for suspicion, result in zip(suspicions, results, strict=True):
        shares: list[Shares] = decode(result, list[Shares], [])
        for other, shared in zip(suspicion.public, shares, strict=bool(shares)):
            if other.listed and suspicion.held.listed:
                pair = _Pair(other.listed, suspicion.held.listed)
                if shared.is_copy(was_public=pair.was_public) and not pair.are_two and not _is_doubtful(other):
                    yield pair


def _suspicions(records: Sequence[ArticleRecord], as_of: datetime) -> list[_Suspicion]:
    listed = ((record, record.listed) for record in records if record.listed)
    # Nearly all are out for good.
    held = [
        (record, article)
        for record, article in listed
        if article.draft or article.expires or published(article) > as_of
    ]
    if not held:
        return []
    by_source = {record.listed.source: (record, record.listed) for record in records if record.listed}
    sketches = ((path, record.sketch) for path, (record, _) in by_source.items())
    likely = candidates([record.sketch for record, _ in held], sketches)
    suspicions = (
        _Suspicion(record, tuple(by_source[path][0] for path in paths if _outlives(by_source[path][1], article, as_of)))
        for (record, article), paths in zip(held, likely, strict=True)
    )
    return [suspicion for suspicion in suspicions if suspicion.public]


def _outlives(article: Listed, other: Listed, as_of: datetime) -> bool:
    """Whether `article` is public, at `as_of` or later, at some time when `other` is not."""
    times, others = _times(article, as_of), _times(other, as_of)
    return times is not None and (others is None or times[0] < others[0] or times[1] > others[1])


def _times(article: Listed, as_of: datetime) -> tuple[datetime, datetime] | None:
    """From when to when readers see an article, from `as_of` on; None where they do not."""
    begins, ends = max(published(article), as_of), article.expires or _NEVER
    return (begins, ends) if not article.draft and begins < ends else None


def _compare(wordings_of: WordingsOf, suspicion: _Suspicion) -> bytes:
    """The encoded `Shares` of each public article in a suspicion."""
    listed = [record.listed for record in (suspicion.held, *suspicion.public) if record.listed]
    held, *public = wordings_of(article.source for article in listed)
    days = [published(article).date() for article in listed[1:]]
    return encode(shares(held, list(zip(days, public, strict=True))))


def _exposed(pair: _Pair, as_of: datetime, hint: str) -> Diagnostic:
    held, why = pair.held.source, status(pair.held, as_of)
    if status(pair.public, as_of):
        message = f"Nyheden kommer ud, mens {held}, som den ligner, er holdt tilbage ({why or 'udløber før'})"
    elif why:
        message = f"Nyheden er ude, men ligner {held}, som er holdt tilbage ({why})"
    else:
        message = f"Nyheden bliver ude, når {held}, som den ligner, tages af {danish.at(pair.held.expires or as_of)}"
    related = (Related(Span(held), "den anden"),)
    return Diagnostic("kopi-af-tilbageholdt", Span(pair.public.source), message, hint, related)


def _duplicate(article: Listed, other: Listed) -> Diagnostic:
    message = f"Nyheden har samme overskrift og dato som {other.source}"
    hint, related = "Slet den ene, hvis den er en kopi", (Related(Span(other.source), "den anden"),)
    return Diagnostic("mulig-dublet", Span(article.source), message, hint, related)
