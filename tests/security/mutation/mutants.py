"""Small faults to plant in a module, one at a time: what its tests must notice.

Each changes one decision: a comparison, a condition, a number, a word, what a function returns, or one element of a
table. Sentences for people, docstrings, types and decorators decide nothing and are left alone.
"""

import ast
from collections.abc import Container, Iterator, Sequence
from typing import Any, NamedTuple

_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
"""An operator → the one that takes its place."""

_NO_DECISIONS = {"annotation", "returns", "decorator_list", "bases", "keywords", "type_params"}
"""Parts of a definition that are left alone: types, decorators, and what a class is made from."""


class Mutant(NamedTuple):
    """The `source` of a module with one fault; the line of it, and what was changed, as `before → after`."""

    source: str
    line: int
    change: str


def mutants(source: str, chosen: Container[int] | None = None) -> Iterator[Mutant]:
    """Every mutant of a module; only those whose numbers are `chosen` where that is given: to write one takes long.

    >>> [one.change for one in mutants("def is_short(text):\\n    return len(text) < 3")]
    ['return len(text) < 3 → return None', 'len(text) < 3 → len(text) <= 3', '3 → 4']
    """
    tree = ast.parse(source)
    changes = ((part, other) for part in [*_parts(tree)] for other in _alternatives(part[-1]))
    for count, ((owner, name, number, node), other) in enumerate(changes):
        if chosen is None or count in chosen:
            _put(owner, name, number, other)
            change = f"{_shown(node)} → {_shown(other)}"
            yield Mutant(ast.unparse(ast.fix_missing_locations(tree)), getattr(node, "lineno", 0), change)
            _put(owner, name, number, node)


def count_mutants(source: str) -> int:
    """How many mutants a module has."""
    return sum(1 for *_, node in _parts(ast.parse(source)) for _ in _alternatives(node))


def _parts(owner: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """What decides something below `owner`: each part with the node, the field and the number in it that hold it."""
    is_definition = isinstance(owner, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | ast.AnnAssign | ast.arg)
    for name, value in ast.iter_fields(owner):
        if is_definition and name in _NO_DECISIONS:
            continue
        for number, part in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(part, ast.AST) and not _is_idle(part):
                yield owner, name, number, part
                yield from _parts(part)


def _is_idle(node: ast.AST) -> bool:
    """Whether a statement decides nothing: an import, a text that stands alone, or the name of a type."""
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.annotation) == "TypeAlias"
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_text or isinstance(node, ast.Import | ast.ImportFrom | ast.Load | ast.Store)


def _put(owner: ast.AST, name: str, number: int | None, node: ast.AST) -> None:
    if number is None:
        setattr(owner, name, node)
    else:
        getattr(owner, name)[number] = node


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _alternatives(node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in the place of `node` by mistake."""
    operator: Any
    match node:
        case ast.Compare(left, [operator], right) if type(operator) in _SWAPPED:
            yield ast.Compare(left, [_swapped(operator)], right)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(_swapped(operator), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, ast.BitOr(), right):
            yield from (left, right)
        case ast.BinOp(left, operator, right) if type(operator) in _SWAPPED:
            yield ast.BinOp(left, _swapped(operator), right)
        case ast.Constant(value):
            yield from (ast.Constant(other) for other in _other_values(value))
        case ast.Return(value) if value is not None and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.If(test, body, orelse) if isinstance(test, ast.Name | ast.Call | ast.Attribute):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.Set(items) | ast.List(items, ast.Load()) | ast.Tuple(items, ast.Load()):
            yield from (_table(node, rest) for rest in _shorter(items))
        case ast.Dict(keys, values):
            yield from (ast.Dict(*rest) for rest in zip(_shorter(keys), _shorter(values), strict=True))


def _swapped(operator: ast.AST) -> Any:
    return _SWAPPED[type(operator)]()


def _other_values(value: object) -> Iterator[bool | int | str]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
    elif isinstance(value, str) and value and not set(value) & {" ", "\n"}:
        yield f"{value}~"


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _shorter(items: Sequence[Any]) -> Iterator[list[Any]]:
    """The items without one of them, each in turn."""
    return ([*items[:number], *items[number + 1 :]] for number in range(len(items)))


def _table(node: ast.Set | ast.List | ast.Tuple, items: list[Any]) -> ast.AST:
    if isinstance(node, ast.Set):
        # An empty set has no literal.
        return ast.Set(items) if items else ast.Tuple([], ast.Load())
    return type(node)(items, ast.Load())
