"""What a build keeps of every article, and which articles must be resolved again.

An article is resolved again when its own text, the files beside it, or a member or person whom it names has changed.
Its words stay in the cache, so a site of ten thousand articles is compared and checked without them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from hjemsite.cache.blob import ContentChanged, digest
from hjemsite.cache.cache import Cache, Key
from hjemsite.cache.encoding import decode, encode
from hjemsite.cache.lazy_dict import LazyDict
from hjemsite.content.document import UNREAD
from hjemsite.content.document_cache import Read, cached_document, document_key, from_data
from hjemsite.content.scan import Inputs
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Diagnostic
from hjemsite.images.card_letters import missing_letters
from hjemsite.model import Article, Listed
from hjemsite.site.addresses import AddressBook
from hjemsite.site.articles import ResolvedArticle, facet, resolve
from hjemsite.site.consents import without_ended
from hjemsite.site.known_members_people import OWN_FIELDS
from hjemsite.site.registry import Registry
from hjemsite.site.xrefs import CrossRefs
from hjemsite.system.workers import Workers, map_in_batches
from hjemsite.urls import Slug, Url

_BATCH = 2_000
"""Articles on their way into the cache, so that those of a large site need not fit in memory beside each other."""


class ArticleRecord(Struct, frozen=True, array_like=True):
    """An article without its words.

    `key` is that of its `ResolvedArticle` in the cache. It was resolved from its own files, for which `own_digest`
    stands, and from what is known of the members and people it names: `names_digest`. `listed` is
    None where its fields cannot be told apart. `encoded_refs` are its `CrossRefs`, which are decoded where they are
    compared; `last_date` is the latest of its dates. The digests stand for its facets `Listed` and `Brief`, for all of
    it and for what others must agree with; `title_day` for its headline and day, which no two articles should share.
    `quotes_digest` is as in `ResolvedArticle`; `sketch` tells which articles may be alike.
    """

    key: Key
    own_digest: bytes
    names_digest: bytes
    names: tuple[Slug, ...]
    needs_all_names: bool
    listed: Listed | None
    encoded_refs: bytes
    last_date: datetime | None
    faults: tuple[Diagnostic, ...]
    listed_digest: bytes
    brief_digest: bytes
    article_digest: bytes
    quotes_digest: bytes
    title_day: bytes
    sketch: bytes
    refs_digest: bytes
    has_rare_letters: bool
    """Whether a share card lacks a letter of its headline."""

    @property
    def refs(self) -> CrossRefs | None:
        """What the article says that others must agree with."""
        refs: CrossRefs | None = decode(self.encoded_refs, CrossRefs | None, None)
        return refs


Records = Mapping[str, ArticleRecord]
"""Path of a source → its record, in the order of the paths."""


class ResolvedArticles(Struct, frozen=True):
    """`records` of all articles; of those that were resolved now, also the `articles`, by the path of their source.

    `names` stands for all that is known of members and people.
    """

    records: Records
    articles: Mapping[str, Article]
    names: bytes


_ADDRESS_BYTES = 8
"""Bytes of the digest of the site's address that each article keeps."""


def resolve_articles(
    sources: Sequence[str],
    inputs: Inputs,
    registry: Registry,
    before: Records,
    names_before: bytes,
    cache: Cache,
    workers: Workers,
) -> ResolvedArticles:
    """The articles at the paths `sources`. One that depends on the same as in `before` is taken from there."""
    beside, names = _bundle_digests(registry.addresses, inputs), registry.known_names.digests()
    address = digest(inputs.address, *map(encode, inputs.anonymised))[:_ADDRESS_BYTES]
    own = {path: _own_digest(path, inputs, beside, address) for path in sources}
    are_same_names = names[Slug("")] == names_before

    def still_holds(path: str) -> bool:
        record = before.get(path)
        return (
            record is not None
            and record.own_digest == own[path]
            and (are_same_names or record.names_digest == _names_digest(record.names, record.needs_all_names, names))
        )

    changed = [path for path in sources if not still_holds(path)]
    keys = {path: document_key(inputs.source(path), cache) for path in changed}
    known_documents = cache.keys_among(keys.values())
    new_records: dict[str, ArticleRecord] = {}
    articles: dict[str, Article] = {}
    _load_readers(changed, before)

    def work(path: str) -> tuple[bytes, dict[Key, bytes]]:
        key = keys[path]
        cached = cache.get_many([key]).get(key) if key in known_documents else None
        earlier = UNREAD if cached or path not in before else _document(before[path], cache)
        return _resolve(inputs.source(path), key, cached, earlier, inputs, registry)

    for paths, results in map_in_batches(work, changed, workers, _BATCH):
        entries: dict[Key, bytes] = {}
        for path, (data, documents) in zip(paths, results, strict=True):
            resolved = _decoded(data)
            names_digest = _names_digest(resolved.names, resolved.needs_all_names, names)
            key = cache.key("article", path, own[path], names_digest)
            new_records[path] = _record(resolved, key, own[path], names_digest)
            entries |= {key: data} | documents
            if resolved.article is not None:
                articles[path] = resolved.article
        cache.put_many(entries)
    records = {path: new_records[path] if path in new_records else before[path] for path in sources}
    return ResolvedArticles(records, articles, names[Slug("")])


def _load_readers(changed: Sequence[str], before: Records) -> None:
    """Import what reads the texts at the paths `changed` before the processes part, or each of them would."""
    if changed:
        from hjemsite.content import reader  # noqa: F401
    if not before.keys() >= set(changed):
        from hjemsite.content.frontmatter import front_matter  # noqa: F401


class Articles(LazyDict[Url, Article]):
    """The articles `listed`, by their addresses. Those that are not at hand come from the cache, one by one.

    They lack the pictures that are `left_out`. Raises `ContentChanged` where the cache has lost one.
    """

    def __init__(
        self,
        listed: Iterable[Listed],
        resolved: ResolvedArticles,
        cache: Cache,
        left_out: frozenset[Url] = frozenset(),
    ) -> None:
        super().__init__(self._fetched)
        self._left_out = left_out
        self._keys = {article.url: resolved.records[article.source].key for article in listed}
        self.cache = cache
        at_hand = ((article, resolved.records[source].key) for source, article in resolved.articles.items())
        # Of two sources with one address, only the first is part of the site.
        self.update(
            {article.url: self._shown(article) for article, key in at_hand if self._keys.get(article.url) == key}
        )

    def fetch(self, urls: Iterable[Url]) -> None:
        """Get several from the cache at once."""
        keys = {url: self._keys[url] for url in urls if url not in self}
        cached = self.cache.get_many(keys.values())
        self.update({url: self._shown(_article_in(cached.get(key))) for url, key in keys.items()})

    def _fetched(self, url: Url) -> Article:
        key = self._keys[url]
        return self._shown(_article_in(self.cache.get_many([key]).get(key)))

    def _shown(self, article: Article) -> Article:
        return without_ended(article, self._left_out)


class _ArticleAlone(Struct, frozen=True):
    """What pages need of a `ResolvedArticle`: to pass over the rest halves the time."""

    article: Article


def _article_in(data: bytes | None) -> Article:
    resolved: _ArticleAlone | None = decode(data, _ArticleAlone, None)
    if resolved is None:
        raise ContentChanged("an article in the cache")
    return resolved.article


def _decoded(data: bytes | None) -> ResolvedArticle:
    resolved: ResolvedArticle | None = decode(data, ResolvedArticle, None)
    if resolved is None:
        raise ContentChanged("an article in the cache")
    return resolved


def _document(record: ArticleRecord, cache: Cache) -> Read:
    """The document that the article of `record` was resolved from; nothing where the cache has lost it."""
    resolved: _ArticleAlone | None = decode(cache.get_many([record.key]).get(record.key), _ArticleAlone, None)
    return cached_document(Key(resolved.article.body), cache) if resolved is not None else UNREAD


def _resolve(
    source: Source, key: Key, encoded: bytes | None, earlier: Read, inputs: Inputs, registry: Registry
) -> tuple[bytes, dict[Key, bytes]]:
    """The resolved article as data, and its document at `key`, where the cache lacks that too: it is not `encoded`.

    `earlier` is the document at the same path that the last build had.
    """
    from hjemsite.content.reader import document

    read = from_data(encoded, source) if encoded else document(source, earlier)
    resolved = resolve(read, source.path, key, registry.known_names, registry.addresses, inputs.source)
    return encode(resolved), {} if encoded else {key: encode(read)}


def _record(resolved: ResolvedArticle, key: Key, own_digest: bytes, names_digest: bytes) -> ArticleRecord:
    article = resolved.article
    listed = facet(article, Listed) if article else None
    # The notices of two withdrawn articles have one headline, and are no copies of each other.
    title = article.source if article and article.withdrawn else article.title if article else ""
    day = f"{article.date.date()} {title}" if article else ""
    return ArticleRecord(
        key=key,
        own_digest=own_digest,
        names_digest=names_digest,
        names=resolved.names,
        needs_all_names=resolved.needs_all_names,
        listed=listed,
        encoded_refs=encode(resolved.refs),
        last_date=max((moment.at for moment, _ in resolved.refs.moments), default=None) if resolved.refs else None,
        faults=resolved.faults,
        listed_digest=digest(encode(listed)),
        brief_digest=resolved.brief_digest,
        article_digest=resolved.article_digest,
        quotes_digest=resolved.quotes_digest,
        title_day=digest(day),
        sketch=resolved.sketch,
        refs_digest=digest(encode(resolved.refs.compared if resolved.refs else None)),
        has_rare_letters=bool(article and missing_letters(article.title)),
    )


def _own_digest(path: str, inputs: Inputs, beside: Mapping[str, bytes], address: bytes) -> bytes:
    file = inputs.files.get(path)
    return address + (file.digest if file else b"refused") + beside.get(path.rpartition("/")[0], b"")


def _names_digest(names: Iterable[Slug], needs_all: bool, digests: Mapping[Slug, bytes]) -> bytes:
    parts = (digests.get(name, b"") for name in names)
    return digest(*parts, digests[Slug("")] if needs_all else b"", digests[OWN_FIELDS])


def _bundle_digests(addresses: AddressBook, inputs: Inputs) -> Mapping[str, bytes]:
    """Folder of a bundle → what stands for the files that its text may use."""
    files: dict[str, list[bytes | str]] = {folder: [] for folder in addresses.bundles}
    for url, path in addresses.files.items():
        state = b"refused" if path in inputs.refused else inputs.files[path].digest
        files[addresses.bundle_of(path)] += [url, path, state]
    for path in sorted(addresses.unplaced):
        if folder := addresses.bundle_of(path):
            files[folder].append(path)
    return {folder: digest(*parts) for folder, parts in files.items()}
