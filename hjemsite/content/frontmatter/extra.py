"""Fields of a site's own: what stands under `extra` in a text, and how the settings describe it.

What kind of value a field holds is said in the settings, so a text alone is read as words; `site.extra_fields` judges
them.
"""

import re
from collections.abc import Mapping
from typing import Annotated, TypeAlias, get_args

from msgspec import Struct

from hjemsite import danish
from hjemsite.content.frontmatter import values
from hjemsite.content.frontmatter.values import InvalidValueError, ScalarReader
from hjemsite.model import ExtraKind, ExtraOwner

EXTRA_KINDS: tuple[str, ...] = get_args(ExtraKind)
EXTRA_OWNERS: tuple[str, ...] = get_args(ExtraOwner)

VALUE_TYPES: Mapping[ExtraKind, object] = {
    "number": values.Number,
    "date": values.FullDay,
    "time": values.When,
    "address": values.Web,
    "flag": values.Flag,
}
"""Kind of field → the type of such a value in other fields; what is missing here is a text as it stands."""


class ExtraWords(Struct, frozen=True, array_like=True):
    """A value under `extra`, as it is typed: one text, or each of a list."""

    name: str
    words: tuple[str, ...]
    is_list: bool


class AnyNames(Struct, frozen=True):
    """Lets a record have fields of any name; `of_words` says that each is a text or a list of texts."""

    of_words: bool = False


def _kind(text: str) -> str:
    return _one_of(EXTRA_KINDS, text, "en slags felt")


def _owner(text: str) -> str:
    return _one_of(EXTRA_OWNERS, text, "en slags tekst")


def _one_of(choices: tuple[str, ...], text: str, what: str) -> str:
    if text not in choices:
        near = danish.closest(text, choices)
        hint = f"mente du »{near}«?" if near else f"Vælg {danish.list_of(choices, 'eller')}"
        raise InvalidValueError("ugyldig-vaerdi", f"»{text}« er ikke {what}", hint, near or "")
    return text


def _template(text: str) -> str:
    name = text.removesuffix(".html")
    if not re.fullmatch("[a-z0-9][a-z0-9_-]*", name):
        hint = "Skriv skabelonens navn med små bogstaver og uden mappe, for eksempel arrangementer"
        raise InvalidValueError("ugyldig-vaerdi", f"»{text}« er ikke navnet på en skabelon", hint)
    return name


TemplateName: TypeAlias = Annotated[str, ScalarReader(_template)]
KindOfExtra: TypeAlias = Annotated[ExtraKind, ScalarReader(_kind)]
OwnerOfExtra: TypeAlias = Annotated[ExtraOwner, ScalarReader(_owner)]
