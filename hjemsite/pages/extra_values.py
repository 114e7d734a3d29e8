"""The site's own fields as templates and data files see them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeAlias

from hjemsite import danish
from hjemsite.danish import COPENHAGEN
from hjemsite.model import Extra, ExtraField, ExtraOwner
from hjemsite.pages.when import When

ExtraValue: TypeAlias = str | int | bool | When | tuple[str, ...]
"""A text or an address, a number, yes or no, a day or a time, or several texts. One that is left out is empty: `""`,
`()` for a list, and false for yes or no."""

ExtraValues: TypeAlias = Mapping[str, ExtraValue]
"""Name of a field of the site's own → its value. Every field that the settings describe is there."""


def extra_values(extra: Iterable[Extra], owner: ExtraOwner, fields: Iterable[ExtraField]) -> ExtraValues:
    """What a template sees of the fields `extra` in a text of the kind `owner`."""
    empty: dict[str, ExtraValue] = {
        field.name: () if field.kind == "list" else False if field.kind == "flag" else ""
        for field in fields
        if owner in field.owners
    }
    return empty | {field.name: _value(field) for field in extra}


def extra_data(extra: Iterable[Extra]) -> dict[str, dict[str, object]]:
    """What a data file says of the fields `extra`: under `extra`, where there are any."""
    data: dict[str, object] = {
        field.name: list(field.words) if field.kind == "list" else _plain(field) for field in extra
    }
    return {"extra": data} if data else {}


def _plain(extra: Extra) -> str | int | bool:
    (text,) = extra.words
    return int(text) if extra.kind == "number" else text == "true" if extra.kind == "flag" else text


def _value(extra: Extra) -> ExtraValue:
    if extra.kind == "list":
        return extra.words
    if extra.kind == "date":
        return When(danish.long_date(date.fromisoformat(extra.words[0])), extra.words[0])
    if extra.kind == "time":
        at = datetime.fromisoformat(extra.words[0]).astimezone(COPENHAGEN)
        return When(danish.at(at), at.isoformat())
    return _plain(extra)
