"""The segments of the search index: articles lie in one for each four days, all other documents in a few by address.

What a segment holds follows from its documents alone, and so does the number of a document in it. So it is kept in the
cache under what stands for them, and an edit makes one segment anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from hjemsite.cache.blob import ContentChanged, digest
from hjemsite.cache.cache import Cache, Key
from hjemsite.cache.encoding import decode, encode
from hjemsite.cache.finished_files import FinishedFiles, MadeFile
from hjemsite.model import Listed
from hjemsite.pages.dependencies import Dependencies
from hjemsite.pages.search_documents import SearchDocument, article_document, undated_documents
from hjemsite.pages.search_terms import SearchTerms, search_terms
from hjemsite.render.search_shards import groups_of
from hjemsite.system.workers import Workers, map_in_batches
from hjemsite.urls import Url

_KINDS = ("organisation", "person", "side")
_BUCKETS = 16
"""Segments for members, for people and for pages: a new person moves the numbers of few others."""
_PARTS_OF_MONTH, _DAYS = 8, 4
"""Segments of news in a month, and the days of each but the last. `templates/assets/search.js` has the same numbers."""

_BATCH = 2_000
"""How many documents are indexed before what was found is put into the cache."""

Documents: TypeAlias = Sequence[SearchDocument] | Sequence[Url]
"""The documents of a segment in their order; of articles their addresses alone."""


class Segment(Struct, frozen=True, array_like=True):
    """What is in the index of the documents in a segment.

    `groups`: stem → the group of those that have it. `digests` and `sizes` are those of what hits show.
    """

    groups: dict[str, str]
    digests: tuple[bytes, ...]
    sizes: tuple[int, ...]


def news_segments(listed: Mapping[Url, Listed], numbers: Iterable[int] | None = None) -> dict[int, list[Url]]:
    """The articles of each segment that can be found, oldest first; with `numbers`, of those segments alone."""
    segments: dict[int, list[Url]] = defaultdict(list)
    for url, article in listed.items():
        number = segment_of(article)
        if not (article.withdrawn or article.deindexed) and (numbers is None or number in numbers):
            segments[number].append(url)
    for urls in segments.values():
        urls.sort(key=lambda url: (listed[url].date, url))
    return segments


def segment_of(article: Listed) -> int:
    """The number of the segment that an article lies in: the older, the lower."""
    date = article.date
    month = date.year * 12 + date.month - 1
    return _BUCKETS * len(_KINDS) + month * _PARTS_OF_MONTH + (date.day - 1) // _DAYS


def undated_segments(dependencies: Dependencies) -> dict[int, list[SearchDocument]]:
    """The documents of each segment that holds no news, by their addresses."""
    segments: dict[int, list[SearchDocument]] = defaultdict(list)
    for document in undated_documents(dependencies.whole, dependencies.layout):
        segments[_KINDS.index(document.kind) * _BUCKETS + digest(document.url)[0] % _BUCKETS].append(document)
    for documents in segments.values():
        documents.sort(key=lambda document: document.url)
    return segments


def segment_key(number: int, documents: Documents, dependencies: Dependencies, cache: Cache) -> Key:
    """What stands for all that a segment is made from."""
    parts: list[bytes | str] = [str(number)]
    members, listed = dependencies.layout.edition.members, dependencies.layout.listed
    for document_or_url in documents:
        if isinstance(document_or_url, str):
            names = (members[name].name for name in listed[document_or_url].members)
            parts += (document_or_url, dependencies.digests.articles[document_or_url], "\0".join(names))
        else:
            parts.append(encode(document_or_url))
    return cache.key("search segment", *parts)


def make_segments(
    due: Mapping[int, Documents],
    keys: Mapping[int, Key],
    dependencies: Dependencies,
    cache: Cache,
    workers: Workers,
) -> Callable[[], dict[int, Segment]]:
    """The segments `due`. Those that the cache does not have at their `keys` are made, with the files of their hits.

    `workers` begin at once: what is returned waits for them.
    """
    cached = cache.get_many(keys[number] for number in due)
    kept: dict[int, Segment | None] = {number: _decoded(cached.get(keys[number])) for number in due}
    by_number = {number: segment for number, segment in kept.items() if segment is not None}
    missing = [number for number in due if number not in by_number]

    def work(number: int) -> tuple[bytes, list[MadeFile]]:
        segment, hits = _make(due[number], number, dependencies, cache.files)
        return encode(segment), hits

    batches = map_in_batches(work, missing, workers, _BATCH, cost=lambda number: len(due[number]))

    def segments() -> dict[int, Segment]:
        for numbers, results in batches:
            for number, (data, hits) in zip(numbers, results, strict=True):
                by_number[number] = _required(_decoded(data))
                for hit in hits:
                    cache.files.take(hit)
            cache.put_many({keys[number]: data for number, (data, _) in zip(numbers, results, strict=True)})
        return by_number

    return segments


def make_hits(number: int, dependencies: Dependencies, files: FinishedFiles) -> list[MadeFile]:
    """The files of the hits in a segment, made again."""
    news = news_segments(dependencies.layout.listed, {number})
    documents: Documents = news[number] if number in news else undated_segments(dependencies)[number]
    return _make(documents, number, dependencies, files)[1]


def kept_segments(keys: Mapping[int, Key], cache: Cache) -> dict[int, Segment]:
    """The segments at `keys`. Raises `ContentChanged` where the cache has lost one."""
    cached = cache.get_many(keys.values())
    return {number: _required(_decoded(cached.get(key))) for number, key in keys.items()}


def _required(segment: Segment | None) -> Segment:
    if segment is None:
        raise ContentChanged("the search index in the cache")
    return segment


def _decoded(data: bytes | None) -> Segment | None:
    segment: Segment | None = decode(data, Segment | None, None)
    return segment


def _make(
    documents: Documents, number: int, dependencies: Dependencies, files: FinishedFiles
) -> tuple[Segment, list[MadeFile]]:
    """The segment with a `number`, and the files of its hits."""
    context = dependencies.whole
    all_terms: list[SearchTerms] = []
    for document_or_url in documents:
        document = (
            article_document(context, context.articles[document_or_url])
            if isinstance(document_or_url, str)
            else document_or_url
        )
        all_terms.append(search_terms(document, context.bodies(document.body).text if document.body else ""))
    hits = [files.put(terms.hit) for terms in all_terms]
    groups = groups_of(number, (terms.weights for terms in all_terms))
    return Segment(groups, tuple(hit.digest for hit in hits), tuple(hit.size for hit in hits)), hits
