"""What a value in a template may be, as far as the record of names tells: the types of the views' fields.

A type is an expression of Python's, as it is written in the record: `tuple[Card, ...]`, `Card | None`. None stands for
a value of which nothing is known, and of that every name is taken to be there.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from hjemsite.render.names.template_names import TemplateNames

ValueType = ast.expr | None

_SAME = frozenset({"list", "sort", "reverse", "selectattr", "rejectattr", "select", "reject", "unique", "dictsort"})
_SINGLE = frozenset({"first", "last", "random", "max", "min"})


@lru_cache(maxsize=1000)
def value_type(text: str) -> ast.expr:
    """The type that is written as `text`."""
    return ast.parse(text, mode="eval").body


def either(*types: ValueType) -> ValueType:
    """The type of a value that has one of `types`; unknown where one of them is."""
    union: ValueType = None
    for alternative in types:
        if alternative is None:
            return None
        union = alternative if union is None else ast.BinOp(union, ast.BitOr(), alternative)
    return union


def _alternatives(of: ast.expr) -> Iterator[ast.expr]:
    if isinstance(of, ast.BinOp):
        yield from _alternatives(of.left)
        yield from _alternatives(of.right)
    elif not (isinstance(of, ast.Constant) and of.value is None):
        yield of


def structs_of(of: ValueType, names: TemplateNames) -> tuple[str, ...]:
    """The structs of which a value of this type is one; empty where it may be anything else."""
    options = [*_alternatives(of)] if of is not None else []
    structs = [option.id for option in options if isinstance(option, ast.Name) and option.id in names.structs]
    return tuple(structs) if len(structs) == len(options) else ()


def items_of(of: ValueType) -> tuple[ValueType, ...]:
    """The types of the items, one by one; a single one where all items have it. Empty where that is not known."""
    options = [*_alternatives(of)] if of is not None else []
    if not options or not all(
        isinstance(option, ast.Subscript) and ast.unparse(option.value) == "tuple" for option in options
    ):
        return ()
    parts = [[*_parts(option)] for option in options if isinstance(option, ast.Subscript)]
    return tuple(parts[0]) if len(parts) == 1 else (either(*(part for some in parts for part in some)),)


def _parts(of: ast.Subscript) -> Iterator[ast.expr]:
    for part in of.slice.elts if isinstance(of.slice, ast.Tuple) else [of.slice]:
        if not (isinstance(part, ast.Constant) and part.value is ...):
            yield part


def filtered(of: ValueType, name: str) -> ValueType:
    """The type of a value behind the filter `name`."""
    return of if name in _SAME else either(*items_of(of)) if name in _SINGLE else None


class Module(Struct, frozen=True):
    """What `{% import "macros.html" as part %}` gives: the macros of a template."""

    template: str


Scope = Mapping[str, ValueType | Module]
"""Name of a variable → what it holds. A name that is not there may hold anything."""
