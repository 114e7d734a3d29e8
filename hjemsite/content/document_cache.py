"""All sources and documents, each read once: what was read before is remembered, by its facts and by its bytes."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from hjemsite.cache.blob import ContentChanged, digest_of
from hjemsite.cache.cache import Cache, Key, decode, encode
from hjemsite.cache.filestat import KnownFile
from hjemsite.content.document import Document, kind_of
from hjemsite.content.sources import Source, known_files, sources
from hjemsite.diagnostics.diagnostic import Checked
from hjemsite.model import Body, Passage

Read: TypeAlias = Checked[Document | None]


def scan_sources(root: Path, cache: Cache) -> Checked[tuple[Source, ...]]:
    """Every file below `root/content`; one that nobody has touched since an earlier build is not read again."""
    before = files_before(root, cache)
    found = sources(root, before)
    after = known_files(found.value)
    if after != before:
        cache.put_many({_seen(root, cache): encode(after)})
    return found


def files_before(root: Path, cache: Cache) -> Mapping[str, KnownFile]:
    """Path of a source → its state and digest when `scan_sources` last found it."""
    key = _seen(root, cache)
    known: dict[str, KnownFile] = decode(cache.get_many([key]).get(key), dict[str, KnownFile], {})
    return known


def _seen(root: Path, cache: Cache) -> Key:
    return cache.key("seen", str(root.absolute()))


def documents(found: Iterable[Source], cache: Cache) -> list[Read]:
    """The documents among `found`."""
    texts = [source for source in found if kind_of(source.path)]
    keys = [document_key(source, cache) for source in texts]
    known = cache.get_or_compute(_as_data, texts, keys)
    return [from_data(data, source) for data, source in zip(known, texts, strict=True)]


def document_key(source: Source, cache: Cache) -> Key:
    """By what the document that a source holds is remembered."""
    return cache.key("document", source.path, b"refused" if source.refused else digest_of(source.content))


def _as_data(source: Source) -> bytes:
    # What reads a text is imported where a text is read: mostly the memory has every document.
    from hjemsite.content.reader import document

    return encode(document(source))


def from_data(data: bytes, source: Source) -> Read:
    """The document of `source`, from its packed form."""
    read: Read | None = decode(data, Read, None)
    if read is not None:
        return read
    # Whole, but not ours: somebody else has written it.
    from hjemsite.content.reader import document

    return document(source)


class _Marked(Struct, frozen=True):
    passages: tuple[Passage, ...]


class _Body(Struct, frozen=True):
    """What a reader sees of a document; the rest of it is passed over."""

    marked: _Marked
    text: str


class Bodies(Struct, frozen=True):
    """The bodies of documents that have been read, by the keys under which they are remembered."""

    cache: Cache

    def __call__(self, key: bytes) -> Body:
        """The body of a document. Raises `ContentChanged` when the cache has lost it since."""
        data = self.cache.get_many([Key(key)]).get(Key(key))
        found: _Body | None = decode(data, Checked[_Body | None], Checked(None)).value
        if found is None:
            raise ContentChanged(key.hex())
        return Body(found.marked.passages, found.text)
