"""The site's own fields: each value is judged by what the settings say of its field.

A site that describes none may use any; then each is a text or a list, and a misspelt name is not found.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from hjemsite import danish
from hjemsite.content.document import Document
from hjemsite.content.frontmatter import values
from hjemsite.content.frontmatter.extra import VALUE_TYPES, ExtraWords
from hjemsite.content.frontmatter.fields import ExtraFieldFields
from hjemsite.content.frontmatter.values import InvalidValueError, ScalarReader
from hjemsite.diagnostics.diagnostic import Checked, Diagnostic, Proposal, Span
from hjemsite.model import Extra, ExtraField, ExtraKind, ExtraOwner


def declared(fields: Mapping[str, ExtraFieldFields]) -> tuple[ExtraField, ...]:
    """The fields that the settings describe."""
    return tuple(
        ExtraField(name, field.kind, field.required, field.used_on, field.explanation) for name, field in fields.items()
    )


def name_faults(document: Document, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Faults of names that a template cannot use."""
    for name in names:
        if not (name.isascii() and name.isidentifier() and name == name.lower()):
            hint = "Brug små bogstaver fra a til z, tal og understreg, og begynd med et bogstav"
            message = f"»{name}« kan ikke være navnet på et felt"
            yield Diagnostic("ugyldig-vaerdi", document.span("extra_fields", name), message, hint)


def extra(
    document: Document, words: Iterable[ExtraWords], owner: ExtraOwner, fields: tuple[ExtraField, ...]
) -> Checked[tuple[Extra, ...]]:
    """The own fields of a text, with the faults of those that are not as the settings describe them in `fields`."""
    usable = {field.name: field for field in fields if owner in field.owners}
    judge = _Judge(document, {field.name for field in fields})
    typed = tuple(filter(None, (judge.value(extra_words, usable, fields) for extra_words in words)))
    if "extra" not in document.broken:
        present = {extra_words.name for extra_words in words}
        judge.faults.extend(
            judge.missing(field) for field in usable.values() if field.is_required and field.name not in present
        )
    return Checked(typed, tuple(judge.faults))


class _Judge(Struct):
    """Reads the values of one document, and collects what is wrong with them."""

    document: Document
    names: set[str]
    faults: list[Diagnostic] = []

    def value(
        self, words: ExtraWords, usable: Mapping[str, ExtraField], fields: tuple[ExtraField, ...]
    ) -> Extra | None:
        """The field in `words`, as `usable` describes it; without any `fields` in the settings as it is written."""
        if not fields:
            return Extra(words.name, "list" if words.is_list else "text", words.words)
        span = self.document.span("extra", words.name)
        if words.name not in usable:
            self.faults.append(_unknown(words.name, tuple(usable), self.names, span))
            return None
        kind = usable[words.name].kind
        if words.is_list != (kind == "list") and words.is_list:
            message = f"Feltet »{words.name}« skal være en enkelt værdi"
            self.faults.append(Diagnostic("forkert-slags", span, message, "Skriv den uden bindestreger og klammer"))
            return None
        try:
            return Extra(words.name, kind, tuple(_read(kind, text) for text in words.words))
        except InvalidValueError as error:
            proposal = Proposal(span, error.proposal) if error.proposal else None
            self.faults.append(Diagnostic(error.rule, span, error.message, error.hint, proposal=proposal))
            return None

    def missing(self, field: ExtraField) -> Diagnostic:
        what = f" ({field.explanation.rstrip('.')})" if field.explanation else ""
        hint = f"Tilføj en linje med {field.name}: under extra"
        return Diagnostic("mangler-felt", self.document.span("extra"), f"Feltet »{field.name}« mangler{what}", hint)


def _unknown(name: str, usable: tuple[str, ...], names: set[str], span: Span) -> Diagnostic:
    if name in names:
        return Diagnostic("ukendt-felt", span, f"Feltet »{name}« kan ikke stå her", "Slet linjen, eller ret used_on")
    near = danish.closest(name, usable)
    hint = f"mente du »{near}«?" if near else "Beskriv feltet under extra_fields i site.yaml, eller slet linjen"
    return Diagnostic("ukendt-felt", span, f"Feltet »{name}« findes ikke", hint)


def _read(kind: ExtraKind, text: str) -> str:
    """The value of a field as it is kept. Raises `InvalidValueError`."""
    annotations = getattr(VALUE_TYPES.get(kind), "__metadata__", ())
    reader = next((annotation for annotation in annotations if isinstance(annotation, ScalarReader)), None)
    if reader is None:
        return text
    value = reader.read(text)
    if isinstance(value, values.Instant):
        return value.at.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)
