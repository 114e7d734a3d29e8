"""The form of a source: an input for each field that its kind has, with what stands in it and what is wrong with it.

It is made from the structs that front matter is read as, so it has the fields that a file can have.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from hjemsite.content.frontmatter import values
from hjemsite.content.frontmatter.decode import ValuePath
from hjemsite.content.frontmatter.field_docs import EXPLANATIONS
from hjemsite.content.frontmatter.field_errors import spans_of
from hjemsite.content.frontmatter.field_labels import label
from hjemsite.content.frontmatter.fields import Fields
from hjemsite.content.frontmatter.review_marks import MARK_PREFIX
from hjemsite.content.frontmatter.syntax.nodes import Mapping as Tree
from hjemsite.diagnostics.diagnostic import Diagnostic, Span
from hjemsite.importer.editing.form_values import Names, Shape, is_in_forms, shapes

Options = Sequence[tuple[str, str]]
"""Value and text of what can be chosen."""

_LONG = {*get_args(values.Summary), *get_args(values.Text)}
_FLAG = {*get_args(values.Flag)}
_CHOOSE = "Findes det ikke på listen, så begynd på det under »Skriv nyt« først."
_NAMED = re.compile("»([^«]+)«")
_SHOWN_AS_MARKS = ("usikker-vaerdi", "utjekket")
_NEW_TEXTS, _NEW_RECORDS = 2, 1
"""Empty inputs below the items of a list."""


class Mark(Struct, frozen=True):
    """What the importer was not sure of; it stands on `line` of the file."""

    text: str
    line: int


class ShownFault(Struct, frozen=True):
    """A fault as an editor reads it."""

    words: str
    is_error: bool


class Input(Struct, frozen=True):
    """A field of a form. `widget` says what takes its value: a line, a text, a choice, a record or a list.

    `parts` are the fields of a record or the items of a list; `other` is what the file says now, where somebody else
    has changed it meanwhile.
    """

    name: str
    label: str
    hint: str
    widget: str
    value: str = ""
    options: Options = ()
    required: bool = False
    faults: tuple[ShownFault, ...] = ()
    mark: Mark | None = None
    other: str | None = None
    parts: tuple["Input", ...] = ()
    is_item: bool = False
    """Whether it stands in a list, whose name says what it is."""

    @property
    def is_used(self) -> bool:
        """Whether there is something in it, or something wrong with it."""
        return bool(self.value or self.faults or self.mark or any(part.is_used for part in self.parts))


class FormContext(Struct, frozen=True):
    """What the inputs of a form show: their texts, and by the names of inputs their faults, marks and other texts.

    `choices` has what can be chosen for a key; `own_names` are the names and texts of the file itself.
    """

    names: Names
    faults: Mapping[str, Sequence[ShownFault]] = {}
    marks: Mapping[str, Mark] = {}
    others: Names = {}
    choices: Mapping[str, Options] = {}
    own_names: Names = {}


def inputs(kind: type[Fields], shown: Sequence[Shape], context: FormContext) -> tuple[Input, ...]:
    """The form of the fields `shown` of `kind`."""
    return tuple(_input(kind, shape, shape.key, context) for shape in shown)


def _input(kind: type[Fields], shape: Shape, name: str, context: FormContext) -> Input:
    common: dict[str, Any] = {
        "name": name,
        "label": label(kind, shape.key),
        "hint": EXPLANATIONS[kind].get(shape.key, ""),
        "required": shape.required,
        "faults": tuple(context.faults.get(name, ())),
        "mark": context.marks.get(name),
        "other": context.others.get(name),
    }
    if shape.item is not None:
        if shape.item.key in context.choices:
            common["hint"] = _CHOOSE
        return Input(widget="list", parts=tuple(_items(kind, shape, name, context)), **common)
    if shape.kind is not None:
        inner = _record(shape.kind, name, context)
        return Input(widget="record", parts=inner, **common)
    return _text(shape, name, context, common)


def _record(kind: type[Fields], name: str, context: FormContext) -> tuple[Input, ...]:
    return tuple(_input(kind, shape, f"{name}.{shape.key}", context) for shape in shapes(kind) if is_in_forms(shape))


def _text(shape: Shape, name: str, context: FormContext, common: Mapping[str, Any]) -> Input:
    value = context.names.get(name, "")
    options: Options = context.choices.get(shape.key, ())
    if shape.reader in _FLAG:
        options = _yes_no(shape, value)
    elif shape.choices:
        options = [("", "–"), *((choice, choice) for choice in shape.choices)]
    if options and value not in {option for option, _ in options}:
        options = [*options, (value, value)]
    if shape.key in context.choices:
        common = {**common, "hint": _CHOOSE if shape.key != "speaker" else ""}
    widget = "choice" if options else "text" if shape.reader in _LONG or "\n" in value else "line"
    return Input(widget=widget, value=value, options=options, **common)


def _yes_no(shape: Shape, value: str) -> Options:
    """Yes and no, as the file has them where it has one."""
    try:
        is_yes = bool(value) and shape.reader.read(value)
    except values.InvalidValueError:
        return (("", "–"), ("ja", "Ja"), ("nej", "Nej"))
    yes, no = (value, "nej") if is_yes else ("ja", value or "nej")
    return (("", "–"), (yes, "Ja"), (no, "Nej"))


def _items(kind: type[Fields], shape: Shape, name: str, context: FormContext) -> Iterator[Input]:
    """The items of a list, and empty ones below them; those that are new have numbers that the file has not."""
    assert shape.item is not None
    start = f"{name}."
    numbers = {
        int(other.removeprefix(start).partition(".")[0])
        for other in (*context.names, *context.own_names)
        if other.startswith(start)
    }
    first = max(numbers, default=-1) + 1
    count = _NEW_RECORDS if shape.item.kind else _NEW_TEXTS
    shown = [
        number for number in sorted(numbers) if any(other.startswith(f"{start}{number}") for other in context.names)
    ]
    for position, number in enumerate((*shown, *range(first, first + count)), 1):
        item = _input(kind, shape.item, f"{name}.{number}", context)
        title = f"Ny, nummer {position}" if number >= first else f"Nummer {position}"
        yield replace(item, label=title, hint="", is_item=True)


def input_names(tree: Tree, names: Names) -> Mapping[str, Span]:
    """Where the value of each input stands in the file."""
    spans = spans_of(tree)
    return {name: spans[_nearest(name, spans)] for name in names}


def _nearest(name: str, spans: Mapping[ValuePath, Span]) -> ValuePath:
    """The path of a value, or of what holds it: a list of one may be written as that one."""
    path: ValuePath = tuple(int(part) if part.isdecimal() else part for part in name.split("."))
    while path and path not in spans:
        path = path[:-1]
    return path


def marks_of(text: str, spans: Mapping[str, Span]) -> dict[str, Mark]:
    """The marks that stand behind the values of inputs."""
    lines = text.split("\n")
    marks: dict[str, Mark] = {}
    for name, span in spans.items():
        _, mark, words = lines[span.line - 1].partition(f" {MARK_PREFIX}")
        if mark and span.line not in {other.line for other in marks.values()}:
            marks[name] = Mark(words.strip(), span.line)
    return marks


def tasks_of(text: str) -> list[Mark]:
    """The marks that stand on lines of their own."""
    head, _, _ = text.removeprefix("---").partition("\n---")
    lines = enumerate(head.split("\n"), 1)
    return [
        Mark(line.removeprefix(MARK_PREFIX).strip(), number) for number, line in lines if line.startswith(MARK_PREFIX)
    ]


def faults_by_name(
    faults: Sequence[Diagnostic], tree: Tree, body_line: int, names: Sequence[str]
) -> dict[str, list[ShownFault]]:
    """The faults of a file by the inputs that they are about; `""` has those of none, `tekst` those of the body."""
    spans = {path: span for path, span in spans_of(tree).items() if path}
    by_name: dict[str, list[ShownFault]] = {}
    for fault in faults:
        if fault.rule in _SHOWN_AS_MARKS:
            continue
        words = ShownFault(". ".join(filter(None, (fault.message, fault.hint))), fault.is_error)
        if fault.span.line >= body_line:
            by_name.setdefault("tekst", []).append(words)
            continue
        paths = [path for path, span in spans.items() if _holds(span, fault.span)]
        deepest = max(paths, key=len, default=())
        if not deepest:
            deepest = tuple(key for key, span in tree.keys.items() if span.line == fault.span.line)[:1]
        name = ".".join(map(str, deepest))
        if fault.rule == "mangler-felt" and (missing := _NAMED.search(fault.message)):
            # What is not in the file has no place in it, but an input in the form.
            input_name = ".".join(filter(None, (name, missing[1])))
            by_name.setdefault(input_name, []).append(ShownFault("Det skal udfyldes.", fault.is_error))
            continue
        while name and name not in names:
            name = name.rpartition(".")[0]
        by_name.setdefault(name, []).append(words)
    return by_name


def _holds(outer: Span, inner: Span) -> bool:
    start, end = (outer.line, outer.column), (outer.end_line, outer.end_column)
    return start <= (inner.line, inner.column) <= end
