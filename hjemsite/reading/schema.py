"""From a tree of texts to typed fields: pydantic finds every error at once, this module says them in Danish.

The only module that knows pydantic's names; what leaves it are our own frozen dataclasses and faults.
"""

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from hjemsite import danish
from hjemsite.diagnostics import Checked, Diagnostic, Span
from hjemsite.reading.fields import Fields
from hjemsite.reading.tree import Mapping, Node, Scalar, Sequence
from hjemsite.reading.values import UnfitError

F = TypeVar("F", bound=Fields)

Place = tuple[str | int, ...]
"""The way to a value: `("quotes", 1, "text")`."""

_ENGLISH = {
    "adresse": "address", "beskrivelse": "description", "billede": "image", "citat": "quotes", "citater": "quotes",
    "dato": "date", "emne": "topics", "emner": "topics", "fil": "file", "fotograf": "credit", "fra": "from",
    "hjemmeside": "website", "indmeldt": "joined", "kladde": "draft", "kontakt": "contact", "kredit": "credit",
    "medlem": "member", "medlemmer": "member", "members": "member", "navn": "name", "org": "organisation",
    "organization": "organisation", "overskrift": "title", "person": "person", "resume": "summary", "resumé": "summary",
    "rettelser": "corrections", "roller": "roles", "slags": "kind", "tag": "topics", "tags": "topics", "titel": "title",
    "taler": "speaker", "talere": "speakers", "tekst": "text", "til": "to", "topic": "topics", "udmeldt": "left",
}  # fmt: skip
"""What an editor may have meant: Danish names for our fields, and other systems' names."""

_STAND_INS = {
    "title": "–", "name": "–", "description": "–", "date": "2000-01-01", "kind": "andet", "address": "https://www.example.dk",
}  # fmt: skip
"""What stands for a required field that cannot be read, so that the rest of its file can be checked in the same run."""


@dataclass(frozen=True, slots=True)
class Typed(Generic[F]):
    """Typed fields. `broken` names those that could not be read and say nothing; then there are faults too."""

    fields: F
    broken: frozenset[str]


def typed(tree: Mapping, kind: type[F]) -> Checked[Typed[F]]:
    """The fields that `tree` holds, as `kind`, as far as they can be read."""
    plain = {key: _plain(value) for key, value in tree.entries.items()}
    try:
        return Checked(Typed(_read(plain, kind), frozenset()))
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    broken = frozenset(str(detail["loc"][0]) for detail in details)
    rest = {key: value for key, value in plain.items() if key not in broken}
    rest |= {key: Scalar(_STAND_INS[key], False, tree.span) for key in broken & _STAND_INS.keys() & known(kind)}
    return Checked(Typed(_read(rest, kind), broken), tuple(_fault(detail, tree) for detail in details))


def _read(plain: dict[str, object], kind: type[F]) -> F:
    return cast(F, _adapter(kind).validate_python(plain))  # type: ignore[arg-type]  # a class is hashable


def known(kind: type[Fields]) -> frozenset[str]:
    return frozenset(getattr(kind, "__dataclass_fields__", {}))


def places(tree: Node, place: Place = ()) -> Dictionary[Place, Span]:
    """Where every value below `tree` stands."""
    found = {place: tree.span}
    if isinstance(tree, Mapping):
        for key, value in tree.entries.items():
            found |= places(value, (*place, key))
    elif isinstance(tree, Sequence):
        for number, item in enumerate(tree.items):
            found |= places(item, (*place, number))
    return found


@cache
def _adapter(kind: type[Fields]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _plain(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return node


def _fault(detail: Any, tree: Mapping) -> Diagnostic:
    place: Place = detail["loc"]
    match detail["type"]:
        case "missing":
            return _missing(str(place[-1]), _at(tree, place[:-1]))
        case "unexpected_keyword_argument" | "extra_forbidden":
            return _unknown(tree, place)
        case "value_error" if isinstance(error := detail["ctx"]["error"], UnfitError):
            return Diagnostic(error.rule, _at(tree, place).span, error.message, error.hint)
    return _wrong_kind(detail["type"], place, _at(tree, place))


def _missing(name: str, owner: Node) -> Diagnostic:
    hint = f"Tilføj en linje med {name}:"
    line, column = owner.span.line, owner.span.column
    if line == 1:
        return Diagnostic("mangler-felt", Span(owner.span.path), f"Feltet »{name}« mangler", hint)
    # An item of a list is pointed at where it begins; the whole front matter at its first line.
    return Diagnostic("mangler-felt", Span(owner.span.path, line, column), f"Feltet »{name}« mangler", hint)


def _unknown(tree: Mapping, place: Place) -> Diagnostic:
    owner, name = _at(tree, place[:-1]), str(place[-1])
    span = owner.keys[name] if isinstance(owner, Mapping) else owner.span
    near = _ENGLISH.get(name.lower()) or danish.closest(name, _known_names())
    hint = f"mente du »{near}«?" if near else "Slet linjen, hvis den ikke skal bruges"
    return Diagnostic("ukendt-felt", span, f"Feltet »{name}« findes ikke", hint)


@cache
def _known_names() -> tuple[str, ...]:
    def names(kind: type[Fields]) -> set[str]:
        return {name for inner in (kind, *kind.__subclasses__()) for name in getattr(inner, "__dataclass_fields__", {})}

    return tuple(sorted((names(Fields) | {"from", "to"}) - {"start", "end"}))


def _wrong_kind(problem: str, place: Place, node: Node) -> Diagnostic:
    name = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
    if isinstance(node, Scalar) and node.is_empty:
        return Diagnostic("tomt-felt", node.span, f"Feltet »{name}« er tomt", "Udfyld feltet, eller slet linjen")
    if problem in ("tuple_type", "list_type"):
        hint = f"Skriv hvert punkt på sin egen linje med en bindestreg foran, under {name}:"
        return Diagnostic("forkert-slags", node.span, f"Feltet »{name}« skal være en liste", hint)
    message = f"Under »{name}« skal der stå felter med navn og kolon"
    return Diagnostic("forkert-slags", node.span, message, "Skriv hvert felt på sin egen linje, rykket ind")


def _at(tree: Node, place: Place) -> Node:
    """The node at `place`, or the nearest above it that exists."""
    node = tree
    for part in place:
        if isinstance(node, Mapping) and part in node.entries:
            node = node.entries[str(part)]
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            break
    return node
