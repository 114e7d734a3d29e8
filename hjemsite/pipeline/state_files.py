"""Reads and writes the state of a build, in three files, of which only those that changed are written.

An edit of words changes a few of ten thousand records and no layout. So the records of articles, pages and cards lie
in the file `RECORDS` as some build left them, the layout in `LAYOUT`, and `STATE` holds all else, together with the
records that have become others since.
"""

import zlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

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
from hjemsite.pipeline.state import LAYOUT, RECORDS, STATE, LastBuild, StateFile, load_last_build, read, save
from hjemsite.render.render import PageRecords
from hjemsite.site.addresses import NO_ADDRESSES, AddressBook
from hjemsite.site.article_records import Records
from hjemsite.urls import Url

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")

_MOST_CHANGED = 8
"""Where more than one of so many records has changed, all are written."""


class RecordsFile(Struct, frozen=True):
    """What a build knew of each article, of each page, and of the cards of each article."""

    articles: Records = {}
    pages: PageRecords = {}
    cards: CardFiles = {}

    def __len__(self) -> int:
        return len(self.articles) + len(self.pages) + len(self.cards)


class _LayoutFile(Struct, frozen=True):
    laid_out: LaidOut = LaidOut()
    addresses: Checked[AddressBook] = NO_ADDRESSES


class _RestFile(Struct, frozen=True):
    """The `state` without what the other two files hold: of its records those that are others than in `RecordsFile`.

    Of that, `gone_articles`, `gone_pages` and `gone_cards` are there no more.
    """

    state: State
    gone_articles: frozenset[str]
    gone_pages: frozenset[Url]
    gone_cards: frozenset[Url]


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
    rest, records, layout = (
        _decoded(folder, STATE, last, _RestFile),
        _decoded(folder, RECORDS, last, RecordsFile),
        _decoded(folder, LAYOUT, last, _LayoutFile),
    )
    if rest is None or records is None or layout is None:
        return SavedState()
    state = rest.state
    articles = _merged(records.articles, state.read.records, rest.gone_articles)
    whole = replace(
        state,
        read=replace(state.read, records=articles, addresses=layout.addresses),
        laid_out=layout.laid_out,
        pages=_merged(records.pages, state.pages, rest.gone_pages),
        cards=_merged(records.cards, state.cards, rest.gone_cards),
    )
    return SavedState(whole, last.state, records)


def load(folder: Path) -> tuple[State, Mapping[str, KnownFile]]:
    """The state of the last build in `folder`, and the files that it read."""
    last = load_last_build(folder)
    return load_state(last, folder).state, last.files if last else {}


def save_state(last: LastBuild, state: State, before: SavedState, folder: Path) -> None:
    """Write `last` and its `state` to `folder`, where `before` was read; what cannot be written is built again."""
    # A stranger in the output folder may have a name that is no text.
    with suppress(OSError, UnicodeEncodeError):
        folder.mkdir(parents=True, exist_ok=True)
        # In this order: a state without its build is no state.
        save(replace(last, state=_written(state, before, folder)), folder)


def _written(state: State, before: SavedState, folder: Path) -> dict[str, StateFile]:
    """The files of `state`, which are written unless they are there."""
    files, records, read_state = dict(before.files), before.records, state.read
    articles, pages = _differing(read_state.records, records.articles), _differing(state.pages, records.pages)
    cards = _differing(state.cards, records.cards)
    if _MOST_CHANGED * (len(articles) + len(pages) + len(cards)) > len(records) or RECORDS not in files:
        records, articles, pages, cards = RecordsFile(read_state.records, state.pages, state.cards), {}, {}, {}
        files[RECORDS] = _put(records, folder / RECORDS)
    is_same_layout = state.laid_out is before.state.laid_out and read_state.addresses is before.state.read.addresses
    if not is_same_layout or LAYOUT not in files:
        files[LAYOUT] = _put(_LayoutFile(state.laid_out, read_state.addresses), folder / LAYOUT)
    rest = _RestFile(
        replace(
            state,
            read=replace(read_state, records=articles, addresses=NO_ADDRESSES),
            laid_out=LaidOut(),
            pages=pages,
            cards=cards,
        ),
        frozenset(records.articles.keys() - read_state.records.keys()),
        frozenset(records.pages.keys() - state.pages.keys()),
        frozenset(records.cards.keys() - state.cards.keys()),
    )
    return files | {STATE: _put(rest, folder / STATE)}


def _put(value: Struct, file: Path) -> StateFile:
    data = encode(value)
    atomic_write(file, data)
    return StateFile(file_stat(file.lstat()), zlib.crc32(data))


def _differing(now: Mapping[K, V], before: Mapping[K, V]) -> dict[K, V]:
    """The entries of `now` that are not the same object as in `before`: a build never copies what it takes over."""
    return {key: value for key, value in now.items() if before.get(key) is not value}


def _merged(before: Mapping[K, V], differing: Mapping[K, V], gone: Collection[K]) -> dict[K, V]:
    found = {**before, **differing}
    return {key: value for key, value in found.items() if key not in gone} if gone else found


def _decoded(folder: Path, name: str, last: LastBuild, kind: type[T]) -> T | None:
    """What lies in the file called `name`, where it is that of the build `last`."""
    data, stat = read(folder / name)
    is_that_file = stat is not None and last.state.get(name) == StateFile(stat, zlib.crc32(data))
    found: T | None = decode(data, kind, None) if is_that_file else None
    return found
