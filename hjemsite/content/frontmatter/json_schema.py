"""The fields of front matter as JSON Schema, so that an editor's program can help while somebody types.

It is generated from the structs that the fields are read as, and accepts whatever they accept. What a pattern cannot
judge, such as the 30th of February, is left to the build. The files of `docs/skema/` are its output; those of a site
know its members, people and own fields, too.
"""

import json
from collections.abc import Iterable, Mapping
from types import NoneType
from typing import Annotated, Any, TypeAlias, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from hjemsite.content.frontmatter import values
from hjemsite.content.frontmatter.decode import fields_of
from hjemsite.content.frontmatter.extra import VALUE_TYPES, AnyNames
from hjemsite.content.frontmatter.field_docs import EXPLANATIONS, KINDS
from hjemsite.content.frontmatter.fields import (
    IN_FILE,
    ArticleFields,
    EventFields,
    Fields,
    LibraryPictureFields,
    MemberFields,
    OneOrMany,
    PageFields,
    PersonFields,
    Shorthand,
    SiteFields,
)
from hjemsite.content.frontmatter.values import ScalarReader
from hjemsite.model import ExtraField, ExtraOwner

Schema: TypeAlias = dict[str, Any]

FILES: Mapping[str, type[Fields]] = {
    "nyhed.json": ArticleFields,
    "medlem.json": MemberFields,
    "person.json": PersonFields,
    "arrangement.json": EventFields,
    "side.json": PageFields,
    "billede.json": LibraryPictureFields,
    "site.json": SiteFields,
}
"""Name of a file in `docs/skema/` → the fields that it describes."""

# To YAML, `title: 2026` is a number and `title: nej` a text; to us both are texts.
_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+\-][0-9]{2}:[0-9]{2})?"
_LIBRARY = r"^\s*/?(\.\./)*(content/)?billeder/"
_WEB = r"^\s*https?://[^\s<>\"\\^`{|}]+\s*$"

_SCALARS: tuple[tuple[Any, Schema], ...] = (
    (values.When, {"type": "string", "pattern": rf"^\s*{_DATE}({_TIME})?\s*$"}),
    (values.FullDay, {"type": "string", "pattern": rf"^\s*{_DATE}\s*$"}),
    (values.PartialDay, {"type": ["string", "integer"], "pattern": r"^\s*[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\s*$"}),
    (values.Number, {"type": ["number", "string"], "exclusiveMinimum": 0, "pattern": r"^\s*[0-9][0-9. \u00a0]*\s*$"}),
    (values.Flag, {"enum": [True, False, "ja", "nej", "Ja", "Nej", "yes", "no", "Yes", "No"]}),
    (values.Web, {"type": "string", "pattern": _WEB}),
    (values.SiteAddress, {"type": "string", "pattern": _WEB}),
    (values.OldAddress, {"type": "string", "pattern": r"^\s*/\S+\s*$"}),
    (values.MenuAddress, {"type": "string", "pattern": r"^\s*(/|https?://)\S*\s*$"}),
    (values.Email, {"type": "string", "pattern": r"^\s*\S+@\S+\s*$"}),
    (values.Phone, {"type": ["string", "integer"]}),
)
"""Type of a value → its schema. A value of any other type is a text, or one of a few words."""


_OWNERS: Mapping[type[Fields], ExtraOwner] = {
    ArticleFields: "article",
    MemberFields: "member",
    PersonFields: "person",
    EventFields: "event",
    PageFields: "page",
}
"""Fields of a source → what the settings call its kind."""


class SiteNames(Struct, frozen=True):
    """What the texts of a site can name: file names of its members and people, topics, and fields of its own."""

    members: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    extra: tuple[ExtraField, ...] = ()


def json_schema(kind: type[Fields], names: SiteNames | None = None) -> Schema:
    """The schema of the fields of `kind`, of JSON Schema's draft 7, which editors know best; of a site with `names`."""
    records: dict[type[Fields], Schema] = {}
    whole = _record(kind, records)
    definitions = {_name(record): records[record] for record in sorted(records, key=_name)}
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **whole, "definitions": definitions}
    if names is not None:
        for record in (schema, *definitions.values()):
            record["properties"] |= _named(record["properties"], names)
        owner = _OWNERS.get(kind)
        own = [field for field in names.extra if owner in field.owners]
        if own:
            schema["properties"]["extra"] |= _own_fields(own)
        if any(field.is_required for field in own):
            schema["required"] = [*schema.get("required", ()), "extra"]
    return schema


def texts(names: SiteNames | None = None) -> Mapping[str, str]:
    """Name of a file in `docs/skema/`, or of a site with `names` → its text."""
    return {
        name: json.dumps(json_schema(kind, names), ensure_ascii=False, indent=2) + "\n" for name, kind in FILES.items()
    }


def _named(properties: Schema, names: SiteNames) -> Schema:
    """Those of `properties` that name members, people or topics, with the names that there are."""
    topics: Schema = {"anyOf": [{"enum": [*names.topics]}, _TEXT]}
    choices = {
        "member": {"enum": [*names.members]} if names.members else _TEXT,
        "person": {"enum": [*names.people]} if names.people else _TEXT,
        "topics": topics if names.topics else _TEXT,
    }
    return {key: _in_place_of_text(properties[key], choices[key]) for key in choices if key in properties}


def _in_place_of_text(schema: Any, choice: Schema) -> Any:
    """`schema` with `choice` in every place where it takes any text."""
    if isinstance(schema, list):
        return [_in_place_of_text(part, choice) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.items() >= _TEXT.items():
        return {**{key: value for key, value in schema.items() if key not in _TEXT}, **choice}
    return {key: _in_place_of_text(value, choice) for key, value in schema.items()}


def _own_fields(fields: Iterable[ExtraField]) -> Schema:
    """What may stand under `extra` in a site that describes its fields."""
    fields = tuple(fields)
    properties = {}
    for field in fields:
        schema = dict(next((scalar for alias, scalar in _SCALARS if alias is VALUE_TYPES.get(field.kind)), _TEXT))
        if field.kind == "list":
            schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
        properties[field.name] = {**({"description": field.explanation} if field.explanation else {}), **schema}
    required = [field.name for field in fields if field.is_required]
    return {
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _record(kind: type[Fields], records: dict[type[Fields], Schema]) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    properties: Schema = {}
    required = []
    for info in fields(kind):
        key = IN_FILE.get(info.name, info.name)
        properties[key] = {"description": EXPLANATIONS[kind][key], **_value(hints[info.name], records)}
        if info.required:
            required.append(key)
    own = [field.key for field in fields_of(kind) if field.unless_in_library]
    return {
        "description": KINDS[kind],
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        **({"anyOf": [{"required": own}, {"properties": {"file": {"pattern": _LIBRARY}}}]} if own else {}),
        "additionalProperties": False,
    }


def _value(hint: Any, records: dict[type[Fields], Schema]) -> Schema:
    """The schema of a value of the type `hint`; `decode` reads the same types. A record is added to `records`."""
    if get_origin(hint) is Annotated:
        base, *notes = get_args(hint)
        scalar_reader = next((note for note in notes if isinstance(note, ScalarReader)), None)
        if scalar_reader is not None:
            words = get_args(base)
            other = {"enum": [*words]} if words else _TEXT
            return dict(next((schema for alias, schema in _SCALARS if scalar_reader in get_args(alias)), other))
        if isinstance(notes[0], Shorthand):
            return {"anyOf": [_TEXT, _value(base, records)]}
        if isinstance(notes[0], AnyNames):
            either = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
            value = either if notes[0].of_words else _value(get_args(base)[1], records)
            return {"type": "object", "additionalProperties": value}
        assert isinstance(notes[0], OneOrMany), hint
        many = _value(base, records)
        return {"anyOf": [many["items"], many]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0], records)}
    if NoneType in get_args(hint):
        return _value(next(part for part in get_args(hint) if part is not NoneType), records)
    if hint not in records:
        records[hint] = {}
        records[hint] = _record(hint, records)
    # In draft 7 nothing beside a reference counts, so a description needs a schema of its own.
    return {"allOf": [{"$ref": f"#/definitions/{_name(hint)}"}]}


def _name(kind: type[Fields]) -> str:
    return kind.__name__.removesuffix("Fields").lower()
