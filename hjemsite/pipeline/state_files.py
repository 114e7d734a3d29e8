"""Reads and writes the state of a build, in four files, of which only those that changed are written.

An edit of words changes a few of ten thousand records and no layout. So the records of articles, pages and cards lie
in the file `RECORDS` as some build left them, the layout in `LAYOUT`, and `STATE` holds all else, together with the
records that have become others since. The pages themselves lie in `PAGES`, which is most of it and is never decoded as
a whole.
"""

import zlib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.cache.atomic_write import atomic_write
from hjemsite.cache.encoding import decode, encode
from hjemsite.cache.filestat import KnownFile, file_stat
from hjemsite.cache.fingerprint import fingerprint
from hjemsite.diagnostics.diagnostic import Checked
from hjemsite.pages.laid_out import LaidOut
from hjemsite.pipeline.build import EMPTY, State
from hjemsite.pipeline.site_cards import CardFiles
from hjemsite.pipeline.state import LAYOUT, PAGES, RECORDS, STATE, LastBuild, StateFile, load_last_build, read, save
from hjemsite.render.render import PageRecords
from hjemsite.site.addresses import NO_ADDRESSES, AddressBook
from hjemsite.site.article_records import Records

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")

_MOST_CHANGED = 8
"""Where more than one of so many records has changed, all are written."""


class RecordsFile(Struct, frozen=True):
    """What a build knew of each article, of each page, and of the cards of each article: three tables."""

    articles: Records = {}
    pages: PageRecords = {}
    cards: CardFiles = {}

    @property
    def tables(self) -> tuple[Mapping[Any, Any], ...]:
        return self.articles, self.pages, self.cards

    def __len__(self) -> int:
        return sum(map(len, self.tables))

    def differing(self, before: "RecordsFile") -> "RecordsFile":
        """The records that are not the same objects as in `before`: a build never copies what it takes over."""
        tables: Iterable[Any] = map(_differing, self.tables, before.tables)
        return RecordsFile(*tables)

    def gone_since(self, before: "RecordsFile") -> "_Gone":
        """The keys of `before`, table by table, that are there no more."""
        return tuple(frozenset(old.keys() - new.keys()) for old, new in zip(before.tables, self.tables, strict=True))

    def merged(self, differing: "RecordsFile", gone: "_Gone") -> "RecordsFile":
        """These records with the `differing` ones in their places, and without those that are `gone`."""
        tables: Iterable[Any] = map(_merged, self.tables, differing.tables, gone)
        return RecordsFile(*tables)


_Gone: TypeAlias = tuple[frozenset[str], ...]


class _LayoutFile(Struct, frozen=True):
    """What the file `LAYOUT` holds. The data of `laid_out` lies in the file `PAGES`, as it is."""

    laid_out: LaidOut = LaidOut()
    addresses: Checked[AddressBook] = NO_ADDRESSES


class _RestFile(Struct, frozen=True):
    """The `state` without what the other files hold: of its records those that are others than in `RecordsFile`.

    `gone` are the keys of records in that file which the state does not have.
    """

    state: State
    gone: _Gone


class SavedState(Struct, frozen=True):
    """A state as it was read from `files`, and what one of them says of the `records`."""

    state: State = EMPTY
    files: Mapping[str, StateFile] = {}
    records: RecordsFile = RecordsFile()


def load_state(last: LastBuild | None, folder: Path) -> SavedState:
    """The state that `last` ended with; an empty one where there is none, or none of this program."""
    if last is None:
        return SavedState()
    if last.program != fingerprint():
        return SavedState(State(is_of_another_program=True))
    rest, records, layout, pages = (
        _decoded(folder, STATE, last, _RestFile),
        _decoded(folder, RECORDS, last, RecordsFile),
        _decoded(folder, LAYOUT, last, _LayoutFile),
        _whole(folder, PAGES, last),
    )
    if rest is None or records is None or layout is None or pages is None:
        return SavedState()
    laid_out = replace(layout.laid_out, data=pages)
    whole = _with_records(rest.state, records.merged(_records_of(rest.state), rest.gone), layout.addresses)
    return SavedState(replace(whole, laid_out=laid_out), last.state, records)


def _records_of(state: State) -> RecordsFile:
    return RecordsFile(state.read.records, state.pages, state.cards)


def _with_records(state: State, records: RecordsFile, addresses: Checked[AddressBook]) -> State:
    read = replace(state.read, records=records.articles, addresses=addresses)
    return replace(state, read=read, pages=records.pages, cards=records.cards)


def load(folder: Path) -> tuple[State, Mapping[str, KnownFile]]:
    """The state of the last build in `folder`, and the files that it read."""
    last = load_last_build(folder)
    return load_state(last, folder).state, last.files if last else {}


def save_state(last: LastBuild, state: State, before: SavedState, folder: Path) -> None:
    """Write `last` and its `state` to `folder`, where `before` was read; what cannot be written is built again."""
    # A file of somebody else in the output folder may have a name that is not valid UTF-8.
    with suppress(OSError, UnicodeEncodeError):
        folder.mkdir(parents=True, exist_ok=True)
        # In this order: a state without its build is no state.
        save(replace(last, state=_written(state, before, folder)), folder)


def _written(state: State, before: SavedState, folder: Path) -> dict[str, StateFile]:
    """The files of `state`, which are written unless they are there."""
    files, kept, records = dict(before.files), before.records, _records_of(state)
    differing = records.differing(kept)
    if _MOST_CHANGED * len(differing) > len(kept) or RECORDS not in files:
        kept, differing = records, RecordsFile()
        files[RECORDS] = _put(encode(records), folder / RECORDS)
    addresses = state.read.addresses
    is_same_layout = state.laid_out is before.state.laid_out and addresses is before.state.read.addresses
    if not is_same_layout or LAYOUT not in files:
        files[PAGES] = _put(state.laid_out.data, folder / PAGES)
        files[LAYOUT] = _put(encode(_LayoutFile(replace(state.laid_out, data=b""), addresses)), folder / LAYOUT)
    rest = replace(_with_records(state, differing, NO_ADDRESSES), laid_out=LaidOut())
    return files | {STATE: _put(encode(_RestFile(rest, records.gone_since(kept))), folder / STATE)}


def _put(data: bytes, file: Path) -> StateFile:
    atomic_write(file, data)
    return StateFile(file_stat(file.lstat()), zlib.crc32(data))


def _differing(now: Mapping[K, V], before: Mapping[K, V]) -> dict[K, V]:
    return {key: value for key, value in now.items() if before.get(key) is not value}


def _merged(before: Mapping[K, V], differing: Mapping[K, V], gone: Collection[K]) -> dict[K, V]:
    merged = {**before, **differing}
    return {key: value for key, value in merged.items() if key not in gone} if gone else merged


def _decoded(folder: Path, name: str, last: LastBuild, kind: type[T]) -> T | None:
    """What lies in the file called `name`, where it is that of the build `last`."""
    decoded: T | None = decode(_whole(folder, name, last), kind, None)
    return decoded


def _whole(folder: Path, name: str, last: LastBuild) -> bytes | None:
    """The bytes of the file called `name`, where it is that of the build `last`."""
    data, stat = read(folder / name)
    is_that_file = stat is not None and last.state.get(name) == StateFile(stat, zlib.crc32(data))
    return data if is_that_file else None
