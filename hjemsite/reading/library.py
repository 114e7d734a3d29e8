"""All sources and documents, each read once: what was read before is remembered, by its facts and by its bytes."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from hjemsite.contents import digest_of
from hjemsite.diagnostics import Checked
from hjemsite.facts import Seen
from hjemsite.memo import Key, Memo, packed, unpacked
from hjemsite.reading.document import Document, document, kind_of
from hjemsite.reading.fields import Fields
from hjemsite.reading.sources import Source, sightings, sources

Read: TypeAlias = Checked[Document | None]


def shelved(root: Path, memo: Memo) -> Checked[tuple[Source, ...]]:
    """Every file below `root/content`; one that nobody has touched since an earlier build is not read again."""
    key = memo.key("seen", str(root.absolute()))
    before = unpacked(memo.known([key]).get(key), dict[str, Seen], {})
    found = sources(root, before)
    after = sightings(found.value)
    if after != before:
        memo.keep({key: packed(after)})
    return found


def begin(found: Iterable[Source], memo: Memo, jobs: int) -> Callable[[], list[Read]]:
    """The documents among `found`, in two steps: others are reading when it returns; what it returns ends the work."""
    texts = [source for source in found if kind_of(source.path)]
    finish = memo.begin(_as_data, texts, [_key(source, memo) for source in texts], jobs)
    return lambda: [_read(data, source) for data, source in zip(finish(), texts, strict=True)]


def _key(source: Source, memo: Memo) -> Key:
    return memo.key("document", source.path, b"refused" if source.refused else digest_of(source.content))


def _as_data(source: Source) -> bytes:
    return packed(document(source))


def _read(data: bytes, source: Source) -> Read:
    kind = kind_of(source.path)
    assert kind is not None, source.path
    try:
        read: Read = _decoder(kind).decode(data)  # type: ignore[arg-type]  # a class is hashable
    except msgspec.MsgspecError:
        # Whole, but not ours: somebody else has written it.
        return document(source)
    return read


@cache
def _decoder(kind: type[Fields]) -> msgspec.msgpack.Decoder[Any]:
    """Reads a document whose fields are of `kind`, which its data do not tell."""

    def fields(_: type, value: Any) -> Any:
        return msgspec.convert(value, kind)

    return msgspec.msgpack.Decoder(Checked[Document | None], dec_hook=fields)
