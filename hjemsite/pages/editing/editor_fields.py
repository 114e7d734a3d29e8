"""The form for one kind of source: its fields as Sveltia CMS describes them, made from the structs they are read as.

So a form has the fields that a file can have. The program keeps fields of a file that its form does not have.
"""

from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import FieldInfo
from msgspec.structs import fields as fields_of

from hjemsite.content.frontmatter import values
from hjemsite.content.frontmatter.extra import AnyNames
from hjemsite.content.frontmatter.field_docs import EXPLANATIONS
from hjemsite.content.frontmatter.field_labels import label
from hjemsite.content.frontmatter.fields import (
    IN_FILE,
    AttachmentFields,
    Fields,
    LibraryPictureFields,
    LogoFields,
    OneOrMany,
    PictureFields,
    RecordingFields,
    Shorthand,
)
from hjemsite.content.frontmatter.values import ScalarReader
from hjemsite.urls import Slug

Field: TypeAlias = dict[str, Any]
"""A field of a form, in the words of Sveltia CMS."""


class Choices(Struct, frozen=True):
    """What can be chosen in forms, of what readers may see: slug and name of members and people, titles of topics."""

    members: tuple[tuple[Slug, str], ...] = ()
    people: tuple[tuple[Slug, str], ...] = ()
    topics: tuple[str, ...] = ()


_WEB = ["^https?://\\S+$", "Skriv hele adressen, for eksempel https://www.example.dk"]
_PARTIAL_DAY = ["^\\d{4}(-\\d{2}(-\\d{2})?)?$", "Skriv år, år-måned eller år-måned-dag, for eksempel 2026-11"]
_MAIL = ["^\\S+@\\S+\\.\\S+$", "Skriv mailadressen som navn@example.dk"]
_PHONE = ["^(\\+45 ?)?(\\d ?){8}$", "Skriv otte cifre, for eksempel 12 34 56 78"]
_OLD_ADDRESS = ["^/\\S+$", "Skriv den gamle adresse fra sidens rod, for eksempel /nyheder/den-gamle-adresse/"]
_SCALARS: tuple[tuple[Any, Field], ...] = (
    (values.When, {"widget": "datetime", "format": "YYYY-MM-DD HH:mm"}),
    (values.FullDay, {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}),
    (values.PartialDay, {"widget": "string", "pattern": _PARTIAL_DAY}),
    (values.Number, {"widget": "number", "value_type": "int", "min": 1}),
    (values.Flag, {"widget": "boolean"}),
    (values.Web, {"widget": "string", "pattern": _WEB}),
    (values.Email, {"widget": "string", "pattern": _MAIL}),
    (values.Phone, {"widget": "string", "pattern": _PHONE}),
    (values.OldAddress, {"widget": "string", "pattern": _OLD_ADDRESS}),
    (values.Summary, {"widget": "text"}),
    (values.Text, {"widget": "text"}),
)
"""Type of a value → the field of a form that takes it. A value of any other type is a line of text."""

_UPLOADS: Mapping[type[Fields], Field] = {
    PictureFields: {"widget": "image", "choose_url": False},
    LibraryPictureFields: {"widget": "image", "choose_url": False, "required": True},
    LogoFields: {"widget": "image", "choose_url": False},
    AttachmentFields: {"widget": "file", "choose_url": False},
    RecordingFields: {"widget": "file", "choose_url": False},
}
"""Record → how its `file` is chosen."""

_BESIDE: Mapping[str, Field] = {
    "captions": {"widget": "file", "choose_url": False},
    "transcript": {"widget": "file", "choose_url": False},
    "poster": {"widget": "image", "choose_url": False},
}
"""Field with the name of a file that goes with another → how it is chosen."""


def form(kind: type[Fields], choices: Choices) -> list[Field]:
    """The fields of `kind`, in the order in which they stand in a file."""
    hints = get_type_hints(kind, include_extras=True)
    shown = (info for info in fields_of(kind) if not _has_two_shapes(hints[info.name]))
    return [_field(kind, info, hints[info.name], choices) for info in shown]


def _has_two_shapes(hint: Any) -> bool:
    """Whether a value may be one record or a list of them, or a text or a record, or have any names.

    Such a field is in no form: the program keeps what it has no field for, and would lose one of the two.
    """
    base, *notes = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if any(isinstance(note, OneOrMany) for note in notes):
        item = get_args(base)[0]
        return _has_two_shapes(item) or (isinstance(item, type) and issubclass(item, Fields))
    return any(isinstance(note, Shorthand | AnyNames) for note in notes)


def _field(kind: type[Fields], info: FieldInfo, hint: Any, choices: Choices) -> Field:
    key = IN_FILE.get(info.name, info.name)
    field: Field = {"name": key, "label": label(kind, key), "hint": EXPLANATIONS[kind][key]}
    return {**field, **({} if info.required else {"required": False}), **_widget(kind, key, hint, choices)}


def _widget(kind: type[Fields], key: str, hint: Any, choices: Choices) -> Field:
    """What takes a value of the type `hint`, as `decode` reads it."""
    if get_origin(hint) is Annotated:
        base, *notes = get_args(hint)
        reader = next((note for note in notes if isinstance(note, ScalarReader)), None)
        if reader is not None:
            return _scalar(kind, key, base, reader, choices)
        assert isinstance(notes[0], OneOrMany), hint
        return _widget(kind, key, base, choices)
    if get_origin(hint) is tuple:
        return _list(kind, key, get_args(hint)[0], choices)
    if NoneType in get_args(hint):
        return _widget(kind, key, next(part for part in get_args(hint) if part is not NoneType), choices)
    return {"widget": "object", "fields": form(hint, choices)}


def _list(kind: type[Fields], key: str, item: Any, choices: Choices) -> Field:
    if isinstance(item, type) and issubclass(item, Fields):
        return {"widget": "list", "fields": form(item, choices)}
    options = _options(key, choices)
    if options is not None:
        return {"widget": "select", "multiple": True, "options": options}
    hint = EXPLANATIONS[kind][key]
    if key == "topics" and choices.topics:
        hint = f"{hint} Der er nyheder om: {', '.join(choices.topics)}."
    # Without a field of its own, a list takes a text alone, too.
    return {"widget": "list", "hint": hint}


def _scalar(kind: type[Fields], key: str, base: Any, reader: ScalarReader, choices: Choices) -> Field:
    if key == "file":
        return dict(_UPLOADS[kind])
    if key in _BESIDE:
        return dict(_BESIDE[key])
    words: Sequence[Any] | None = get_args(base) or _options(key, choices)
    if words is not None and words != ():
        return {"widget": "select", "options": [*words]}
    return dict(next((field for alias, field in _SCALARS if reader in get_args(alias)), {"widget": "string"}))


def _options(key: str, choices: Choices) -> list[Field] | None:
    """What the field `key` can name; None for one that does not name members or people."""
    named = {"member": choices.members, "person": choices.people}.get(key)
    return None if named is None else [{"label": name, "value": slug} for slug, name in named]
