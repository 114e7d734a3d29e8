"""From a tree of texts to typed fields: `decode` finds every problem at once, this module puts them in Danish."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dictionary
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from hjemsite import danish
from hjemsite.content.frontmatter.decode import Problem, ValuePath, field_values, fields_of
from hjemsite.content.frontmatter.fields import Fields
from hjemsite.content.frontmatter.syntax.field_lines import as_scalar
from hjemsite.content.frontmatter.syntax.nodes import Mapping, Node, Scalar, Sequence, Unreadable
from hjemsite.danish.word_patterns import lazy_pattern
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Proposal, Span
from hjemsite.limits import REPEATED_CHARACTERS

F = TypeVar("F", bound=Fields)

_ENGLISH = {
    "adresse": "address", "aflyst": "cancelled", "antal": "count", "author": "credit", "begynder": "starts",
    "beskrivelse": "description", "bilag": "attachments", "billede": "image", "billedtekst": "caption",
    "citat": "quotes", "citater": "quotes", "dato": "date", "emne": "topics", "emner": "topics", "fil": "file",
    "film": "recordings", "forfatter": "credit", "forside": "front", "lyd": "recordings",
    "forsiden": "front", "fotograf": "credit", "fra": "from", "hjemmeside": "website", "indmeldt": "joined",
    "kilde": "source", "kladde": "draft", "kontakt": "contact", "kredit": "credit", "mail": "email",
    "manchet": "summary", "medlem": "member", "medlemmer": "member", "members": "member", "navn": "name",
    "om": "about", "opdateret": "updated", "org": "organisation", "organization": "organisation",
    "overskrift": "title", "person": "person", "presse": "press", "resume": "summary", "resumé": "summary",
    "rettelser": "corrections", "roller": "roles", "slags": "kind", "slut": "ends", "slutter": "ends",
    "start": "starts", "sted": "place", "tag": "topics", "tags": "topics", "taler": "speaker", "talere": "speakers",
    "tekst": "text", "telefon": "phone", "til": "to",
    "tilbagetrukket": "withdrawn", "tilmelding": "signup", "titel": "title", "tlf": "phone",
    "topic": "topics", "udløber": "expires", "udmeldt": "left", "undertekster": "captions", "url": "address",
}  # fmt: skip
"""What an editor may have meant: Danish names for our fields, and other systems' names."""

_SAME = {"title": "name", "name": "title"}
"""What articles and pages call `title`, members and people call `name`."""

_LONG = lazy_pattern(rf"»([^«»]{{{REPEATED_CHARACTERS}}})[^«»]+«")
"""A longer text that a message repeats."""

PLACEHOLDERS = {
    "title": "–", "name": "–", "description": "–", "date": "2000-01-01", "kind": "andet", "address": "https://www.example.dk",
    "starts": "2000-01-01", "published": "2000-01-01", "place": "–",
}  # fmt: skip
"""Values for required fields that cannot be read, so that the rest of the file can be checked in the same run."""


class Typed(Struct, Generic[F], frozen=True):
    """`fields` as far as they could be read. `broken` are the names of the others; their values mean nothing."""

    fields: F
    broken: frozenset[str]


def typed(tree: Mapping, kind: type[F]) -> Checked[Typed[F]]:
    """The fields that `tree` holds, as `kind`; a fault for each that cannot be read."""
    problems: list[Problem] = []
    arguments = field_values(kind, tree, problems)
    if not problems:
        return Checked(Typed(kind(**arguments), frozenset()))
    broken = frozenset(str(problem.path[0]) for problem in problems)
    lost = broken & PLACEHOLDERS.keys() & {*field_names(kind)}
    placeholders: dict[str, Node] = {key: Scalar(PLACEHOLDERS[key], False, tree.span) for key in lost}
    arguments |= field_values(kind, Mapping(placeholders, {}, tree.span), [])
    return Checked(Typed(kind(**arguments), broken), tuple(map(_shortened, _faults(problems, tree, kind))))


def _shortened(fault: Diagnostic) -> Diagnostic:
    """The fault with no more of a long text in its message than an editor needs to know it again."""
    message = _LONG.sub(r"»\1 …«", fault.message)
    return fault if message == fault.message else replace(fault, message=message)


def field_names(kind: type[Fields]) -> tuple[str, ...]:
    """The names of the fields of `kind` in a file, in the order of the struct."""
    return tuple(field.key for field in fields_of(kind))


def spans_of(tree: Node) -> Dictionary[ValuePath, Span]:
    """The span of every value below `tree`, and of `tree` itself, by its path."""
    spans: dict[ValuePath, Span] = {}
    _add_spans(tree, (), spans)
    return spans


def _add_spans(tree: Node, path: ValuePath, spans: dict[ValuePath, Span]) -> None:
    spans[path] = tree.span
    if isinstance(tree, Scalar | Unreadable):
        return
    for step, value in tree.entries.items() if isinstance(tree, Mapping) else enumerate(tree.items):
        _add_spans(value, (*path, step), spans)


def _faults(problems: Iterable[Problem], tree: Mapping, kind: type[Fields]) -> Iterator[Diagnostic]:
    meant: set[ValuePath] = set()
    missing: list[ValuePath] = []
    for problem in problems:
        path, error = problem.path, problem.error
        if problem.kind == "unreadable":
            continue
        if problem.kind == "missing":
            missing.append(path)
        elif problem.kind == "unknown":
            near = _meant(str(path[-1]), field_names(_kind_at(kind, path[:-1])))
            meant.add((*path[:-1], near or ""))
            yield _unknown(tree, path, near, kind)
        elif error is not None and error.rule not in ("tomt-felt", "forkert-slags"):
            span = _at(tree, path).span
            proposal = Proposal(span, as_scalar(error.proposal)) if error.proposal else None
            yield Diagnostic(error.rule, span, error.message, error.hint, proposal=proposal)
        else:
            yield _wrong_kind(problem, tree, kind)
    # A field with a slip in its name is not missing as well, nor is one among lines that cannot be read.
    meant |= {(name,) for node in tree.entries.values() if isinstance(node, Unreadable) for name in node.names}
    yield from (_missing(tree, path) for path in missing if path not in meant)


def _missing(tree: Mapping, path: ValuePath) -> Diagnostic:
    name, owner = str(path[-1]), path[:-1]
    span = _key(tree, owner)
    if span is None:
        span = _at(tree, owner).span
        # An item of a list is pointed at where it begins.
        span = Span(span.path, span.line, span.column) if owner else span
    return Diagnostic("mangler-felt", span, f"Feltet »{name}« mangler", f"Tilføj en linje med {name}:")


def _unknown(tree: Mapping, path: ValuePath, near: str | None, kind: type[Fields]) -> Diagnostic:
    names = field_names(_kind_at(kind, path[:-1]))
    hint = f"mente du »{near}«?" if near else "Slet linjen, hvis den ikke skal bruges"
    if not near and len(names) <= 8:
        hint = f"Her kan kun stå {'felterne' if names[1:] else 'feltet'} {danish.list_of(names)}"
    key = _key(tree, path)
    is_used = near is not None and _key(tree, (*path[:-1], near)) is not None
    if is_used:
        hint += " Det felt er der allerede, så slet den ene linje"
    proposal = Proposal(key, near) if key and near and not is_used and _fits(tree, path, near, kind) else None
    return Diagnostic(
        "ukendt-felt", key or _at(tree, path).span, f"Feltet »{path[-1]}« findes ikke", hint, proposal=proposal
    )


def _fits(tree: Mapping, path: ValuePath, name: str, kind: type[Fields]) -> bool:
    """Whether the value at `path` can be read as the value of the field `name`."""
    field = next(field for field in fields_of(_kind_at(kind, path[:-1])) if field.key == name)
    node = _at(tree, path)
    problems: list[Problem] = []
    if not isinstance(node, Unreadable):
        field.read(node, problems)
    return not problems


def _meant(name: str, names: tuple[str, ...]) -> str | None:
    """Which of `names` an unknown field should probably have been called; None where none is near."""
    word = _ENGLISH.get(name.lower(), name)
    likely = (name for name in (word, _SAME.get(word)) if name in names)
    return next(likely, None) or danish.closest(name, names)


def _wrong_kind(problem: Problem, tree: Mapping, kind: type[Fields]) -> Diagnostic:
    path = problem.path
    node = _at(tree, path)
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    is_item = isinstance(path[-1], int) and isinstance(_at(tree, path[:-1]), Sequence)
    if isinstance(node, Scalar) and (node.is_empty or problem.kind == "unfit"):
        nothing = (node.span.line, node.span.column) == (node.span.end_line, node.span.end_column)
        span = (_key(tree, path) if nothing else None) or node.span
        message = f"Et punkt i feltet »{name}« er tomt" if is_item else f"Feltet »{name}« er tomt"
        return Diagnostic("tomt-felt", span, message, "Udfyld det, eller slet linjen")
    if problem.kind == "commas":
        return _not_parted(name, problem.parts, node.span)
    if problem.kind == "no list":
        message = f"Feltet »{name}« skal være en liste"
        hint = f"Skriv hvert punkt på sin egen linje med en bindestreg foran, under {name}:"
    elif problem.kind == "unfit":
        message = f"Feltet »{name}« skal være en enkelt tekst"
        hint = f"Skriv værdien lige efter {name}: og uden bindestreger og klammer"
        if is_item:
            message, hint = (
                f"Hvert punkt i feltet »{name}« skal være en enkelt tekst",
                "Skriv kun værdien efter bindestregen",
            )
    elif problem.kind == "no names":
        message = f"Under feltet »{name}« skal der stå felter, hvert med navn og kolon"
        hint = "Skriv hvert felt på sin egen linje, for eksempel video: https://www.example.dk/film"
    else:
        message = f"Under feltet »{name}« skal der stå felter, hvert med navn og kolon"
        names = field_names(_kind_at(kind, path))
        called = "felterne er" if names[1:] else "feltet hedder"
        hint = f"Skriv hvert felt på sin egen linje; {called} {danish.list_of(names)}"
    return Diagnostic("forkert-slags", node.span, message, hint)


def _not_parted(name: str, parts: Iterable[str], span: Span) -> Diagnostic:
    """The fault of several values that are written as one, with commas between them."""
    better = f"[{', '.join(map(as_scalar, parts))}]"
    message = f"Feltet »{name}« skal være en liste, når det har flere værdier"
    hint = f"Skriv {name}: {better}"
    if name == "topics":
        hint += "; er det ét emne, så sæt det i anførselstegn"
    return Diagnostic("forkert-slags", span, message, hint, proposal=Proposal(span, better))


def _kind_at(kind: type[Fields], path: ValuePath) -> type[Fields]:
    """The fields that may stand at `path`."""
    for part in path:
        if isinstance(part, str):
            # A field of the site's own has a name that no struct knows.
            kind = fields_in(get_type_hints(kind).get(part)) or kind
    return kind


def fields_in(hint: Any) -> type[Fields] | None:
    """The record that a field of the type `hint` holds, alone or several; None where it holds none."""
    if isinstance(hint, type) and issubclass(hint, Fields):
        return hint
    return next(filter(None, map(fields_in, get_args(hint))), None)


def _key(tree: Mapping, path: ValuePath) -> Span | None:
    """Where the name of the field at `path` stands; None where it has none: an item of a list, or all fields."""
    owner = _at(tree, path[:-1])
    return owner.keys.get(str(path[-1])) if path and isinstance(owner, Mapping) else None


def _at(tree: Node, path: ValuePath) -> Node:
    """The node at `path`, or the nearest above it that exists."""
    node = tree
    for part in path:
        if isinstance(node, Mapping) and part in node.entries:
            node = node.entries[str(part)]
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            break
    return node
