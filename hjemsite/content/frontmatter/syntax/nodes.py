"""The tree of a YAML text: scalars in sequences and mappings, each with its span in the file."""

from typing import NamedTuple, TypeAlias

from hjemsite.diagnostics.diagnostic import Span


class Scalar(NamedTuple):
    """A text. `plain` says that it was written without quotation marks and not as a block after `|` or `>`."""

    text: str
    plain: bool
    span: Span

    @property
    def is_empty(self) -> bool:
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


class Sequence(NamedTuple):
    items: "tuple[Node, ...]"
    span: Span


class Mapping(NamedTuple):
    """`keys` has the span of each key of `entries`."""

    entries: "dict[str, Node]"
    keys: dict[str, Span]
    span: Span


class Unreadable(NamedTuple):
    """The value of a field that holds a syntax error; the error has a fault of its own.

    `span` is the field's name. `names` are all field names in the lines that could not be read.
    """

    span: Span
    names: frozenset[str]


Node: TypeAlias = Scalar | Sequence | Mapping | Unreadable
