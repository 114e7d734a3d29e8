"""From a tree of texts to structs: every value read by its own reader, and every problem found in one go.

The type of a field says how it is read: a value by its `ScalarReader`, a record, or a tuple of either. What is wrong
is a `Problem`, with its kind and the path to the value; `field_errors` puts it into Danish.
"""

from collections.abc import Callable, Iterator
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from msgspec import Struct, field
from msgspec.structs import fields

from hjemsite.content.frontmatter.fields import IN_FILE, Fields, OneOrMany
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Scalar, Sequence, Unreadable
from hjemsite.content.frontmatter.values import InvalidValueError, ScalarReader

Place: TypeAlias = tuple[str | int, ...]
"""The way to a value: `("quotes", 1, "text")`."""


class Problem(Struct):
    """What is wrong with one value; `error` is why a text does not fit, `parts` are the values between its commas."""

    kind: Literal["missing", "unknown", "unfit", "no list", "no record", "commas", "unreadable"]
    error: InvalidValueError | None = None
    parts: tuple[str, ...] = ()
    way: list[str | int] = field(default_factory=list)
    """The way to the value, from the inside out."""

    @property
    def path(self) -> Place:
        return tuple(reversed(self.way))


Reader: TypeAlias = Callable[[Node, list[Problem]], Any]
"""Reads a value, or adds what is wrong with it to the problems; then the value is of no use."""


class Field(Struct, frozen=True):
    """A field: what it is called in a struct and in a file, and how it is read."""

    name: str
    key: str
    read: Reader
    required: bool


@cache
def fields_of(kind: type[Fields]) -> tuple[Field, ...]:
    """The fields of `kind`, in their order."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        Field(one.name, IN_FILE.get(one.name, one.name), _reader(hints[one.name]), one.required) for one in fields(kind)
    )


def values(kind: type[Fields], tree: Mapping, problems: list[Problem]) -> dict[str, Any]:
    """The arguments for `kind` that `tree` holds, without those that are missing or in which there is a problem."""
    found = {}
    rest = {**tree.entries}
    for slot in fields_of(kind):
        node = rest.pop(slot.key, None)
        if isinstance(node, Unreadable):
            problems.append(Problem("unreadable", way=[slot.key]))
        elif node is not None:
            before = len(problems)
            value = slot.read(node, problems)
            if len(problems) == before:
                found[slot.name] = value
            else:
                _lead(problems, before, slot.key)
        elif slot.required:
            problems.append(Problem("missing", way=[slot.key]))
    problems.extend(Problem("unknown", way=[key]) for key in rest)
    return found


def _lead(problems: list[Problem], first: int, step: str | int) -> None:
    for problem in problems[first:]:
        problem.way.append(step)


def _reader(hint: Any) -> Reader:
    """How a value of the type `hint` is read."""
    if get_origin(hint) is Annotated:
        base, *notes = get_args(hint)
        leaf = next((note for note in notes if isinstance(note, ScalarReader)), None)
        if leaf is not None:
            return _text(leaf)
        assert isinstance(notes[0], OneOrMany), hint
        return _one_or_many(_reader(base), notes[0].parts_at_commas)
    if get_origin(hint) is tuple:
        return _many(_reader(get_args(hint)[0]))
    if NoneType in get_args(hint):
        return _reader(next(one for one in get_args(hint) if one is not NoneType))
    return _record(hint)


def _text(leaf: ScalarReader) -> Reader:
    def read(node: Node, problems: list[Problem]) -> object:
        try:
            return leaf(node)
        except InvalidValueError as error:
            problems.append(Problem("unfit", error))
            return None

    return read


def _many(reader: Reader) -> Reader:
    def read(node: Node, problems: list[Problem]) -> object:
        if not isinstance(node, Sequence):
            problems.append(Problem("no list"))
            return ()
        found = []
        for number, item in enumerate(node.items):
            before = len(problems)
            found.append(reader(item, problems))
            _lead(problems, before, number)
        return tuple(found)

    return read


def _one_or_many(reader: Reader, parts_at_commas: bool) -> Reader:
    def read(node: Node, problems: list[Problem]) -> object:
        if not isinstance(node, Scalar) or node.is_empty:
            return reader(node, problems)
        if parts_at_commas and node.plain and "," in node.text:
            problems.append(Problem("commas", parts=tuple(_parts(node, reader))))
            return ()
        return reader(Sequence((node,), node.span), problems)

    return read


def _parts(node: Scalar, reader: Reader) -> Iterator[str]:
    """The values between the commas of a text; instead of one that the list cannot hold, what is proposed for it."""
    for part in filter(None, map(str.strip, node.text.split(","))):
        problems: list[Problem] = []
        reader(Sequence((Scalar(part, True, node.span),), node.span), problems)
        error = problems[0].error if problems else None
        yield error.proposal if error is not None and error.proposal else part


def _record(kind: type[Fields]) -> Reader:
    def read(node: Node, problems: list[Problem]) -> object:
        if not isinstance(node, Mapping):
            problems.append(Problem("no record"))
            return None
        before = len(problems)
        found = values(kind, node, problems)
        return kind(**found) if len(problems) == before else None

    return read
