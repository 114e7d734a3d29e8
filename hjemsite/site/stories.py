"""All articles: each depends on its own text, on who is who, and on the files beside it, and is remembered by them."""

from collections.abc import Iterable, Mapping, Sequence
from posixpath import dirname
from typing import TypeAlias

from msgspec import Struct

from hjemsite.cache.blob import ContentChanged, digest, digest_of
from hjemsite.cache.cache import Cache, Key, decode, encode
from hjemsite.content.document import kind_of
from hjemsite.content.document_cache import Read, document_key, from_data
from hjemsite.content.frontmatter.fields import ArticleFields
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Checked
from hjemsite.model import Article
from hjemsite.site.addresses import AddressBook
from hjemsite.site.articles import article
from hjemsite.site.speakers import KnownNames
from hjemsite.site.xrefs import CrossRefs, cross_refs
from hjemsite.system.workers import Workers, map_in_batches


class ResolvedArticle(Struct, frozen=True):
    """An article, and what its file says that others must agree with."""

    article: Article
    trace: CrossRefs


Told: TypeAlias = Checked[ResolvedArticle | None]
"""None for a file whose fields cannot be told apart."""

_AT_ONCE = 2_000
"""Texts on their way into the memory or out of it, so that those of a large site need not fit beside each other."""


def stories(
    sources: Sequence[Source], company: KnownNames, places: AddressBook, cache: Cache, workers: Workers
) -> Mapping[Key, Told]:
    """The stories of `sources`, by what they are remembered by; what is not is read and told by `workers`."""
    news = [source for source in sources if kind_of(source.path) is ArticleFields]
    beside, around = _beside(places), digest(encode(company))
    keys = [cache.key("story", document_key(one, cache), around, beside.get(dirname(one.path), b"")) for one in news]
    known: dict[Key, Told | None] = {}
    for start in range(0, len(keys), _AT_ONCE):
        remembered = cache.get_many(keys[start : start + _AT_ONCE])
        known |= {key: decode(data, Told, None) for key, data in remembered.items()}
    unknown = {key: source for key, source in zip(keys, news, strict=True) if known.get(key) is None}
    if unknown:
        # Before the workers parts, or each of it would import what reads texts.
        from hjemsite.content import reader  # noqa: F401
    for some, made in map_in_batches(
        lambda key: _tell(unknown[key], company, places, cache), [*unknown], workers, _AT_ONCE
    ):
        results = {key: story for key, (story, _) in zip(some, made, strict=True)}
        cache.put_many(results | {key: text for _, documents in made for key, text in documents.items()})
        known |= {key: decode(story, Told, None) for key, story in results.items()}
    return {key: told for key in keys if (told := known[key]) is not None}


def cached(keys: Iterable[Key], cache: Cache) -> list[Told]:
    """The stories that are remembered by `keys`. Raises `Altered` when one is not."""
    wanted = list(keys)
    known = cache.get_many(wanted)
    return [_recalled(key, known) for key in wanted]


def _recalled(key: Key, known: Mapping[Key, bytes]) -> Told:
    told: Told | None = decode(known.get(key), Told, None)
    if told is None:
        raise ContentChanged(key.hex())
    return told


def _beside(places: AddressBook) -> Mapping[str, bytes]:
    """Folder of a bundle → what stands for the files that its text may use."""
    files: dict[str, list[bytes | str]] = {folder: [] for folder in places.bundles}
    for url, source in places.files.items():
        state = b"refused" if source.refused else digest_of(source.content)
        files[places.bundle_of(source.path)] += [url, source.path, state]
    for path in sorted(places.unplaced):
        if folder := places.bundle_of(path):
            files[folder].append(path)
    return {folder: digest(*parts) for folder, parts in files.items()}


def _tell(source: Source, company: KnownNames, places: AddressBook, cache: Cache) -> tuple[bytes, dict[Key, bytes]]:
    """The story of a source as data, and its document, where that is not remembered either."""
    from hjemsite.content.reader import document

    key = document_key(source, cache)
    known = cache.get_many([key]).get(key)
    read = from_data(known, source) if known else document(source)
    return encode(resolve(read, key, company, places)), {} if known else {key: encode(read)}


def resolve(read: Read, key: Key, company: KnownNames, places: AddressBook) -> Told:
    if read.value is None or not isinstance(read.value.fields, ArticleFields):
        return Checked(None, read.faults)
    made = article(read.value, read.value.fields, key, company, places)
    return Checked(ResolvedArticle(made.value, cross_refs(read.value)), (*read.faults, *made.faults))
