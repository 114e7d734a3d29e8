"""The search index: files that a reader's browser fetches in pieces, and which of them an edit changes.

All segments (`search_segments`) share the rows of stems (`search_shards`). An edit makes one segment anew, and of the
rows those in which its groups have become others. The result depends on the documents alone, never on earlier builds.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import chain

from msgspec import Struct, json

from hjemsite.cache.blob import Blob, LazyBytes
from hjemsite.cache.cache import Cache, Key
from hjemsite.cache.file_set import FileSet, file_set
from hjemsite.cache.finished_files import MadeFile
from hjemsite.pages.dependencies import Dependencies
from hjemsite.render.search_segments import (
    Documents,
    Segment,
    kept_segments,
    make_hits,
    make_segments,
    news_segments,
    segment_key,
    segment_of,
    undated_segments,
)
from hjemsite.render.search_shards import Changes, Shard, changed_shards, group_name
from hjemsite.system.progress import Stage
from hjemsite.system.workers import Workers
from hjemsite.urls import SEARCH_INDEX, Url


class KnownSegment(Struct, frozen=True, array_like=True):
    """A segment without its groups: what stands for its documents, and digests and sizes of what hits show."""

    key: Key
    digests: tuple[bytes, ...]
    sizes: tuple[int, ...]


class SearchIndex(Struct, frozen=True):
    """The index of an edition: its segments by their numbers, its files of rows by the beginnings of their stretches.

    `choices` is the file of what readers can narrow a search down to.
    """

    segments: Mapping[int, KnownSegment] = {}
    shards: Mapping[str, Shard] = {}
    choices: bytes = b""

    @property
    def digests(self) -> set[bytes]:
        """The digests of the files that lie among the finished files: those of hits and those of rows."""
        hits = (digest for segment in self.segments.values() for digest in segment.digests)
        return {*hits, *(shard.digest for shard in self.shards.values())}


EMPTY = SearchIndex()


def search_index(
    dependencies: Dependencies, before: SearchIndex, changed: Collection[Url] | None, cache: Cache, workers: Workers
) -> Callable[[], SearchIndex]:
    """The index of an edition. Where it differs from that of `before` in the words of articles alone, `changed` are
    those articles, and else None.

    `workers` begin at once: what is returned waits for them. It raises `ContentChanged` where the cache has lost what
    `before` was made from.
    """
    if before.segments and changed is not None and not changed:
        return lambda: before
    listed = dependencies.layout.listed
    documents: dict[int, Documents] = {}
    if changed is not None and before.segments:
        numbers = {segment_of(listed[url]) for url in changed}
        documents.update(news_segments(listed, numbers))
        kept = {number: segment for number, segment in before.segments.items() if number not in numbers}
        choices = before.choices
    else:
        documents.update({**undated_segments(dependencies), **news_segments(listed)})
        kept, choices = {}, _choices(dependencies)
    keys = {number: segment_key(number, some, dependencies, cache) for number, some in documents.items()}
    same = {number: before.segments[number] for number, key in keys.items() if _is_at(before, number, key)}
    due = {number: some for number, some in documents.items() if number not in same}
    finished_segments = make_segments(due, keys, dependencies, cache, workers)

    def index() -> SearchIndex:
        workers.progress.enter(Stage.SEARCH)
        segments = finished_segments()
        new = {
            number: KnownSegment(keys[number], segment.digests, segment.sizes) for number, segment in segments.items()
        }
        all_known = dict(sorted((kept | same | new).items()))
        return SearchIndex(all_known, _shards(before, segments, all_known, cache), choices)

    return index


def _is_at(before: SearchIndex, number: int, key: Key) -> bool:
    return number in before.segments and before.segments[number].key == key


def index_files(index: SearchIndex, dependencies: Dependencies, cache: Cache) -> FileSet[Url]:
    """The files of an index, by address."""
    segments = index.segments
    count = sum(len(segment.sizes) for segment in segments.values())
    start = json.encode((count, " ".join(index.shards)))
    files: dict[Url, Blob] = {_file("start.json"): start, _file("valg.json"): index.choices} if count else {}
    make_shards = partial(_all_shards, index, cache)
    for bound, shard in index.shards.items():
        files[_file(f"ord-{_spelt(bound)}.txt")] = cache.files.blob(shard.digest, shard.size, make_shards)
    hits = {
        _file(f"fund-{number}-{at}.json"): (number, at)
        for number, segment in segments.items()
        for at in range(len(segment.digests))
    }

    def hit(url: Url) -> LazyBytes:
        number, at = hits[url]
        again = partial(make_hits, number, dependencies, cache.files)
        return cache.files.blob(segments[number].digests[at], segments[number].sizes[at], again)

    digests = zip(hits, chain.from_iterable(segment.digests for segment in segments.values()), strict=True)
    return file_set(files) | FileSet(dict(digests), hit)


def _shards(
    before: SearchIndex, made_anew: Mapping[int, Segment], segments: Collection[int], cache: Cache
) -> Mapping[str, Shard]:
    """The files of rows. Only those change that hold a changed group of a segment that was `made_anew` or is gone."""
    touched = sorted({*made_anew, *(number for number in before.segments if number not in segments)})
    if not touched:
        return before.shards
    old = kept_segments(
        {number: segment.key for number, segment in before.segments.items() if number in touched}, cache
    )

    def load(shard: Shard) -> str:
        return cache.files.fetch(shard.digest, shard.size, partial(_all_shards, before, cache)).decode()

    shards: dict[str, Shard] = {}
    for bound, shard in changed_shards(before.shards, _changes(touched, old, made_anew), load).items():
        if isinstance(shard, Shard):
            shards[bound] = shard
        else:
            file = cache.files.put(shard.encode())
            cache.files.take(file)
            shards[bound] = Shard(file.digest, file.size)
    return dict(sorted(shards.items()))


def _all_shards(index: SearchIndex, cache: Cache) -> Iterator[MadeFile]:
    """All files of rows, made again from the segments of an index."""
    segments = kept_segments({number: segment.key for number, segment in index.segments.items()}, cache)
    for shard in changed_shards({}, _changes(segments, {}, segments), _nothing).values():
        yield cache.files.put(str(shard).encode())


def _nothing(shard: Shard) -> str:
    raise KeyError(shard)


def _changes(touched: Collection[int], old: Mapping[int, Segment], new: Mapping[int, Segment]) -> Changes:
    changes: dict[str, list[str]] = defaultdict(list)
    for number in touched:
        before = old[number].groups if number in old else {}
        now = new[number].groups if number in new else {}
        for stem, group in now.items():
            if before.get(stem) != group:
                changes[stem].append(group)
        for stem in before.keys() - now.keys():
            changes[stem].append(group_name(number))
    return changes


def _choices(dependencies: Dependencies) -> bytes:
    """The members, topics and years by which readers can narrow a search down."""
    members, taxonomies = dependencies.layout.edition.members, dependencies.layout.taxonomies
    return json.encode(
        {
            "organisation": [(name, member.name) for name, member in members.items()],
            "emne": [(name, topic.title) for name, topic in taxonomies.topics.items()],
            "aar": [(year, year) for year in taxonomies.years],
        }
    )


def _file(name: str) -> Url:
    return Url(f"{SEARCH_INDEX}{name}")


def _spelt(bound: str) -> str:
    """The beginning of a stretch, spelt so that it can be part of a file name on every system."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"_{ord(sign):x}_" for sign in bound)
