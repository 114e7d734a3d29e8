"""Changed fields written into a source: only what is changed is written, and everything else keeps its bytes.

A change is as small as it can be: a value in its place, an item at the end of its list, a field among its neighbours.
Where that cannot be done (a list in brackets, a value over several lines) the field is written anew as a whole, with
its comments above it. What comes out is read again, and must hold what was wished and nothing else that is new.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from hjemsite.content.formatter.yaml_comments import remarks
from hjemsite.content.frontmatter import split
from hjemsite.content.frontmatter.fields import Fields
from hjemsite.content.frontmatter.syntax import nodes
from hjemsite.content.frontmatter.syntax.nodes import Node, Scalar
from hjemsite.content.sources import Source, text_of
from hjemsite.importer.editing.form_values import Shape, Value, names_in, shapes, value_of
from hjemsite.importer.editing.tree_edits import Edit, TooCoarseError, changes, last_line, without_lines
from hjemsite.importer.editing.value_lines import entry_lines

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARK = re.compile(r"[ \t]*# tjek:.*")


class CannotEditError(Exception):
    """A change that cannot be written into the file without touching more than it. The text is a Danish sentence."""


Wish = Mapping[str, Value]
"""Field → its new value. An empty value takes the field away; what is not named stays."""


def fields_in(source: Source) -> nodes.Mapping | None:
    """The tree of the fields of a source; None where they cannot be read, and so cannot be changed one by one."""
    text = text_of(source)
    parts = split.split(text.value, source.path)
    if text.faults or parts.faults:
        return None
    tree = split.parse(parts.value.yaml, source.path, parts.value.yaml_line)
    return None if tree.faults else tree.value


def shown_names(tree: nodes.Mapping, shape: Shape) -> dict[str, str] | None:
    """The names and texts of one field of a file; None where it has another shape than a form for it."""
    node = tree.entries.get(shape.key)
    try:
        return {} if node is None else dict(names_in(node, shape, shape.key))
    except ValueError:
        return None


def edited(
    source: Source, kind: type[Fields], wish: Wish, body: str | None = None, without_marks: Collection[int] = ()
) -> bytes:
    """The bytes of a source with the fields of `wish`, a new `body`, and without the marks on some of its lines.

    Raises `CannotEditError`.
    """
    tree = fields_in(source)
    if tree is None:
        raise CannotEditError("Felterne i filen kan ikke læses, så de kan kun rettes i hele filen.")
    text = text_of(source).value
    by_key = {shape.key: shape for shape in shapes(kind)}
    wish = {key: value for key, value in wish.items() if value != _shown(tree, by_key[key])}
    others = list(_others(source, text, body, without_marks))
    try:
        edits = [edit for key, value in wish.items() for edit in _field_edits(tree, by_key, key, value, text)]
        return _checked(_applied(source, edits, others), source, kind, wish, tree)
    except TooCoarseError:
        edits = [
            _whole_field(tree, by_key[key], value, text, without_marks)
            if key in tree.entries
            else _new_field(tree, by_key, key, value, text.split("\n"))
            for key, value in wish.items()
        ]
    try:
        return _checked(_applied(source, edits, others), source, kind, wish, tree)
    except TooCoarseError:
        refusal = "Ændringen kan ikke skrives i filen uden at røre andet. Ret den i hele filen."
        raise CannotEditError(refusal) from None


def _shown(tree: nodes.Mapping, shape: Shape) -> "Value | None":
    names = shown_names(tree, shape)
    return None if names is None else value_of(names, shape, shape.key)


def _checked(data: bytes, source: Source, kind: type[Fields], wish: Wish, before: nodes.Mapping) -> bytes:
    """`data`. Raises `TooCoarseError` unless its fields are those of `before` with the `wish`."""
    after = fields_in(Source(source.path, data))
    if after is None:
        raise TooCoarseError
    for shape in shapes(kind):
        if shape.key in wish:
            shown = _shown(after, shape)
            if shown is None or _meaning(shown) != _meaning(wish[shape.key]):
                raise TooCoarseError
    others = before.entries.keys() | after.entries.keys()
    if any(_same(before.entries.get(key)) != _same(after.entries.get(key)) for key in others - wish.keys()):
        raise TooCoarseError
    return data


def _meaning(value: Value) -> object:
    """A value without the numbers of its items."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _meaning(part) for key, part in value.items()}
    return [_meaning(item.value) for item in value]


def _same(node: Node | None) -> object:
    """The text or items of a node, without their spans."""
    if isinstance(node, nodes.Mapping):
        return [(key, _same(value)) for key, value in node.entries.items()]
    if isinstance(node, nodes.Sequence):
        return [_same(item) for item in node.items]
    return (node.text, node.plain) if isinstance(node, Scalar) else node


def _field_edits(tree: nodes.Mapping, by_key: Mapping[str, Shape], key: str, value: Value, text: str) -> Iterator[Edit]:
    node, lines = tree.entries.get(key), text.split("\n")
    if node is None:
        yield _new_field(tree, by_key, key, value, lines)
    elif not value:
        yield without_lines(tree.keys[key].line, last_line(node, lines, tree.keys[key].line))
    else:
        yield from changes(node, by_key[key], value, lines, tree.keys[key].column - 1)


def _whole_field(tree: nodes.Mapping, shape: Shape, value: Value, text: str, without_marks: Collection[int]) -> Edit:
    """The field written anew, below its comments. Raises `CannotEditError` where it holds what no form shows."""
    key, node = shape.key, tree.entries[shape.key]
    if _unknown(node, shape):
        raise CannotEditError(f"Feltet »{key}« rummer noget, som formularen ikke kender. Ret det i hele filen.")
    lines = text.split("\n")
    first, last = tree.keys[key].line, last_line(node, lines, tree.keys[key].line)
    inside = nodes.Mapping({key: node}, {key: tree.keys[key]}, tree.span)
    kept = [
        remark.text
        for remark in remarks(inside, lines[:last], first)
        if remark.text and not (remark.line in without_marks and _MARK.fullmatch(remark.text))
    ]
    written = [*kept, *(entry_lines(key, value, tree.keys[key].column - 1) if value else ())]
    return Edit((first, 0), (last + 1, 0), "".join(f"{line}\n" for line in written))


def _unknown(node: Node, shape: Shape) -> bool:
    """Whether a record below `node` has a field that is none of its kind."""
    if isinstance(node, nodes.Sequence):
        return any(_unknown(item, shape.item or shape) for item in node.items)
    shape = shape.item or shape
    if not isinstance(node, nodes.Mapping) or shape.kind is None:
        return False
    inner = {field.key: field for field in shapes(shape.kind)}
    return any(key not in inner or _unknown(value, inner[key]) for key, value in node.entries.items())


def _new_field(tree: nodes.Mapping, by_key: Mapping[str, Shape], key: str, value: Value, lines: Sequence[str]) -> Edit:
    """The field below the nearest one that stands before it in the order of its kind."""
    order = list(by_key)
    before = [other for other in order[: order.index(key)] if other in tree.entries]
    column = next((span.column - 1 for span in tree.keys.values()), 0)
    last = before[-1] if before else None
    line = last_line(tree.entries[last], lines, tree.keys[last].line) + 1 if last else 1 + lines[0].startswith("---")
    written = entry_lines(key, value, column) if value else []
    return Edit((line, 0), (line, 0), "".join(f"{entry_line}\n" for entry_line in written))


def _others(source: Source, text: str, body: str | None, without_marks: Collection[int]) -> Iterator[Edit]:
    """The edits of marks and of the body."""
    lines = text.split("\n")
    for number in without_marks:
        mark = _MARK.search(lines[number - 1])
        if mark is not None and mark.start() == 0:
            yield without_lines(number, number)
        elif mark is not None:
            yield Edit((number, mark.start()), (number, len(lines[number - 1])), "")
    if body is not None:
        parts = split.split(text, source.path).value
        # Blank lines around the text are no part of it.
        rest = parts.body.strip("\n")
        start = parts.body_line + (len(parts.body) - len(parts.body.lstrip("\n")) if rest else 0)
        last = start + rest.count("\n")
        new = body.replace("\r\n", "\n").strip("\n")
        if not rest:
            yield Edit((len(lines), len(lines[-1])), (len(lines), len(lines[-1])), f"\n{new}\n" if new else "")
        elif new != rest:
            yield Edit((start, 0), (last, len(lines[last - 1])), new)


def _applied(source: Source, edits: Sequence[Edit], others: Sequence[Edit]) -> bytes:
    """The bytes of a source with `edits`, and those `others` that are in none of them, in line ends of its own."""
    apart = [
        other for other in others if not any(edit.start <= other.start and other.end <= edit.end for edit in edits)
    ]
    data = source.data
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    raw = data[len(mark) :].decode()
    starts = [0, *(match.end() for match in _LINE_END.finditer(raw))]
    first = _LINE_END.search(raw)
    end = first[0] if first else "\n"
    placed = [
        (_offset(starts, raw, edit.start), _offset(starts, raw, edit.end), edit.text) for edit in (*edits, *apart)
    ]
    written, at = [], 0
    # Stable, so that edits at one position keep their order.
    for start, stop, new in sorted(placed, key=lambda edit: edit[:2]):
        if start < at:
            raise TooCoarseError
        written += [raw[at:start], new.replace("\n", end)]
        at = stop
    return mark + "".join((*written, raw[at:])).encode()


def _offset(starts: Sequence[int], raw: str, position: tuple[int, int]) -> int:
    line, column = position
    return starts[line - 1] + column if line <= len(starts) else len(raw)
