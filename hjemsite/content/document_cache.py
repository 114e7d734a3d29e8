"""All sources and documents, each read once: what was read before is remembered, by its facts and by its bytes."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from hjemsite.cache.blob import Altered, digest_of
from hjemsite.cache.cache import Key, Memo, packed, unpacked
from hjemsite.cache.filestat import Seen
from hjemsite.content.document import Document, kind_of
from hjemsite.content.sources import Source, sightings, sources
from hjemsite.diagnostics.diagnostic import Checked
from hjemsite.model import Body, Passage

Read: TypeAlias = Checked[Document | None]


def shelved(root: Path, memo: Memo) -> Checked[tuple[Source, ...]]:
    """Every file below `root/content`; one that nobody has touched since an earlier build is not read again."""
    before = seen_before(root, memo)
    found = sources(root, before)
    after = sightings(found.value)
    if after != before:
        memo.keep({_seen(root, memo): packed(after)})
    return found


def seen_before(root: Path, memo: Memo) -> Mapping[str, Seen]:
    """Path of a source → what was seen of it when `shelved` found it the last time."""
    key = _seen(root, memo)
    known: dict[str, Seen] = unpacked(memo.known([key]).get(key), dict[str, Seen], {})
    return known


def _seen(root: Path, memo: Memo) -> Key:
    return memo.key("seen", str(root.absolute()))


def documents(found: Iterable[Source], memo: Memo) -> list[Read]:
    """The documents among `found`."""
    texts = [source for source in found if kind_of(source.path)]
    keys = [document_key(source, memo) for source in texts]
    known = memo.recall(_as_data, texts, keys)
    return [from_data(data, source) for data, source in zip(known, texts, strict=True)]


def document_key(source: Source, memo: Memo) -> Key:
    """By what the document that a source holds is remembered."""
    return memo.key("document", source.path, b"refused" if source.refused else digest_of(source.content))


def _as_data(source: Source) -> bytes:
    # What reads a text is imported where a text is read: mostly the memory has every document.
    from hjemsite.content.reader import document

    return packed(document(source))


def from_data(data: bytes, source: Source) -> Read:
    """The document of `source`, from its packed form."""
    read: Read | None = unpacked(data, Read, None)
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

    memo: Memo

    def __call__(self, key: bytes) -> Body:
        """The body of a document. Raises `Altered` when the memory has lost it since."""
        data = self.memo.known([Key(key)]).get(Key(key))
        found: _Body | None = unpacked(data, Checked[_Body | None], Checked(None)).value
        if found is None:
            raise Altered(key.hex())
        return Body(found.marked.passages, found.text)
