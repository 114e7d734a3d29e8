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


def extra_values(found: Iterable[Extra], owner: ExtraOwner, fields: Iterable[ExtraField]) -> ExtraValues:
    """What a template sees of the fields `found` in a text of the kind `owner`."""
    empty: dict[str, ExtraValue] = {
        one.name: () if one.kind == "list" else False if one.kind == "flag" else ""
        for one in fields
        if owner in one.owners
    }
    return empty | {one.name: _value(one) for one in found}


def extra_data(found: Iterable[Extra]) -> dict[str, dict[str, object]]:
    """What a data file says of the fields `found`: under `extra`, where there are any."""
    data: dict[str, object] = {one.name: list(one.words) if one.kind == "list" else _plain(one) for one in found}
    return {"extra": data} if data else {}


def _plain(one: Extra) -> str | int | bool:
    (text,) = one.words
    return int(text) if one.kind == "number" else text == "true" if one.kind == "flag" else text


def _value(one: Extra) -> ExtraValue:
    if one.kind == "list":
        return one.words
    if one.kind == "date":
        return When(danish.long_date(date.fromisoformat(one.words[0])), one.words[0])
    if one.kind == "time":
        at = datetime.fromisoformat(one.words[0]).astimezone(COPENHAGEN)
        return When(danish.at(at), at.isoformat())
    return _plain(one)
