"""Documents, each read once: a document is cached by the path and the bytes of its source."""

from collections.abc import Iterable
from typing import TypeAlias

from msgspec import Struct

from hjemsite.cache.blob import ContentChanged, digest_of
from hjemsite.cache.cache import Cache, Key
from hjemsite.cache.encoding import decode, encode
from hjemsite.content.document import UNREAD, Document, kind_of
from hjemsite.content.markdown.left_out_pictures import passages_without
from hjemsite.content.sources import Source
from hjemsite.diagnostics.diagnostic import Checked
from hjemsite.model import Body, Passage
from hjemsite.urls import Url

Read: TypeAlias = Checked[Document | None]


def documents(sources: Iterable[Source], cache: Cache) -> list[Read]:
    """The documents among `sources`."""
    texts = [source for source in sources if kind_of(source.path)]
    keys = [document_key(source, cache) for source in texts]
    records = cache.get_or_compute(_as_data, texts, keys)
    return [from_data(data, source) for data, source in zip(records, texts, strict=True)]


def document_key(source: Source, cache: Cache) -> Key:
    """The key of the document that a source holds."""
    content = b"refused" if source.refused else digest_of(source.content)
    names = (encode(source.anonymised),) if source.anonymised else ()
    return cache.key("document", source.path, source.site_address, content, *names)


def _as_data(source: Source) -> bytes:
    # The reader is imported where a text is read: mostly the cache has every document.
    from hjemsite.content.reader import document

    return encode(document(source))


def from_data(data: bytes, source: Source) -> Read:
    """The document of `source`, from its encoded form."""
    read: Read | None = decode(data, Read, None)
    if read is not None:
        return read
    # The entry is intact, but not as we write it: somebody forged it.
    from hjemsite.content.reader import document

    return document(source)


def cached_document(key: Key, cache: Cache) -> Read:
    """The document at `key`; nothing where the cache has lost it."""
    read: Read = decode(cache.get_many([key]).get(key), Read, UNREAD)
    return read


class _Marked(Struct, frozen=True):
    passages: tuple[Passage, ...]


class _Body(Struct, frozen=True):
    """The part of a document that a reader sees; msgspec passes over the rest."""

    marked: _Marked
    text: str


class Bodies(Struct, frozen=True):
    """The bodies of documents that have been read, by their keys in the cache; without the pictures `left_out`."""

    cache: Cache
    left_out: frozenset[Url] = frozenset()

    def __call__(self, key: bytes) -> Body:
        """The body of a document. Raises `ContentChanged` when the cache has lost it since."""
        data = self.cache.get_many([Key(key)]).get(Key(key))
        body: _Body | None = decode(data, Checked[_Body | None], Checked(None)).value
        if body is None:
            raise ContentChanged(key.hex())
        passages = body.marked.passages
        return Body(passages_without(passages, self.left_out) if self.left_out else passages, body.text)
