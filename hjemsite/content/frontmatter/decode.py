"""From a tree of texts to structs: each value is read by its own reader, and all problems are collected.

The type of a field says how it is read: a value by its `ScalarReader`, a record, or a tuple of either. What is wrong
is a `Problem`, with its kind and the path to the value; `field_errors` puts it into Danish.
"""

from collections.abc import Callable, Iterator
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from hjemsite.content.frontmatter.extra import AnyNames, ExtraWords
from hjemsite.content.frontmatter.fields import IN_FILE, Fields, OneOrMany, Shorthand, UnlessInLibrary
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Scalar, Sequence, Unreadable
from hjemsite.content.frontmatter.values import InvalidValueError, ScalarReader
from hjemsite.urls import LIBRARY

ValuePath: TypeAlias = tuple[str | int, ...]
"""The path to a value below the fields of a file: `("quotes", 1, "text")`."""


class Problem(Struct):
    """What is wrong with one value; `error` is why a text does not fit, `parts` are the values between its commas."""

    kind: Literal["missing", "unknown", "unfit", "no list", "no record", "no names", "commas", "unreadable"]
    error: InvalidValueError | None = None
    parts: tuple[str, ...] = ()
    reversed_path: list[str | int] = []
    """The path to the value, its last step first."""

    @property
    def path(self) -> ValuePath:
        return tuple(reversed(self.reversed_path))


_MOST_PARTS = 100
"""Commas of a text for which a list is proposed; reading more would take too long."""

Reader: TypeAlias = Callable[[Node, list[Problem]], Any]
"""Reads a value, or adds to the problems what is wrong with it; then the value that it returns means nothing."""


class Field(Struct, frozen=True):
    """A field: `name` is its attribute in the struct, `key` its name in a file, `read` the reader of its value."""

    name: str
    key: str
    read: Reader
    required: bool
    unless_in_library: bool
    """Whether the field is required unless the record names a picture of the library."""

    def is_missed_in(self, arguments: dict[str, Any]) -> bool:
        """Whether the field must be there, with these `arguments` of its struct."""
        return self.required or (self.unless_in_library and not arguments.get("file", "").startswith(LIBRARY))


@cache
def fields_of(kind: type[Fields]) -> tuple[Field, ...]:
    """The fields of `kind`, in the order of the struct."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        Field(
            info.name,
            IN_FILE.get(info.name, info.name),
            _reader(hints[info.name]),
            info.required,
            UnlessInLibrary() in getattr(hints[info.name], "__metadata__", ()),
        )
        for info in fields(kind)
    )


def field_values(kind: type[Fields], tree: Mapping, problems: list[Problem]) -> dict[str, Any]:
    """The arguments for `kind` that `tree` holds, without those that are missing or in which there is a problem."""
    arguments = {}
    rest = {**tree.entries}
    for field in fields_of(kind):
        node = rest.pop(field.key, None)
        if isinstance(node, Unreadable):
            problems.append(Problem("unreadable", reversed_path=[field.key]))
        elif node is not None:
            before = len(problems)
            value = field.read(node, problems)
            if len(problems) == before:
                arguments[field.name] = value
            else:
                _add_step(problems, before, field.key)
        elif field.is_missed_in(arguments):
            problems.append(Problem("missing", reversed_path=[field.key]))
    problems.extend(Problem("unknown", reversed_path=[key]) for key in rest)
    return arguments


def _add_step(problems: list[Problem], first: int, step: str | int) -> None:
    """Put `step` before the paths of the problems from number `first` on."""
    for problem in problems[first:]:
        problem.reversed_path.append(step)


def _reader(hint: Any) -> Reader:
    """The function that reads a value of the type `hint`."""
    if get_origin(hint) is Annotated:
        base, *notes = get_args(hint)
        scalar_reader = next((note for note in notes if isinstance(note, ScalarReader)), None)
        if scalar_reader is not None:
            return _text(scalar_reader)
        if isinstance(notes[0], Shorthand):
            return _text_or_record(_text(notes[0].read), _reader(base))
        if isinstance(notes[0], AnyNames):
            return _words_by_name if notes[0].of_words else _records_by_name(_reader(get_args(base)[1]))
        assert isinstance(notes[0], OneOrMany), hint
        item = _reader(get_args(base)[0])
        if _is_record(get_args(base)[0]):
            return _one_or_many_records(item)
        return _one_or_many(_many(item), notes[0].parts_at_commas)
    if get_origin(hint) is tuple:
        return _many(_reader(get_args(hint)[0]))
    if NoneType in get_args(hint):
        return _reader(next(part for part in get_args(hint) if part is not NoneType))
    return _record(hint)


def _is_record(hint: Any) -> bool:
    kind = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return isinstance(kind, type) and issubclass(kind, Fields)


def _text(scalar_reader: ScalarReader) -> Reader:
    def read(node: Node, problems: list[Problem]) -> object:
        try:
            return scalar_reader(node)
        except InvalidValueError as error:
            problems.append(Problem("unfit", error))
            return None

    return read


def _many(reader: Reader) -> Reader:
    def read(node: Node, problems: list[Problem]) -> object:
        if not isinstance(node, Sequence):
            problems.append(Problem("no list"))
            return ()
        values = []
        for number, item in enumerate(node.items):
            before = len(problems)
            values.append(reader(item, problems))
            _add_step(problems, before, number)
        return tuple(values)

    return read


def _one_or_many(reader: Reader, parts_at_commas: bool) -> Reader:
    def read(node: Node, problems: list[Problem]) -> object:
        if not isinstance(node, Scalar) or node.is_empty:
            return reader(node, problems)
        commas = node.text.count(",") if parts_at_commas and node.plain else 0
        if commas > _MOST_PARTS:
            problems.append(Problem("no list"))
        elif commas:
            problems.append(Problem("commas", parts=tuple(_parts(node, reader))))
        if commas:
            return ()
        return reader(Sequence((node,), node.span), problems)

    return read


def _one_or_many_records(item: Reader) -> Reader:
    def read(node: Node, problems: list[Problem]) -> object:
        if isinstance(node, Sequence):
            return _many(item)(node, problems)
        return (item(node, problems),)

    return read


def _text_or_record(read_text: Reader, read_record: Reader) -> Reader:
    def read(node: Node, problems: list[Problem]) -> object:
        return (read_text if isinstance(node, Scalar) else read_record)(node, problems)

    return read


def _words_by_name(node: Node, problems: list[Problem]) -> tuple[ExtraWords, ...]:
    """The site's own fields, each a text or a list of texts."""
    if not isinstance(node, Mapping):
        problems.append(Problem("no names"))
        return ()
    fields = []
    for name, value in node.entries.items():
        before = len(problems)
        if isinstance(value, Sequence):
            fields.append(ExtraWords(name, _TEXTS(value, problems), is_list=True))
        else:
            fields.append(ExtraWords(name, (_TEXT(value, problems),), is_list=False))
        _add_step(problems, before, name)
    return tuple(fields)


def _records_by_name(item: Reader) -> Reader:
    def read(node: Node, problems: list[Problem]) -> object:
        if not isinstance(node, Mapping):
            problems.append(Problem("no names"))
            return {}
        records = {}
        for name, value in node.entries.items():
            before = len(problems)
            records[name] = item(value, problems)
            _add_step(problems, before, name)
        return records

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
        arguments = field_values(kind, node, problems)
        return kind(**arguments) if len(problems) == before else None

    return read


_TEXT = _text(ScalarReader(str))
_TEXTS = _many(_TEXT)
