"""The straight way through the YAML that most front matter consists of: fields, lists, texts on one line.

It takes only what it can tell to mean one thing, and leaves everything else to the library.
So the tree is the library's to the letter, places and all, at a quarter of the cost.
"""

import re
from typing import NamedTuple

from hjemsite.content.frontmatter.nodes import Mapping, Node, Scalar, Sequence
from hjemsite.diagnostics.diagnostic import Span

# A text without quotation marks begins with a letter or digit; in it, a colon may only stand within 12:30 or https://.
_WORDS = r"[^\W_](?:[^\s#:]++|:(?=[0-9/])|[ ](?=[^\s#]))*+"
_ITEM = r"[^\W_](?:[^\s#:,\[\]{}]++|[ ](?=[^\s#,\[\]{}]))*+"
_VALUE = rf'(?P<plain>{_WORDS})|"(?P<quoted>[^"\\\t\n]*)"|(?P<list>\[{_ITEM}(?:, ?{_ITEM})*\])'
_LINE = re.compile(rf"(?P<indent> {{0,16}}+)(?P<dash>- +)?(?:(?P<key>[a-z][a-z_]*):(?:\Z| +(?=[^ ])))?(?:{_VALUE})?\Z")
_REMARKS = re.compile(r"(?:\n|#[^\n]*\n)*")
_ITEMS = re.compile(_ITEM)
_MOST = 500
"""Lines and commas; more is for the library to count. Depth is limited too, by the indent."""


class _Piece(NamedTuple):
    """A dash, a field's name or a text, and the column at which it begins, from 0."""

    line: int
    column: int
    key: str | None
    value: Node | None


class _Unclear(Exception):  # noqa: N818 - not an error, but a task for the library
    """What stands here may mean something else."""


def mapping(text: str, path: str) -> Mapping | None:
    """The fields of a YAML text; None when it holds anything that is not plain to see."""
    # To the library, a remark further down can be a part of what stands above it.
    begin = _REMARKS.match(text)
    assert begin is not None
    first = begin[0].count("\n") + 1
    lines = text[begin.end() :].split("\n")
    if len(lines) + text.count(",") > _MOST:
        return None
    try:
        pieces = [piece for number, line in enumerate(lines, first) for piece in _pieces(line, number, path)]
        if not pieces or pieces[0].column or pieces[0].key is None:
            return None
        found, end = _fields(pieces, 0, path)
    except _Unclear:
        return None
    return found if end == len(pieces) else None


def _pieces(text: str, line: int, path: str) -> list[_Piece]:
    found = _LINE.match(text)
    if found is None:
        raise _Unclear
    indent, dash, key, plain, quoted, listed = found.groups()
    column, end = len(indent), found.end()
    pieces = []
    if dash:
        pieces.append(_Piece(line, column, None, None))
        column = found.end("dash")
    value: Node | None = None
    if plain is not None:
        value = Scalar(plain, True, _span(path, line, end - len(plain), end))
    elif quoted is not None:
        value = Scalar(quoted, False, _span(path, line, end - len(quoted) - 2, end))
    elif listed is not None:
        value = _list(found, line, path)
    if key or value:
        pieces.append(_Piece(line, column, key, value))
    elif not dash and indent != text:
        raise _Unclear
    return pieces


def _list(found: re.Match[str], line: int, path: str) -> Sequence:
    items = _ITEMS.finditer(found.string, found.start("list") + 1, found.end("list"))
    texts = tuple(Scalar(item[0], True, _span(path, line, *item.span())) for item in items)
    return Sequence(texts, _span(path, line, *found.span("list")))


def _span(path: str, line: int, start: int, end: int) -> Span:
    return Span(path, line, start + 1, line, end + 1)


def _fields(pieces: list[_Piece], at: int, path: str) -> tuple[Mapping, int]:
    """The fields whose names stand in the column of piece number `at`, and the number of the piece after them."""
    entries: dict[str, Node] = {}
    keys: dict[str, Span] = {}
    column = pieces[at].column
    start = last = None
    while at < len(pieces) and pieces[at].column == column:
        line, _, key, value = pieces[at]
        if key is None or key in entries:
            raise _Unclear
        at += 1
        if value is None:
            value, at = _below(pieces, at, column, line, path)
        keys[key] = _span(path, line, column, column + len(key))
        entries[key] = value
        start, last = start or keys[key], value.span
    assert start is not None and last is not None
    return Mapping(entries, keys, Span(path, start.line, start.column, last.end_line, last.end_column)), at


def _below(pieces: list[_Piece], at: int, column: int, line: int, path: str) -> tuple[Node, int]:
    """What stands below the name of a field, further in, and the number of the piece after it."""
    if at == len(pieces) or pieces[at].column <= column or pieces[at].line == line:
        raise _Unclear
    if pieces[at].key is not None:
        return _fields(pieces, at, path)
    if pieces[at].value is not None:
        raise _Unclear
    return _items(pieces, at, path)


def _items(pieces: list[_Piece], at: int, path: str) -> tuple[Sequence, int]:
    """The items whose dashes stand in the column of piece number `at`, and the number of the piece after them."""
    items: list[Node] = []
    start, column = pieces[at], pieces[at].column
    while at < len(pieces) and pieces[at].column == column:
        line, _, key, value = pieces[at]
        at += 1
        if key is not None or value is not None or at == len(pieces) or pieces[at].line != line:
            raise _Unclear
        if pieces[at].key is None:
            item = pieces[at].value
            at += 1
        else:
            item, at = _fields(pieces, at, path)
        assert item is not None
        items.append(item)
    end = items[-1].span
    return Sequence(tuple(items), Span(path, start.line, start.column + 1, end.end_line, end.end_column)), at
