"""A small house for each member, drawn from its kind and its slug; together they are a street.

A kind has its own form: a town hall has a tower, a foundation has columns. What differs within a kind (height, which
way it is turned) follows from the slug, so a house stays as it is while its member keeps its address.
Lengths are pixels of a drawing whose lower edge is the ground.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias
from zlib import crc32

from msgspec import Struct

from hjemsite.model import Kind
from hjemsite.pages.house_components import House
from hjemsite.urls import Slug

GROUND = 72
"""The height of a drawing."""

_LIFTS = (0, 4, 8)
"""How much higher a house may be than the lowest of its kind."""


class _Form(Struct, frozen=True):
    """The parts of a house of some `width`, as paths of SVG."""

    width: int
    walls: Iterable[str]
    roof: Iterable[str]
    panes: Iterable[str]
    door: str


_Draw: TypeAlias = Callable[[int, bool], _Form]
"""Draws a house, so much higher than the lowest, and turned or not."""


def house(kind: Kind, name: Slug, lit: bool) -> House:
    """The house of the member `name`; `lit` says that there is light in its windows."""
    number = crc32(name.encode())
    form = _FORMS[kind](_LIFTS[(number >> 8) % len(_LIFTS)], bool(number & 1))
    return House(form.width, GROUND, "".join(form.walls), "".join(form.roof), "".join(form.panes), form.door, lit)


def _box(left: int, top: int, width: int, height: int) -> str:
    return f"M{left} {top}h{width}v{height}h-{width}z"


def _boxes(lefts: Iterable[int], top: int, width: int, height: int) -> Iterator[str]:
    return (_box(left, top, width, height) for left in lefts)


def _shape(*corners: tuple[int, int]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in corners) + "z"


def _arch(left: int, width: int, height: int) -> str:
    """A door with a round top."""
    return f"M{left} {GROUND}v-{height - width // 2}a{width / 2:g} {width / 2:g} 0 0 1 {width} 0V{GROUND}z"


def _town_hall(lift: int, turned: bool) -> _Form:
    """A tower with a clock."""
    top, tower = 20 - lift, 16 if turned else 36
    walls = (_box(4, 42, 56, 30), _box(tower, top, 12, 24 + lift))
    roof = (
        _shape((1, 42), (8, 33), (56, 33), (63, 42)),
        _shape((tower - 2, top), (tower + 6, top - 12), (tower + 14, top)),
    )
    clock = f"M{tower + 3} {top + 6}a3 3 0 1 1 6 0a3 3 0 1 1-6 0z"
    return _Form(64, walls, roof, (clock, *_boxes((9, 18, 41, 50), 49, 5, 9)), _arch(28, 8, 17))


def _gable(lift: int, turned: bool) -> _Form:
    """A gable and a wide door."""
    top = 40 - lift
    walls = (_shape((5, GROUND), (5, top), (23, top - 22), (41, top), (41, GROUND)),)
    eaves = _shape((0, top + 3), (23, top - 25), (46, top + 3), (40, top + 3), (23, top - 17), (6, top + 3))
    door, window = (27, 11) if turned else (11, 28)
    panes = (*_boxes((12, 28), top + 4, 6, 8), _box(window, 55, 6, 8), _box(20, top - 9, 6, 7))
    return _Form(46, walls, (_box(34 if turned else 7, top - 20, 5, 14), eaves), panes, _arch(door, 9, 15))


def _block(lift: int, turned: bool) -> _Form:
    """Three or four storeys of flats."""
    storeys, columns = (3 if lift else 4), (9, 20, 31, 42)
    top, door = 70 - 12 * storeys, columns[2 if turned else 1]
    upper = (pane for storey in range(storeys - 1) for pane in _boxes(columns, top + 5 + 12 * storey, 6, 7))
    panes = (*upper, *_boxes((column for column in columns if column != door), 63, 6, 5))
    return _Form(57, (_box(4, top, 49, GROUND - top),), (_box(2, top - 3, 53, 4),), panes, _box(door, 61, 6, 11))


def _temple(lift: int, turned: bool) -> _Form:
    """Columns below a pediment, which is steep or not."""
    top = 36 - lift
    walls = (_box(7, top, 46, GROUND - top), _box(3, 68, 54, 4))
    columns = _boxes((8, 20, 36, 48), top + 5, 4, 63 - top)
    pediment = _shape((2, top), (30, top - (20 if turned else 14)), (58, top))
    panes = (*_boxes((14, 42), top + 12, 4, 12), *_boxes((14, 42), 58, 4, 6))
    return _Form(60, walls, (pediment, _box(4, top, 52, 4), *columns), panes, _arch(26, 8, 22))


def _school(lift: int, turned: bool) -> _Form:
    """High windows, and a bell above the roof or a clock in it."""
    top, windows = 42 - lift, (9, 17, 42, 50)
    ridge = _shape((1, top), (11, top - 12), (53, top - 12), (63, top))
    bell = () if turned else (_shape((25, top - 20), (32, top - 28), (39, top - 20)),)
    clock = f"M28 {top - 5}a4 4 0 1 1 8 0a4 4 0 1 1-8 0z" if turned else ""
    walls = (_box(4, top, 56, GROUND - top), "" if turned else _box(28, top - 20, 8, 8))
    panes = (clock, *_boxes(windows, top + 6, 5, 13), *_boxes(windows, 64, 5, 4))
    return _Form(64, walls, (ridge, *bell), panes, _arch(28, 8, 18))


def _mansard(lift: int, turned: bool) -> _Form:
    """A steep roof with dormers and chimneys."""
    top, door, windows = 44 - lift, (36 if turned else 15), (10, 20, 30, 40)
    roof = (*_boxes((13, 38), top - 24, 5, 8), _shape((2, top), (8, top - 18), (48, top - 18), (54, top)))
    below = (window for window in windows if abs(window - door) > 8) if lift else ()
    panes = (*_boxes((14, 25, 36), top - 12, 6, 8), *_boxes(windows, top + 4, 6, 7), *_boxes(below, 62, 6, 6))
    return _Form(56, (_box(5, top, 46, GROUND - top),), roof, panes, _box(door, 61, 7, 11))


def _works(lift: int, turned: bool) -> _Form:
    """A saw-tooth roof and wide windows."""
    top, high, gate = 42 - lift, *((17, 41) if turned else (0, 9))
    walls = (_box(4, top, 51, GROUND - top),)
    teeth = (_shape((left, top), (left + high, top - 13), (left + 17, top)) for left in (4, 21, 38))
    panes = (*_boxes((9, 25, 41), top + 6, 10, 8), *_boxes((9, 25) if turned else (25, 41), top + 18, 10, 4))
    return _Form(59, walls, (*teeth, _box(2, top - 1, 55, 3)), panes, _box(gate, 60, 10, 12))


def _stepped(lift: int, turned: bool) -> _Form:
    """A gable with steps."""
    top, door, window = 40 - lift, *((27, 11) if turned else (11, 29))
    walls = (_box(4, top, 38, GROUND - top), _box(10, top - 8, 26, 8), _box(16, top - 16, 14, 8))
    steps = (*_boxes((3, 34), top - 1, 9, 3), *_boxes((9, 28), top - 9, 9, 3), _box(15, top - 18, 16, 3))
    panes = (_box(20, top - 10, 6, 8), *_boxes((11, 20, 29), top + 5, 6, 8), _box(window, 58, 6, 7))
    return _Form(46, walls, steps, panes, _arch(door, 8, 15))


_FORMS: Mapping[Kind, _Draw] = {
    "kommune": _town_hall,
    "ngo": _gable,
    "boligorganisation": _block,
    "fond": _temple,
    "uddannelse": _school,
    "myndighed": _mansard,
    "virksomhed": _works,
    "andet": _stepped,
}
