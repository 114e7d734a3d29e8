"""A value of a form as lines of YAML, in the one layout (0036)."""

from collections.abc import Mapping, Sequence

from hjemsite.importer.draft.frontmatter import field_lines
from hjemsite.importer.editing.form_values import Item, Value


def entry_lines(key: str, value: Value, column: int) -> list[str]:
    """The lines of a field whose name stands in `column`."""
    blanks = " " * column
    if isinstance(value, str):
        return field_lines(key, value, blanks).split("\n")
    if isinstance(value, Mapping):
        inner = (entry_lines(name, part, column + 2) for name, part in value.items())
        return [f"{blanks}{key}:", *(line for lines in inner for line in lines)]
    return [f"{blanks}{key}:", *list_lines(value, column + 2)]


def list_lines(items: Sequence[Item], column: int) -> list[str]:
    """The lines of a list whose dashes stand in `column`."""
    return [line for item in items for line in _item_lines(item.value, column)]


def _item_lines(value: Value, column: int) -> list[str]:
    if isinstance(value, str):
        first, *others = field_lines("x", value, " " * column).split("\n")
        return [f"{' ' * column}-{first[column + 2 :]}", *others]
    assert isinstance(value, Mapping), value
    lines = [line for name, part in value.items() for line in entry_lines(name, part, column + 2)]
    return [f"{' ' * column}- {lines[0].lstrip()}", *lines[1:]]


def scalar_parts(text: str, column: int) -> tuple[str, list[str]]:
    """What stands behind the name of a field in `column`, and the lines below it of a text that needs some."""
    first, *others = field_lines("x", text, " " * column).split("\n")
    return first[column + 3 :], others
